import Foundation
import Testing

@Suite(.serialized)
struct ReportCommandTests {
    private let program = Program()

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: program.home.path + "/" + name, encoding: .utf8)
    }

    @Test func aRunWritesItsReport() throws {
        _ = try program.script(
            "x.nds",
            """
            ## # Names in the news
            seed 3
            let news = generate news size=6
            ## ## The shares
            plot (mix news news schedule=linear batch=4 epochs=2)
            """)
        let outcome = try program.run("run", "x.nds", "--report", "x.html")
        #expect(outcome.status == 0 && outcome.errors.contains("report written to x.html"))
        let page = try text("x.html")
        #expect(page.contains("<title>Names in the news</title>"))
        #expect(page.contains("<h3 id=\"the-shares\">The shares</h3>"))
        #expect(page.contains("<span class=\"name\">news</span> = news train: 6 sentences"))
        #expect(page.contains("<svg class=\"chart\"") && page.contains("share of the sentences"))
        #expect(page.contains("<code>nds run x.nds</code>") && page.contains("<dt>seed</dt><dd>3</dd>"))
    }

    @Test func aRunThatFailsWritesItsReportTooAndSaysWhere() throws {
        _ = try program.script("x.nds", "let a = 1\nassert a == 2, \"a is not <two>\"\nlet b = 3\n")
        let outcome = try program.run("run", "x.nds", "--report", "x.html")
        #expect(outcome.status == 1)
        let page = try text("x.html")
        #expect(page.contains("This run failed: <a href=\"#cell-2\">cell 2</a>."))
        #expect(page.contains("error: a is not &lt;two&gt;") && page.contains("not run: a cell before it failed"))
    }

    @Test func aNameThatTellsNoFormIsToldBeforeAnythingRuns() throws {
        _ = try program.script("x.nds", "write (generate news size=2) \"made.jsonl\"\n")
        let outcome = try program.run("run", "x.nds", "--report", "x.pdf")
        #expect(outcome.status == 2 && outcome.errors.contains("`x.pdf` does not say which form of report it is to be"))
        #expect(!FileManager.default.fileExists(atPath: program.home.path + "/made.jsonl"))
    }

    /// What a corpus holds is no part of the page's own text.
    @Test func tokensCannotActInAReport() throws {
        _ = try program.script("evil.jsonl", #"{"tokens": ["<script>alert(1)</script>", "flew"], "spans": [[0, 1, "<b>"]]}"# + "\n")
        _ = try program.script("x.nds", "load \"evil.jsonl\"\n")
        #expect(try program.run("run", "x.nds", "--report", "x.html").status == 0)
        let page = try text("x.html")
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;<span class=\"type\"> &lt;b&gt;</span>"))
        #expect(try program.run("run", "x.nds", "--report", "x.ipynb").status == 0)
        let notebook = try JSONSerialization.jsonObject(with: Data(text("x.ipynb").utf8))
        #expect(notebook is [String: Any])
    }
}
