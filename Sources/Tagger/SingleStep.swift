import Bert
import Corpus
import Numerics
import Random

/// One step of a training, looked at.
package struct SingleStep: Sendable {
    /// After the step.
    package let model: TaggingModel
    /// Of a training of this one step.
    package let summary: TrainingSummary
    /// What the model made of the sentences of the batch before it, in their order.
    package let readings: [SentenceReading]
    /// The classes of the model, in the order of its logits.
    package let labels: [String]
    package let learningRate: Double
    /// Of the whole gradient, before clipping.
    package let gradientNorm: Double
    package let clipping: Double
    package let levels: [LevelStep]
    /// Of the same batch with the same dropout, on the new weights.
    package let lossAfter: Double
}

extension TaggingModel {
    /// The step that `train` takes on a batch when it is its first, to the bit: AdamW begins with it. Parameters as of `train`.
    /// - Throws: as `train`.
    package func step(
        on batch: [TrainingExample], learningRate: Double, types: [String], sources: [String], options: TrainingOptions, stream: RandomStream,
        availableMemory: Int = SystemMemory.available
    ) async throws -> SingleStep {
        let prepared = try TrainingPreparation(
            of: self, on: [batch], types: types, options: options, stream: stream, copies: 2, availableMemory: availableMemory)
        // A new classifier is random: what it says before its first step is worth seeing too.
        let start = try TaggingModel(
            name: name, classifier: prepared.start, tokenizer: tokenizer, history: history, hasTrainedHead: true)
        let readings = try start.readings(of: batch.map(\.sentence), long: options.long, threads: options.threads)
        let packed = prepared.encoded[0]
        var summary = TrainingSummary(plannedSteps: 1, sources: sources.map { .init(name: $0, sentences: 0) })

        let (step, classifier) = try {
            let run = prepared.run(options, stream: stream)
            let step = try run.inspectedStep(packed, of: batch, sources: sources, learningRate: Float(learningRate))
            return (step, run.finish())
        }()
        summary.add(step.result, packed, of: batch)
        // A run that has done no step has the dropout of the first.
        let again = TrainingRun(
            from: classifier, options: prepared.optimizer, threads: options.threads, stream: stream.substream("dropout"))
        return SingleStep(
            model: try trained(classifier, on: sources, summary), summary: summary, readings: readings, labels: prepared.labels,
            learningRate: learningRate, gradientNorm: step.result.gradientNorm, clipping: step.clipping, levels: step.levels,
            lossAfter: again.loss(of: packed.batch))
    }
}
