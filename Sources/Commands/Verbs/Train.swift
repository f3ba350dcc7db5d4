import Corpus
import Diagnostics
import Foundation
import Mixing
import Notebook
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

extension Command {
    static let train = Command(
        "train", "fine-tune a copy of a model; Ctrl-C stops after the current step and keeps the model so far", isSeeded: true,
        example: """
            let news = generate news size=40
            let tagger = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3
            assert tagger.steps == 10
            assert tagger.types == ["LOC", "MISC", "ORG", "PER"]
            assert mean([tagger.losses[8], tagger.losses[9]]) < tagger.losses[0]
            let careful = train (bert size=tiny) on=news batch=8 steps=2 lr_curve=cosine labels_on=all class_weights={O: 0.5, MISC: 2}
            assert not (careful.losses[0] == tagger.losses[0])
            let quick = train tagger on=news batch=8 steps=2 freeze=1 layer_decay=0.9 accumulate=2
            assert quick.types == tagger.types
            let best = train (bert size=tiny) on=news batch=8 steps=6 dev=(generate news part=test size=20) eval_every=2 patience=2
            assert best.curve["step"] == [2, 4, 6]
            assert best.steps == best.best.step
            let safe = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3 checkpoint="run" every=4
            assert safe.losses == tagger.losses
            """,
        labels: Labels.of("on"),
        Parameter<Model>("model", "where training starts; it stays as it is"),
        Parameter<TrainingData>("on", "a mixture, or a dataset", isNamedOnly: true),
        Parameter(OrderOptions.self), Parameter(TrainOptions.self), .long, Parameter(RestartOptions.self)
    ) { context, model, data, order, options, long, restart in
        let mixed = try mixture(of: data, order, context)
        let types = try Dataset.commonTypes(mixed.datasets)
        try options.check(model.tagging, learning: types)
        var training = options.training
        training.long = long
        let batches = mixed.mixture.batches.map { batch in
            batch.map { TrainingExample(mixed.datasets[$0.source].sentences[$0.index], source: $0.source) }
        }
        let (trained, summary) = try await model.tagging.train(
            on: batches, types: types, sources: mixed.datasets.map(\.name), options: training, stream: context.stream,
            development: options.dev?.sentences, checkpoint: restart.training(context.remark), progress: context.progress)
        for note in summary.notes { context.remark(note) }
        let chosenBy = summary.patience == nil ? nil : options.dev
        return Model(trained, training: TrainingFacts(mixed, steps: summary.keptStep, chosenBy: chosenBy), learning: summary)
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
