import Diagnostics
import Foundation
import Notebook
import Script

extension Command {
    static let plan = Command(
        "plan", "what a script would cost: cells, trainings, steps, tokens, minutes, calls to a teacher; nothing costly is done", effect: .shows, isAboutSession: true,
        example: """
            let cost = plan "sweep.nds" with={sizes: [20, 40]}
            assert cost.trainings == 2 and cost.steps == 4
            assert cost.trained_tokens > 0 and cost.tagged_tokens > 0
            """,
        Parameter<InputPath>("script", "an .nds file"),
        Parameter<Record>("with", "values for its `param` lines, as in {epochs: 3}", default: Record([]), isNamedOnly: true)
    ) { context, script, values in
        let folder = URL(fileURLWithPath: script.path).deletingLastPathComponent().path
        let tree = try program(SourceText(reading: script.path), folder: folder, path: script.path)
        let parameters = Dictionary(values.fields.map { ($0.name, $0.value) }) { first, _ in first }
        return try await Plan(of: tree, language: context.language, parameters: parameters, progress: context.progress)
    }
}
