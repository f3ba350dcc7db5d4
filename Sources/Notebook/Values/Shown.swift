import Report

extension Value {
    /// What is shown when the value is looked at.
    package var blocks: [Block] {
        switch self {
        case .none: []
        case .table(let table): [.table(table.shown)]
        case .record(let record) where record.fields.contains { $0.value.isTall }:
            record.fields.flatMap { [.text($0.name + ":")] + $0.value.blocks }
        case .kind(let kind): kind.blocks
        default: [.text(summary)]
        }
    }

    /// The same for a page, which has room for what can be drawn of the value.
    var pageBlocks: [Block] {
        get async {
            let blocks = blocks
            guard case .kind(let kind) = self, let charts = try? await kind.charts() else { return blocks }
            return blocks + charts.map(Block.chart).filter { !blocks.contains($0) }
        }
    }

    private var isTall: Bool {
        switch self {
        case .table, .kind: true
        default: false
        }
    }
}

extension Table {
    /// Numbers to the right; fractions in one column with the same number of digits.
    package var shown: TextTable {
        let rightAligned = columns.indices.map { column in
            rows.contains { $0[column].number != nil } && rows.allSatisfy { $0[column].number != nil || $0[column].type == .none }
        }
        let isFractional = columns.indices.map { column in
            rows.contains { row in row[column].number.map { $0 != $0.rounded() && abs($0) < 1000 } ?? false }
        }
        return TextTable(
            columns: columns.enumerated().map { .init($1, rightAligned[$0] ? .right : .left) },
            rows: rows.map { row in
                row.enumerated().map { column, value in
                    if case .none = value { return "–" }
                    guard let number = value.number, isFractional[column] else { return value.summary }
                    return threeDigits(number)
                }
            })
    }
}

extension Value {
    fileprivate var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }
}
