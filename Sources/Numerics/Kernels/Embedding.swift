import CKernels

/// y[t] = table[ids[t]]. table: [V, C], y: [T, C].
package enum Embedding {
    package static func forward(_ ids: ArraySlice<Int32>, table: Matrix, into y: Matrix) {
        Profile.measure(.embedding) { for (row, id) in ids.enumerated() {
            _ = y.row(row).update(fromContentsOf: table.row(Int(id)))
        } }
    }

    /// dTable[ids[t]] += dy[t], in the order of t.
    package static func add(_ dy: Matrix, ids: [Int32], to dTable: Matrix) {
        Profile.measure(.embedding) { for (row, id) in ids.enumerated() {
            ck_add(dTable.row(Int(id)).baseAddress, dy.row(row).baseAddress, dy.columns)
        } }
    }

    /// dTable[first + i] += dy[i]: rows that follow each other.
    package static func add(_ dy: Matrix, toRowsFrom first: Int, of dTable: Matrix) {
        let rows = dTable.rows(first..<first + dy.rows)
        ck_add(rows.contiguous, dy.contiguous, dy.count)
    }

    /// dTable[row] += Σ_t dy[t]: every token has the same id.
    package static func add(_ dy: Matrix, toRow row: Int, of dTable: Matrix) {
        ck_column_sums(dTable.row(row).baseAddress, dy.contiguous, dy.rows, dy.columns)
    }

    /// Makes the rows of these ids zero: a vocabulary is long, a batch touches little of it.
    package static func clear(_ ids: [Int32], in dTable: Matrix) {
        for id in ids { dTable.row(Int(id)).update(repeating: 0) }
    }
}
