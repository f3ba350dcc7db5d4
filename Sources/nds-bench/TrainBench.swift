import ArgumentParser
import Corpus
import Diagnostics
import Foundation
import Mixing
import Random
import Tagger

/// What training and tagging share: the model and how many threads.
struct ModelOptions: ParsableArguments {
    @Option(help: "A model folder or name.")
    var model: String

    @Option(help: "Threads.")
    var threads = 2

    func load() throws -> TaggingModel {
        try TaggingModel.load(model, relativeTo: FileManager.default.currentDirectoryPath)
    }
}

struct TrainBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains as `train` does, with its defaults; with --test it then tags and scores.")

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

    func run() throws {
        let model = try options.load()
        let data = try Format.read(path: train)
        let stream = RandomStream(seed: seed, key: "train")
        let mixture = try Mixture(
            only: MixtureSource(name: data.name, count: data.sentences.count), batch: batch, epochs: epochs, stream: stream.substream("order"))
        let batches = steps > 0 ? Array(mixture.batches.prefix(steps)) : mixture.batches
        let plan = TrainingPlan(
            sources: [data.sentences], types: data.types, batches: batches.map { $0.map { .init(source: $0.source, index: $0.index) } })
        var settings = TrainingOptions()
        settings.learningRate = lr
        let (seconds, result) = try timed { try model.train(plan, options: settings, threads: options.threads, stream: stream) }
        var figures = Figures()
        figures.add("task", "train")
        figures.add("threads", options.threads)
        figures.add("steps", batches.count)
        figures.add("train_tokens_per_s", Double(result.pieces) / seconds)
        figures.add("loss", result.losses.last ?? 0, digits: 4)
        if let test { _ = try score(result.model, on: test, threads: options.threads, into: &figures) }
        figures.report()
    }
}

/// Tags a dataset, adds speed and F1, and gives what was tagged.
func score(_ model: TaggingModel, on path: String, threads: Int, into figures: inout Figures) throws -> (gold: Dataset, tagging: Tagging) {
    let gold = try Format.read(path: path)
    _ = try model.tag(Array(gold.sentences.prefix(200)), threads: threads)
    let (seconds, tagging) = try timed { try model.tag(gold.sentences, threads: threads) }
    figures.add("tag_tokens_per_s", Double(tagging.pieces) / seconds)
    figures.add("f1", EntityScore(predicted: tagging.spans, gold: gold.sentences.map(\.spans), labelSet: gold.types).f1, digits: 4)
    return (gold, tagging)
}
