import Diagnostics

/// The lines of a formatted script. A line break takes effect when something follows it: so a comment that ends a line still
/// reaches that line, and nothing is left at the end.
struct LineWriter {
    private struct Line {
        var code: String
        /// The comment behind the code.
        var comment: String?
        /// A comment alone: nothing of it is changed.
        var isComment = false
    }

    private var lines: [Line] = []
    private var pendingBreak = Break.none
    /// Nothing but a bracket has been written since: a blank line would separate nothing.
    private var isAfterOpening = false
    /// Of a line that begins from now on, in steps.
    var indent = 0
    private var indentOfLine = 0

    private enum Break: Int { case none, line, blankLine }

    static let step = 4

    var text: String {
        var text = ""
        var column = 0
        for (index, line) in lines.enumerated() {
            text += line.code
            if let comment = line.comment {
                if index == 0 || lines[index - 1].comment == nil { column = commentColumn(from: index) }
                text += String(repeating: " ", count: max(0, column - line.code.lastLineWidth)) + comment
            }
            text += "\n"
        }
        return text
    }

    /// Comments behind lines that follow one another stand in one column.
    private func commentColumn(from first: Int) -> Int {
        2 + (lines[first...].prefix { $0.comment != nil }.map(\.code.lastLineWidth).max() ?? 0)
    }

    /// Of the line that is being written, or that begins with what is written next.
    var currentIndent: Int { isAtStart ? indent : indentOfLine }
    var isAtStart: Bool { lines.isEmpty || pendingBreak != .none }
    /// Where the next text would begin.
    var column: Int { isAtStart ? indent * Self.step : lines[lines.count - 1].code.lastLineWidth }

    mutating func write(_ text: String) {
        var text = text
        if isAtStart {
            text = String(text.drop { $0 == " " })
            if text.isEmpty { return }
            if pendingBreak == .blankLine, !lines.isEmpty, !isAfterOpening { lines.append(Line(code: "")) }
            pendingBreak = .none
            indentOfLine = indent
            lines.append(Line(code: String(repeating: " ", count: indent * Self.step)))
        }
        lines[lines.count - 1].code += text
        isAfterOpening = false
    }

    mutating func newline() {
        if let last = lines.indices.last, !lines[last].isComment {
            while lines[last].code.last == " " { lines[last].code.removeLast() }
        }
        if pendingBreak == .none { pendingBreak = .line }
    }

    mutating func blankLine() {
        newline()
        pendingBreak = .blankLine
    }

    /// A line break behind an opening bracket.
    mutating func newlineAfterOpening() {
        newline()
        isAfterOpening = true
    }

    /// A comment behind what was written last.
    mutating func trail(_ comment: String) {
        guard let last = lines.indices.last, lines[last].comment == nil, !lines[last].isComment else { return stand(comment) }
        newline()
        lines[last].comment = comment
    }

    /// A comment on a line of its own.
    mutating func stand(_ comment: String) {
        newline()
        write(comment)
        lines[lines.count - 1].isComment = true
        newline()
    }
}

extension String {
    /// What a terminal needs for what stands behind the last line break.
    var lastLineWidth: Int {
        guard let end = utf8.lastIndex(of: 10) else { return displayWidth }
        return self[index(after: end)...].reduce(0) { $0 + $1.displayWidth }
    }

    var firstLineWidth: Int {
        guard let end = utf8.firstIndex(of: 10) else { return displayWidth }
        return self[..<end].reduce(0) { $0 + $1.displayWidth }
    }
}
