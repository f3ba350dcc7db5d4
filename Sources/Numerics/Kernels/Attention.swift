import CKernels

/// Scaled dot-product attention in one sequence, all heads (Vaswani et al. 2017, equation 1, with dropout on the probabilities):
/// P = softmax(Q Kᵀ / √d), context = dropout(P) V, head by head.
///
/// L tokens, R of them ask, A heads of d features, H = A d. `query`: [R, H]; `keyValue`: [L, 2H], the keys of all heads, then the
/// values. `probabilities`: [A R, L], head after head. `context`: [R, H].
package struct Attention: Sendable {
    package let heads: Int

    package init(heads: Int) {
        self.heads = heads
    }

    /// Dropout at a site where the first probability has the number `first`; the result goes to `dropped`, [A R, L].
    package typealias Dropping = (dropout: Dropout, first: Int, dropped: Matrix)

    /// Sets `probabilities` and `context`.
    package func forward(_ query: Matrix, _ keyValue: Matrix, probabilities: Matrix, dropped: Dropping?, into context: Matrix) {
        precondition(query.rows == context.rows && probabilities.rows == heads * query.rows && probabilities.columns == keyValue.rows)
        Profile.measure(.attention) {
            let (keys, values) = halves(of: keyValue)
            for head in 0..<heads {
                multiply(part(query, head), byTransposed: part(keys, head), into: rows(probabilities, head), scale: scale(context))
            }
            ck_softmax(probabilities.contiguous, probabilities.rows, probabilities.columns)
            if let dropped { dropped.dropout.apply(probabilities, first: dropped.first, into: dropped.dropped) }
            for head in 0..<heads {
                multiply(rows(dropped?.dropped ?? probabilities, head), by: part(values, head), into: part(context, head))
            }
        }
    }

    /// Sets `dQuery` and `dKeyValue`; `dScores` is room for [A R, L].
    package func backward(
        _ dContext: Matrix, _ query: Matrix, _ keyValue: Matrix, probabilities: Matrix, dropped: Dropping, dScores: Matrix,
        into dQuery: Matrix, _ dKeyValue: Matrix
    ) {
        Profile.measure(.attention) {
            let (keys, values) = halves(of: keyValue)
            let (dKeys, dValues) = halves(of: dKeyValue)
            let (dropout, first, dropped) = dropped
            dropout.apply(probabilities, first: first, into: dropped)
            for head in 0..<heads {
                let dHead = part(dContext, head)
                multiply(transposed: rows(dropped, head), by: dHead, into: part(dValues, head))
                multiply(dHead, byTransposed: part(values, head), into: rows(dScores, head))
            }
            ck_softmax_backward(
                dScores.contiguous, probabilities.contiguous, dropout.parameters, UInt32(truncatingIfNeeded: first),
                probabilities.rows, probabilities.columns)
            for head in 0..<heads {
                let dScore = rows(dScores, head)
                multiply(dScore, by: part(keys, head), into: part(dQuery, head), scale: scale(dContext))
                multiply(transposed: dScore, by: part(query, head), into: part(dKeys, head), scale: scale(dContext))
            }
        }
    }

    /// 1 / √d.
    private func scale(_ context: Matrix) -> Float {
        1 / Float(context.columns / heads).squareRoot()
    }

    private func halves(of keyValue: Matrix) -> (keys: Matrix, values: Matrix) {
        let size = keyValue.columns / 2
        return (keyValue.columns(0..<size), keyValue.columns(size..<2 * size))
    }

    /// A head's features.
    private func part(_ matrix: Matrix, _ head: Int) -> Matrix {
        let width = matrix.columns / heads
        return matrix.columns(head * width..<(head + 1) * width)
    }

    /// A head's probabilities.
    private func rows(_ matrix: Matrix, _ head: Int) -> Matrix {
        let count = matrix.rows / heads
        return matrix.rows(head * count..<(head + 1) * count)
    }
}
