import Notebook
import Report

/// Charts of a value, to be looked at and to be written as pictures.
package struct Plot: Kind, Codable {
    /// What is drawn.
    let heading: String
    let drawn: [Chart]

    /// Into how many stretches a run is cut unless it is said otherwise.
    static let usualBins = 20

    package static let kindName = "plot"

    package static let fields: [Field<Plot>] = [
        Field("titles", "what each chart shows") { $0.drawn.map(\.title) },
        Field("points", "what is drawn: chart, series or row, x, y, and low and high where something tells how far it may be off") { $0.points },
    ]

    private var points: Table {
        Table(
            columns: ["chart", "series", "x", "y", "low", "high"],
            rows: drawn.flatMap { chart in chart.points.map { [.text(chart.title)] + $0 } })
    }

    package var summary: String { heading }

    /// Charts say themselves what they show.
    package var blocks: [Block] { drawn.map(Block.chart) }

    package func charts() -> [Chart] { drawn }
}

extension Chart {
    /// Series, x, y, low, high of all that is drawn.
    fileprivate var points: [[Value]] {
        switch self {
        case .lines(let chart):
            chart.series.flatMap { series in
                series.points.map { point in
                    [.text(series.name), .number(point.x), .number(point.y), (point.band?.lowerBound).value, (point.band?.upperBound).value]
                }
            }
        case .intervals(let chart):
            chart.rows.map { row in
                [.text(row.name), .none, .number(row.value), (row.interval?.lowerBound).value, (row.interval?.upperBound).value]
            }
        case .matrix(let chart):
            zip(chart.rows, chart.cells).flatMap { row, cells in
                zip(chart.columns, cells).map { column, cell in [.text(row), .text(column), cell.value, .none, .none] }
            }
        }
    }
}
