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
    init(
        of model: TaggingModel, on batches: [[TrainingExample]], types: [String], options: TrainingOptions, stream: RandomStream,
        isEvaluating: Bool, availableMemory: Int
    ) throws {
        labels = model.labels(afterTrainingFor: types, on: options.labelling)
        optimizer = options.optimizer(labels: labels)
        encoded = try EncodedBatches(batches, for: model, labels: labels, options: options)
        memory = try encoded.requireMemory(
            model.classifier.config, labelCount: labels.count, options: optimizer, copies: options.copies(isEvaluating: isEvaluating),
            available: availableMemory)
        isNew = !model.keepsClassifier(for: types, on: options.labelling)
        start = isNew ? model.classifier.withHead(labels: labels, stream: stream.substream("head")) : model.classifier
    }
}
