import Diagnostics
import Testing

@testable import Report

struct TerminalChartTests {
    private func lines(_ chart: Chart, width: Int = 60, palette: Palette = .plain) -> [String] {
        TerminalRenderer(palette: palette, width: width).lines([.chart(chart)])
    }

    private let falling = Chart.lines(
        LineChart(
            title: "share of distilled sentences", x: Axis("progress"), y: Axis("share", range: 0...1),
            series: [
                .init("wanted", [.init(0, 1), .init(1, 0)]), .init("realised", [.init(0, 1), .init(0.5, 0.5), .init(1, 0)], style: .points),
            ]))

    @Test func aCurveGoesWhereItsPointsAre() {
        let drawn = lines(falling, width: 30)
        #expect(drawn.first == "share of distilled sentences")
        #expect(drawn[1] == "share")
        #expect(drawn[2] == "1.0 ┤○●")
        #expect(drawn[13] == "0.0 ┤" + String(repeating: " ", count: 23) + "●○")
        #expect(drawn[14] == "    └" + String(repeating: "─", count: 25))
        #expect(drawn.suffix(1) == ["● wanted   ○ realised"])
        #expect(drawn[2...13].filter { $0.contains("●") }.count == 12)
    }

    @Test func inColourCurvesAreFineAndEachHasItsOwn() {
        let drawn = lines(falling, palette: .coloured).joined(separator: "\n")
        #expect(drawn.unicodeScalars.contains { (0x2801...0x28ff).contains($0.value) })
        #expect(drawn.contains("\u{1b}[36m") && drawn.contains("\u{1b}[33m"))
    }

    @Test(arguments: [1, 8, 12, 20, 40, 79, 200])
    func noLineIsWiderThanTheTerminal(width: Int) {
        let arms = Chart.intervals(
            IntervalChart(
                title: "arms", axis: Axis("difference in F1"),
                rows: [.init("only_original", 0.01, interval: -0.01...0.02, note: "no difference that 8 seeds could show"), .init("東京", 0)],
                reference: 0))
        let matrix = Chart.matrix(
            MatrixChart(title: "gold by given", rowsName: "gold", columnsName: "given", rows: ["LOC"], columns: ["LOC", "ORG"], cells: [[40, 2]]))
        for chart in [falling, arms] {
            #expect(lines(chart, width: width).allSatisfy { $0.displayWidth <= width })
        }
        #expect(!lines(matrix, width: width).isEmpty)
    }

    @Test func anIntervalIsDrawnFromEndToEnd() {
        let chart = Chart.intervals(
            IntervalChart(title: "", axis: Axis("F1", range: 0...1), rows: [.init("a", 0.5, interval: 0...1), .init("b", 1)], reference: 0))
        let drawn = lines(chart, width: 80)
        #expect(drawn[0] == "a  ├" + String(repeating: "─", count: 19) + "●" + String(repeating: "─", count: 18) + "┤  0.500 (0.000 to 1.000)")
        #expect(drawn[1] == "b  ┊" + String(repeating: " ", count: 38) + "●  1.000")
        #expect(drawn[2].hasPrefix("   0.0 ") && drawn[2].hasSuffix(" 1.0"))
    }

    @Test func nothingIsDrawnOfNothing() {
        let empty = Chart.lines(LineChart(title: "loss", x: Axis("step"), y: Axis("loss"), series: [.init("a", [])]))
        #expect(lines(empty) == ["loss", "nothing to draw"])
    }

    @Test func namesFromDataDoNotSteerTheTerminal() {
        let chart = Chart.lines(
            LineChart(title: "\u{1b}[2J", x: Axis("x"), y: Axis("y"), series: [.init("a\u{1b}]0;b\u{7}", [.init(0, 1), .init(1, 2)])]))
        #expect(lines(chart).allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } })
    }
}
