import Bert
import Corpus
import Foundation

/// How a model is trained on batches that someone else has put in order.
package struct TrainingOptions: Sendable, Equatable {
    /// The highest learning rate.
    package var learningRate = 1e-4
    /// The share of the steps over which the learning rate rises.
    package var warmUp = 0.1
    /// How it goes on from there.
    package var curve = LearningRateCurve.linear
    package var learningRateRestart = LearningRateRestart.none
    package var optimizer = OptimizerOptions()
    /// What the labels are put on.
    package var labelling = Labelling.spans
    package var labelledPieces = LabelledPieces.first
    /// What a word weighs in the loss, by the type of its entity or "O"; 1 where none is given.
    package var classWeights: [String: Double] = [:]
    package var long = LongSentences.split
    /// Steps from one evaluation on the development set to the next; nil: a tenth of all.
    package var evaluateEvery: Int?
    /// Training ends when so many evaluations in a row have not raised F1, and the best weights are kept; nil: never, and the
    /// last ones are.
    package var patience: Int?
    /// Losses and weights do not depend on it.
    package var threads = ProcessInfo.processInfo.activeProcessorCount

    package init() {}

    /// The learning rate of a step, counted from 0.
    /// - Parameter stages: the steps with which stages begin, the first being 0.
    package func learningRate(step: Int, of count: Int, stages: [Int] = [0]) -> Double {
        let isRestarted = learningRateRestart == .stage
        let start = isRestarted ? stages.last { $0 <= step } ?? 0 : 0
        let end = isRestarted ? stages.first { $0 > step } ?? count : count
        return learningRate * curve.share(step: step - start, of: end - start, warmUp: warmUp)
    }

    /// Steps from one evaluation on the development set to the next in a training of so many.
    func evaluationDistance(steps: Int) -> Int {
        evaluateEvery ?? max(1, (steps + 9) / 10)
    }

    /// With the weight of each class: all tags of a type have the type's.
    func optimizer(labels: [String]) -> OptimizerOptions {
        var optimizer = optimizer
        for label in labels {
            if let weight = classWeights[labelling.type(of: label)] { optimizer.classWeights[label] = weight }
        }
        return optimizer
    }
}
