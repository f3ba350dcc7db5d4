import Bert
import Diagnostics
import Numerics
import Random

/// All that is settled before the first step of a training: the batches cut into word pieces, the memory, the classifier at the start.
struct TrainingPreparation {
    let labels: [String]
    let optimizer: OptimizerOptions
    let encoded: EncodedBatches
    let memory: TrainingMemory
    let start: TokenClassifier
    /// `start` was made for this training.
    let isNew: Bool

    /// Parameters as of `train`.
    /// - Parameter copies: how often weights are set aside at once.
    init(
        of model: TaggingModel, on batches: [[TrainingExample]], types: [String], options: TrainingOptions, stream: RandomStream,
        copies: Int, availableMemory: Int
    ) throws {
        labels = model.labels(afterTrainingFor: types, on: options.labelling)
        optimizer = options.optimizer(labels: labels)
        encoded = try EncodedBatches(batches, for: model, labels: labels, options: options)
        memory = try encoded.requireMemory(
            model.classifier.config, labelCount: labels.count, options: optimizer, copies: copies,
            available: availableMemory)
        isNew = !model.keepsClassifier(for: types, on: options.labelling)
        start = isNew ? model.classifier.withHead(labels: labels, stream: stream.substream("head")) : model.classifier
    }

    /// The training, no step done. Where `start` is new it takes it over.
    func run(_ options: TrainingOptions, stream: RandomStream) -> TrainingRun {
        let run = TrainingRun(
            from: start, ownsModel: isNew, options: optimizer, threads: options.threads, stream: stream.substream("dropout"))
        run.reserve(memory)
        return run
    }
}
