import Foundation

/// The end of a page: what it takes to run it again, and the files to do so.
enum Colophon {
    static let heading = "How this was made"

    static func html(_ document: ReportDocument) -> String {
        var parts = ["<h2 id=\"\(PageNames.colophon)\">\(heading)</h2>"]
        if let again = document.runAgain {
            parts.append("<p>Run it again with</p>\n<div class=\"command\"><pre><code>\(escaped(again.command))</code></pre></div>")
            if !again.note.isEmpty { parts.append("<p>\(escaped(again.note))</p>") }
        }
        let facts = document.facts.map { "<dt>\(escaped($0.name))</dt><dd>\(escaped($0.value))</dd>" }
        if !facts.isEmpty { parts.append("<dl>\(facts.joined(separator: "\n"))</dl>") }
        parts += document.attachments.map(html)
        return parts.joined(separator: "\n")
    }

    private static func html(_ file: ReportDocument.Attachment) -> String {
        let name = escaped(file.name)
        let address = "data:text/plain;charset=utf-8;base64,\(Data(file.text.utf8).base64EncodedString())"
        let (text, omission) = file.excerpt
        let note = omission.map { "<p class=\"remark\">\($0); the saved file has them all</p>" } ?? ""
        return """
            <p class="file"><a download="\(name)" href="\(address)">Save \(name)</a> (\(escaped(size(file.text))))</p>
            <details><summary>Show \(name)</summary><pre><code>\(escaped(text))</code></pre>\(note)</details>
            """
    }

    /// `812 bytes`, `244 kB`
    private static func size(_ text: String) -> String {
        let bytes = text.utf8.count
        return bytes < 10_000 ? counted(bytes, "byte") : "\(grouped((bytes + 500) / 1000)) kB"
    }

    static func markdown(_ document: ReportDocument) -> [String] {
        var parts = ["## \(heading)"]
        if let again = document.runAgain {
            parts.append("Run it again with\n\n" + MarkdownRenderer.fenced(again.command, language: "sh"))
            if !again.note.isEmpty { parts.append(MarkdownRenderer.escapedMarkdown(again.note)) }
        }
        if !document.facts.isEmpty {
            let table = TextTable(columns: ["what", "value"].map { TextTable.Column($0) }, rows: document.facts.map { [$0.name, $0.value] })
            parts.append(MarkdownRenderer.text(.table(table)))
        }
        for file in document.attachments {
            let (text, omission) = file.excerpt
            parts.append("### \(MarkdownRenderer.escapedMarkdown(file.name))")
            parts.append(MarkdownRenderer.fenced(text))
            if let omission { parts.append("_\(omission)_") }
        }
        return parts
    }
}
