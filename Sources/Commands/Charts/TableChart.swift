import Diagnostics
import Notebook
import Report
import Significance

/// Which columns of a table are drawn, and how. What is not said is taken from the table: `f1` is what is measured, the first column of
/// words tells the rows apart, and a table of figures alone is drawn over its first column.
struct TableChart {
    private let table: Table
    private let x: String?
    private let y: [String]
    private let rows: String?

    /// - Throws: `Diagnostic` for a column that is not there or holds no numbers, and where none is named and none can be guessed.
    init(_ table: Table, x: String?, y: [String]?, rows: String?) throws {
        guard !table.rows.isEmpty else { throw Diagnostic("the table has no row to draw") }
        for name in [x, rows].compactMap(\.self) + (y ?? []) { _ = try table.labels(name) }
        let figures = table.columns.filter(table.isNumeric)
        for name in [x].compactMap(\.self) + (y ?? []) where !figures.contains(name) {
            throw Diagnostic("the column `\(name)` holds no numbers", label: figures.isEmpty ? "no column does" : "these do: " + figures.joined(separator: ", "))
        }
        let words = table.columns.filter { !figures.contains($0) && $0 != x }
        let over = x ?? (words.isEmpty && rows == nil && table.columns.count > 1 ? figures.first : nil)
        let measure = ["f1", "accuracy", "mean"].first(where: figures.contains)
        let others = figures.filter { $0 != over && $0 != rows }
        guard y != nil || measure != nil || others.count == 1 || (over != nil && !others.isEmpty) else {
            throw Diagnostic(
                "the table has no column `f1`, and which other one is drawn is not said",
                label: others.isEmpty ? "none of its columns holds numbers" : "name it, as in `y=\"\(others[0])\"`; it has " + others.joined(separator: ", "))
        }
        self.table = table
        self.x = over
        self.y = y ?? measure.map { [$0] } ?? others
        self.rows = rows ?? words.first
    }

    /// Rows that agree in all that is drawn but the figure, such as those of several seeds, are one point: their mean, and from their
    /// least to their greatest.
    func chart(title: String) -> Chart {
        x.map { lines(title, over: $0) } ?? intervals(title)
    }

    /// `f1 by schedule`.
    var heading: String {
        y.joined(separator: ", ") + (x.map { " over \($0)" } ?? "") + (rows.map { " by \($0)" } ?? "")
    }

    private func lines(_ title: String, over x: String) -> Chart {
        let series = groups.flatMap { group in
            y.map { y -> LineChart.Series in
                let pairs = zip(table.numbers(x, of: group.rows), table.numbers(y, of: group.rows)).compactMap { x, y in x.flatMap { x in y.map { (x, $0) } } }
                let points = Dictionary(grouping: pairs, by: \.0).sorted { $0.key < $1.key }.compactMap { x, figures in
                    Spread(figures.map(\.1)).map { LineChart.Point(x, $0.mean, band: $0.range) }
                }
                return LineChart.Series(name(group.name, y), points)
            }
        }
        return .lines(LineChart(title: title, x: Axis(x), y: Axis(y.joined(separator: ", ")), series: series))
    }

    private func intervals(_ title: String) -> Chart {
        let rows = groups.flatMap { group in
            y.compactMap { y in
                Spread(table.numbers(y, of: group.rows).compactMap(\.self)).map { IntervalChart.Row(name(group.name, y), $0.mean, interval: $0.range) }
            }
        }
        let isSpread = rows.contains { $0.interval != nil }
        return .intervals(
            IntervalChart(title: title, axis: Axis(y.joined(separator: ", "), unit: isSpread ? "mean, least and greatest" : ""), rows: rows))
    }

    private func name(_ group: String, _ y: String) -> String {
        [group, self.y.count > 1 || group.isEmpty ? y : ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// The rows of each curve, in the order in which they first appear.
    private var groups: [(name: String, rows: [Int])] {
        guard let rows, let labels = try? table.labels(rows) else { return [("", Array(table.rows.indices))] }
        var order: [String] = []
        for label in labels where !order.contains(label) { order.append(label) }
        let members = Dictionary(grouping: labels.indices) { labels[$0] }
        return order.map { ($0, members[$0] ?? []) }
    }
}

extension Spread {
    /// Nil of a single figure.
    fileprivate var range: ClosedRange<Double>? { count > 1 ? min...max : nil }
}

extension Table {
    /// What every line about it ends in where its scores rest on labels that no human gave.
    var labelRemark: String {
        let scores = results.compactMap { try? Score($0) }
        return Commands.labelRemark(
            isSimulated: scores.contains(where: \.isSimulated), names: scores.flatMap { [$0.training?.labels, $0.gold.labels?.name] })
    }

    fileprivate func isNumeric(_ name: String) -> Bool {
        let column = column(name) ?? []
        return column.contains { $0.type == .number } && column.allSatisfy { $0.type == .number || $0.type == .none }
    }

    fileprivate func numbers(_ name: String, of rows: [Int]) -> [Double?] {
        guard let column = column(name) else { return [] }
        return rows.map { if case .number(let number) = column[$0] { number } else { nil } }
    }
}
