import Foundation

/// A document as Markdown, of the same blocks as the page: tables as tables, entities in brackets, charts as text.
package struct MarkdownRenderer: Sendable {
    package init() {}

    package func text(_ document: ReportDocument) -> String {
        var parts: [String] = []
        let hasTitle = document.cells.contains { $0.prose.hasPrefix("# \(document.title)\n") || $0.prose == "# \(document.title)" }
        if !hasTitle { parts.append("# \(Self.escapedMarkdown(document.title))") }
        if !document.failures.isEmpty {
            parts.append("**This run failed: \(document.failures.map { "cell \($0.number)" }.joined(separator: ", ")).**")
        }
        parts += document.cells.flatMap { cell in text(cell) }
        parts.append("## How this was made")
        if let command = document.runAgain { parts.append("Run it again with\n\n" + Self.fenced(command, language: "sh")) }
        if !document.facts.isEmpty {
            parts.append(Self.table(TextTable(columns: [TextTable.Column("what"), TextTable.Column("value")], rows: document.facts.map { [$0.name, $0.value] })))
        }
        for file in document.attachments { parts.append("### \(Self.escapedMarkdown(file.name))\n\n" + Self.fenced(file.text)) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func text(_ cell: ReportDocument.Cell) -> [String] {
        var parts: [String] = []
        if !cell.prose.isEmpty { parts.append(cell.prose) }
        if !cell.command.isEmpty { parts.append(Self.fenced(cell.command, language: "nds")) }
        if !cell.remarks.isEmpty { parts.append(cell.remarks.map { "- " + Self.escapedMarkdown($0) }.joined(separator: "\n")) }
        switch cell.outcome {
        case .good:
            if cell.blocks.isEmpty, !cell.summary.isEmpty {
                parts.append((cell.name.map { "`\($0)` = " } ?? "") + Self.escapedMarkdown(cell.summary))
            }
            parts += cell.blocks.map(Self.text)
            if let time = HTMLRenderer.time(of: cell) { parts.append("_\(time)_") }
        case .failed(let message): parts.append("**Failed:**\n\n" + Self.fenced(message))
        case .notRun: parts.append("_not run: a cell before it failed_")
        }
        return parts
    }

    /// A block as Markdown.
    static func text(_ block: Block) -> String {
        switch block {
        case .text(let text): text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escapedMarkdown(String($0)) }.joined(separator: "  \n")
        case .table(let table): self.table(table)
        case .tagged(let sentences): sentences.map(sentence).joined(separator: "\n\n")
        case .chart: fenced(TerminalRenderer(palette: .plain, width: 76).lines([block]).joined(separator: "\n"))
        }
    }

    private static func table(_ table: TextTable) -> String {
        func row(_ cells: [String]) -> String { "| " + cells.map { escapedMarkdown($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
        let rule = "|" + table.columns.map { $0.alignment == .right ? " ---: |" : " --- |" }.joined()
        let title = table.title.isEmpty ? "" : "**\(escapedMarkdown(table.title))**\n\n"
        return title + ([row(table.columns.map(\.name)), rule] + table.rows.map(row)).joined(separator: "\n")
    }

    private static func sentence(_ sentence: TaggedText) -> String {
        let words = sentence.pieces(shown: escapedMarkdown).map { words, mark in
            guard let mark else { return words }
            let note = [mark.label, mark.verdict?.sign].compactMap(\.self).joined(separator: " ")
            return "**\(words)** _(\(escapedMarkdown(note)))_"
        }
        return (sentence.caption.isEmpty ? "" : "_\(escapedMarkdown(sentence.caption))_  \n") + words.joined(separator: " ")
    }

    /// A block of code, fenced by more backquotes than it holds in a row.
    static func fenced(_ code: String, language: String = "") -> String {
        var longest = 2, run = 0
        for character in code {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(code)\n\(fence)"
    }

    /// Text that Markdown takes as it stands: no mark in it is one, and no tag.
    static func escapedMarkdown(_ text: String) -> String {
        var result = ""
        for (index, character) in text.enumerated() {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "#": result += "\\\(character)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            // What a list, a rule or a heading would begin with.
            case "-", "+", "=", "~": result += index == 0 ? "\\\(character)" : "\(character)"
            case _ where character.isNewline: result += " "
            default: result.append(character)
            }
        }
        return result
    }
}
