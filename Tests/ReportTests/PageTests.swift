import Foundation
import FoundationXML
import Testing

@testable import Report

/// What a hostile corpus, file name or reply may hold.
private let hostile = "<script>alert('1')</script>\" onload=\"x & y"

/// A document with each kind of block in it.
private func document(_ text: String = "plain") -> ReportDocument {
    let chart = Chart.lines(LineChart(title: text, x: Axis(text), y: Axis("F1"), series: [.init(text, [.init(0, 0.5), .init(1, 0.7)])]))
    let arms = Chart.intervals(IntervalChart(title: text, axis: Axis(text), rows: [.init(text, 0.5, interval: 0.4...0.6, note: text)]))
    let matrix = Chart.matrix(MatrixChart(title: text, rowsName: text, columnsName: text, rows: [text], columns: [text], cells: [[3]]))
    let table = TextTable(title: text, columns: [.init(text), .init("f1", .right)], rows: [[text, "0.712"]])
    let tagged = TaggedText(tokens: [text, "flew", "to", "Paris"], marks: [.init(0..<1, text), .init(3..<4, "LOC")], caption: text)
    return ReportDocument(
        title: text, facts: [.init(text, text)],
        cells: [
            .init(number: 1, prose: "# Title\n\nSome *words*.\n\n## Part\n\n## Part", command: "load \"x\"", name: "news", summary: text, blocks: [], seconds: 0.01, isCached: false),
            .init(
                number: 2, prose: "", command: text, name: nil, summary: text, blocks: [.text(text), .table(table), .tagged([tagged]), .chart(chart), .chart(arms), .chart(matrix)],
                remarks: [text], seconds: 75, isCached: false),
            .init(number: 3, prose: "", command: "assert false", name: nil, summary: "", blocks: [], seconds: 0, isCached: false, outcome: .failed(text)),
            .init(number: 4, prose: "", command: "1", name: nil, summary: "", blocks: [], seconds: 0, isCached: false, outcome: .notRun),
        ],
        attachments: [.init(name: "x.nds", text: "nds 1\n\(text)\n")], runAgain: "nds run x.nds")
}

struct PageTests {
    @Test func nothingFromDataBecomesATag() throws {
        let page = HTMLRenderer().page(document(hostile))
        #expect(!page.contains("<script"))
        #expect(!page.contains("onload=\"x"))
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"))
    }

    /// An XML parser refuses what is not well-formed: tags that do not close, attributes without quotes, bare signs.
    @Test(arguments: ["plain", hostile, "\u{0}\u{1b}[2J\u{7}", "שלום 東京 🇫🇷"])
    func thePageIsWellFormed(text: String) throws {
        let page = HTMLRenderer().page(document(text))
        let body = page.replacing("<!DOCTYPE html>\n", with: "").replacing(#/<(meta|link)([^>]*)>/#) { "<\($0.output.1)\($0.output.2)/>" }
            .replacing("<br>", with: "<br/>")
        let parser = XMLParser(data: Data(body.utf8))
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)")
    }

    @Test func everyLinkWithinThePageLeadsSomewhere() {
        let page = HTMLRenderer().page(document())
        let anchors = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        let links = page.matches(of: #/href="#([^"]+)"/#).map { String($0.output.1) }
        #expect(Set(anchors).count == anchors.count)
        #expect(links.contains("part") && links.contains("part-2") && links.contains("cell-3"))
        #expect(Set(links).isSubset(of: anchors))
    }

    @Test func theTitleStandsOnce() {
        var named = document()
        named.title = "Title"
        let page = HTMLRenderer().page(named)
        #expect(page.matches(of: #/>Title</#).count == 2, "in the head of the file and as its first heading")
        #expect(page.contains("<h1>Title</h1>") && page.contains("<p>Some <em>words</em>.</p>"))
    }

    @Test func nothingIsFetched() {
        let page = HTMLRenderer().page(document())
        let addresses = page.matches(of: #/(?:src|href)="([^"#][^"]*)"/#).map { String($0.output.1) }
        #expect(!addresses.isEmpty && addresses.allSatisfy { $0.hasPrefix("data:") })
        #expect(!page.contains("@import") && !page.contains("url("))
    }

    @Test func theScriptCanBeTakenOutAgain() throws {
        let page = HTMLRenderer().page(document("Ünïcode"))
        let data = try #require(page.firstMatch(of: #/download="x.nds" href="data:text\/plain;charset=utf-8;base64,([^"]+)"/#)?.output.1)
        #expect(Data(base64Encoded: String(data)).map { String(decoding: $0, as: UTF8.self) } == "nds 1\nÜnïcode\n")
    }

    @Test func aFailureIsTold() {
        let page = HTMLRenderer().page(document())
        #expect(page.contains("This run failed: <a href=\"#cell-3\">cell 3</a>."))
        #expect(page.contains("<pre class=\"failed\">plain</pre>"))
        #expect(page.contains("not run: a cell before it failed"))
        #expect(page.contains("1 min 15 s"))
    }

    @Test func proseIsCommonMarkWithoutRawHTML() {
        var anchors = Anchors()
        let prose = Prose("# A *b* `c`\n\n- one\n- [two](javascript:alert(1)) <img src=x>\n\n<script>x</script>", anchors: &anchors)
        #expect(prose.headings == [.init(level: 1, text: "A b c", anchor: "a-b-c")])
        #expect(prose.html.hasPrefix("<h2 id=\"a-b-c\">A <em>b</em> <code>c</code></h2>\n<ul>\n<li>one</li>"))
        #expect(!prose.html.contains("javascript") && !prose.html.contains("<img") && !prose.html.contains("<script"))
    }
}

struct MarkdownTests {
    @Test func tablesSentencesAndChartsStandInMarkdown() {
        let text = MarkdownRenderer().text(document())
        #expect(text.contains("| plain | f1 |\n| --- | ---: |\n| plain | 0.712 |"))
        #expect(text.contains("**plain** _(plain)_ flew to **Paris** _(LOC)_"))
        #expect(text.contains("```nds\nassert false\n```"))
        #expect(text.contains("└──"))
    }

    @Test func dataCannotBeMarkup() {
        let text = MarkdownRenderer().text(document("<b>*x*|`y`_[z](u)"))
        #expect(text.contains("| &lt;b&gt;\\*x\\*\\|\\`y\\`\\_\\[z\\](u) | 0.712 |"))
        #expect(MarkdownRenderer.fenced("a ``` b") == "````\na ``` b\n````")
    }
}

struct JupyterTests {
    @Test func theNotebookHasTheCellsWithTheirOutputs() throws {
        let json = try JSONSerialization.jsonObject(with: Data(JupyterRenderer().text(document(hostile)).utf8))
        let notebook = try #require(json as? [String: Any])
        #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
        let cells = try #require(notebook["cells"] as? [[String: Any]])
        #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "code", "code", "code", "markdown"])
        #expect(Set(cells.compactMap { $0["id"] as? String }).count == cells.count)
        let outputs = try #require(cells[2]["outputs"] as? [[String: Any]])
        #expect(outputs.map { $0["output_type"] as? String } == ["stream", "display_data"])
        let failed = try #require(cells[3]["outputs"] as? [[String: Any]])
        #expect(failed.map { $0["output_type"] as? String } == ["error"])
        #expect(cells[4]["execution_count"] is NSNull)
    }
}
