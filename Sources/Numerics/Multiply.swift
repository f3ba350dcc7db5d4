import COpenBLAS

/// OpenBLAS keeps to the calling thread: our workers do the sharing, so that no sum depends on how many there are.
private let oneThreadEach: Void = openblas_set_num_threads(1)

/// C = scale · A B. A: [m, k], B: [k, n], C: [m, n]; with `adding`, C += scale · A B.
package func multiply(_ a: Matrix, by b: Matrix, into c: Matrix, scale: Float = 1, adding: Bool = false) {
    precondition(a.columns == b.rows && c.rows == a.rows && c.columns == b.columns)
    gemm(CblasNoTrans, a, CblasNoTrans, b, c, inner: a.columns, scale, adding)
}

/// C = scale · A Bᵀ. A: [m, k], B: [n, k], C: [m, n].
package func multiply(_ a: Matrix, byTransposed b: Matrix, into c: Matrix, scale: Float = 1) {
    precondition(a.columns == b.columns && c.rows == a.rows && c.columns == b.rows)
    gemm(CblasNoTrans, a, CblasTrans, b, c, inner: a.columns, scale, false)
}

/// C = scale · Aᵀ B. A: [k, m], B: [k, n], C: [m, n]; with `adding`, C += scale · Aᵀ B.
package func multiply(transposed a: Matrix, by b: Matrix, into c: Matrix, scale: Float = 1, adding: Bool = false) {
    precondition(a.rows == b.rows && c.rows == a.columns && c.columns == b.columns)
    gemm(CblasTrans, a, CblasNoTrans, b, c, inner: a.rows, scale, adding)
}

private func gemm(
    _ aForm: CBLAS_TRANSPOSE, _ a: Matrix, _ bForm: CBLAS_TRANSPOSE, _ b: Matrix, _ c: Matrix, inner: Int, _ scale: Float,
    _ adding: Bool
) {
    _ = oneThreadEach
    guard c.count > 0 else { return }
    cblas_sgemm(
        CblasRowMajor, aForm, bForm, numericCast(c.rows), numericCast(c.columns), numericCast(inner), scale, a.start,
        numericCast(a.stride), b.start, numericCast(b.stride), adding ? 1 : 0, c.start, numericCast(c.stride))
}

/// The name of the kernels that OpenBLAS chose for this CPU: results are the same bits on the same kernels.
package func matrixKernelName() -> String {
    String(cString: openblas_get_corename())
}
