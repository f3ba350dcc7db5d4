import Store

/// Rows of values under named columns.
package struct Table: Sendable {
    package var columns: [String]
    package let rows: [[Value]]
    /// For each row what the round of the `for` gave that made it, where that is of a kind that stays in tables, else `none`: what
    /// compares the rows looks into it. No column shows it. Empty where no row has any.
    package let results: [Value]

    package init(columns: [String], rows: [[Value]], results: [Value] = []) {
        precondition(results.isEmpty || results.count == rows.count, "a table has one result a row, or none at all")
        self.columns = columns
        self.rows = rows
        self.results = results.contains { $0.type != .none } ? results : []
    }

    /// Rows whose fields may differ: columns in order of first appearance, `none` where a row lacks one.
    package init(records: [Record], results: [Value] = []) {
        var columns: [String] = []
        for record in records {
            for field in record.fields where !columns.contains(field.name) { columns.append(field.name) }
        }
        self.init(columns: columns, rows: records.map { record in columns.map { record[$0] ?? .none } }, results: results)
    }

    package func column(_ name: String) -> [Value]? {
        columns.firstIndex(of: name).map { index in rows.map { $0[index] } }
    }

    package func record(_ row: Int) -> Record {
        Record(zip(columns, rows[row]).map { (name: $0, value: $1) })
    }

    package func result(_ row: Int) -> Value { results.isEmpty ? .none : results[row] }

    /// Some of its rows, in another order perhaps, with what they hold.
    package func rows(_ numbers: [Int]) -> Table {
        Table(columns: columns, rows: numbers.map { rows[$0] }, results: results.isEmpty ? [] : numbers.map { results[$0] })
    }
}

extension Table: Codable {
    private enum CodingKeys: CodingKey { case columns, rows, results }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(columns, forKey: .columns)
        try container.encode(rows, forKey: .rows)
        if !results.isEmpty { try container.encode(results, forKey: .results) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let columns = try container.decode([String].self, forKey: .columns), rows = try container.decode([[Value]].self, forKey: .rows)
        let results = try container.decodeIfPresent([Value].self, forKey: .results) ?? []
        guard results.isEmpty || results.count == rows.count else { throw DamagedValue() }
        self.init(columns: columns, rows: rows, results: results)
    }
}
