import Annotator
import Corpus
import Diagnostics
import Notebook
import Store
import Tagger

extension Command {
    /// One command a row of the table of prompts: `llm "…" prompt=cot`, `cot(examples=(fixed human 3))`.
    static let prompts: [Command] = BuiltInPrompt.all.map { row in
        Command(
            row.name, "\(row.summary) (prompt)", isInstant: true, background: [MethodPhase.labels.background],
            example: """
                let gold = generate news size=30
                let asked = \(row.name)(examples=(fixed gold 2))
                assert asked.name == "\(row.name)" and asked.reply == "\(row.form.name)"
                assert asked.examples == "fixed \\(gold.name) 2"
                assert (\(row.name)).examples == none
                """,
            examplesParameter
        ) { _, examples in
            let prompt = try row.prompt()
            return try examples.map(prompt.showing) ?? prompt
        }
    }

    static let prompt = Command(
        "prompt", "a prompt of your own: plain text with {{text}} or {{tokens}}, {{types}} and {{examples}}", effect: .reads,
        example: """
            let mine = prompt text="Mark the {{types}} in: {{tokens}}" reply=marked
            assert mine.reply == "marked"
            assert mine.text == "Mark the {{types}} in: {{tokens}}"
            """,
        Parameter<InputPath?>("path", "a file with the text", default: nil),
        Parameter<String?>("text", "the text itself, where it stands in no file", default: nil, isNamedOnly: true),
        .replyForm("reply", "how the replies name entities", default: .dictionary),
        examplesParameter
    ) { _, path, text, form, examples in
        switch (path, text) {
        case (let path?, nil):
            let source = try SourceText(name: path.path, bytes: MappedFile(reading: path.path).withBytes { Array($0) })
            let name = path.path.split(separator: "/").last.map(String.init) ?? path.path
            return try Prompt(name: name, template: PromptTemplate(source), form: form, examples: examples)
        case (nil, let text?):
            let source = SourceText(name: "the prompt", text: text)
            return try Prompt(name: "prompt", template: PromptTemplate(source), form: form, examples: examples)
        default:
            throw Diagnostic("`prompt` wants a file or a `text`, one of them", label: "prompt text=\"… {{text}} …\"")
        }
    }

    private static let examplesParameter = Parameter<ExampleChoice?>(
        "examples", "gold sentences shown with their answers, such as (fixed human 3)", default: nil, isNamedOnly: true)

    /// One command a row of the table of strategies: `(nearest human 5)`.
    static let exampleStrategies: [Command] = ExampleChoice.strategies.map { row in
        Command(
            row.name, "examples for a prompt: \(row.summary)", isSeeded: row.isRandom, isInstant: !row.isRandom && !row.needsEmbedding,
            example: """
                let gold = generate news size=30
                let shown = \(row.name) gold 3\(row.needsEmbedding ? " model=(bert size=tiny)" : "")
                assert shown.name == "\(row.name) \\(gold.name) 3"
                assert (standard examples=shown).examples == shown.name
                """,
            inputs: { _, _ in row.needsEmbedding ? TaggingModel.files(usualModel, relativeTo: "/") : [] },
            Parameter<Dataset>("gold", "whose sentences are shown, with their labels"),
            Parameter<Int>("count", "how many", .positive),
            Parameter<[Model?]>.list(row.needsEmbedding ? [modelParameter] : [])
        ) { context, gold, count, model in
            let means = ExampleChoice.Means(stream: context.stream, embedding: row.needsEmbedding ? try embedding(by: model.first ?? nil) : nil)
            return try ExampleChoice(row, of: gold, count: count, means: means)
        }
    }

    private static let usualModel = "minilm"

    private static let modelParameter = Parameter<Model?>(
        "model", "the BERT whose vectors tell which sentences are alike", default: nil, shown: usualModel, isNamedOnly: true)

    private static func embedding(by model: Model?) throws -> (identity: String, vectors: @Sendable ([Sentence]) throws -> [[Float]]) {
        let model = try model ?? Model(TaggingModel.load(usualModel, relativeTo: "/").0)
        return (model.value.digest.portable.text, { sentences in try model.tagging.vectors(of: sentences) })
    }
}
