/// A picture of figures, independent of where it is drawn: in a terminal or as SVG.
package enum Chart: Sendable, Equatable {
    case lines(LineChart)
    case intervals(IntervalChart)
    case matrix(MatrixChart)

    package var title: String {
        switch self {
        case .lines(let chart): chart.title
        case .intervals(let chart): chart.title
        case .matrix(let chart): chart.title
        }
    }
}

/// One key a form: what the store writes has no place for a container within a container.
extension Chart: Codable {
    private enum CodingKeys: CodingKey { case lines, intervals, matrix }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .lines(let chart): try container.encode(chart, forKey: .lines)
        case .intervals(let chart): try container.encode(chart, forKey: .intervals)
        case .matrix(let chart): try container.encode(chart, forKey: .matrix)
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let chart = try container.decodeIfPresent(LineChart.self, forKey: .lines) {
            self = .lines(chart)
        } else if let chart = try container.decodeIfPresent(IntervalChart.self, forKey: .intervals) {
            self = .intervals(chart)
        } else {
            self = .matrix(try container.decode(MatrixChart.self, forKey: .matrix))
        }
    }
}

/// What is measured along an edge of a chart.
package struct Axis: Sendable, Equatable, Codable {
    package var name: String
    /// Such as "steps"; empty where the name says enough.
    package var unit: String
    package var isLogarithmic: Bool
    /// What must be seen; widened to hold all points.
    package var range: ClosedRange<Double>?

    package init(_ name: String, unit: String = "", isLogarithmic: Bool = false, range: ClosedRange<Double>? = nil) {
        self.name = name
        self.unit = unit
        self.isLogarithmic = isLogarithmic
        self.range = range
    }

    /// As it stands beside the axis: `progress (steps)`.
    var label: String { unit.isEmpty ? name : "\(name) (\(unit))" }
}

/// Curves over a common axis.
package struct LineChart: Sendable, Equatable, Codable {
    package struct Point: Sendable, Equatable, Codable {
        package var x: Double
        package var y: Double
        /// How far it may be off, such as the least and the greatest of several seeds.
        package var band: ClosedRange<Double>?

        package init(_ x: Double, _ y: Double, band: ClosedRange<Double>? = nil) {
            self.x = x
            self.y = y
            self.band = band
        }
    }

    package enum Style: String, Sendable, Equatable, Codable { case line, dashed, points }

    package struct Series: Sendable, Equatable, Codable {
        package var name: String
        /// In the order of x.
        package var points: [Point]
        package var style: Style

        package init(_ name: String, _ points: [Point], style: Style = .line) {
            self.name = name
            self.points = points
            self.style = style
        }
    }

    package var title: String
    package var x: Axis
    package var y: Axis
    package var series: [Series]

    package init(title: String, x: Axis, y: Axis, series: [Series]) {
        self.title = title
        self.x = x
        self.y = y
        self.series = series
    }

    /// All that must be seen of each axis; nothing where there is no point.
    var scales: (x: Scale, y: Scale)? {
        let points = series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
        guard !points.isEmpty else { return nil }
        return (
            Scale(x, holding: points.map(\.x)),
            Scale(y, holding: points.flatMap { [$0.y] + ($0.band.map { [$0.lowerBound, $0.upperBound] } ?? []) })
        )
    }
}

/// Figures with intervals, one a row.
package struct IntervalChart: Sendable, Equatable, Codable {
    package struct Row: Sendable, Equatable, Codable {
        package var name: String
        package var value: Double
        /// Nil where nothing is known of how far it may be off.
        package var interval: ClosedRange<Double>?
        /// What else there is to say, such as a verdict.
        package var note: String

        package init(_ name: String, _ value: Double, interval: ClosedRange<Double>? = nil, note: String = "") {
            self.name = name
            self.value = value
            self.interval = interval
            self.note = note
        }

        /// `0.777 (0.764 to 0.787)`
        var figures: String {
            threeDigits(value) + (interval.map { " (\(threeDigits($0.lowerBound)) to \(threeDigits($0.upperBound)))" } ?? "")
        }
    }

    package var title: String
    package var axis: Axis
    package var rows: [Row]
    /// A value that the others are held against.
    package var reference: Double?

    package init(title: String, axis: Axis, rows: [Row], reference: Double? = nil) {
        self.title = title
        self.axis = axis
        self.rows = rows
        self.reference = reference
    }

    var scale: Scale? {
        let values = rows.flatMap { [$0.value] + ($0.interval.map { [$0.lowerBound, $0.upperBound] } ?? []) } + (reference.map { [$0] } ?? [])
        return rows.isEmpty ? nil : Scale(axis, holding: values)
    }
}

/// Counts in two directions, such as gold types by given ones.
package struct MatrixChart: Sendable, Equatable, Codable {
    package var title: String
    /// What the rows and the columns are.
    package var rowsName: String
    package var columnsName: String
    package var rows: [String]
    package var columns: [String]
    /// One list a row; nil where there can be nothing.
    package var cells: [[Double?]]

    package init(title: String, rowsName: String, columnsName: String, rows: [String], columns: [String], cells: [[Double?]]) {
        precondition(cells.count == rows.count && cells.allSatisfy { $0.count == columns.count }, "a cell for each row and column")
        self.title = title
        self.rowsName = rowsName
        self.columnsName = columnsName
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }

    /// A cell's share of all that stands in its row, in 0…1: what its colour tells.
    func share(_ row: Int, _ column: Int) -> Double {
        let sum = cells[row].compactMap(\.self).reduce(0, +)
        return sum > 0 ? (cells[row][column] ?? 0) / sum : 0
    }
}
