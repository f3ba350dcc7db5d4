import ArgumentParser
import Corpus
import Diagnostics
import Mixing
import Numerics
import Random
import Tagger

struct TrainBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains as `train` does, with its defaults; with --test it then tags and scores.",
        discussion: "Tokens a second are those from the second step on: the first touches all memory for the first time.")

    @OptionGroup var options: ModelOptions

    @Option(help: "A dataset to train on.")
    var train: String

    @Option(help: "A dataset to tag and score.")
    var test: String?

    @Option(help: "Passes over the training set.")
    var epochs = 3

    @Option(help: "Stop after so many steps; 0 goes to the end.")
    var steps = 0

    @Option(help: "Sentences a step.")
    var batch = 32

    @Option(help: "The highest learning rate.")
    var lr = TrainingOptions().learningRate

    @Option(help: "Seed.")
    var seed = 1

    @Flag(help: "Print where the time of a step went.")
    var profile = false

    func run() async throws {
        let model = try options.load()
        let data = try options.read(train, for: model)
        let stream = RandomStream(seed: seed, key: "train")
        let mixture = try Mixture(
            only: MixtureSource(name: data.name, count: data.sentences.count), batch: batch, epochs: epochs, stream: stream.substream("order"))
        let batches = steps > 0 ? Array(mixture.batches.prefix(steps)) : mixture.batches
        let examples = batches.map { batch in batch.map { TrainingExample(data.sentences[$0.index], source: 0) } }
        var settings = TrainingOptions()
        settings.learningRate = lr
        settings.threads = options.threads
        let pace = Pace()
        func training() async throws -> (seconds: Double, result: (model: TaggingModel, summary: TrainingSummary)) {
            try await timed {
                try await model.train(
                    on: examples, types: data.types, sources: [data.name], options: settings, stream: stream, progress: pace.note)
            }
        }
        let (entries, (seconds, result)) = profile ? try await Profile.taken(during: training) : ([], try await training())
        if profile {
            let unit = (name: "step", count: Double(batches.count))
            let own = await ownSpeed(of: model.classifier, batch: batch, threads: options.threads)
            print(ProfileTable(entries: entries, seconds: seconds, threads: options.threads, unit: unit, ownSpeed: own).text)
        }
        var figures = Figures()
        figures.add("task", "train")
        options.describe(model, into: &figures)
        figures.add("steps", batches.count)
        let tokens = result.summary.tokens
        let first = options.pieces(examples.first?.map(\.sentence) ?? [], model)
        figures.add("train_tokens_per_s", pace.tokensPerSecond(tokens: tokens, first: first) ?? Double(tokens) / seconds)
        let memory = try model.trainingMemory(on: examples, types: data.types, options: settings)
        figures.add("predicted_mib", Double(memory.total + model.classifier.cost.weightBytes) / Double(1 << 20))
        figures.add("loss", result.summary.finalLoss ?? 0, digits: 4)
        if let test { _ = try await score(result.model, on: options.read(test, for: model), threads: options.threads, into: &figures) }
        figures.report()
    }
}

/// Tags a dataset, adds speed and F1, and gives what was found.
func score(
    _ model: TaggingModel, on gold: Dataset, threads: Int, profile: Bool = false, into figures: inout Figures
) async throws -> Tagging {
    _ = try await model.tag(Array(gold.sentences.prefix(200)), threads: threads)
    func tag() async throws -> (seconds: Double, result: Tagging) {
        try await timed { try await model.tag(gold.sentences, threads: threads) }
    }
    let (entries, (seconds, tagging)) = profile ? try await Profile.taken(during: tag) : ([], try await tag())
    if profile {
        let unit = (name: "1000 pieces", count: Double(tagging.pieces) / 1000)
        let own = await ownSpeed(of: model.classifier, batch: 32, threads: threads)
        print(ProfileTable(entries: entries, seconds: seconds, threads: threads, unit: unit, ownSpeed: own).text)
    }
    figures.add("tag_tokens_per_s", Double(tagging.pieces) / seconds)
    figures.add("f1", EntityScore(predicted: tagging.spans, gold: gold.sentences.map(\.spans), labelSet: gold.types).f1, digits: 4)
    return tagging
}
