import CKernels
import Random

/// y[i] = x[i] · keep(i), keep(i) = 0 with the given probability, else 1 / (1 - probability) (Srivastava et al. 2014).
///
/// One site of one step: keep(i) is a hash of the site's key and i, the element's number in the packed batch. No mask is
/// stored: the backward pass asks again, and neither threads nor parts of the batch can move it.
package struct Dropout: Sendable {
    let parameters: ck_dropout

    package static let none = Dropout(ck_dropout(key: (0, 0), threshold: 0, scale: 1))

    private init(_ parameters: ck_dropout) {
        self.parameters = parameters
    }

    package init(probability: Float, stream: RandomStream) {
        precondition(probability >= 0 && probability < 1, "dropout must be in 0..<1")
        var stream = stream
        let key = stream.next()
        parameters = ck_dropout(
            key: (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)),
            threshold: UInt32(Double(probability) * 0x1p24), scale: 1 / (1 - probability))
    }

    /// `first` is the number of x's first element at this site.
    package func forward(_ x: Matrix, first: Int, into y: Matrix) {
        Profile.measure(.dropout) { apply(x, first: first, into: y) }
    }

    /// dx[i] = dy[i] · keep(i).
    package func backward(_ dy: Matrix, first: Int, into dx: Matrix) {
        forward(dy, first: first, into: dx)
    }

    func apply(_ x: Matrix, first: Int, into y: Matrix) {
        ck_drop(y.contiguous, x.contiguous, parameters, UInt32(truncatingIfNeeded: first), x.count)
    }
}
