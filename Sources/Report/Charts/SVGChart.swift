import Diagnostics
import Foundation

/// Draws charts as SVG that can stand in a page or in a file of its own: text stays text, colours follow the reader's light or dark, and
/// whoever cannot see it hears what it shows.
package struct SVGChart: Sendable {
    /// Tells the parts of this chart from those of another on the same page.
    private let id: String

    package init(id: String) {
        self.id = id
    }

    private static let width = 720.0
    /// What fits in one line; the picture's name has all of it.
    private static let titleCharacters = 84

    package func text(_ chart: Chart) -> String { text(chart, at: nil).svg }

    /// Charts below each other as a file of their own, on a ground of their own: who shows it need not know whether it is light or dark.
    /// - Parameter id: tells its parts from those of other pictures on the same page.
    package static func file(_ charts: [Chart], id: String = "chart") -> String {
        var parts: [String] = []
        var top = margin
        for (number, chart) in charts.enumerated() {
            let drawn = SVGChart(id: "\(id)-\(number + 1)").text(chart, at: top)
            parts.append(drawn.svg)
            top += drawn.height + margin
        }
        let (width, height) = (Self.width + 2 * margin, top)
        let style = ".charts{background:#fff}@media (prefers-color-scheme:dark){.charts{background:#15181c}}"
        return """
            <svg class="charts" xmlns="http://www.w3.org/2000/svg" width="\(Int(width))" height="\(Int(height.rounded(.up)))" viewBox="0 0 \(Int(width)) \(Int(height.rounded(.up)))">
            <style>\(style)</style>
            \(parts.joined(separator: "\n"))
            </svg>

            """
    }

    private static let margin = 16.0

    /// - Parameter top: where it stands in a larger picture; nil where it fills its place.
    private func text(_ chart: Chart, at top: Double?) -> (svg: String, height: Double) {
        let (height, body) = drawing(chart)
        let place = top.map { #" x="\#(number(Self.margin))" y="\#(number($0))" width="\#(number(Self.width))" height="\#(number(height))""# } ?? ""
        let svg = """
            <svg class="chart" role="img" aria-labelledby="\(id)-title \(id)-desc"\(place) viewBox="0 0 \(number(Self.width)) \(number(height))" \
            xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="13">
            <title id="\(id)-title">\(escaped(chart.title))</title>
            <desc id="\(id)-desc">\(escaped(chart.spoken))</desc>
            <style>\(Self.style)</style>
            \(body.joined(separator: "\n"))
            </svg>
            """
        return (svg, height)
    }

    /// Colours that people with any colour vision can tell apart (Okabe and Ito 2008), darker on light and lighter on dark.
    private static let light = ["#0072b2", "#b84a00", "#00785a", "#9c4a7d", "#8a6100", "#4b3fa8", "#555555", "#a11d33"]
    private static let dark = ["#63b5ea", "#f0954a", "#3fcba2", "#e39bc4", "#e8bd4a", "#b3a8ff", "#bbbbbb", "#f28a98"]

    private static let style: String = {
        func variables(_ ink: String, _ soft: String, _ grid: String, _ series: [String]) -> String {
            let colours = series.enumerated().map { "--s\($0):\($1)" }.joined(separator: ";")
            return "--ink:\(ink);--soft:\(soft);--grid:\(grid);\(colours)"
        }
        return ".chart{\(variables("#1c2127", "#4f5964", "#d9dde2", light))}"
            + "@media (prefers-color-scheme:dark){.chart{\(variables("#e9ecef", "#aab4be", "#3a424b", dark))}}"
            + "@media print{.chart{\(variables("#000000", "#333333", "#cccccc", light))}}"
            + ".chart text{fill:var(--ink)}.chart .soft{fill:var(--soft)}.chart .grid{stroke:var(--grid);stroke-width:1}"
            + ".chart .axis{stroke:var(--soft);stroke-width:1}"
    }()

    private func colour(_ series: Int) -> String { "var(--s\(series % Self.light.count))" }

    private func drawing(_ chart: Chart) -> (height: Double, body: [String]) {
        switch chart {
        case .lines(let chart): lines(chart)
        case .intervals(let chart): intervals(chart)
        case .matrix(let chart): matrix(chart)
        }
    }

    private func title(_ text: String) -> String {
        #"<text x="0" y="18" font-size="15" font-weight="600">\#(escaped(text.clipped(to: Self.titleCharacters)))</text>"#
    }

    private func text(_ content: String, _ x: Double, _ y: Double, _ anchor: String = "start", attributes: String = "") -> String {
        #"<text x="\#(number(x))" y="\#(number(y))" text-anchor="\#(anchor)"\#(attributes)>\#(escaped(content))</text>"#
    }

    /// A text in a place of some width: what is longer is cut, and shown whole to whoever points at it.
    private func text(_ content: String, _ x: Double, _ y: Double, _ anchor: String, within width: Double) -> String {
        let cut = content.clipped(to: max(1, Int(width / Self.characterWidth)))
        let drawn = text(cut, x, y, anchor)
        return cut == content ? drawn : "<g><title>\(escaped(content))</title>\(drawn)</g>"
    }

    /// What a character takes, or a little more: how wide letters are only the reader's fonts know.
    private static let characterWidth = 7.5

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ attributes: String) -> String {
        #"<line x1="\#(number(x1))" y1="\#(number(y1))" x2="\#(number(x2))" y2="\#(number(y2))" \#(attributes)/>"#
    }

    private func lines(_ chart: LineChart) -> (Double, [String]) {
        guard let (xScale, yScale) = chart.scales else { return (60, [title(chart.title), text("nothing to draw", 0, 45)]) }
        let left = 16 + 8 * Double(yScale.ticks.map { yScale.text($0).count }.max() ?? 1), right = Self.width - 12
        let (top, bottom) = (54.0, 320.0)
        func x(_ value: Double) -> Double { left + xScale.position(value) * (right - left) }
        func y(_ value: Double) -> Double { bottom - yScale.position(value) * (bottom - top) }

        var body = [title(chart.title), text(chart.y.label, 0, 40, attributes: #" class="soft""#)]
        for tick in yScale.ticks {
            body.append(line(left, y(tick), right, y(tick), #"class="grid""#))
            body.append(text(yScale.text(tick), left - 8, y(tick) + 4, "end", attributes: #" class="soft""#))
        }
        var free = -Double.infinity
        for tick in xScale.ticks {
            let label = xScale.text(tick), half = 4 * Double(label.count)
            body.append(line(x(tick), bottom, x(tick), bottom + 5, #"class="axis""#))
            guard x(tick) - half > free else { continue }
            free = x(tick) + half + 6
            body.append(text(label, min(x(tick), right - half), bottom + 20, "middle", attributes: #" class="soft""#))
        }
        body.append(line(left, bottom, right, bottom, #"class="axis""#))
        body.append(text(chart.x.label, right, bottom + 40, "end", attributes: #" class="soft""#))
        for (number, series) in chart.series.enumerated() { body += curve(series, number, x, y) }
        return legend(chart.series, below: bottom + 64, after: body)
    }

    private func curve(_ series: LineChart.Series, _ number: Int, _ x: (Double) -> Double, _ y: (Double) -> Double) -> [String] {
        let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
        func path(_ points: [(Double, Double)]) -> String { points.map { "\(self.number(x($0.0))),\(self.number(y($0.1)))" }.joined(separator: " ") }
        let banded = points.filter { $0.band != nil }
        var drawn: [String] = []
        if banded.count > 1 {
            let upper = banded.map { ($0.x, $0.band?.upperBound ?? $0.y) }, lower = banded.map { ($0.x, $0.band?.lowerBound ?? $0.y) }
            drawn.append(#"<polygon points="\#(path(upper + lower.reversed()))" fill="\#(colour(number))" fill-opacity="0.18"/>"#)
        }
        if series.style != .points, points.count > 1 {
            let dash = series.style == .dashed ? #" stroke-dasharray="6 4""# : ""
            drawn.append(
                #"<polyline points="\#(path(points.map { ($0.x, $0.y) }))" fill="none" stroke="\#(colour(number))" stroke-width="2"\#(dash)/>"#)
        }
        guard series.style == .points || points.count <= 16, series.style != .dashed else { return drawn }
        return drawn + points.map { point in
            let hint = "\(series.name): \(threeDigits(point.y))"
            return #"<circle cx="\#(self.number(x(point.x)))" cy="\#(self.number(y(point.y)))" r="3.5" fill="\#(colour(number))"><title>\#(escaped(hint))</title></circle>"#
        }
    }

    /// What is which; the height with it.
    private func legend(_ series: [LineChart.Series], below top: Double, after body: [String]) -> (Double, [String]) {
        var (x, y) = (0.0, top)
        var body = body
        for (number, series) in series.enumerated() where !series.name.isEmpty {
            let width = 34 + Self.characterWidth * Double(series.name.displayWidth)
            if x > 0, x + width > Self.width { (x, y) = (0, y + 22) }
            if series.style == .points {
                body.append(#"<circle cx="\#(self.number(x + 11))" cy="\#(self.number(y - 4))" r="4" fill="\#(colour(number))"/>"#)
            } else {
                let dash = series.style == .dashed ? #" stroke-dasharray="6 4""# : ""
                body.append(line(x, y - 4, x + 22, y - 4, #"stroke="\#(colour(number))" stroke-width="3"\#(dash)"#))
            }
            body.append(text(series.name, x + 28, y, "start", within: Self.width - x - 28))
            x += width
        }
        return (x == 0 && y == top ? top - 16 : y + 12, body)
    }

    private func intervals(_ chart: IntervalChart) -> (Double, [String]) {
        guard let scale = chart.scale else { return (60, [title(chart.title), text("nothing to draw", 0, 45)]) }
        let figures = chart.rows.map(\.figures)
        let left = min(280, 16 + Self.characterWidth * Double(chart.rows.map(\.name.displayWidth).max() ?? 0))
        let right = Self.width - 14 - Self.characterWidth * Double(figures.map(\.count).max() ?? 0)
        func x(_ value: Double) -> Double { left + scale.position(value) * (right - left) }
        let rowHeight = 28.0, top = 40.0
        let bottom = top + rowHeight * Double(chart.rows.count)
        var body = [title(chart.title)]
        for tick in scale.ticks {
            body.append(line(x(tick), top - 6, x(tick), bottom, #"class="grid""#))
            body.append(text(scale.text(tick), x(tick), bottom + 18, "middle", attributes: #" class="soft""#))
        }
        if let reference = chart.reference {
            body.append(line(x(reference), top - 6, x(reference), bottom, #"class="axis" stroke-dasharray="4 4""#))
        }
        for (index, row) in chart.rows.enumerated() {
            let y = top + rowHeight * (Double(index) + 0.5)
            body.append(text(row.name, left - 12, y + 4, "end", within: left - 12))
            if let interval = row.interval {
                body.append(line(x(interval.lowerBound), y, x(interval.upperBound), y, #"stroke="\#(colour(0))" stroke-width="2""#))
                for end in [interval.lowerBound, interval.upperBound] {
                    body.append(line(x(end), y - 6, x(end), y + 6, #"stroke="\#(colour(0))" stroke-width="2""#))
                }
            }
            let note = row.note.isEmpty ? "" : "<title>\(escaped(row.note))</title>"
            body.append(#"<circle cx="\#(number(x(row.value)))" cy="\#(number(y))" r="5" fill="\#(colour(0))">\#(note)</circle>"#)
            body.append(text(figures[index], right + 14, y + 4))
        }
        body.append(line(left, bottom, right, bottom, #"class="axis""#))
        body.append(text(chart.axis.label, right, bottom + 38, "end", attributes: #" class="soft""#))
        return (bottom + 48, body)
    }

    private func matrix(_ chart: MatrixChart) -> (Double, [String]) {
        let left = min(240, 24 + Self.characterWidth * Double(chart.rows.map(\.displayWidth).max() ?? 0))
        let cell = (width: min(92, (Self.width - left) / Double(max(1, chart.columns.count))), height: 34.0)
        let top = 74.0
        var body = [
            title(chart.title), text("\(chart.rowsName), by \(chart.columnsName)", 0, 40, attributes: #" class="soft""#),
        ]
        for (column, name) in chart.columns.enumerated() {
            body.append(text(name, left + cell.width * (Double(column) + 0.5), top - 10, "middle", within: cell.width))
        }
        for (row, name) in chart.rows.enumerated() {
            let y = top + cell.height * Double(row)
            body.append(text(name, left - 12, y + cell.height / 2 + 4, "end", within: left - 12))
            for (column, value) in chart.cells[row].enumerated() {
                let x = left + cell.width * Double(column)
                let opacity = String(format: "%.2f", 0.65 * chart.share(row, column))
                body.append(
                    #"<rect x="\#(number(x + 1))" y="\#(number(y + 1))" width="\#(number(cell.width - 2))" height="\#(number(cell.height - 2))" "#
                        + #"fill="\#(colour(0))" fill-opacity="\#(opacity)" class="grid"/>"#)
                let content = value.map { $0 == $0.rounded() ? grouped(Int($0)) : threeDigits($0) } ?? "–"
                body.append(text(content, x + cell.width / 2, y + cell.height / 2 + 4, "middle"))
            }
        }
        return (top + cell.height * Double(chart.rows.count) + 8, body)
    }

    /// A tenth of a unit is finer than anyone sees.
    private func number(_ value: Double) -> String {
        let text = String(format: "%.1f", value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Chart {
    /// What the chart shows, in words.
    package var spoken: String {
        switch self {
        case .lines(let chart):
            let curves = chart.series.compactMap { series -> String? in
                guard let first = series.points.first, let last = series.points.last else { return nil }
                return "\(series.name.isEmpty ? chart.y.name : series.name) goes from \(threeDigits(first.y)) to \(threeDigits(last.y))"
            }
            return "\(chart.y.label) over \(chart.x.label). \(curves.joined(separator: "; "))."
        case .intervals(let chart):
            let rows = chart.rows.map { row in
                let range = row.interval.map { ", \(threeDigits($0.lowerBound)) to \(threeDigits($0.upperBound))" } ?? ""
                return "\(row.name) \(threeDigits(row.value))\(range)"
            }
            return "\(chart.axis.label): \(rows.joined(separator: "; "))."
        case .matrix(let chart):
            return "\(chart.rowsName) by \(chart.columnsName): "
                + zip(chart.rows, chart.cells).map { row, cells in
                    "\(row): " + zip(chart.columns, cells).map { "\($0) \($1.map { threeDigits($0) } ?? "none")" }.joined(separator: ", ")
                }.joined(separator: "; ") + "."
        }
    }
}
