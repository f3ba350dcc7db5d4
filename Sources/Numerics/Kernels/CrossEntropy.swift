import Foundation

/// loss = -Σ_t log softmax(logits[t])[target t] / scored, over the tokens with a target ≥ 0. logits: [T, labels].
package enum CrossEntropy {
    /// This part's share of the loss; in place of the logits it sets their gradient, (softmax - 1{target}) / scored or 0.
    package static func lossAndGradient(_ logits: Matrix, targets: ArraySlice<Int32>, scored: Int) -> Double {
        var loss = 0.0
        for (index, target) in targets.enumerated() {
            let row = logits.row(index)
            guard target >= 0 else {
                row.update(repeating: 0)
                continue
            }
            let correct = Double(row[Int(target)])
            loss += softmax(row) - correct
            row[Int(target)] -= 1
            for label in row.indices { row[label] /= Float(scored) }
        }
        return loss / Double(scored)
    }

    /// Turns logits into probabilities in place; returns log Σ exp of the logits.
    @discardableResult
    package static func softmax(_ row: UnsafeMutableBufferPointer<Float>) -> Double {
        let largest = row.reduce(-Float.infinity) { Swift.max($0, $1) }
        var sum = 0.0
        for label in row.indices {
            let value = exp(Double(row[label] - largest))
            row[label] = Float(value)
            sum += value
        }
        for label in row.indices { row[label] = Float(Double(row[label]) / sum) }
        return Double(largest) + log(sum)
    }
}
