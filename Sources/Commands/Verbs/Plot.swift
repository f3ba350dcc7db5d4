import Diagnostics
import Mixing
import Notebook
import Report

extension Command {
    static let plot = Command(
        "plot",
        "draw a value: a mixture's shares, a schedule, how a training went, confusions, arms and their differences, columns of a table, a list of numbers",
        example: """
            let plan = mix (generate news size=40) (generate news part=test size=40) schedule=linear batch=8 epochs=1
            let shares = plot plan bins=2
            assert shares.points["x"] == [3, 8, 3, 8, 3, 8, 3, 8]
            assert shares.points["y"][0] == 0.75 +- 0.001
            let fade = plot [linear, reverse(linear)]
            assert fade.points["series"][101] == "reverse(linear(from=1, to=0))"
            assert fade.points["y"][0] + fade.points["y"][101] == 1
            let runs = for s in 1..2 { for arm in ["a", "b"] { {f1: s / 10, who: arm} } }
            let arms = plot runs rows="arm"
            assert arms.titles == ["f1 by arm"] and arms.points["series"] == ["a", "b"]
            assert arms.points["y"][1] == 0.15 +- 1e-9 and arms.points["low"][1] == 0.1 and arms.points["high"][1] == 0.2
            assert (write fade "fade.svg") == "1 chart written to fade.svg"
            """,
        Parameter<Value>("value", "what to draw"),
        Parameter<Int>("bins", "into how many stretches of steps a mixture's run is cut, unless it has fewer", default: Plot.usualBins, .positive, isNamedOnly: true),
        Parameter<String?>("x", "of a table, the column that curves go over; without one there is a row for each of `rows`", default: nil, isNamedOnly: true),
        Parameter<ColumnNames?>("y", "of a table, the columns that are measured", default: nil, shown: "f1", isNamedOnly: true),
        Parameter<String?>("rows", "of a table, the column that tells curves or rows apart; equal ones are one, with its mean and range", default: nil, isNamedOnly: true)
    ) { _, value, bins, x, y, rows in
        if case .table(let table) = value {
            let chart = try TableChart(table, x: x, y: y?.names, rows: rows)
            let remark = table.labelRemark
            return Plot(heading: "\(chart.heading): \(counted(table.rows.count, "row"))\(remark)", drawn: [chart.chart(title: chart.heading + remark)])
        }
        if x != nil || y != nil || rows != nil {
            throw Diagnostic("only a table has columns to draw, not \(value.type.description)", label: "`x`, `y` and `rows` name columns")
        }
        if let mixture = try? MixedData(value) {
            let chart = mixture.shareChart(bins: bins)
            return Plot(heading: chart.title, drawn: [chart])
        }
        return try await Plot(of: value)
    }
}

/// A column's name, or a list of such.
private struct ColumnNames: Argument {
    let names: [String]
    static var type: ValueType { .either([.text, .list(.text)]) }

    init(_ value: Value) throws(Mismatch) {
        if case .text(let name) = value { names = [name] } else { names = try [String](value) }
    }
}

extension Plot {
    /// - Throws: `Diagnostic` where there is nothing in the value that can be drawn.
    fileprivate init(of value: Value) async throws {
        if case .list = value {
            if let numbers = try? [Double](value), !numbers.isEmpty {
                let points = numbers.enumerated().map { LineChart.Point(Double($0 + 1), $1) }
                let title = counted(numbers.count, "number")
                self.init(heading: title, drawn: [.lines(LineChart(title: title, x: Axis("number"), y: Axis("value"), series: [LineChart.Series("", points)]))])
                return
            }
            if let schedules = try? [Schedule](value), !schedules.isEmpty {
                let chart = try await Schedule.chart(schedules)
                self.init(heading: chart.title, drawn: [chart])
                return
            }
        } else if let schedule = try? Schedule(value) {
            let chart = try await Schedule.chart([schedule])
            self.init(heading: chart.title, drawn: [chart])
            return
        } else if case .kind(let kind) = value {
            let charts = try await kind.charts()
            if !charts.isEmpty {
                self.init(heading: charts.map(\.title).joined(separator: "; "), drawn: charts)
                return
            }
        }
        throw Diagnostic("there is nothing to draw of \(value.type.description)", label: "`plot` draws \(Plot.drawable)")
    }

    private static let drawable =
        "mixtures, schedules, trained models, scores, agreements, comparisons, curves, distances, tables, and lists of numbers or schedules"
}
