import Corpus
import Diagnostics

/// What becomes of a sentence with more word pieces than the model reads at once.
package enum LongSentences: String, Sendable, CaseIterable {
    /// It is read in windows that overlap, so that every word is seen in context.
    case split
    /// It is an error.
    case refuse
    /// Only the words that fit are read: those beyond are not learned from, and tagged O.
    case truncate
}

/// How many sentences were too long for the model, and what that cost.
package struct LongSentenceTally: Sendable, Equatable, Codable {
    /// Sentences read in overlapping windows.
    package private(set) var split = 0
    /// Sentences of which only the first words were read.
    package private(set) var truncated = 0
    /// Words beyond those.
    package private(set) var lostWords = 0
    /// Entities of the sentences as they were given that reach into those words.
    package private(set) var lostEntities = 0

    package var isEmpty: Bool { split + truncated == 0 }

    mutating func add(_ sentence: Sentence, _ windows: [Window]) {
        if windows.count > 1 { split += 1 }
        let read = windows.last?.words.upperBound ?? 0
        guard read < sentence.tokens.count else { return }
        truncated += 1
        lostWords += sentence.tokens.count - read
        lostEntities += sentence.spans.count { $0.end > read }
    }

    package static func += (a: inout LongSentenceTally, b: LongSentenceTally) {
        a.split += b.split
        a.truncated += b.truncated
        a.lostWords += b.lostWords
        a.lostEntities += b.lostEntities
    }
}

extension Diagnostic {
    /// A sentence that does not fit, where that is refused.
    static func tooLong(_ sentence: Sentence, pieces: Int, capacity: Int) -> Diagnostic {
        Diagnostic(
            "this sentence has \(pieces) word pieces, the model reads \(capacity) at once",
            at: Place(file: sentence.origin.file, line: sentence.origin.line, excerpt: sentence.text),
            label: "`long=split` reads it in overlapping windows")
    }
}
