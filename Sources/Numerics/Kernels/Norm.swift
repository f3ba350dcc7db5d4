import CKernels

/// Layer normalisation (Ba et al. 2016) of a residual sum: z = residual + dropout(x + b), y = (z - mean) · rstd · gain + shift.
/// x, residual, y: [T, C], normalised along C; b, gain, shift: [1, C]. Holds the weights, or in their place their gradients.
package struct Norm: Sendable {
    package let gain: Matrix
    package let shift: Matrix

    package init(gain: Matrix, shift: Matrix) {
        self.gain = gain
        self.shift = shift
    }

    /// What the backward pass needs: (z - mean) · rstd, [T, C], and rstd = 1 / √(variance + ε), [T, 1].
    package struct Kept: Sendable {
        package let normalised: Matrix
        package let rstd: Matrix

        package init(normalised: Matrix, rstd: Matrix) {
            self.normalised = normalised
            self.rstd = rstd
        }

        package func rows(_ range: Range<Int>) -> Kept {
            Kept(normalised: normalised.rows(range), rstd: rstd.rows(range))
        }
    }

    /// `first` is the number of x's first element at the dropout site.
    package func forward(
        _ x: Matrix, bias: Matrix, dropout: Dropout, first: Int, residual: Matrix, epsilon: Float, keeping kept: Kept,
        into y: Matrix
    ) {
        precondition(residual.rows == x.rows && y.rows == x.rows && kept.rstd.rows == x.rows)
        Profile.measure(.norm) {
            ck_add_norm(
                y.contiguous, kept.normalised.contiguous, kept.rstd.contiguous, x.contiguous, bias.contiguous, residual.contiguous,
                gain.contiguous, shift.contiguous, epsilon, dropout.parameters, UInt32(truncatingIfNeeded: first), x.rows, x.columns)
        }
    }

    /// dz, the gradient of the residual sum.
    package func backward(_ dy: Matrix, kept: Kept, into dz: Matrix) {
        precondition(dy.rows == dz.rows && kept.rstd.rows == dy.rows)
        Profile.measure(.norm) {
            ck_norm_backward(
                dz.contiguous, dy.contiguous, kept.normalised.contiguous, kept.rstd.contiguous, gain.contiguous, dy.rows, dy.columns)
        }
    }

    /// dz, which is the gradient of the residual, and dx = dropout'(dz); `first` is the number of x's first element at the site.
    package func backward(_ dy: Matrix, kept: Kept, into dz: Matrix, dropout: Dropout, first: Int, droppedInto dx: Matrix) {
        precondition(dy.rows == dz.rows && dx.rows == dz.rows && kept.rstd.rows == dy.rows)
        Profile.measure(.norm) {
            ck_norm_backward_drop(
                dz.contiguous, dx.contiguous, dy.contiguous, kept.normalised.contiguous, kept.rstd.contiguous, gain.contiguous,
                dropout.parameters, UInt32(truncatingIfNeeded: first), dy.rows, dy.columns)
        }
    }

    /// dgain = Σ_t dy[t] · normalised[t], dshift = Σ_t dy[t], or with `adding` += both; called on the gradients.
    package func set(from dy: Matrix, kept: Kept, adding: Bool = false) {
        Profile.measure(.norm) {
            if !adding {
                gain.elements.update(repeating: 0)
                shift.elements.update(repeating: 0)
            }
            ck_norm_gradients(gain.contiguous, shift.contiguous, dy.contiguous, kept.normalised.contiguous, dy.rows, dy.columns)
        }
    }
}
