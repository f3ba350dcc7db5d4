import CKernels

/// Scaled dot-product attention of one sequence, all heads (Vaswani et al. 2017, equation 1, with dropout on the probabilities):
/// P = softmax(Q Kᵀ / √d), context = dropout(P) V, head by head.
///
/// L tokens, A heads of d features, H = A d. `queryKeyValue`: [L, 3H], the queries of all heads, then keys, then values.
/// `probabilities`: [A L, L], head after head. `context`: [L, H].
package struct Attention: Sendable {
    package let heads: Int

    package init(heads: Int) {
        self.heads = heads
    }

    /// Dropout at a site where the first probability has the number `first`; the result goes to `dropped`, [A L, L].
    package typealias Dropping = (dropout: Dropout, first: Int, dropped: Matrix)

    /// Sets `probabilities` and `context`.
    package func forward(_ queryKeyValue: Matrix, probabilities: Matrix, dropped: Dropping?, into context: Matrix) {
        let length = context.rows
        for head in 0..<heads {
            let (query, key, _) = parts(of: queryKeyValue, head: head)
            multiply(query, byTransposed: key, into: square(probabilities, head, length), scale: scale(context))
        }
        ck_softmax(probabilities.contiguous, probabilities.rows, length)
        if let dropped { dropped.dropout.forward(probabilities, first: dropped.first, into: dropped.dropped) }
        for head in 0..<heads {
            let (_, _, value) = parts(of: queryKeyValue, head: head)
            multiply(square(dropped?.dropped ?? probabilities, head, length), by: value, into: part(context, head))
        }
    }

    /// Sets `dQueryKeyValue`; `dScores` is room for [A L, L].
    package func backward(
        _ dContext: Matrix, queryKeyValue: Matrix, probabilities: Matrix, dropped: Dropping, dScores: Matrix,
        into dQueryKeyValue: Matrix
    ) {
        let length = dContext.rows
        let (dropout, first, dropped) = dropped
        dropout.forward(probabilities, first: first, into: dropped)
        for head in 0..<heads {
            let (_, _, value) = parts(of: queryKeyValue, head: head)
            let (_, _, dValue) = parts(of: dQueryKeyValue, head: head)
            let dHead = part(dContext, head)
            multiply(transposed: square(dropped, head, length), by: dHead, into: dValue)
            multiply(dHead, byTransposed: value, into: square(dScores, head, length))
        }
        ck_softmax_backward(
            dScores.contiguous, probabilities.contiguous, dropout.parameters, UInt32(truncatingIfNeeded: first),
            probabilities.rows, length)
        for head in 0..<heads {
            let (query, key, _) = parts(of: queryKeyValue, head: head)
            let (dQuery, dKey, _) = parts(of: dQueryKeyValue, head: head)
            let dScore = square(dScores, head, length)
            multiply(dScore, by: key, into: dQuery, scale: scale(dContext))
            multiply(transposed: dScore, by: query, into: dKey, scale: scale(dContext))
        }
    }

    /// 1 / √d.
    private func scale(_ context: Matrix) -> Float {
        1 / Float(context.columns / heads).squareRoot()
    }

    private func part(_ matrix: Matrix, _ index: Int) -> Matrix {
        let width = matrix.columns / heads
        return matrix.columns(index * width..<(index + 1) * width)
    }

    private func parts(of queryKeyValue: Matrix, head: Int) -> (query: Matrix, key: Matrix, value: Matrix) {
        let size = queryKeyValue.columns / 3
        return (
            part(queryKeyValue.columns(0..<size), head), part(queryKeyValue.columns(size..<2 * size), head),
            part(queryKeyValue.columns(2 * size..<3 * size), head)
        )
    }

    private func square(_ matrix: Matrix, _ head: Int, _ length: Int) -> Matrix {
        matrix.rows(head * length..<(head + 1) * length)
    }
}
