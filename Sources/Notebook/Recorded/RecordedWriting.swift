import Diagnostics
import Script

/// A part of a text that is replaced by another.
package struct TextEdit: Sendable {
    package var range: Range<Int>
    package var text: String

    package init(_ range: Range<Int>, _ text: String) {
        self.range = range
        self.text = text
    }

    /// What is put between two bytes comes before what replaces the second.
    fileprivate static func isBefore(_ a: TextEdit, _ b: TextEdit) -> Bool {
        (a.range.lowerBound, a.range.upperBound) < (b.range.lowerBound, b.range.upperBound)
    }
}

extension SourceText {
    /// The text with parts of it replaced. Ranges count UTF-8 bytes of the source and do not overlap.
    ///
    /// - Parameter part: only that part of the text is given.
    package func edited(_ edits: [TextEdit], in part: Range<Int>? = nil) -> String {
        let bytes = utf8
        let part = part ?? 0..<text.utf8.count
        var result: [UInt8] = []
        var position = part.lowerBound
        for edit in edits.sorted(by: TextEdit.isBefore) where edit.range.lowerBound >= position && edit.range.upperBound <= part.upperBound {
            result += bytes[position..<edit.range.lowerBound]
            result += Array(edit.text.utf8)
            position = edit.range.upperBound
        }
        if position < part.upperBound { result += bytes[position..<part.upperBound] }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Tree {
    /// The script with new `#= ` lines under some statements; all else stays as it is written.
    ///
    /// - Parameter part: of the source: that of an included file; nil for the script itself.
    package func recording(_ outputs: [(statement: Statement, lines: [String])], in part: Range<Int>? = nil) -> String {
        let lineEnd = source.text.contains("\r\n") ? "\r\n" : "\n"
        let edits = outputs.flatMap { statement, lines -> [TextEdit] in
            let old = statement.recorded
            guard !lines.isEmpty, let first = old.first else { return [] }
            if old.count == lines.count { return zip(old, lines).map { TextEdit($0.range, $1) } }
            let indent = String(repeating: " ", count: first.startsLine ? column(first.range.lowerBound) : 0)
            let edit = TextEdit(first.range, lines.joined(separator: lineEnd + indent))
            return [edit] + old.dropFirst().map { TextEdit(wholeLine($0), "") }
        }
        return source.edited(edits, in: part)
    }

    private func column(_ offset: Int) -> Int {
        guard case .line(_, let column, _, _) = source.place(offset..<offset).position else { return 0 }
        return column - 1
    }

    /// A comment with the blanks before it and, where it stands alone, the end of the line before it.
    private func wholeLine(_ comment: Comment) -> Range<Int> {
        let bytes = source.utf8
        var start = comment.range.lowerBound
        while start > 0, bytes[start - 1] == 32 || bytes[start - 1] == 9 { start -= 1 }
        if comment.startsLine, start > 0, bytes[start - 1] == 10 { start -= 1 }
        if comment.startsLine, start > 0, bytes[start - 1] == 13 { start -= 1 }
        return start..<comment.range.upperBound
    }

    /// `#= ` lines that record nothing: in a block, whose statements may run many times, above the first statement, or under one
    /// that gives no value.
    package var misplacedRecordings: [Diagnostic] {
        var held: Set<Int> = []
        var findings: [Diagnostic] = []
        for statement in statements {
            held.formUnion(statement.recorded.map(\.range.lowerBound))
            if let verb = statement.kind.verbWithoutValue, let first = statement.recorded.first {
                findings.append(Diagnostic("`\(verb)` gives no output to record", at: source.place(first.range)))
            }
        }
        for comment in comments where comment.kind == .recorded && !held.contains(comment.range.lowerBound) {
            let isWithin = statements.contains { $0.range.contains(comment.range.lowerBound) }
            findings.append(
                isWithin
                    ? Diagnostic("recorded output cannot stand in a block", at: source.place(comment.range), label: "put it under the whole statement")
                    : Diagnostic("there is no output to record above this", at: source.place(comment.range)))
        }
        return findings.inOrderOfPlace(of: source.fileNames)
    }
}

extension Statement.Kind {
    fileprivate var verbWithoutValue: String? {
        switch self {
        case .seed: "seed"
        case .assert: "assert"
        default: nil
        }
    }
}
