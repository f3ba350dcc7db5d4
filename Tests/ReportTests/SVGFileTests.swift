import Foundation
import FoundationXML
import Testing

@testable import Report

struct SVGFileTests {
    @Test func aPictureHoldsAllChartsOfAPlot() {
        let chart = Chart.lines(LineChart(title: "a < b", x: Axis("x"), y: Axis("y"), series: [.init("s", [.init(0, 0), .init(1, 1)])]))
        let file = SVGChart.file([chart, chart])
        let parser = XMLParser(data: Data(file.utf8))
        #expect(parser.parse())
        #expect(file.components(separatedBy: "class=\"chart\"").count == 3)
        #expect(file.contains("id=\"chart-2-title\"") && file.contains("a &lt; b"))
    }
}
