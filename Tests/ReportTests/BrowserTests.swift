import Foundation
import Testing

@testable import Report

/// A report as a browser sees it: on a phone and on a desk, light and dark, and on paper.
@Suite(.serialized, .enabled(if: Browser.program != nil, "there is no Chromium on the PATH"))
struct BrowserTests {
    private let browser: Browser
    private let page = FileManager.default.temporaryDirectory.appendingPathComponent("nds-report-\(UUID().uuidString).html")

    init() throws { browser = try Browser() }

    /// Tables that are wide and long, words without end, and what is hostile.
    private func document() -> ReportDocument {
        var document = sampleDocument(hostile)
        let columns = (1...20).map { TextTable.Column("column \($0)", .right) }
        let word = String(repeating: "longword", count: 30)
        document.cells[1].blocks += [
            .table(TextTable(title: "wide", columns: columns, rows: [columns.map { _ in "0.712" }])),
            .table(TextTable(title: "long", columns: [.init("text")], rows: Array(repeating: [word], count: 50))),
            .tagged([TaggedText(tokens: [word, "x"], marks: [.init(0..<1, word, .wrong(gold: word))], caption: word, source: word)]), .text(word),
        ]
        document.cells[0].prose += "\n\n\(word) `\(word)`\n\n    \(word)\n\n![a picture](http://localhost:9/x.png)\n\n### \(word)"
        document.cells[3].command = "assert \(word)"
        document.cells[3].outcome = .failed(word)
        document.facts.append(.init(word, word))
        document.runAgain?.command = word
        return document
    }

    @Test func aReportStandsOnItsOwn() throws {
        try HTMLRenderer().page(document()).write(to: page, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: page) }
        for (width, isDark) in [(390, false), (390, true), (1280, false), (1280, true)] { try look(width: width, isDark: isDark) }
    }

    private func look(width: Int, isDark: Bool) throws {
        try browser.open(page, width: width, isDark: isDark)

        let said = browser.events.filter { ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"].contains($0.method) }
        #expect(said.isEmpty, "in the console: \(said)")
        let asked = browser.events.filter { $0.method == "Network.requestWillBeSent" }.compactMap { ($0.parameters["request"] as? [String: Any])?["url"] as? String }
        #expect(asked.contains { $0.hasPrefix("file:") } && asked.allSatisfy { $0.hasPrefix("data:") || $0 == page.absoluteString }, "\(asked)")

        let wide = "[...document.body.querySelectorAll('*')].filter(e => !e.closest('.scroll, .skip') && e.getBoundingClientRect().right > innerWidth).map(e => e.tagName + '.' + e.className)"
        let sideways = try browser.value(of: wide) as? [String]
        #expect(sideways == [], "at \(width) the page moves sideways")
        #expect(try browser.value(of: "document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
        #expect(try browser.value(of: "document.querySelectorAll('script, [onload], iframe, object, embed').length") as? Int == 0)
        let broken = "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash)"
        #expect(try browser.value(of: broken) as? [String] == [])
        #expect(try browser.value(of: "[...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size") as? Int == 0)
        #expect(try browser.value(of: "['header', 'nav', 'main', 'footer', 'h1'].every(name => document.querySelectorAll(name).length == 1)") as? Bool == true)
        #expect(try browser.value(of: "getComputedStyle(document.body).backgroundColor") as? String == (isDark ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)"))
    }

    /// What a screen reader has: every picture has a name, and says what it shows.
    @Test func chartsCanBeHeard() throws {
        try HTMLRenderer().page(sampleDocument()).write(to: page, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: page) }
        try browser.open(page, width: 1280, isDark: false)
        let nodes = try #require(try browser.call("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]])
        func text(_ node: [String: Any], _ key: String) -> String { (node[key] as? [String: Any])?["value"] as? String ?? "" }
        let pictures = nodes.filter { ["image", "img", "graphics-document"].contains(text($0, "role").lowercased()) && $0["ignored"] as? Bool == false }
        #expect(pictures.count == 3)
        for picture in pictures { #expect(text(picture, "name").hasPrefix("plain") && !text(picture, "name").dropFirst(5).isEmpty) }
    }

    @Test func textsOfChartsStayWithinTheirPictures() throws {
        var document = sampleDocument()
        let name = "original_then_distilled(at=auto) and then some more of it"
        let arms = ["a", name].map { IntervalChart.Row($0, -0.256, interval: -0.27...(-0.242)) }
        document.cells[1].blocks = [
            .chart(.intervals(IntervalChart(title: name + name, axis: Axis("difference of F1"), rows: arms, reference: 0))),
            .chart(.matrix(MatrixChart(title: "", rowsName: "gold", columnsName: "given", rows: [name, "LOC"], columns: [name, "LOC"], cells: [[3, nil], [12_345, 0]]))),
            .chart(.lines(LineChart(title: "", x: Axis("step"), y: Axis("F1"), series: [.init(name, [.init(0, 0.5), .init(10_000, 0.7)]), .init(name + name, [.init(1, 1)])]))),
        ]
        try HTMLRenderer().page(document).write(to: page, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: page) }
        try browser.open(page, width: 1280, isDark: false)
        let texts = "[...document.querySelectorAll('svg.chart text')]"
        #expect(try browser.value(of: "\(texts).length") as? Int ?? 0 > 20)
        let outside = "\(texts).filter(t => { const b = t.getBBox(); return b.x < -1 || b.x + b.width > t.ownerSVGElement.viewBox.baseVal.width + 1 }).map(t => t.textContent)"
        #expect(try browser.value(of: outside) as? [String] == [])
        let overlaid = "[...document.querySelectorAll('svg.chart')].flatMap(svg => { const t = [...svg.querySelectorAll('text')].map(t => t.getBoundingClientRect()); return t.flatMap((a, i) => t.slice(i + 1).filter(b => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)) }).length"
        #expect(try browser.value(of: overlaid) as? Int == 0)
    }

    /// A wide screen shows a table of many columns whole; a table of some rows is not cut.
    @Test func tablesTakeTheRoomThereIs() throws {
        var document = sampleDocument()
        let columns = (1...13).map { TextTable.Column("figures \($0)", .right) }
        document.cells[1].blocks = [.table(TextTable(title: "", columns: columns, rows: Array(repeating: columns.map { _ in "0.712" }, count: 40)))]
        try HTMLRenderer().page(document).write(to: page, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: page) }
        try browser.open(page, width: 1600, isDark: false)
        let box = "(e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight])(document.querySelector('.scroll'))"
        let over = try browser.value(of: box) as? [Int]
        #expect(over == [0, 0])
        #expect(try browser.value(of: "document.documentElement.scrollWidth <= innerWidth") as? Bool == true)
    }

    @Test func aReportCanBePrinted() throws {
        try HTMLRenderer().page(document()).write(to: page, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: page) }
        try browser.open(page, width: 1280, isDark: true)
        let data = try #require(try browser.call("Page.printToPDF")["data"] as? String)
        #expect(try #require(Data(base64Encoded: data)).starts(with: Data("%PDF".utf8)))
    }
}
