import CKernels

/// y = x Wᵀ + b. x: [T, in], W: [out, in], b: [1, out], y: [T, out]. Holds the weights, or in their place their gradients.
package struct Linear: Sendable {
    package let weight: Matrix
    package let bias: Matrix
    /// Wᵀ, [in, out], where somebody keeps it: the product with it is 2 % faster.
    package let transposed: Matrix?

    package init(weight: Matrix, bias: Matrix, transposed: Matrix? = nil) {
        self.weight = weight
        self.bias = bias
        self.transposed = transposed
    }

    package func forward(_ x: Matrix, into y: Matrix) {
        forwardWithoutBias(x, into: y)
        Profile.measure(.bias) { ck_add_bias(y.contiguous, bias.contiguous, y.rows, y.columns) }
    }

    /// y = x Wᵀ, where the kernel that comes next adds the bias on its way.
    package func forwardWithoutBias(_ x: Matrix, into y: Matrix) {
        Profile.measure(.gemmForward, operations: 2 * x.count * weight.rows) {
            if let transposed { multiply(x, by: transposed, into: y) } else { multiply(x, byTransposed: weight, into: y) }
        }
    }

    /// dx = dy W, or dx += dy W where x also went round the layer by a residual connection.
    package func backward(_ dy: Matrix, into dx: Matrix, addingToResidual: Bool = false) {
        Profile.measure(.gemmInput, operations: 2 * dx.count * weight.rows) {
            multiply(dy, by: weight, into: dx, adding: addingToResidual)
        }
    }

    /// dW = dyᵀ x, db = Σ_t dy[t], or with `adding` += both; called on the gradients.
    package func set(from dy: Matrix, input x: Matrix, adding: Bool = false) {
        Profile.measure(.gemmWeight, operations: 2 * x.count * weight.rows) {
            multiply(transposed: dy, by: x, into: weight, adding: adding)
        }
        Profile.measure(.bias) {
            if !adding { bias.elements.update(repeating: 0) }
            ck_column_sums(bias.contiguous, dy.contiguous, dy.rows, dy.columns)
        }
    }
}
