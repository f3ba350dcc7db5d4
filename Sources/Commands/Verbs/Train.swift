import Bert
import Corpus
import Diagnostics
import Foundation
import Mixing
import Notebook
import Report
import Tagger

/// What `train` learns from: a mixture, or one dataset.
enum TrainingData: Argument {
    case mixture(MixedData)
    case dataset(Dataset)

    static var type: ValueType { .either([MixedData.type, Dataset.type]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .kind(let mixture as MixedData): self = .mixture(mixture)
        case .kind(let dataset as Dataset): self = .dataset(dataset)
        default: throw Mismatch(expected: "a mixture or a dataset")
        }
    }
}

/// The order of the sentences: for a dataset only, since a mixture has its own.
struct OrderOptions: OptionGroup {
    var batch: Int?
    var epochs: Int?
    var steps: Int?

    static let options: [Option<OrderOptions>] = [
        Option("batch", \.batch, "sentences a step", shown: "32", .optional(.positive)),
        Option("epochs", \.epochs, "passes over the dataset", shown: "3", .optional(.positive)),
        Option("steps", \.steps, "optimiser steps, instead of epochs", .optional(.positive)),
    ]

    /// The first option that is given.
    var given: String? {
        [("batch", batch), ("epochs", epochs), ("steps", steps)].first { $0.1 != nil }?.0
    }
}

struct TrainOptions: OptionGroup {
    var learningRate = TrainingOptions().learningRate
    var warmup = TrainingOptions().warmUp
    var dropout = OptimizerOptions().dropout
    var weightDecay = OptimizerOptions().weightDecay
    var clip = OptimizerOptions().clip
    var threads: Int?

    static let options: [Option<TrainOptions>] = [
        Option("lr", \.learningRate, "the highest learning rate", .positive),
        Option("warmup", \.warmup, "the share of the steps over which the learning rate rises; then it falls linearly to 0", .share),
        Option("dropout", \.dropout, "of hidden states, attention and the classifier", Rule("a number from 0 up to, not including, 1") { $0 >= 0 && $0 < 1 }),
        Option("weight_decay", \.weightDecay, "decoupled, on every parameter", .notNegative),
        Option("clip", \.clip, "the largest norm of the gradient", .positive),
        Option("threads", \.threads, "how many threads compute; the result is the same for any number", shown: "all cores", .optional(.positive)),
    ]

    var training: TrainingOptions {
        var options = TrainingOptions()
        options.learningRate = learningRate
        options.warmUp = warmup
        options.threads = threadCount(threads)
        options.optimizer = OptimizerOptions(dropout: dropout, weightDecay: weightDecay, clip: clip)
        return options
    }
}

/// Where a training can be stopped and gone on with. The value is the same with or without, so the verb has no effect in the sense
/// of the language: what it writes is read by the same line alone.
struct RestartOptions: OptionGroup {
    var checkpoint: OutputPath?
    var every: Int?

    static let options: [Option<RestartOptions>] = [
        Option(
            "checkpoint", \.checkpoint,
            "a folder, for this training alone, to go on from after Ctrl-C or a crash when the same line is run again"),
        Option("every", \.every, "steps from one checkpoint to the next", shown: "\(CheckpointOptions.usualDistance)", .optional(.positive)),
    ]

    func training(_ remark: @escaping @Sendable (String) -> Void) throws -> CheckpointOptions? {
        guard let checkpoint else {
            if every == nil { return nil }
            throw Diagnostic(
                "`every` says how often a checkpoint is written, but no folder is given for it",
                label: "add `checkpoint=\"folder\"`")
        }
        var options = CheckpointOptions(folder: checkpoint.path)
        if let every { options.every = every }
        options.remark = remark
        return options
    }
}

extension Command {
    static let train = Command(
        "train", "fine-tune a copy of a model; Ctrl-C stops after the current step and keeps the model so far", isSeeded: true,
        example: """
            let news = generate news size=40
            let tagger = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3
            assert tagger.steps == 10
            assert tagger.types == ["LOC", "MISC", "ORG", "PER"]
            assert mean([tagger.losses[8], tagger.losses[9]]) < tagger.losses[0]
            """,
        Parameter<Model>("model", "where training starts; it stays as it is"),
        Parameter<TrainingData>("on", "a mixture, or a dataset", isNamedOnly: true),
        Parameter(OrderOptions.self), Parameter(TrainOptions.self), Parameter(RestartOptions.self)
    ) { context, model, data, order, options, restart in
        let mixed = try mixture(of: data, order, context)
        let batches = mixed.mixture.batches.map { batch in
            batch.map { TrainingExample(mixed.datasets[$0.source].sentences[$0.index], source: $0.source) }
        }
        let (trained, summary) = try await model.tagging.train(
            on: batches, types: try Dataset.commonTypes(mixed.datasets), sources: mixed.datasets.map(\.name), options: options.training,
            stream: context.stream, checkpoint: restart.training(context.remark), progress: context.progress)
        if summary.splitSentences > 0 {
            context.remark("\(counted(summary.splitSentences, "time")) a sentence was longer than the model reads at once: it was cut into overlapping windows")
        }
        if summary.isPartial { context.remark("interrupted after \(summary.steps) of \(summary.plannedSteps) steps: the model so far is the value") }
        return Model(trained, training: TrainingFacts(mixed, steps: summary.steps), learning: summary)
    }

    private static func mixture(of data: TrainingData, _ order: OrderOptions, _ context: Context) throws -> MixedData {
        switch data {
        case .mixture(let mixed):
            if let option = order.given {
                throw Diagnostic("a mixture has its own `\(option)`", label: "give it to `mix`")
            }
            for dataset in mixed.datasets { try requireLabels(dataset) }
            return mixed
        case .dataset(let dataset):
            try requireLabels(dataset)
            let mixture = try Mixture(
                only: MixtureSource(name: dataset.name, count: dataset.sentences.count), batch: order.batch ?? RunOptions().batch,
                epochs: order.epochs, steps: order.steps, stream: context.stream.substream("order"))
            return MixedData(mixture: mixture, datasets: [dataset])
        }
    }
}

func requireLabels(_ dataset: Dataset) throws {
    guard dataset.labels != nil else { throw Diagnostic("`\(dataset.name)` has no labels", label: "`annotate` lets a teacher give it some") }
}

/// All cores unless said otherwise.
func threadCount(_ given: Int?) -> Int {
    given ?? ProcessInfo.processInfo.activeProcessorCount
}
