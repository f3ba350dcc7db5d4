import ArgumentParser
import Bert
import Corpus
import Foundation
import Random
import Tagger

struct TagBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Tags a dataset as `tag` does. A model without a classifier gets a random one of the dataset's types.")

    @OptionGroup var options: ModelOptions

    @Option(help: "A dataset with gold labels.")
    var test: String

    @Option(help: "Write `token gold predicted` lines, an empty line between sentences, to this file.")
    var dump: String?

    @Flag(help: "Print where the time of a thousand word pieces went.")
    var profile = false

    func run() async throws {
        var model = try options.load()
        let gold = try options.read(test, for: model)
        if !model.hasTrainedHead {
            let labels = Labelling.spans.classes(for: gold.types)
            model = try TaggingModel(
                name: model.name, classifier: model.classifier.withHead(labels: labels, stream: RandomStream(seed: 1, key: "head")),
                tokenizer: model.tokenizer, history: model.history, hasTrainedHead: true)
        }
        var figures = Figures()
        figures.add("task", "tag")
        options.describe(model, into: &figures)
        let tagging = try await score(model, on: gold, threads: options.threads, profile: profile, into: &figures)
        if let dump { try write(gold, tagging, to: dump) }
        figures.report()
    }

    private func write(_ gold: Dataset, _ tagging: Tagging, to path: String) throws {
        var text = ""
        for (sentence, spans) in zip(gold.sentences, tagging.spans) {
            let wanted = TagScheme.iob2.encode(sentence.spans, count: sentence.tokens.count)
            let given = TagScheme.iob2.encode(spans, count: sentence.tokens.count)
            for (token, (wanted, given)) in zip(sentence.tokens, zip(wanted, given)) { text += "\(token) \(wanted.text) \(given.text)\n" }
            text += "\n"
        }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
