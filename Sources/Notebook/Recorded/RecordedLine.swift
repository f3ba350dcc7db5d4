import Diagnostics
import Script

/// A `#= ` line as it stands in a script.
struct RecordedLine: Sendable {
    let comment: Comment
    /// Ranges count from the start of the comment.
    let words: [RecordedWord]

    private static let marks = 2

    init(_ comment: Comment) {
        self.comment = comment
        let text = String(decoding: comment.text.utf8.dropFirst(Self.marks), as: UTF8.self)
        words = RecordedWord.words(of: text, foldsTolerances: true).map { word in
            var word = word
            word.range = (word.range.lowerBound + Self.marks)..<(word.range.upperBound + Self.marks)
            word.number?.digitsEnd += Self.marks
            return word
        }
    }

    /// A bare `#=`, which waits to be filled in.
    var isBare: Bool { comment.body.allSatisfy(\.isWhitespace) }

    /// The rule under the head of a table, as it is shown.
    var isRule: Bool { !isBare && comment.body.allSatisfy { $0 == "─" || $0 == "-" || $0.isWhitespace } }

    /// The place of a word; behind the last one where there is none of that number.
    func place(of index: Int, in source: SourceText) -> Place {
        let start = comment.range.lowerBound
        guard words.indices.contains(index) else { return source.place(comment.range.upperBound..<comment.range.upperBound) }
        return source.place((start + words[index].range.lowerBound)..<(start + words[index].range.upperBound))
    }

    /// The line with the figures that were found: its words, fields, digits and tolerances stay.
    func rewritten(_ alignment: RecordedAlignment, found: [RecordedWord]) -> String {
        var bytes = Array(comment.text.utf8)
        for (index, place) in alignment.places.enumerated().reversed() {
            guard let number = words[index].number else { continue }
            let digits = number.rewritten(as: found[place])
            bytes.replaceSubrange(words[index].range.lowerBound..<number.digitsEnd, with: Array(digits.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A recorded line that no longer says what its statement gives.
package struct RecordedDifference: Sendable, Equatable {
    /// The first word that differs.
    package let place: Place
    /// As it stands in the script, with its tolerance.
    package let recorded: String
    /// What stands in its place; nil where nothing does.
    package let found: String?
    /// How far two numbers are apart, or a word that may have been meant.
    package let remark: String
    /// The whole line as it would have to be.
    package let line: String

    /// As people read it, with the recorded line and a caret under the culprit.
    package var diagnostic: Diagnostic {
        let notes = line.isEmpty ? [] : ["now: \(line)"]
        guard let found else { return Diagnostic("recorded is `\(recorded)`, found nothing", at: place, label: remark, notes: notes) }
        guard !recorded.isEmpty else { return Diagnostic("the recorded output ends here, found `\(found)`", at: place, label: remark, notes: notes) }
        return Diagnostic("recorded is `\(recorded)`, found `\(found)`", at: place, label: remark, notes: notes)
    }
}

extension RecordedLine {
    /// What is wrong with the line, if anything is.
    ///
    /// - Parameter line: what it would have to be.
    func difference(_ alignment: RecordedAlignment, found: [RecordedWord], line: String, in source: SourceText) -> RecordedDifference? {
        if let index = alignment.unplaced {
            let instead = alignment.instead.map { found[$0].text }
            let word = words.indices.contains(index) ? words[index].text : ""
            let isKnown = found.contains { $0.text == word }
            let near = isKnown || words.indices.contains(index) && words[index].number != nil ? nil : suggestion(for: word, among: found.map(\.text))
            return RecordedDifference(
                place: place(of: index, in: source), recorded: word, found: instead, remark: near.map { "did you mean `\($0)`?" } ?? "", line: line)
        }
        guard let index = alignment.differing.first else { return nil }
        let other = found[alignment.places[index]]
        return RecordedDifference(
            place: place(of: index, in: source), recorded: words[index].text, found: other.text, remark: distance(index, other), line: line)
    }

    private func distance(_ index: Int, _ other: RecordedWord) -> String {
        guard let number = words[index].number, let tolerance = number.tolerance, let found = other.number else { return "" }
        let apart = Value.number(abs(found.value - number.value)).summary
        return "\(apart) away, \(Value.number(tolerance).summary) allowed"
    }
}
