import Foundation

/// Cross-entropy over classes that may weigh differently, as `torch.nn.CrossEntropyLoss(weight=…, reduction="mean")` has it:
/// loss = Σ_t w[y_t] (log Σ_c exp(logits[t, c]) - logits[t, y_t]) / Σ_t w[y_t], over the tokens t with a target y_t ≥ 0.
///
/// logits: [T, classes].
package struct CrossEntropy: Sendable {
    /// One a class, 0 or more; empty where all weigh 1.
    private let weights: [Float]

    package init(weights: [Float] = []) {
        precondition(weights.allSatisfy { $0 >= 0 }, "a class weighs 0 or more")
        self.weights = weights
    }

    /// Σ_t w[y_t]: what the loss of these tokens is divided by.
    package func total(_ targets: some Collection<Int32>) -> Double {
        targets.reduce(0) { $0 + ($1 < 0 ? 0 : Double(weight($1))) }
    }

    /// This part's share of a loss whose divisor is `total`; in place of the logits it sets their gradient,
    /// w[y_t] (softmax(logits[t]) - 1{y_t}) / total, and 0 where nothing is scored.
    package func lossAndGradient(_ logits: Matrix, targets: ArraySlice<Int32>, total: Double) -> Double {
        precondition(logits.rows == targets.count, "one target a row")
        var loss = 0.0
        for (index, target) in targets.enumerated() {
            let row = logits.row(index)
            let weight = target < 0 ? 0 : weight(target)
            guard weight > 0 else {
                row.update(repeating: 0)
                continue
            }
            let correct = row[Int(target)]
            let (largest, sum) = Self.exponentials(row)
            let share = Float(Double(weight) / total)
            let scale = Float(Double(share) / sum)
            for label in row.indices { row[label] *= scale }
            row[Int(target)] -= share
            loss += Double(weight) * (log(sum) - Double(correct - largest))
        }
        return total > 0 ? loss / total : 0
    }

    /// Turns logits into probabilities in place.
    package static func softmax(_ row: UnsafeMutableBufferPointer<Float>) {
        let scale = Float(1 / exponentials(row).sum)
        for label in row.indices { row[label] *= scale }
    }

    /// Sets exp(x - max x) in place; gives max x and the sum.
    private static func exponentials(_ row: UnsafeMutableBufferPointer<Float>) -> (largest: Float, sum: Double) {
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

    private func weight(_ target: Int32) -> Float {
        weights.isEmpty ? 1 : weights[Int(target)]
    }
}
