import CKernels

/// y = gelu(x + b), gelu(u) = u Φ(u) with the exact Φ (Hendrycks and Gimpel 2016). x, y: [T, F], b: [1, F].
package enum Gelu {
    package static func forward(_ x: Matrix, bias: Matrix, into y: Matrix) {
        Profile.measure(.gelu) { ck_bias_gelu(y.contiguous, x.contiguous, bias.contiguous, x.rows, x.columns) }
    }

    /// Leaves gelu'(x + b) in place of x.
    package static func forwardKeepingSlope(_ x: Matrix, bias: Matrix, into y: Matrix) {
        Profile.measure(.gelu) { ck_bias_gelu_slope(y.contiguous, x.contiguous, bias.contiguous, x.rows, x.columns) }
    }

    /// dx = gelu'(x + b) · dy, in place of the slope.
    package static func backward(_ dy: Matrix, slope: Matrix) {
        Profile.measure(.gelu) { ck_multiply(slope.contiguous, dy.contiguous, dy.count) }
    }
}
