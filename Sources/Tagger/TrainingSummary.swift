import Bert
import Corpus

/// How a training went, and where it stands: figures that the batches, the options and the seed decide, no times.
///
/// Together with the run it is all that the loop carries from step to step.
package struct TrainingSummary: Sendable, Equatable, Codable {
    package struct Source: Sendable, Equatable, Codable {
        package var name: String
        /// How often a sentence of this source was trained on.
        package var sentences: Int
        /// One a step: the weighted mean over the scored pieces that its sentences have in the batch, nil where they have none.
        package var losses: [Double?] = []
    }

    /// One a step: the weighted mean over the scored pieces of the batch.
    package internal(set) var losses: [Double] = []
    package internal(set) var plannedSteps: Int
    /// Word pieces, [CLS] and [SEP] in.
    package internal(set) var tokens = 0
    package internal(set) var sources: [Source]
    /// Sentences that were too long for the model, each as often as it was trained on.
    package internal(set) var long = LongSentenceTally()
    /// Sentences of the development set that are too long for the model.
    package internal(set) var developmentLong = LongSentenceTally()
    /// Evaluations on the development set, in order.
    package internal(set) var curve: [Evaluation] = []
    /// Steps from one evaluation to the next; nil where there is no development set.
    package internal(set) var evaluateEvery: Int?
    /// Evaluations without a rise of F1 that end the training; nil where none does.
    package internal(set) var patience: Int?

    /// Sentences that are tagged along the way; nil where none are.
    package internal(set) var watch: Watch?

    package var steps: Int { losses.count }

    /// Evaluations come after every so many steps and after the last.
    var isEvaluationDue: Bool {
        guard let evaluateEvery, steps > 0, curve.last?.step != steps else { return false }
        return steps % evaluateEvery == 0 || steps == plannedSteps
    }

    /// Watched sentences are looked at after every so many steps and after the last.
    var isLookDue: Bool {
        guard let watch, steps > 0, watch.steps.last != steps else { return false }
        return steps % watch.every == 0 || steps == plannedSteps
    }

    /// The first of the evaluations with the highest F1.
    package var best: Evaluation? {
        curve.reduce(nil) { best, next in best.map { next.f1 > $0.f1 ? next : $0 } ?? next }
    }

    /// Whether F1 has not risen for as many evaluations as patience goes.
    package var hasStoppedEarly: Bool {
        guard let patience, let best, steps < plannedSteps else { return false }
        return curve.count { $0.step > best.step } >= patience
    }

    /// Nothing is left to do.
    var isOver: Bool { hasStoppedEarly || steps == plannedSteps && !isEvaluationDue && !isLookDue }

    package var isPartial: Bool { !isOver }

    /// The step whose weights the model has: with patience the best one evaluated, else the last.
    package var keptStep: Int { patience == nil ? steps : best?.step ?? steps }

    /// The mean over the 50 steps before the weights that were kept; nil before the first.
    package var finalLoss: Double? { mean(losses.prefix(keptStep).suffix(50)) }

    /// A step done, on a batch made of these examples.
    mutating func add(_ result: StepResult, _ packed: BatchPacker.Packed, of batch: [TrainingExample]) {
        losses.append(result.loss)
        tokens += result.tokens
        long += packed.long
        var shares = sources.map { _ in LossShare() }
        for (share, sentence) in zip(result.sequences, packed.sentences) { shares[batch[sentence].source] += share }
        for (source, share) in shares.enumerated() {
            sources[source].losses.append(share.weight > 0 ? share.loss / share.weight : nil)
        }
        for example in batch { sources[example.source].sentences += 1 }
    }

    /// What is tagged in the watched sentences of each source.
    mutating func add(_ spans: [[[Span]]], of watched: [[Sentence]]) {
        let steps = steps
        watch?.add(spans, of: watched, steps: steps)
    }

    mutating func add(_ score: EntityScore, long: LongSentenceTally) {
        developmentLong = long
        let since = losses.suffix(steps - (curve.last?.step ?? 0))
        curve.append(
            Evaluation(step: steps, loss: mean(since) ?? 0, f1: score.f1, precision: score.precision, recall: score.recall))
    }
}

/// A point of the curve.
package struct Evaluation: Sendable, Equatable, Codable {
    /// Steps done when it was made.
    package var step: Int
    /// Of the training, the mean since the evaluation before.
    package var loss: Double
    /// Strict entity scores on the development set.
    package var f1: Double
    package var precision: Double
    package var recall: Double
}

private func mean(_ values: ArraySlice<Double>) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
}
