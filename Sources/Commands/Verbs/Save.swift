import Diagnostics
import Foundation
import Notebook

extension Command {
    static let save = Command(
        "save", "write the script that makes a value, with seed, recorded output and lock; it is replayed first", effect: .writes,
        isAboutSession: true,
        example: """
            seed 3
            let news = generate news size=20
            let unused = generate news size=10
            let facts = describe news
            let saved = save "facts.nds" for=facts
            assert saved == "saved facts.nds: 3 statements, 2 calls; a replay gave the same"
            assert (load "facts.nds" format=text).tokens > 5
            """,
        Parameter<OutputPath>("path", "the script to write; the lock lies beside it"),
        Parameter<BareWord?>("for", "the name that the script is to make; also `_` and `_7`", default: nil, isNamedOnly: true),
        Parameter<Bool>("all", "the whole transcript instead, with all its output", default: false, isNamedOnly: true),
        Parameter<Bool>("force", "replace a file that `save` did not make", default: false, isNamedOnly: true)
    ) { context, path, name, all, force in
        guard (name == nil) == all else {
            throw Diagnostic("`save` wants a name or the whole transcript", label: "as in `save \"x.nds\" for=score` or `save \"x.nds\" all=true`")
        }
        return try await context.session.save(to: path.path, making: name?.word, replaces: force)
    }
}
