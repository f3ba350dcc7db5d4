import Bert
import Diagnostics
import Newsroom
import Notebook
import Random
import Tagger

extension BertSize: Choice {
    /// `tiny 2 layers of 128 units, …`
    static var meaning: String {
        allCases.map { "\($0.rawValue) \($0.shape.layers) of \($0.shape.hidden)" }.joined(separator: ", ")
    }
}

extension Command {
    static let bert = Command(
        "bert", "a BERT to train: a folder, a model set up here, one from the Hugging Face cache, or one with random weights", effect: .reads,
        isSeeded: true,
        example: """
            let small = bert size=tiny
            assert small.types == []
            assert small.parameters > 100000
            assert (bert size=mini).shape.layers == 4 and (bert size=mini).shape.hidden == 256
            """,
        inputs: { context, arguments in
            arguments.text(of: "name").map { TaggingModel.files($0, relativeTo: context.folder) } ?? []
        },
        Parameter<String?>("name", "a folder, or a name such as \"minilm\"", default: nil),
        Parameter<BertSize?>("size", "random weights instead, layers of so many units: \(BertSize.meaning)", default: nil, isNamedOnly: true),
        Parameter<BertSize?>("fallback", "the random model to take where there is none of that name", default: nil, isNamedOnly: true)
    ) { context, name, size, fallback in
        if name == nil, size == nil { throw Diagnostic("`bert` needs a name or a size", label: "as in `bert \"minilm\"` or `bert size=tiny`") }
        if let name, size != nil { throw Diagnostic("`bert` takes a name or a size, not both", label: "`\(name)` has its own size") }
        guard let name else { return try randomModel(size ?? .tiny, context.stream) }
        do {
            let (model, report) = try TaggingModel.load(name, relativeTo: context.folder)
            return Model(model, report: report)
        } catch let missing as Diagnostic where fallback != nil && missing.place == nil {
            context.remark("\(missing.message): a random BERT of size \((fallback ?? .tiny).rawValue) takes its place. \(missing.label)")
            return try randomModel(fallback ?? .tiny, context.stream)
        }
    }

    /// Its word pieces come from generated news, so that it is the same on every machine.
    private static func randomModel(_ size: BertSize, _ stream: RandomStream) throws -> Model {
        let words = generateNews(size: 2000, part: .train, stream: RandomStream(seed: 1, key: "vocabulary"))
        return Model(try TaggingModel.random(size, texts: words.sentences.map(\.text), stream: stream))
    }
}
