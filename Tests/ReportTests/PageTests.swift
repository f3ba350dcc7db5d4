import Foundation
import FoundationXML
import Testing

@testable import Report

struct PageTests {
    @Test func nothingFromDataBecomesATag() {
        let page = HTMLRenderer().page(sampleDocument(hostile))
        #expect(!page.contains("<script") && !page.contains("onload=\"x") && !page.contains("<img"))
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"))
        #expect(page.steeringSigns == [])
        #expect(page.contains("שלום"), "letters that are written from right to left stay")
    }

    /// An XML parser refuses what is not well-formed: tags that do not close, attributes without quotes, bare signs.
    @Test(arguments: [false, true])
    func thePageIsWellFormed(isHostile: Bool) {
        let page = HTMLRenderer().page(sampleDocument(isHostile ? hostile : "東京 🇫🇷"))
        let body = page.replacing("<!DOCTYPE html>\n", with: "").replacing(#/<(meta|link)([^>]*)>/#) { "<\($0.output.1)\($0.output.2)/>" }
        let parser = XMLParser(data: Data(body.utf8))
        #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)")
    }

    @Test func everyLinkWithinThePageLeadsSomewhere() {
        var document = sampleDocument()
        document.cells[1].prose = "## Cell 3\n\n## notebook\n\n## chart-1-title\n\n## How this was made\n\n## !\n\n## Part"
        let page = HTMLRenderer().page(document)
        let anchors = page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) }
        let links = page.matches(of: #/href="#([^"]+)"/#).map { String($0.output.1) }
        #expect(Set(anchors).count == anchors.count)
        #expect(links.contains("part") && links.contains("part-2") && links.contains("part-3") && links.contains("section-cell-3") && links.contains("cell-4"))
        #expect(Set(links).isSubset(of: anchors))
    }

    @Test func theTitleStandsOnce() {
        var named = sampleDocument()
        named.title = "Title"
        let page = HTMLRenderer().page(named)
        #expect(page.matches(of: #/>Title</#).count == 2, "in the head of the file and as its first heading")
        #expect(page.contains("<h1>Title</h1>") && page.contains("<p>Some <em>words</em>.</p>"))
        #expect(MarkdownRenderer().text(named).contains("\n# Title\n\nSome *words*."))
        #expect(MarkdownRenderer().text(sampleDocument("1. *x*")).hasPrefix("# 1\\. \\*x\\*\n\n"))
    }

    @Test func nothingIsFetched() {
        var document = sampleDocument()
        document.cells[0].prose += "\n\n![a picture](http://example.org/x.png) ![another](x.png)"
        let page = HTMLRenderer().page(document)
        let addresses = page.matches(of: #/(?:src|href)="([^"#][^"]*)"/#).map { String($0.output.1) }
        #expect(addresses.count == 4 && addresses.filter { !$0.hasPrefix("data:") } == ["http://example.org/x.png", "x.png"])
        #expect(page.contains("<a href=\"http://example.org/x.png\">a picture</a>") && !page.contains("<img"))
        #expect(!page.contains("@import") && !page.contains("url("))
    }

    @Test func theScriptCanBeTakenOutAgain() throws {
        let page = HTMLRenderer().page(sampleDocument("Ünïcode"))
        let data = try #require(page.firstMatch(of: #/download="Ünïcode.nds" href="data:text\/plain;charset=utf-8;base64,([^"]+)"/#)?.output.1)
        #expect(Data(base64Encoded: String(data)).map { String(decoding: $0, as: UTF8.self) } == "nds 1\nÜnïcode\n")
    }

    @Test func aFailureIsTold() {
        let page = HTMLRenderer().page(sampleDocument())
        #expect(page.contains("This run failed: <a href=\"#cell-4\">cell 4</a>."))
        #expect(page.contains("<pre class=\"failed\">plain</pre>"))
        #expect(page.contains("[5] not run"))
    }

    @Test func anInterruptionIsTold() throws {
        var document = sampleDocument()
        document.cells[3].outcome = .interrupted
        document.cells[3].seconds = 3.14
        let page = HTMLRenderer().page(document)
        #expect(page.contains("This run was interrupted: <a href=\"#cell-4\">cell 4</a>.") && page.contains("[4] interrupted after 3.1 s"))
        #expect(MarkdownRenderer().text(document).contains("**This run was interrupted: cell 4.**"))
        #expect(try JupyterRenderer().text(document).contains("**This run was interrupted: cell 4.**"))
    }

    @Test func everyCellTellsItsTime() {
        let page = HTMLRenderer().page(sampleDocument())
        #expect(page.contains("[1] 12 ms<") && page.contains("[2] 1 min 15 s<") && page.contains("[3] cached, 2 h 5 min saved<") && page.contains("[4] failed<"))
        #expect([0, 0.0004, 0.9994, 0.9996, 59.94, 59.96, 3599.6].map(duration) == ["under 1 ms", "under 1 ms", "999 ms", "1.0 s", "59.9 s", "1 min 0 s", "1 h 0 min"])
    }

    @Test func whatIsCutIsSaid() {
        var document = sampleDocument()
        let rows = (1...12_345).map { ["row \($0)"] }
        let long = String(repeating: "x", count: 30_000)
        document.cells[1].blocks = [
            .table(TextTable(columns: [.init("n")], rows: rows)), .text(long), .table(TextTable(columns: [.init("reply")], rows: [[long]])),
            .tagged(Array(repeating: TaggedText(tokens: ["word"], marks: []), count: 1000)),
        ]
        document.attachments[0].text = (1...3000).map { "line \($0)\n" }.joined()
        for text in [HTMLRenderer().page(document), MarkdownRenderer().text(document)] {
            #expect(text.contains("row 200") && !text.contains("row 201") && text.contains("the first 200 of 12,345 rows"))
            #expect(text.contains("… (20,000 of 30,000 characters)") && text.contains("… (1,000 of 30,000 characters)"))
            #expect(text.contains("the first 200 of 1,000 sentences") && text.contains("the first 300 of 3,000 lines"))
            #expect(text.utf8.count < 120_000)
        }
    }

    @Test func aLongSessionIsAPageToo() {
        var document = sampleDocument()
        let cell = document.cells[0]
        document.cells = (1...10_000).map { number in
            var copy = cell
            copy.number = number
            return copy
        }
        let page = HTMLRenderer().page(document)
        #expect(page.contains("id=\"cell-10000\"") && page.contains("id=\"part-20000\""))
    }
}

struct ProseTests {
    @Test func proseIsCommonMarkWithoutRawHTML() {
        var anchors = Anchors()
        let prose = Prose("# A *b* `c`\n\n- one\n- [two](javascript:alert(1)) <img src=x>\n\n<script>x</script> \u{1b}[2J", anchors: &anchors)
        #expect(prose.headings == [.init(level: 1, text: "A b c", anchor: "a-b-c")])
        #expect(prose.html.hasPrefix("<h2 id=\"a-b-c\">A <em>b</em> <code>c</code></h2>\n<ul>\n<li>one</li>"))
        #expect(!prose.html.contains("javascript") && !prose.html.contains("<img") && !prose.html.contains("<script"))
        #expect(prose.html.steeringSigns == [])
    }

    @Test func theTitleIsTheFirstHeadingInPlainText() {
        #expect(Prose.title(of: "words\n\n```\n# no\n```\n\n# A *b* & `c`\n\n# D") == "A b & c")
        #expect(Prose.title(of: "## Part\n\n#hash") == nil)
    }
}
