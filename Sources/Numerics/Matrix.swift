import CKernels

/// A view of floats in memory, row-major, `stride` floats from one row to the next.
///
/// It owns nothing: a `FloatStorage` does, and whoever uses a view holds its owner until after the last use.
/// The one type here that is Sendable by promise: whoever hands views to several threads gives each thread rows of its own.
package struct Matrix: @unchecked Sendable {
    package let start: UnsafeMutablePointer<Float>
    package let rows: Int
    package let columns: Int
    package let stride: Int

    package init(start: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
        self.start = start
        self.rows = rows
        self.columns = columns
        self.stride = stride ?? columns
    }

    package func rows(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        return Matrix(start: start + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
    }

    package func columns(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns \(range) of \(columns)")
        return Matrix(start: start + range.lowerBound, rows: rows, columns: range.count, stride: stride)
    }

    /// The floats from `range.lowerBound` on, seen as rows of another length.
    package func elements(_ range: Range<Int>, asRowsOf columns: Int) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= count && range.count % columns == 0)
        return Matrix(start: contiguous + range.lowerBound, rows: range.count / columns, columns: columns)
    }

    package func row(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
        return UnsafeMutableBufferPointer(start: start + index * stride, count: columns)
    }

    /// Rows of this matrix, in this order, copied one under the other.
    package func gather(_ indices: some Collection<Int32>, into rows: Matrix) {
        precondition(indices.count == rows.rows && columns == rows.columns)
        for (index, source) in indices.enumerated() { _ = rows.row(index).update(fromContentsOf: row(Int(source))) }
    }

    /// Adds the rows of another matrix to these rows of this one.
    package func scatterAdd(_ rows: Matrix, to indices: some Collection<Int32>) {
        precondition(indices.count == rows.rows && columns == rows.columns)
        for (index, target) in indices.enumerated() {
            ck_add(row(Int(target)).baseAddress, rows.row(index).baseAddress, columns)
        }
    }

    /// Block by block, so that both matrices are read and written by whole cache lines.
    package func transpose(into other: Matrix) {
        precondition(other.rows == columns && other.columns == rows)
        let block = 16
        for row in Swift.stride(from: 0, to: rows, by: block) {
            for column in Swift.stride(from: 0, to: columns, by: block) {
                for r in row..<min(row + block, rows) {
                    for c in column..<min(column + block, columns) { other.start[c * other.stride + r] = start[r * stride + c] }
                }
            }
        }
    }

    package var count: Int { rows * columns }

    /// All elements, of a matrix whose rows follow each other without a gap.
    package var elements: UnsafeMutableBufferPointer<Float> {
        precondition(stride == columns || rows <= 1, "the rows of this view have gaps")
        return UnsafeMutableBufferPointer(start: start, count: count)
    }

    /// The start of a matrix whose rows follow each other without a gap, as the C kernels want it.
    var contiguous: UnsafeMutablePointer<Float> {
        precondition(stride == columns || rows <= 1, "the rows of this view have gaps")
        return start
    }
}
