import Foundation
import Numerics

/// How far the weights of one level of a model are from those of another model.
package struct LevelDistance: Sendable, Equatable, Codable {
    /// "embeddings", "layer 1" from below, "classifier".
    package let name: String
    /// How many weights the level has.
    package let weights: Int
    /// The L2 norm of the difference, ‖a - b‖.
    package let distance: Double
    /// ‖a - b‖ / ‖b‖; not a number where all weights there are zero.
    package let relative: Double
    /// The largest change of a weight, max |a - b|.
    package let largest: Double

    fileprivate init(_ name: String, weights: Int, squares: Double, there: Double, largest: Double) {
        self.name = name
        self.weights = weights
        distance = squares.squareRoot()
        relative = distance / there.squareRoot()
        self.largest = largest
    }
}

extension TokenClassifier {
    /// How far each level is from another model, from below; sums are in double precision, in the order of the weights.
    ///
    /// - Returns: nil where the encoders have different shapes. Classifiers for other classes are left out.
    package func distances(from other: TokenClassifier) -> [LevelDistance]? {
        guard config == other.config else { return nil }
        let layout = weights.layout
        let compared = labels == other.labels ? layout.levelCount : layout.levelCount - 1
        return (0..<compared).map { level in
            let range = layout.range(ofLevel: level)
            let here = weights[flat: range].elements, there = other.weights[flat: range].elements
            var (squares, norm, largest) = (0.0, 0.0, 0.0)
            for index in here.indices {
                let (a, b) = (Double(here[index]), Double(there[index]))
                squares += (a - b) * (a - b)
                norm += b * b
                largest = max(largest, abs(a - b))
            }
            return LevelDistance(layout.levelNames[level], weights: range.count, squares: squares, there: norm, largest: largest)
        }
    }
}
