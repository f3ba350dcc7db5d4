import Diagnostics
import Notebook

extension Command {
    static let sort = Command(
        "sort", "a table's rows in the order of columns: numbers by size, then texts by letters, `none` last",
        example: """
            let scores = for t in [0.5, 0.25, 1] { {size: 1 / t, name: "run \\(1 / t)"} }
            assert (sort scores "size").size == [1, 2, 4]
            assert (sort scores "name" reverse=true).t == [0.25, 0.5, 1]
            """,
        Parameter<Table>("table", "whose rows to sort; rows that are equal in all these columns stay as they are"),
        Parameter<Bool>("reverse", "the largest first; `none` last all the same", default: false, isNamedOnly: true),
        Parameter<[String]>.rest("columns", "the columns to sort by, the first one first")
    ) { _, table, isReversed, columns in
        let keys = try columns.map(table.place)
        let order = table.rows.enumerated().sorted { a, b in
            for key in keys {
                let (first, second) = (SortKey(a.element[key]), SortKey(b.element[key]))
                if first.isMissing != second.isMissing { return second.isMissing }
                if first != second { return isReversed ? second < first : first < second }
            }
            return a.offset < b.offset
        }.map(\.offset)
        return table.rows(order)
    }
}

extension Table {
    /// Where a column stands.
    /// - Throws: `Diagnostic` where there is none of that name.
    func place(of column: String) throws -> Int {
        guard let place = columns.firstIndex(of: column) else {
            let near = suggestion(for: column, among: columns).map { "did you mean `\($0)`?" }
            throw Diagnostic("the table has no column `\(column)`", label: near ?? "it has " + columns.joined(separator: ", "))
        }
        return place
    }
}

/// What values of a column are ordered by.
private struct SortKey: Comparable {
    let isMissing: Bool
    private let number: Double
    private let text: String

    init(_ value: Value) {
        isMissing = if case .none = value { true } else { false }
        switch value {
        case .number(let size): (number, text) = (size, "")
        case .flag(let flag): (number, text) = (flag ? 1 : 0, "")
        default: (number, text) = (.infinity, value.summary)
        }
    }

    static func < (a: SortKey, b: SortKey) -> Bool { (a.number, a.text) < (b.number, b.text) }
}
