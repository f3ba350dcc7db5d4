import Corpus
import Diagnostics
import Foundation
import Notebook
import Report
import Tagger

extension Command {
    static let tag = Command(
        "tag", "tag entities in a text or a dataset with a model",
        example: """
            let news = generate news size=40
            let tagger = train (bert size=tiny) on=news batch=8 epochs=1
            assert (tag tagger "Angela Merkel flew to Paris.").tokens == 6
            let tagged = tag tagger on=news
            assert tagged.sentences == 40
            assert tagged.labels == "tiny"
            """,
        labels: Labels.of("model"),
        Parameter<Model>("model", "a trained model"),
        Parameter<String?>("text", "a text to tag", default: nil),
        Parameter<Dataset?>("on", "a dataset to tag instead; its own labels do not count", default: nil, isNamedOnly: true),
        .long,
        .threads,
        plan: { _, model, text, dataset, long, threads in
            let input = try taggingInput(text, dataset, of: "tag")
            let tagging = try model.tagging.plannedTagging(of: input.sentences, long: long, threads: threadCount(threads))
            return PlannedCall(
                standIn: tagged(input, by: model, spans: input.sentences.map { _ in [] }), work: tagging.work, timed: [tagging.timed])
        }
    ) { context, model, text, dataset, long, threads in
        let input = try taggingInput(text, dataset, of: "tag")
        let tagging = try await model.tagging.tag(input.sentences, long: long, threads: threadCount(threads), progress: context.progress)
        var result = tagged(input, by: model, spans: tagging.spans)
        result.notes += tagging.long.notes(loss: nil)
        return result
    }

    private static func tagged(_ input: Dataset, by model: Model, spans: [[Span]]) -> Dataset {
        var tagged = input
        for (index, spans) in spans.enumerated() { tagged.sentences[index].spans = spans }
        tagged.types = model.tagging.types
        tagged.labelling = model.tagging.labelling
        tagged.labels = LabelSource(name: model.tagging.name, isSimulated: model.training?.isSimulated ?? false)
        return tagged
    }

    static let eval = Command(
        "eval", "score a model's tags against the gold labels of a dataset: strict F1 of spans, accuracy where every word has a label", 
        example: """
            let news = generate news size=60
            let tagger = train (bert size=tiny) on=news batch=8 epochs=1
            let score = eval tagger on=news
            assert score.gold == news.entities
            assert score.types["PER"].f1 >= 0 and score.f1 <= 1
            assert (eval tagger on=news long=truncate).notes == []
            """,
        labels: { arguments in
            if let types = arguments["model"], let gold = arguments.dataset("on") { try requireTypes(gold, among: types) }
            return nil
        },
        Parameter<Model>("model", "a trained model"),
        Parameter<Dataset>("on", "the gold labels to find", isNamedOnly: true),
        .long,
        .threads,
        plan: { _, model, gold, long, threads in
            try requireJudge(gold, of: model)
            let tagging = try model.tagging.plannedTagging(of: gold.sentences, long: long, threads: threadCount(threads))
            let standIn = score(of: model, on: gold, spans: gold.sentences.map { _ in [] }, notes: [])
            return PlannedCall(standIn: standIn, work: tagging.work, timed: [tagging.timed])
        }
    ) { context, model, gold, long, threads in
        try requireJudge(gold, of: model)
        let tagging = try await model.tagging.tag(
            gold.sentences, long: long, threads: threadCount(threads), progress: context.progress)
        return score(of: model, on: gold, spans: tagging.spans, notes: unlearned(gold, by: model) + tagging.long.notes(loss: "counted as missed"))
    }

    private static func requireJudge(_ gold: Dataset, of model: Model) throws {
        try requireLabels(gold)
        guard model.tagging.hasTrainedHead else { return }
        try requireLabelling(gold, as: model.tagging.labelling)
        if gold.labelling == .spans { try requireTypes(gold, among: model.tagging.types) }
    }

    /// Labels of words that the model never learned cannot be right.
    private static func unlearned(_ gold: Dataset, by model: Model) -> [String] {
        let types = gold.labelling == .words ? gold.types.filter { !model.tagging.types.contains($0) } : []
        if types.isEmpty { return [] }
        let words = gold.sentences.reduce(0) { $0 + $1.spans.count { types.contains($0.type) } }
        return ["\(counted(words, "word")) of labels that the model was not trained for, counted as wrong: \(types.joined(separator: " "))"]
    }

    private static func score(of model: Model, on gold: Dataset, spans: [[Span]], notes: [String]) -> Score {
        Score(predicted: spans, judged: model.tagging.name, gold: gold, training: model.training, notes: notes)
    }

    static let export = Command(
        "export", "write a model as a folder that Hugging Face transformers loads", effect: .writes,
        example: """
            let tagger = train (bert size=tiny) on=(generate news size=20) batch=8 epochs=1
            export tagger "tagger"
            let again = bert "tagger"
            assert again.types == tagger.types
            assert again.parameters == tagger.parameters
            """,
        Parameter<Model>("model", "what to write"),
        Parameter<OutputPath>("folder", "the folder to make; an earlier export is replaced")
    ) { _, model, folder in
        try model.tagging.export(to: folder.path)
        return "\(model.tagging.name) written to \((folder.path as NSString).lastPathComponent)"
    }
}

extension Parameter where Bound == Int? {
    static var threads: Parameter {
        Parameter("threads", "how many threads compute", default: nil, shown: "all cores", .optional(.positive), isNamedOnly: true)
            .withoutSayInTheValue
    }
}

/// What `tag` and its kin look at: a text, cut into sentences, or a dataset.
func taggingInput(_ text: String?, _ dataset: Dataset?, of verb: String) throws -> Dataset {
    guard (text == nil) != (dataset == nil) else {
        throw Diagnostic("`\(verb)` wants a text or a dataset", label: "as in `\(verb) m \"Angela Merkel flew to Paris.\"` or `\(verb) m on=news`")
    }
    return dataset ?? Dataset(name: "text", sentences: splitIntoSentences(text ?? "", file: "text"), types: [], labels: nil)
}

/// - Throws: `Diagnostic` where a model puts labels on other things than gold does.
func requireLabelling(_ gold: Dataset, as labelling: Labelling) throws {
    guard gold.labelling != labelling else { return }
    throw Diagnostic(
        "the model gives \(labelling.meaning), `\(gold.name)` has \(gold.labelling.meaning)",
        label: "`load … column=pos` or `column=chunk` says which column of a CoNLL file is read")
}

/// - Throws: `Diagnostic` with the `relabel` to type, where gold has types that the model does not tag.
func requireTypes(_ gold: Dataset, among types: [String]) throws {
    guard let other = gold.types.first(where: { !types.contains($0) }) else { return }
    throw Diagnostic(
        "the model tags \(types.joined(separator: " ")), `\(gold.name)` has \(gold.types.joined(separator: " "))",
        label: "`relabel` renames types, as in `relabel data {\(other): \"\(types.first ?? "")\"}`")
}
