import Annotator
import Corpus
import Diagnostics
import Notebook
import Tagger
import WordPiece

extension Command {
    static let estimate = Command(
        "estimate", "what `annotate` will take, without asking anybody: calls, tokens, cost with a range, a sample prompt", isInstant: true,
        example: """
            let pool = generate news size=40
            let gpt = llm "gpt-4o-mini" prompt=marked prices=[1, 10]
            let words = bert size=tiny
            let bill = estimate pool by=gpt tokenizer=words
            assert bill.calls == 40 and bill.recorded == 0
            assert bill.low < bill.cost and bill.cost < bill.high
            assert bill.cost == (bill.prompt_tokens + 10 * bill.reply_tokens) / 1000000 +- 0.0001
            assert (estimate pool by=gpt samples=5 tokenizer=words).calls == 200
            assert (estimate pool by=oracle).cost == 0
            """,
        Parameter<Dataset>("dataset", "the sentences"),
        Parameter<TeacherChoice>("by", "who would annotate", isNamedOnly: true),
        Parameter<[String]?>("types", "the entity types to ask for", default: nil, shown: "all of the model's", isNamedOnly: true),
        Parameter(AskingOptions.self),
        Parameter<Model?>("tokenizer", "the model whose word pieces are counted", default: nil, shown: "minilm", isNamedOnly: true)
    ) { context, dataset, choice, types, options, tokenizer in
        guard let model = try choice.asked(options, in: context) as? LanguageModel else {
            if !choice.recordings(nil, in: context.folder).isEmpty {
                throw Diagnostic("`estimate` takes one model at a time, not `\(choice.teacher.name)`")
            }
            return CostEstimate(estimate: .free(dataset, by: choice.teacher))
        }
        return CostEstimate(estimate: try model.estimate(dataset, types: types) {
            let pieces = try tokenizer?.tagging.tokenizer ?? WordPieceTokenizer(folder: ModelLibrary().folder(of: "minilm"))
            return { pieces.encode($0).count }
        })
    }
}
