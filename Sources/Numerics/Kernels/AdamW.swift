import CKernels
import Foundation

/// AdamW (Loshchilov and Hutter 2019) over one flat buffer, the norm of the whole gradient clipped first (Pascanu et al. 2013).
package struct AdamW: Sendable {
    package var weightDecay: Double
    package var clip: Double
    package var beta1: Double
    package var beta2: Double
    package var epsilon: Double

    package init(weightDecay: Double, clip: Double, beta1: Double, beta2: Double, epsilon: Double) {
        self.weightDecay = weightDecay
        self.clip = clip
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    /// Elements of one task; the same for every number of threads, since sums are made chunk by chunk.
    static let chunk = 1 << 18

    /// √ Σ g², the chunks' sums added in order.
    package static func norm(_ gradient: Matrix, workers: Workers) -> Double {
        let sums = workers.map(tasks: (gradient.count + chunk - 1) / chunk) { task, _ in
            let range = range(of: task, count: gradient.count)
            return ck_sum_of_squares(gradient.contiguous + range.lowerBound, range.count)
        }
        return sums.reduce(0, +).squareRoot()
    }

    /// Step number `step`, counted from 1, on a gradient whose norm is `norm`; all buffers have the same length.
    package func update(
        _ weights: Matrix, gradient: Matrix, norm: Double, mean: Matrix, square: Matrix, step: Int, learningRate: Double,
        workers: Workers
    ) {
        let count = weights.count
        precondition(gradient.count == count && mean.count == count && square.count == count)
        let constants = ck_adamw_step(
            clip: Float(min(1, clip / (norm + 1e-6))), fresh1: Float(1 - beta1), beta2: Float(beta2), fresh2: Float(1 - beta2),
            decay: Float(1 - learningRate * weightDecay), rate: Float(learningRate / (1 - pow(beta1, Double(step)))),
            correction: Float(1 / (1 - pow(beta2, Double(step))).squareRoot()), epsilon: Float(epsilon))
        workers.run(tasks: (count + Self.chunk - 1) / Self.chunk) { task, _ in
            let range = Self.range(of: task, count: count)
            ck_adamw(
                weights.contiguous + range.lowerBound, mean.contiguous + range.lowerBound, square.contiguous + range.lowerBound,
                gradient.contiguous + range.lowerBound, constants, range.count)
        }
    }

    private static func range(of task: Int, count: Int) -> Range<Int> {
        task * chunk..<min(count, (task + 1) * chunk)
    }
}
