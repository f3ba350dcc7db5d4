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
        #expect(page.contains("<dt>seed</dt><dd>3</dd>"))
    }

    @Test func aRunThatFailsWritesItsReportTooAndSaysWhere() throws {
        _ = try program.script("x.nds", "let a = 1\nassert a == 2, \"a is not <two>\"\nlet b = 3\n")
        let outcome = try program.run("run", "x.nds", "--report", "x.html")
        #expect(outcome.status == 1)
        let page = try text("x.html")
        #expect(page.contains("This run failed: <a href=\"#cell-2\">cell 2</a>."))
        #expect(page.contains("error: a is not &lt;two&gt;") && page.contains("[3] not run"))
    }

    @Test func aNameThatTellsNoFormIsToldBeforeAnythingRuns() throws {
        _ = try program.script("x.nds", "write (generate news size=2) \"made.jsonl\"\n")
        let outcome = try program.run("run", "x.nds", "--report", "x.pdf")
        #expect(outcome.status == 2 && outcome.errors.contains("`x.pdf` does not say which form of report it is to be"))
        #expect(!FileManager.default.fileExists(atPath: program.home.path + "/made.jsonl"))
    }

    /// Ctrl-C stops a run; what it gave until then is there, in the report too.
    @Test func aRunThatIsInterruptedWritesItsReport() throws {
        _ = try program.script("x.nds", "let news = generate news size=40\nlet more = for i in 1..100000 { generate news size=i }\nlet last = 3\n")
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: PromptSession.program)
        process.arguments = ["run", "x.nds", "--report", "x.html"]
        process.environment = program.home.environment
        process.currentDirectoryURL = URL(fileURLWithPath: program.home.path)
        (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
        try process.run()
        var shown = ""
        while !shown.contains("› let more"), case let data = output.fileHandleForReading.availableData, !data.isEmpty {
            shown += String(decoding: data, as: UTF8.self)
        }
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let page = try text("x.html")
        #expect(page.contains("This run was interrupted: <a href=\"#cell-2\">cell 2</a>."))
        #expect(page.contains("[2] interrupted after") && page.contains("[3] not run") && page.contains("news train: 40 sentences"))
    }

    /// The command that a report names gives the same report wherever it is typed, and the files in it are those that it takes.
    @Test func aReportSaysHowToRunItAgain() throws {
        try FileManager.default.createDirectory(atPath: program.home.path + "/my scripts/parts", withIntermediateDirectories: true)
        _ = try program.script("my scripts/parts/size.nds", "let news = generate news size=size\n")
        _ = try program.script("my scripts/it's.nds", "param size: number\nparam text: path\ninclude \"parts/size.nds\"\ndescribe (load text format=text)\n")
        _ = try program.script("words.txt", "Some words.\n")
        #expect(try program.run("run", "my scripts/it's.nds", "size=7", "text=words.txt", "--report", "x.md").status == 0)
        let page = try text("x.md")
        let command = try #require(page.firstMatch(of: #/```sh\n(.*)\n```/#)?.output.1)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", String(command) + " --report again.md"]
        shell.environment = program.home.environment
        shell.currentDirectoryURL = URL(fileURLWithPath: "/")
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0, "\(command)")
        #expect(try text("again.md").contains("news train: 7 sentences"))
        #expect(page.contains("### it's.nds") && page.contains("### parts/size.nds"))
    }

    @Test func aSessionCarriesItsCellsAsAScript() throws {
        let outcome = try program.run([], input: Data("seed 5\nlet a = generate news size=3\na\nreport \"x.html\"\n".utf8))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let data = try #require(try text("x.html").firstMatch(of: #/download="session.nds" href="data:text\/plain;charset=utf-8;base64,([^"]+)"/#)?.output.1)
        _ = try program.script("session.nds", bytes: try #require(Data(base64Encoded: String(data))))
        #expect(try program.run("run", "session.nds").status == 0)
    }

    /// Whatever is read, named, replied or said in a message is no part of the page's own text.
    @Test(arguments: ["html", "md", "ipynb"])
    func nothingFromDataCanActInAReport(form: String) throws {
        let evil = "<script>alert(1)</script>' ]]> \\u001b[2J \\u202e \\u200f"
        let row = #"{"tokens": ["\#(evil)", "flew"], "spans": [[0, 1, "<b>\#(evil)"]]}"# + "\n"
        _ = try program.script("<i>&'.jsonl", row)
        _ = try program.script("replies.jsonl", #"{"sentence": 0, "reply": "{\"\#(evil.replacing("\\", with: "\\\\"))\": \"<b>\"} <script>"}"# + "\n")
        _ = try program.script(
            "<script>'.nds",
            """
            ## # <script>alert(2)</script> & more
            param words: text
            let data = load "<i>&'.jsonl"
            data
            describe data
            words
            let labelled = annotate data by=(recording "replies.jsonl")
            labelled
            labelled.ledger
            assert data.sentences == 0, "<script>\\(words)</script>"
            """)
        let outcome = try program.run("run", "<script>'.nds", "words=<script>alert(3)</script>\u{202e}", "--report", "x." + form)
        #expect(outcome.status == 1, "\(outcome.errors)")
        let page = try text("x." + form)
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && !"\n\t".unicodeScalars.contains($0) || (0x202a...0x202e).contains($0.value) })
        if form == "html" {
            #expect(!page.contains("<script") && !page.contains("<i>") && !page.contains("<b>"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&lt;script&gt;alert(3)&lt;/script&gt;"))
        }
        if form == "ipynb" {
            let notebook = try #require(try JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any])
            let outputs = try #require(notebook["cells"] as? [[String: Any]]).flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
            let html = outputs.compactMap { ($0["data"] as? [String: [String]])?["text/html"]?.joined() }
            #expect(!html.isEmpty && !html.contains { $0.contains("<script") || $0.contains("<b>") })
            #expect(outputs.contains { $0["output_type"] as? String == "error" })
        }
    }
}
