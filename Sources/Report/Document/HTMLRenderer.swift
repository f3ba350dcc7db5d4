import Foundation

/// A document as one HTML page that needs nothing else: no network, no script, no file beside it. Everything that comes from data is
/// escaped.
package struct HTMLRenderer: Sendable {
    package init() {}

    package func page(_ document: ReportDocument) -> String {
        var anchors = Anchors()
        var blocks = HTMLBlocks()
        var headings: [Prose.Heading] = []
        let cells = document.cells.map { cell in
            let prose = Prose(cell.prose, anchors: &anchors, title: document.title)
            headings += prose.headings
            return html(cell, prose: prose, blocks: &blocks)
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>\(escaped(document.title))</title>
            <style>\(PageStyle.css)</style>
            </head>
            <body>
            <a class="skip" href="#notebook">Skip to the notebook</a>
            <header>
            <h1>\(escaped(document.title))</h1>
            \(failures(document))\(contents(headings))
            </header>
            <main id="notebook">
            \(cells.joined(separator: "\n"))
            </main>
            <footer>
            \(colophon(document))
            </footer>
            </body>
            </html>

            """
    }

    private func failures(_ document: ReportDocument) -> String {
        guard !document.failures.isEmpty else { return "" }
        let links = document.failures.map { "<a href=\"#cell-\($0.number)\">cell \($0.number)</a>" }.joined(separator: ", ")
        return "<p class=\"failed\" role=\"alert\">This run failed: \(links).</p>\n"
    }

    private func contents(_ headings: [Prose.Heading]) -> String {
        guard headings.count > 1 else { return "" }
        let items = headings.map { "<li class=\"level-\($0.level)\"><a href=\"#\($0.anchor)\">\(escaped($0.text))</a></li>" }
        return "<nav aria-label=\"Contents\"><ol>\(items.joined(separator: "\n"))</ol></nav>"
    }

    private func html(_ cell: ReportDocument.Cell, prose: Prose, blocks: inout HTMLBlocks) -> String {
        var parts: [String] = []
        if !prose.html.isEmpty { parts.append("<div class=\"prose\">\(prose.html)</div>") }
        if !cell.command.isEmpty { parts.append("<pre class=\"command\"><code>\(escaped(cell.command))</code></pre>") }
        for remark in cell.remarks { parts.append("<p class=\"remark\">· \(escaped(remark))</p>") }
        switch cell.outcome {
        case .good where !cell.blocks.isEmpty: parts.append("<div class=\"value\">\(blocks.html(cell.blocks))</div>")
        case .good where !cell.summary.isEmpty:
            let name = cell.name.map { "<span class=\"name\">\(escaped($0))</span> = " } ?? ""
            parts.append("<div class=\"value\"><p class=\"text\">\(name)\(escaped(cell.summary))</p></div>")
        case .good: break
        case .failed(let message): parts.append("<pre class=\"failed\">\(escaped(message))</pre>")
        case .notRun: parts.append("<p class=\"remark\">not run: a cell before it failed</p>")
        }
        if cell.outcome == .good, let note = Self.time(of: cell) { parts.append("<p class=\"time\">\(escaped(note))</p>") }
        return "<section class=\"cell\" id=\"cell-\(cell.number)\" aria-label=\"cell \(cell.number)\">\(parts.joined(separator: "\n"))</section>"
    }

    /// How long it took; nothing for what took no time to speak of.
    static func time(of cell: ReportDocument.Cell) -> String? {
        if cell.isCached { return "from an earlier run" }
        guard cell.seconds >= 0.1 else { return nil }
        return cell.seconds < 60 ? String(format: "%.1f s", cell.seconds) : "\(Int(cell.seconds) / 60) min \(Int(cell.seconds) % 60) s"
    }

    /// What it takes to run it again, and the files to do so.
    private func colophon(_ document: ReportDocument) -> String {
        var parts = ["<h2>How this was made</h2>"]
        if let command = document.runAgain {
            parts.append("<p>Run it again with</p>\n<pre class=\"command\"><code>\(escaped(command))</code></pre>")
        }
        let facts = document.facts.map { "<dt>\(escaped($0.name))</dt><dd>\(escaped($0.value))</dd>" }
        if !facts.isEmpty { parts.append("<dl>\(facts.joined(separator: "\n"))</dl>") }
        for file in document.attachments {
            let data = Data(file.text.utf8).base64EncodedString()
            parts.append(
                "<details><summary>\(escaped(file.name))</summary>"
                    + "<p><a download=\"\(escaped(file.name))\" href=\"data:text/plain;charset=utf-8;base64,\(data)\">download \(escaped(file.name))</a></p>"
                    + "<pre>\(escaped(file.text))</pre></details>")
        }
        return parts.joined(separator: "\n")
    }
}
