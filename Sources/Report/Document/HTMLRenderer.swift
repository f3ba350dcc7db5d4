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
            <a class="skip" href="#\(PageNames.notebook)">Skip to the notebook</a>
            <header>
            <h1>\(escaped(document.title))</h1>
            \(troubles(document))\(contents(headings))
            </header>
            <main id="\(PageNames.notebook)">
            \(cells.joined(separator: "\n"))
            </main>
            <footer>
            \(Colophon.html(document))
            </footer>
            </body>
            </html>

            """
    }

    private func troubles(_ document: ReportDocument) -> String {
        func link(_ cell: ReportDocument.Cell) -> String { "<a href=\"#\(PageNames.cell)-\(cell.number)\">cell \(cell.number)</a>" }
        var result = ""
        if !document.failures.isEmpty {
            result += "<p class=\"failed\" role=\"alert\">This run failed: \(document.failures.map(link).joined(separator: ", ")).</p>\n"
        }
        if let cell = document.interruption {
            result += "<p class=\"failed\" role=\"alert\">This run was interrupted: \(link(cell)).</p>\n"
        }
        return result
    }

    private func contents(_ headings: [Prose.Heading]) -> String {
        guard headings.count > 1 else { return "" }
        let items =
            headings.map { "<li class=\"level-\($0.level)\"><a href=\"#\($0.anchor)\">\(escaped($0.text))</a></li>" }
            + ["<li class=\"level-2\"><a href=\"#\(PageNames.colophon)\">\(Colophon.heading)</a></li>"]
        return "<nav aria-label=\"Contents\"><ol>\(items.joined(separator: "\n"))</ol></nav>"
    }

    private func html(_ cell: ReportDocument.Cell, prose: Prose, blocks: inout HTMLBlocks) -> String {
        var parts: [String] = []
        if !prose.html.isEmpty { parts.append("<div class=\"prose\">\(prose.html)</div>") }
        if !cell.command.isEmpty {
            let note = "<span class=\"time\">[\(cell.number)] \(escaped(cell.timing))</span>"
            parts.append("<div class=\"command\">\(note)<pre><code>\(escaped(cell.command))</code></pre></div>")
        }
        for remark in cell.remarks { parts.append("<p class=\"remark\">· \(escaped(remark))</p>") }
        if !cell.blocks.isEmpty {
            parts.append("<div class=\"value\">\(blocks.html(cell.blocks))</div>")
        } else if !cell.summary.isEmpty {
            let name = cell.name.map { "<span class=\"name\">\(escaped($0))</span> = " } ?? ""
            let summary = escaped(Shortening.cut(cell.summary, to: Shortening.characters))
            parts.append("<div class=\"value\"><p class=\"text\">\(name)\(summary)</p></div>")
        }
        if case .failed(let message) = cell.outcome { parts.append("<pre class=\"failed\">\(escaped(message))</pre>") }
        let id = "\(PageNames.cell)-\(cell.number)"
        return "<div class=\"cell\" id=\"\(id)\" role=\"group\" aria-label=\"cell \(cell.number)\">\(parts.joined(separator: "\n"))</div>"
    }
}
