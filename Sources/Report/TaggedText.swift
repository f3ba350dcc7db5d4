/// A sentence with its entities marked. Where it is held against gold, what the tagger marked stays marked, each mark with its verdict;
/// gold entities that no mark touches are marked as missed, and the others stand in the verdicts of the marks that touch them. So
/// marks never overlap, and nothing of either side is lost.
package struct TaggedText: Sendable, Equatable {
    package struct Mark: Sendable, Equatable {
        /// Token positions, end exclusive.
        package var range: Range<Int>
        package var label: String
        /// Nil where nothing is judged.
        package var verdict: Verdict?

        package init(_ range: Range<Int>, _ label: String, _ verdict: Verdict? = nil) {
            self.range = range
            self.label = label
            self.verdict = verdict
        }
    }

    /// What became of a mark that was held against gold.
    package enum Verdict: Sendable, Equatable {
        case right
        /// Gold has something else here: `ORG` where only the type differs, `ORG “Leeds United”` where its words are others.
        case wrong(gold: String)
        /// Gold has nothing here.
        case spurious
        /// The mark is gold's, and nothing was tagged here.
        case missed

        /// What stands behind the type, so that no reader depends on colours.
        var sign: String {
            switch self {
            case .right: "✓"
            case .wrong(let gold): "✗ gold \(gold)"
            case .spurious: "✗ spurious"
            case .missed: "✗ missed"
            }
        }
    }

    package var tokens: [String]
    /// Sorted, not overlapping.
    package var marks: [Mark]
    /// Stands on a line above; none where empty.
    package var caption: String
    /// Where the sentence is from, such as `train.conll:14`; a page has room to tell it, a terminal does not.
    package var source: String

    package init(tokens: [String], marks: [Mark], caption: String = "", source: String = "") {
        let isInOrder = zip(marks, marks.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
        precondition(isInOrder, "marks are sorted and do not overlap")
        self.tokens = tokens
        self.marks = marks
        self.caption = caption
        self.source = source
    }

    /// The sentence in pieces, each a word outside of marks or a mark with its words.
    ///
    /// - Parameter shown: a token as it is shown.
    func pieces(shown: (String) -> String) -> [(words: String, mark: Mark?)] {
        var pieces: [(words: String, mark: Mark?)] = []
        var position = 0
        for mark in marks {
            pieces += tokens[position..<mark.range.lowerBound].map { (shown($0), nil) }
            pieces.append((tokens[mark.range].map(shown).joined(separator: " "), mark))
            position = mark.range.upperBound
        }
        return pieces + tokens[position...].map { (shown($0), nil) }
    }
}
