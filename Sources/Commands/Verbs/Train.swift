import Corpus
import Diagnostics
import Foundation
import Mixing
import Notebook
import Random
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
            let watched = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3 watch=10
            assert watched.losses == tagger.losses
            assert watched.watch["step"] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
            assert watched.forgetting["never_learned"][0] + watched.forgetting["ever_learned"][0] == 10
            let twice = mix news news schedule=original_twice batch=8 steps=8
            assert (train (bert size=tiny) on=twice lr_restart=stage).losses != (train (bert size=tiny) on=twice).losses
            let safe = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3 checkpoint="run" every=4
            assert safe.losses == tagger.losses
            let mixed = mix (annotate news by=(gazetteer news)) (generate news part=test size=40) schedule=union batch=8 steps=2
            let trusting = train (bert size=tiny) on=mixed
            let doubting = train (bert size=tiny) on=mixed loss=gce(q=0.5) source_weights={distilled: 0.5} mask_o=distilled
            assert doubting.source_losses["distilled"][0] < trusting.source_losses["distilled"][0]
            let taught = train (bert size=tiny) on=mixed soft=tagger temperature=2
            assert taught.source_losses["original"][0] == trusting.source_losses["original"][0]
            assert not (taught.source_losses["distilled"][0] == trusting.source_losses["distilled"][0])
            """,
        labels: Labels.of("on"),
        Parameter<Model>("model", "where training starts; it stays as it is"),
        Parameter<TrainingData>("on", "a mixture, or a dataset", isNamedOnly: true),
        Parameter(OrderOptions.self), Parameter(TrainOptions.self), Parameter(TrustOptions.self), .long, Parameter(RestartOptions.self),
        plan: { context, model, data, order, options, trust, long, _ in
            try TrainingCall(model, data, order, options, trust, long, context).planned()
        }
    ) { context, model, data, order, options, trust, long, restart in
        let call = try TrainingCall(model, data, order, options, trust, long, context)
        let (trained, summary) = try await model.tagging.train(
            on: call.taughtBatches(context.progress), types: call.types, sources: call.sources, stages: call.mixed.mixture.stageStarts,
            options: call.training, stream: context.stream, development: options.dev?.sentences, watched: call.watched,
            checkpoint: restart.training(context.remark), progress: context.progress)
        for note in summary.notes { context.remark(note) }
        return call.value(trained, summary)
    }
}

/// A call of `train`, its options checked: what running and planning it share.
private struct TrainingCall: Sendable {
    let model: TaggingModel
    let mixed: MixedData
    let types: [String]
    /// One a source.
    let trusts: [LabelTrust]
    /// Gives the soft labels of distilled sentences.
    let teacher: Model?
    let training: TrainingOptions
    let dev: Dataset?
    /// How many sentences of each source are watched.
    let watch: Int?
    let stream: RandomStream

    init(
        _ model: Model, _ data: TrainingData, _ order: OrderOptions, _ options: TrainOptions, _ trust: TrustOptions, _ long: LongSentences,
        _ context: Context
    ) throws {
        self.model = model.tagging
        mixed = try Self.mixture(of: data, order, context)
        types = try Dataset.commonTypes(mixed.datasets)
        let labelling = try Dataset.commonLabelling(mixed.datasets)
        try options.check(model.tagging, learning: types, on: labelling)
        trusts = try trust.trusts(of: mixed)
        teacher = trust.teacher
        try teacher?.tagging.requireTeacher(of: self.model.labels(afterTrainingFor: types, on: labelling))
        var training = options.training
        training.labelling = labelling
        training.optimizer.loss = trust.loss
        training.optimizer.temperature = trust.temperature
        training.long = long
        self.training = training
        dev = options.dev
        watch = options.watch
        stream = context.stream
    }

    var sources: [String] { mixed.datasets.map(\.name) }

    private var labels: [String] { model.labels(afterTrainingFor: types, on: training.labelling) }

    /// The sentences of each source, with their weights.
    private var examples: [[TrainingExample]] {
        mixed.datasets.enumerated().map { source, dataset in trusts[source].examples(of: dataset, source: source, labels: labels) }
    }

    private func batches(of examples: [[TrainingExample]]) -> [[TrainingExample]] {
        mixed.mixture.batches.map { batch in batch.map { examples[$0.source][$0.index] } }
    }

    /// With the soft labels of the teacher, if there is one, on distilled sentences.
    func taughtBatches(_ progress: @escaping ProgressSink) async throws -> [[TrainingExample]] {
        var examples = examples
        guard let teacher else { return batches(of: examples) }
        for source in mixed.distilled {
            let soft = try await teacher.tagging.softLabels(
                for: mixed.datasets[source].sentences, labels: labels, temperature: training.optimizer.temperature, long: training.long,
                threads: training.threads, progress: progress)
            for (index, distributions) in soft.enumerated() { examples[source][index].distributions = distributions }
        }
        return batches(of: examples)
    }

    /// Some sentences of each source, in its order. They depend on the sources and the seed alone.
    var watched: [[Sentence]] {
        guard let watch else { return [] }
        return mixed.datasets.enumerated().map { source, dataset in
            var own = stream.substream("watch").substream(source)
            return own.shuffled(Array(dataset.sentences.indices)).prefix(watch).sorted().map { dataset.sentences[$0] }
        }
    }

    /// The value of the call.
    func value(_ trained: TaggingModel, _ summary: TrainingSummary) -> Model {
        let chosenBy = summary.patience == nil ? nil : dev
        return Model(trained, training: TrainingFacts(mixed, steps: summary.keptStep, chosenBy: chosenBy, teacher: teacher), learning: summary)
    }

    func planned() throws -> PlannedCall {
        let batches = batches(of: examples)
        let planned = try model.plannedTraining(
            on: batches, types: types, sources: sources, options: training, stream: stream, development: dev?.sentences,
            watched: watched)
        let size = planned.tokens / max(1, batches.count)
        let (optimizer, threads) = (training.optimizer, training.threads)
        let pace = "train \(model.classifier.config) \(optimizer.frozen) \(optimizer.accumulate) \(threads) \(size.magnitudeClass)"
        var timed = [
            TimedWork(pace: pace, amount: planned.tokens) {
                try await model.trainingPace(on: batches, types: types, sources: sources, options: training, stream: stream)
            }
        ]
        var work = Work(trainings: 1, steps: batches.count, trainedTokens: planned.tokens)
        for sentences in [dev?.sentences ?? [], watched.flatMap { $0 }] where !sentences.isEmpty {
            let evaluation = try planned.model.plannedTagging(
                of: sentences, long: training.long, threads: threads, times: planned.evaluations)
            work += evaluation.work
            timed.append(evaluation.timed)
        }
        if let teacher {
            let sentences = mixed.distilled.flatMap { mixed.datasets[$0].sentences }
            let teaching = try teacher.tagging.plannedTagging(of: sentences, long: training.long, threads: threads)
            work += teaching.work
            timed.append(teaching.timed)
        }
        let notes = training.patience == nil ? [] : ["a training with `patience` may end early: all its steps are counted"]
        return PlannedCall(standIn: value(planned.model, planned.summary), work: work, timed: timed, notes: notes)
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
