import Bert
import Foundation

/// How a model is trained on batches that someone else has put in order.
package struct TrainingOptions: Sendable, Equatable {
    /// The highest learning rate.
    package var learningRate = 1e-4
    /// The share of the steps over which the learning rate rises.
    package var warmUp = 0.1
    package var optimizer = OptimizerOptions()
    /// Losses and weights do not depend on it.
    package var threads = ProcessInfo.processInfo.activeProcessorCount

    package init() {}

    /// The learning rate of a step, counted from 0: a linear rise from 0 over the warm-up, then a linear fall that would reach 0
    /// just after the last step (`get_linear_schedule_with_warmup` of transformers).
    func learningRate(step: Int, of count: Int) -> Double {
        let rising = Int(warmUp * Double(count))
        let share = step < rising ? Double(step) / Double(rising) : Double(count - step) / Double(max(1, count - rising))
        return learningRate * share
    }
}

/// How a training went: figures that the batches, the options and the seed decide, no times.
package struct TrainingSummary: Sendable, Equatable, Codable {
    package struct Source: Sendable, Equatable, Codable {
        package var name: String
        /// How often a sentence of this source was trained on.
        package var sentences: Int
    }

    /// One a step: cross-entropy, the mean over the words of the batch.
    package internal(set) var losses: [Double] = []
    package internal(set) var plannedSteps: Int
    /// Word pieces, [CLS] and [SEP] in.
    package internal(set) var tokens = 0
    package internal(set) var sources: [Source]
    /// How often a sentence was too long for the model and was read in windows.
    package internal(set) var splitSentences = 0

    package var steps: Int { losses.count }
    package var isPartial: Bool { steps < plannedSteps }

    /// The mean over the last 50 steps; nil before the first.
    package var finalLoss: Double? {
        let last = losses.suffix(50)
        return last.isEmpty ? nil : last.reduce(0, +) / Double(last.count)
    }
}
