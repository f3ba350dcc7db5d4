import Foundation

/// What a token should be, and how much that counts.
package struct TokenTarget: Sendable {
    /// Its class; -1 where it is not scored.
    package var label: Int32
    /// What the token weighs in the loss, 0 or more.
    package var weight: Float
    /// A probability for each class, in the place of `label` alone; empty where that is sure.
    package var distribution: [Float]

    package init(label: Int32, weight: Float = 1, distribution: [Float] = []) {
        self.label = label
        self.weight = weight
        self.distribution = distribution
    }
}

/// The loss of tokens and its gradient.
///
/// loss = Σ_t a_t Σ_c w_c y'_tc f(p_tc) / Σ_t a_t Σ_c w_c y_tc, over the scored tokens t, with a_t the weight of the token, w_c that of
/// the class, y its target, f and y' those of `Loss`, and p = softmax(logits). For sure labels that is
/// `torch.nn.functional.cross_entropy(…, weight=w, label_smoothing=ε)`, for distributions the same with probabilities as targets, but that
/// torch divides by the number of tokens there, whatever the classes weigh.
///
/// Tokens with a distribution are taken at a temperature T: p = softmax(logits / T), and f counts T² times, so that gradients keep
/// their size whatever T is (Hinton, Vinyals and Dean 2015, arXiv 1503.02531, section 2).
///
/// logits: [T, classes].
package struct TokenLoss: Sendable {
    private let loss: Loss
    /// One a class, 0 or more; empty where all weigh 1.
    private let classWeights: [Float]
    private let temperature: Double

    package init(_ loss: Loss = .crossEntropy, classWeights: [Float] = [], temperature: Double = 1) {
        precondition(classWeights.allSatisfy { $0 >= 0 }, "a class weighs 0 or more")
        precondition(temperature > 0, "a temperature is above 0")
        self.loss = loss
        self.classWeights = classWeights
        self.temperature = temperature
    }

    /// a_t Σ_c w_c y_tc: the token's part in what the loss is divided by.
    package func weight(_ target: TokenTarget) -> Double {
        guard target.label >= 0, target.weight > 0 else { return 0 }
        if target.distribution.isEmpty { return Double(classWeight(Int(target.label)) * target.weight) }
        return target.distribution.indices.reduce(0) { $0 + Double(classWeight($1) * target.distribution[$1]) } * Double(target.weight)
    }

    /// What the loss of these tokens is divided by.
    package func total(_ targets: some Sequence<TokenTarget>) -> Double {
        targets.reduce(0) { $0 + weight($1) }
    }

    /// Sets the gradient of the loss whose divisor is `total` in place of the logits, 0 where nothing is scored; gives the weighted
    /// loss of each token, not yet divided.
    package func lossesAndGradient(_ logits: Matrix, targets: ArraySlice<TokenTarget>, total: Double) -> [Double] {
        precondition(logits.rows == targets.count, "one target a row")
        var losses = [Double](repeating: 0, count: targets.count)
        var scratch = Scratch(classes: logits.columns)
        for (index, target) in targets.enumerated() {
            let row = logits.row(index)
            if target.label < 0 || target.weight == 0 || total == 0 {
                row.update(repeating: 0)
            } else if loss.isPlain, target.distribution.isEmpty {
                losses[index] = crossEntropy(row, target, total: total)
            } else {
                losses[index] = general(row, target, total: total, &scratch)
            }
        }
        return losses
    }

    /// One sure label: the gradient is a w[y] (p - 1{y}) / total.
    private func crossEntropy(_ row: UnsafeMutableBufferPointer<Float>, _ target: TokenTarget, total: Double) -> Double {
        let weight = weight(target)
        guard weight > 0 else {
            row.update(repeating: 0)
            return 0
        }
        let label = Int(target.label)
        let correct = row[label]
        let (largest, sum) = Softmax.exponentials(row)
        let share = Float(weight / total)
        let scale = Float(Double(share) / sum)
        for label in row.indices { row[label] *= scale }
        row[label] -= share
        return weight * (log(sum) - Double(correct - largest))
    }

    private struct Scratch {
        var logProbabilities: [Double]
        var pulls: [Double]

        init(classes: Int) {
            logProbabilities = [Double](repeating: 0, count: classes)
            pulls = logProbabilities
        }
    }

    /// With v_c = w_c y'_c (-p_c f'(p_c)) the gradient in the logits is a (p_c Σ v - v_c) / total, T times that at temperature T.
    private func general(
        _ row: UnsafeMutableBufferPointer<Float>, _ target: TokenTarget, total: Double, _ scratch: inout Scratch
    ) -> Double {
        let heat = target.distribution.isEmpty ? 1 : temperature
        var largest = -Float.infinity
        for value in row where value > largest { largest = value }
        var sum = 0.0
        for label in row.indices {
            scratch.logProbabilities[label] = Double(row[label] - largest) / heat
            sum += exp(scratch.logProbabilities[label])
        }
        let (logSum, spread) = (log(sum), loss.smoothing / Double(row.count))
        var (cost, pulled) = (0.0, 0.0)
        for label in row.indices {
            scratch.logProbabilities[label] -= logSum
            let given = target.distribution.isEmpty ? (label == Int(target.label) ? 1 : 0) : Double(target.distribution[label])
            let wanted = Double(classWeight(label)) * ((1 - loss.smoothing) * given + spread)
            scratch.pulls[label] = 0
            guard wanted > 0 else { continue }
            let logProbability = scratch.logProbabilities[label]
            let term = loss.term?(logProbability) ?? (cost: -logProbability, pull: 1)
            cost += wanted * term.cost
            scratch.pulls[label] = wanted * term.pull
            pulled += wanted * term.pull
        }
        let scale = Double(target.weight) * heat / total
        for label in row.indices {
            row[label] = Float(scale * (exp(scratch.logProbabilities[label]) * pulled - scratch.pulls[label]))
        }
        return Double(target.weight) * heat * heat * cost
    }

    private func classWeight(_ label: Int) -> Float {
        classWeights.isEmpty ? 1 : classWeights[label]
    }
}
