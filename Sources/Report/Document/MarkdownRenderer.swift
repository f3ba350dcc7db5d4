import Foundation

/// A document as Markdown, of the same blocks as the page: tables as tables, entities in brackets, charts as text.
package struct MarkdownRenderer: Sendable {
    package init() {}

    package func text(_ document: ReportDocument) -> String {
        var parts: [String] = []
        if !document.hasHeading { parts.append("# \(Self.escapedMarkdown(document.title))") }
        if !document.failures.isEmpty {
            parts.append("**This run failed: \(document.failures.map { "cell \($0.number)" }.joined(separator: ", ")).**")
        }
        if let cell = document.interruption { parts.append("**This run was interrupted: cell \(cell.number).**") }
        parts += document.cells.flatMap { cell in text(cell) }
        return (parts + Colophon.markdown(document)).joined(separator: "\n\n") + "\n"
    }

    private func text(_ cell: ReportDocument.Cell) -> [String] {
        var parts: [String] = []
        if !cell.prose.isEmpty { parts.append(cell.prose.showable) }
        if !cell.command.isEmpty {
            parts.append(Self.fenced(cell.command, language: "nds"))
            parts.append("_\\[\(cell.number)\\] \(cell.timing)_")
        }
        if !cell.remarks.isEmpty { parts.append(cell.remarks.map { "- " + Self.escapedMarkdown($0) }.joined(separator: "\n")) }
        if cell.blocks.isEmpty, !cell.summary.isEmpty {
            parts.append((cell.name.map { "`\($0)` = " } ?? "") + Self.escapedMarkdown(Shortening.cut(cell.summary, to: Shortening.characters)))
        }
        parts += cell.blocks.map(Self.text)
        if case .failed(let message) = cell.outcome { parts.append("**Failed:**\n\n" + Self.fenced(message)) }
        return parts
    }

    /// A block as Markdown.
    static func text(_ whole: Block) -> String {
        let (block, omission) = whole.shortened
        let text =
            switch block {
            case .text(let text):
                text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escapedMarkdown(String($0)) }.joined(separator: "  \n")
            case .table(let table): self.table(table)
            case .tagged(let sentences): sentences.map(sentence).joined(separator: "\n\n")
            case .chart: fenced(TerminalRenderer(palette: .plain, width: 76).lines([block]).joined(separator: "\n"))
            }
        return text + (omission.map { "\n\n_\($0)_" } ?? "")
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
        let notes = [sentence.caption, sentence.source].filter { !$0.isEmpty }.map(escapedMarkdown).joined(separator: " · ")
        return (notes.isEmpty ? "" : "_\(notes)_  \n") + words.joined(separator: " ")
    }

    /// A block of code, fenced by more backquotes than it holds in a row.
    static func fenced(_ code: String, language: String = "") -> String {
        var longest = 2, run = 0
        for character in code {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(code.showable)\n\(fence)"
    }

    /// Text that Markdown takes as it stands, in one line: no sign in it is a mark, a tag or a formula.
    static func escapedMarkdown(_ text: String) -> String {
        var result = "", isAtStart = true, isInNumber = true
        let characters = Array(text.showable)
        for (index, character) in characters.enumerated() {
            defer {
                isAtStart = isAtStart && character == " "
                isInNumber = isInNumber && character.isNumber
            }
            switch character {
            case "\\", "`", "*", "_", "[", "]", "#", "~", "$": result += "\\\(character)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            // Four blanks would begin a block of code.
            case " " where isAtStart: result += "&nbsp;"
            // What a list, a rule or a heading would begin with.
            case "-", "+", "=": result += isAtStart ? "\\\(character)" : "\(character)"
            case ".", ")":
                let isOfList = isInNumber && index > 0 && (index + 1 == characters.count || characters[index + 1].isWhitespace)
                result += isOfList ? "\\\(character)" : "\(character)"
            case _ where character.isNewline: result += " "
            default: result.append(character)
            }
        }
        return result
    }
}
