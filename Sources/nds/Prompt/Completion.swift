import Diagnostics

/// What could stand at the cursor.
struct Completion: Equatable {
    struct Candidate: Equatable {
        /// What replaces the word at the cursor.
        var insertion: String
        /// What follows it if it is the only one: a space after a verb, `=` after a parameter, `/` after a folder.
        var ending: String
        /// What the list shows: the word and a line about it.
        var display: String
        var summary: String

        init(_ insertion: String, ending: String = " ", display: String? = nil, summary: String = "") {
            self.insertion = insertion
            self.ending = ending
            self.display = display ?? insertion
            self.summary = summary
        }
    }

    var candidates: [Candidate]
    /// The word at the cursor, as UTF-8 offsets into the text.
    var replaced: Range<Int>
}

extension Completion {
    /// What Tab makes of the text: the only candidate with its ending, or as much as all candidates share; nil if that adds
    /// nothing.
    func applied(to text: String) -> CellBuffer? {
        guard let first = candidates.first else { return nil }
        let shared = candidates.dropFirst().reduce(first.insertion) { $0.commonPrefix(with: $1.insertion) }
        let utf8 = Array(text.utf8)
        let word = String(decoding: utf8[replaced], as: UTF8.self)
        let rest = String(decoding: utf8[replaced.upperBound...], as: UTF8.self)
        var insertion = shared
        if candidates.count == 1, !rest.hasPrefix(first.ending) { insertion += first.ending }
        guard insertion.count > word.count || candidates.count == 1 && insertion != word else { return nil }
        let before = String(decoding: utf8[..<replaced.lowerBound], as: UTF8.self) + insertion
        return CellBuffer(before + rest, cursor: before.utf8.count)
    }
}

/// Candidates as they are listed below the cell: one a line with its summary, or in columns where none has one.
///
/// - Parameters:
///   - width: columns of the terminal.
///   - limit: lines at most; what is left over is counted in one more.
func candidateList(_ candidates: [Completion.Candidate], width: Int, limit: Int, palette: Palette) -> [String] {
    let widest = candidates.map(\.display.displayWidth).max() ?? 0
    let columns = candidates.allSatisfy(\.summary.isEmpty) ? max(1, (width - 2) / (widest + 2)) : 1
    let rows = (candidates.count + columns - 1) / columns
    let shownRows = min(rows, limit)
    var lines = (0..<shownRows).map { row in
        let cells = stride(from: row, to: candidates.count, by: rows).map { index in
            let candidate = candidates[index]
            let word = candidate.display.clipped(to: width - 2)
            let isLast = index + rows >= candidates.count
            if candidate.summary.isEmpty { return isLast ? word : padded(word, to: widest + 2) }
            let summary = candidate.summary.clipped(to: width - widest - 5)
            return padded(word, to: widest + 2) + palette.dim(summary)
        }
        return "  " + cells.joined()
    }
    if shownRows < rows {
        let left = candidates.count - (0..<shownRows).reduce(0) { $0 + (candidates.count - $1 + rows - 1) / rows }
        lines.append("  " + palette.dim("… and \(left) more"))
    }
    return lines
}

private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.displayWidth))
}
