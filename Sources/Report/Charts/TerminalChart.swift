import Diagnostics

/// Draws charts with characters. Curves are told apart by colour where there is colour, and by their signs where there is none.
struct TerminalChart {
    let palette: Palette
    let width: Int

    func lines(_ chart: Chart) -> [String] {
        let drawing: [String] =
            switch chart {
            case .lines(let chart): lines(chart)
            case .intervals(let chart): lines(chart)
            case .matrix(let chart): lines(chart)
            }
        return (chart.title.isEmpty ? [] : [palette.strong(clipped(chart.title))]) + (drawing.isEmpty ? [clipped("nothing to draw")] : drawing)
    }

    private static let rows = 12
    private static let widest = 72

    /// The y axis to the left, the x axis below, then what is which.
    private func lines(_ chart: LineChart) -> [String] {
        guard let (x, y) = chart.scales else { return [] }
        let labels = y.ticks.map { (text: y.text($0), row: row(of: y.position($0))) }
        let margin = labels.map(\.text.displayWidth).max() ?? 0
        let columns = min(Self.widest, width - margin - 2)
        guard columns >= 8 else { return [clipped("too narrow to draw")] }
        var canvas = Canvas(columns: columns, rows: Self.rows, isFine: palette.isColoured)
        for (number, series) in chart.series.enumerated() { canvas.shade(series, number, x, y) }
        for (number, series) in chart.series.enumerated() { canvas.draw(series, number, x, y) }
        let drawn = canvas.lines { text, series in palette.paint(text, Self.colours[series % Self.colours.count]) }
        let body = drawn.enumerated().map { row, line in
            let label = labels.first { $0.row == row }?.text ?? ""
            return String(repeating: " ", count: margin - label.displayWidth) + palette.dim("\(label) \(label.isEmpty ? "│" : "┤")") + line
        }
        let indent = String(repeating: " ", count: margin + 1)
        return [palette.dim(clipped(chart.y.label))] + body
            + [palette.dim(indent + "└" + String(repeating: "─", count: columns)), palette.dim(indent + ticks(x, columns))]
            + [palette.dim(indent + " " + String(repeating: " ", count: max(0, columns - chart.x.label.displayWidth)) + chart.x.label)]
            + legend(chart.series)
    }

    /// One sign a series, and one colour, in the same order.
    fileprivate static let signs: [Character] = ["●", "○", "▲", "+", "×", "◆", "□", "▽"]
    private static let colours = ["36", "33", "35", "32", "31", "34", "96", "93"]

    private func row(of position: Double) -> Int {
        Int((Double(Self.rows - 1) * (1 - position)).rounded())
    }

    /// - Parameter margin: how many columns stand before the drawing.
    private func ticks(_ scale: Scale, _ columns: Int, margin: Int = 1) -> String {
        var line = [Character](repeating: " ", count: columns + margin)
        var free = 0
        for tick in scale.ticks {
            let text = Array(scale.text(tick))
            let middle = margin + Int((Double(columns - 1) * scale.position(tick)).rounded())
            let start = min(max(middle - text.count / 2, 0), line.count - text.count)
            guard start >= free, start >= 0 else { continue }
            line.replaceSubrange(start..<start + text.count, with: text)
            free = start + text.count + 1
        }
        return String(line)
    }

    /// What is which, in as many lines as it takes.
    private func legend(_ series: [LineChart.Series]) -> [String] {
        guard series.count > 1 || series.first?.name.isEmpty == false else { return [] }
        var lines: [String] = []
        var line = "", used = 0
        for (number, series) in series.enumerated() {
            let sign = palette.isColoured ? (series.style == .points ? "•" : "━") : String(Self.signs[number % Self.signs.count])
            let text = clipped("\(sign) \(series.name)")
            if used > 0, used + 3 + text.displayWidth > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line += (used > 0 ? "   " : "") + palette.paint(String(text.prefix(1)), Self.colours[number % Self.colours.count]) + text.dropFirst()
            used += (used > 0 ? 3 : 0) + text.displayWidth
        }
        return lines + [line]
    }

    /// `├──●──┤` for each row, and the figures behind it.
    private func lines(_ chart: IntervalChart) -> [String] {
        guard let scale = chart.scale else { return [] }
        var chart = chart
        for index in chart.rows.indices { chart.rows[index].name = clipped(chart.rows[index].name, to: max(8, width / 2)) }
        let names = chart.rows.map(\.name.displayWidth).max() ?? 0
        let columns = min(40, max(12, width - names - 30))
        guard width >= 24, names + columns + 2 <= width else { return chart.rows.map { clipped("\($0.name)  \(threeDigits($0.value))") } }
        func column(_ value: Double) -> Int { Int((Double(columns - 1) * scale.position(value)).rounded()) }
        let rows = chart.rows.enumerated().map { number, row in
            var line = [Character](repeating: " ", count: columns)
            if let reference = chart.reference { line[column(reference)] = "┊" }
            if let interval = row.interval {
                let (low, high) = (column(interval.lowerBound), column(interval.upperBound))
                for index in low...high { line[index] = "─" }
                (line[low], line[high]) = ("├", "┤")
            }
            line[column(row.value)] = "●"
            let figures = row.figures + (row.note.isEmpty ? "" : "  " + row.note)
            let name = row.name + String(repeating: " ", count: names - row.name.displayWidth)
            return name + "  " + palette.paint(String(line), "36") + clipped("  " + figures, to: width - names - 2 - columns)
        }
        let indent = String(repeating: " ", count: names + 2)
        return rows + [palette.dim(indent + ticks(scale, columns, margin: 0)), palette.dim(indent + clipped(chart.axis.label, to: columns))]
    }

    /// Counts, each with a shade for its share of its row.
    private func lines(_ chart: MatrixChart) -> [String] {
        guard !chart.rows.isEmpty, !chart.columns.isEmpty else { return [] }
        let shades: [Character] = [" ", "░", "▒", "▓", "█"]
        let texts = chart.cells.enumerated().map { row, cells in
            cells.enumerated().map { column, cell -> String in
                guard let cell else { return "–  " }
                let share = chart.share(row, column)
                let shade = shades[cell == 0 ? 0 : min(4, 1 + Int(share * 4))]
                return "\(cell == cell.rounded() ? grouped(Int(cell)) : threeDigits(cell)) \(shade)"
            }
        }
        let table = TextTable(
            columns: [TextTable.Column("\(chart.rowsName) by \(chart.columnsName)")] + chart.columns.map { TextTable.Column($0, .right) },
            rows: zip(chart.rows, texts).map { [$0] + $1 })
        return TerminalRenderer(palette: palette, width: width).lines([.table(table)])
    }

    private func clipped(_ text: String, to limit: Int? = nil) -> String {
        // Names come from data.
        text.displayable.clipped(to: limit ?? width)
    }
}

/// A grid of characters that curves are drawn on: in dots of a braille pattern where it is fine, else in one sign a column.
private struct Canvas {
    private struct Cell {
        var dots: UInt32 = 0
        var sign: Character?
        var series = 0
    }

    private let columns: Int
    private let rows: Int
    private let isFine: Bool
    private var cells: [[Cell]]

    init(columns: Int, rows: Int, isFine: Bool) {
        self.columns = columns
        self.rows = rows
        self.isFine = isFine
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// How many places a cell has in each direction.
    private var fineness: (x: Int, y: Int) { isFine ? (2, 4) : (1, 1) }

    /// The band of a series, under its curve.
    mutating func shade(_ series: LineChart.Series, _ number: Int, _ x: Scale, _ y: Scale) {
        for (a, b) in segments(series) {
            guard let (low, high) = a.band.map({ ($0, b.band ?? $0) }) else { continue }
            let (start, end) = (column(x.position(a.x)), column(x.position(b.x)))
            for column in start...max(start, end) {
                let share = end > start ? Double(column - start) / Double(end - start) : 0
                func between(_ a: Double, _ b: Double) -> Int { row(y.position(a + (b - a) * share), of: rows) }
                let top = between(low.upperBound, high.upperBound), bottom = between(low.lowerBound, high.lowerBound)
                for row in top...max(top, bottom) where cells[row][column].sign == nil {
                    cells[row][column].sign = "░"
                    cells[row][column].series = number
                }
            }
        }
    }

    mutating func draw(_ series: LineChart.Series, _ number: Int, _ x: Scale, _ y: Scale) {
        let (fineColumns, fineRows) = (columns * fineness.x, rows * fineness.y)
        func place(_ point: LineChart.Point) -> (x: Double, y: Double) {
            (x.position(point.x) * Double(fineColumns - 1), (1 - y.position(point.y)) * Double(fineRows - 1))
        }
        for (a, b) in segments(series) {
            let (start, end) = (place(a), place(b))
            if series.style == .points {
                for place in [start, end] { set(Int(place.x.rounded()), Int(place.y.rounded()), number, isPoint: true) }
                continue
            }
            let length = Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up))
            for step in 0...max(1, length) {
                let share = Double(step) / Double(max(1, length))
                let column = Int((start.x + (end.x - start.x) * share).rounded())
                if series.style == .dashed, column / (2 * fineness.x) % 2 == 1 { continue }
                set(column, Int((start.y + (end.y - start.y) * share).rounded()), number, isPoint: false)
            }
        }
    }

    /// Neighbouring points; a single one with itself.
    private func segments(_ series: LineChart.Series) -> [(LineChart.Point, LineChart.Point)] {
        let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
        guard let first = points.first else { return [] }
        return points.count == 1 ? [(first, first)] : Array(zip(points, points.dropFirst()))
    }

    private func column(_ position: Double) -> Int { Int((position * Double(columns - 1)).rounded()) }

    private func row(_ position: Double, of rows: Int) -> Int { Int(((1 - position) * Double(rows - 1)).rounded()) }

    private mutating func set(_ x: Int, _ y: Int, _ series: Int, isPoint: Bool) {
        let (column, row) = (x / fineness.x, y / fineness.y)
        guard cells.indices.contains(row), cells[row].indices.contains(column) else { return }
        if !isFine || isPoint {
            cells[row][column].sign = isFine ? "•" : TerminalChart.signs[series % TerminalChart.signs.count]
        } else {
            // Unicode numbers the dots of a braille pattern down the left column, then down the right one, the lowest two last.
            let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
            if cells[row][column].series != series { cells[row][column].dots = 0 }
            cells[row][column].dots |= bits[y % 4][x % 2]
            if cells[row][column].sign == "░" { cells[row][column].sign = nil }
        }
        cells[row][column].series = series
    }

    func lines(_ paint: (String, Int) -> String) -> [String] {
        cells.map { row in
            let end = row.lastIndex { $0.sign != nil || $0.dots != 0 }.map { $0 + 1 } ?? 0
            return row[..<end].map { cell in
                let text = cell.sign.map(String.init) ?? (cell.dots == 0 ? " " : Unicode.Scalar(0x2800 + cell.dots).map { String($0) } ?? " ")
                return text == " " ? text : paint(text, cell.series)
            }.joined()
        }
    }
}
