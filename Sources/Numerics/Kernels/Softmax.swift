import Foundation

/// p_c = exp(x_c / T) / Σ exp(x / T), over the classes of one token.
package enum Softmax {
    /// Turns logits into probabilities in place.
    /// - Parameter temperature: T, above 0; at 1 the logits are taken as they are.
    package static func apply(_ row: UnsafeMutableBufferPointer<Float>, temperature: Double = 1) {
        if temperature != 1 {
            for label in row.indices { row[label] = Float(Double(row[label]) / temperature) }
        }
        let scale = Float(1 / exponentials(row).sum)
        for label in row.indices { row[label] *= scale }
    }

    /// Sets exp(x - max x) in place; gives max x and the sum.
    static func exponentials(_ row: UnsafeMutableBufferPointer<Float>) -> (largest: Float, sum: Double) {
        var largest = -Float.infinity
        for value in row where value > largest { largest = value }
        var sum = 0.0
        for label in row.indices {
            let power = exp(row[label] - largest)
            row[label] = power
            sum += Double(power)
        }
        return (largest, sum)
    }
}
