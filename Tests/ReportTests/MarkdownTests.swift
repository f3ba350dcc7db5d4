import Testing

@testable import Report

struct MarkdownTests {
    @Test func tablesSentencesAndChartsStandInMarkdown() {
        let text = MarkdownRenderer().text(sampleDocument())
        #expect(text.contains("| plain | f1 |\n| --- | ---: |\n| plain | 0.712 |"))
        #expect(text.contains("_plain · plain_  \n**plain** _(plain)_ flew to **Paris** _(LOC ✗ gold plain)_ **plain** _(plain ✗ missed)_"))
        #expect(text.contains("```nds\nassert false\n```\n\n_\\[4\\] failed_\n\n**Failed:**\n\n```\nplain\n```"))
        #expect(text.contains("└──"))
    }

    /// Read by a parser of CommonMark, nothing from data is a tag, a link, a picture, a list or a heading.
    @Test func dataCannotBeMarkup() {
        var document = sampleDocument(hostile)
        document.cells[0].prose = ""
        let text = MarkdownRenderer().text(document)
        var anchors = Anchors()
        let read = Prose(text, anchors: &anchors)
        #expect(!read.html.contains("<!-- raw HTML omitted -->") && !read.html.contains("<a ") && !read.html.contains("<img"))
        #expect(read.headings.map(\.level) == [1, 2, 3])
        #expect(text.steeringSigns == [])
    }

    @Test(arguments: [
        ("<b>*x*|`y`_[z](u)", "&lt;b&gt;\\*x\\*|\\`y\\`\\_\\[z\\](u)"), ("- a - b", "\\- a - b"), ("12. x. 3", "12\\. x. 3"), ("1) x", "1\\) x"), ("0.712", "0.712"),
        ("    code", "&nbsp;&nbsp;&nbsp;&nbsp;code"), ("$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~"), (". a", ". a"), ("a\nb", "a b"),
    ])
    func textStandsAsItIs(text: String, markdown: String) {
        #expect(MarkdownRenderer.escapedMarkdown(text) == markdown)
    }

    @Test func signsThatSteerAreReplaced() {
        #expect(MarkdownRenderer.escapedMarkdown("\u{202e}a\u{0}") == "\u{fffd}a\u{fffd}")
    }

    @Test func aFenceIsLongerThanThoseWithin() {
        #expect(MarkdownRenderer.fenced("a ``` b") == "````\na ``` b\n````")
        #expect(MarkdownRenderer.text(.table(TextTable(columns: [.init("a|b")], rows: [["c|d"]]))) == "| a\\|b |\n| --- |\n| c\\|d |")
    }
}
