import Corpus
import Diagnostics
import Foundation
import Mixing
import Notebook
import Random
import Tagger

/// A call of `train`, its options checked: what running it, planning it and a single step of it share.
struct TrainingCall: Sendable {
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
        _ model: Model, _ data: TrainingData, _ order: OrderOptions, _ step: StepOptions, _ options: TrainOptions, _ trust: TrustOptions,
        _ long: LongSentences, stream: RandomStream
    ) throws {
        self.model = model.tagging
        mixed = try Self.mixture(of: data, order, stream)
        types = try Dataset.commonTypes(mixed.datasets)
        let labelling = try Dataset.commonLabelling(mixed.datasets)
        try step.check(model.tagging, learning: types, on: labelling)
        try options.check(model.tagging, learning: types, on: labelling)
        trusts = try trust.trusts(of: mixed)
        teacher = trust.teacher
        try teacher?.tagging.requireTeacher(of: self.model.labels(afterTrainingFor: types, on: labelling))
        var training = step.training
        training.evaluateEvery = options.evaluateEvery
        training.patience = options.patience
        training.labelling = labelling
        training.optimizer.loss = trust.loss
        training.optimizer.temperature = trust.temperature
        training.long = long
        self.training = training
        dev = options.dev
        watch = options.watch
        self.stream = stream
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

    private static func mixture(of data: TrainingData, _ order: OrderOptions, _ stream: RandomStream) throws -> MixedData {
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
                epochs: order.epochs, steps: order.steps, stream: stream.substream("order"))
            return MixedData(mixture: mixture, datasets: [dataset])
        }
    }
}
