import Notebook

extension Command {
    static let tally = Command(
        "tally", "how often the same values stand in columns of a table: a row for each that occurs, the commonest first",
        example: """
            let news = generate news size=60
            let differences = diff (annotate news by=oracle) news
            let kinds = tally differences "kind"
            let types = for row in kinds { if row.kind == "type" { {n: row.count} } else { {n: 0} } }
            assert sum(types.n) == (agree (annotate news by=oracle) with=news).errors.count[1]
            assert kinds.count[0] >= kinds.count[1] and sum(kinds.share) == 1 +- 0.000001
            let pairs = for a in [1, 1, 2] { for b in [5, 6] { {sum: a + b} } }
            assert (tally pairs "sum").sum == [7, 6, 8] and (tally pairs "a" "b").count == [2, 2, 1, 1]
            """,
        Parameter<Table>("table", "whose rows are counted"),
        Parameter<[String]>.rest("columns", "the columns whose values have to be the same")
    ) { _, table, columns in
        let places = try columns.map(table.place)
        var counts: [(values: [Value], count: Int)] = []
        var known: [[String]: Int] = [:]
        for row in table.rows {
            let values = places.map { row[$0] }
            let key = values.map(\.key)
            if let place = known[key] {
                counts[place].count += 1
            } else {
                known[key] = counts.count
                counts.append((values, 1))
            }
        }
        let ranked = counts.enumerated().sorted { (-$0.element.count, $0.offset) < (-$1.element.count, $1.offset) }.map(\.element)
        return Table(columns: columns + ["count", "share"], rows: ranked.map { values, count in
            values + [.number(Double(count)), .number(Double(count) / Double(table.rows.count))]
        })
    }
}

extension Value {
    /// The same for the same values of a column.
    fileprivate var key: String {
        if case .number(let number) = self { return "\(number)" }
        return "\(type.description) \(summary)"
    }
}
