import CKernels
import Foundation

/// AdamW (Loshchilov and Hutter 2019), the norm of the whole gradient clipped first (Pascanu et al. 2013).
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

    /// What a gradient of this norm is multiplied by, so that its norm is at most `clip`.
    package func clipping(norm: Double) -> Double { min(1, clip / (norm + 1e-6)) }

    /// Step number `number`, counted from 1, on a gradient whose norm is `norm`.
    package func step(_ number: Int, norm: Double, learningRate: Double) -> Step {
        Step(
            constants: ck_adamw_step(
                clip: Float(clipping(norm: norm)), fresh1: Float(1 - beta1), beta2: Float(beta2), fresh2: Float(1 - beta2),
                decay: Float(1 - learningRate * weightDecay), rate: Float(learningRate / (1 - pow(beta1, Double(number)))),
                correction: Float(1 / (1 - pow(beta2, Double(number))).squareRoot()), epsilon: Float(epsilon)))
    }

    /// What one step does to each element.
    package struct Step: Sendable {
        fileprivate let constants: ck_adamw_step

        /// The factor of a weight that has neither gradient nor moments.
        package var decay: Float { constants.decay }

        /// All of the same size, each without gaps.
        package func update(_ weights: Matrix, gradient: Matrix, mean: Matrix, square: Matrix) {
            let count = weights.count
            precondition(gradient.count == count && mean.count == count && square.count == count)
            ck_adamw(weights.contiguous, mean.contiguous, square.contiguous, gradient.contiguous, constants, count)
        }
    }
}

extension Matrix {
    /// Σ x², in double precision.
    package var sumOfSquares: Double {
        Profile.measure(.optimizer) { ck_sum_of_squares(contiguous, count) }
    }
}
