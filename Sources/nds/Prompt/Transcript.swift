import Diagnostics
import Script

/// The commands of a transcript: what stood behind our prompts, or behind the `›` with which a script shows its cells, without the
/// prompts and without what was answered. A text without a prompt is given back as it is.
func commands(ofTranscript text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { promptWidth(of: $0) != nil }) else { return text }
    var reading = TranscriptReading()
    for line in lines { reading.take(line) }
    return reading.commands
}

/// Columns of the prompt that a line begins with, blanks before it included; nil where there is none.
private func promptWidth(of line: Substring) -> Int? {
    let prompt = /\s*(nds( \d+)?>|›)( |$)/
    return line.prefixMatch(of: prompt)?.output.0.count
}

private struct TranscriptReading {
    private var cells: [String] = []
    private var cell: Substring?
    /// What stands before each further line of the cell.
    private var margin = 0
    private var isPrompted = false
    private var isAtStart = true

    init() {}

    var commands: String {
        var all = self
        all.endCell()
        return all.cells.joined(separator: "\n")
    }

    mutating func take(_ line: Substring) {
        defer { isAtStart = false }
        if let width = promptWidth(of: line) {
            endCell()
            (cell, margin, isPrompted) = (line.dropFirst(width), width, true)
        } else if let begun = cell {
            let isGoingOn = !isComplete(String(begun)) || isMore(line, of: begun)
            if isGoingOn { cell = begun + "\n" + withoutMargin(line) } else { endCell() }
        } else if isAtStart {
            // Selected from behind its prompt on, or an answer of which the prompt was not selected.
            cell = line
        } else if line.hasPrefix("## ") {
            cells.append(String(line))
        }
    }

    /// A cell that was entered as one may be complete before its last line: then a line under it with the prompt's margin is more of
    /// it, unless it is an answer.
    private func isMore(_ line: Substring, of cell: Substring) -> Bool {
        isPrompted && line.prefix(margin).count(where: { $0 == " " }) == margin && line.count > margin
            && isScript(cell + "\n" + withoutMargin(line))
    }

    private func withoutMargin(_ line: Substring) -> Substring {
        line.dropFirst(line.prefix(margin).prefix { $0 == " " }.count)
    }

    private mutating func endCell() {
        defer { cell = nil }
        guard let cell, !cell.allSatisfy(\.isWhitespace), !cell.hasSuffix("^C"), isPrompted || isScript(cell) else { return }
        cells.append(String(cell))
    }

    private func isScript(_ text: Substring) -> Bool {
        (try? parse(SourceText(name: "", text: String(text)))) != nil
    }
}
