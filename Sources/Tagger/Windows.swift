import Corpus
import WordPiece

/// A stretch of a sentence as the encoder reads it: [CLS], word pieces, [SEP].
struct Window: Sendable {
    /// Word pieces with [CLS] and [SEP].
    var ids: [Int32]
    /// The words that are scored in this window; words beside them are context.
    var words: Range<Int>
    /// Where the first piece of each scored word stands in `ids`.
    var firstPieces: [Int]
}

extension WordPieceTokenizer {
    /// Pieces of context on each side of a cut.
    private static let context = 32

    /// A sentence as one window, or, where it has more pieces than the model has positions, as several that overlap. Every word is
    /// scored in exactly one: nothing is lost at a cut.
    ///
    /// - Parameter positions: the longest sequence, [CLS] and [SEP] in.
    func windows(of words: [String], positions: Int) -> [Window] {
        let encoded = encode(words: words)
        let room = positions - 2
        precondition(room > 2 * Self.context, "a model has more positions than that")
        // A word of more pieces than fit keeps its first ones: its label stands on the first.
        let lengths = encoded.words.map { min($0.count, room) }
        guard lengths.reduce(0, +) > room else { return [window(encoded, lengths, 0..<words.count, scored: 0..<words.count)] }

        var windows: [Window] = []
        var start = 0, scoredFrom = 0
        while true {
            let end = fill(lengths, from: start, room: room)
            guard end < words.count else {
                windows.append(window(encoded, lengths, start..<end, scored: scoredFrom..<end))
                return windows
            }
            let cut = max(scoredFrom + 1, back(lengths, from: end, pieces: Self.context))
            windows.append(window(encoded, lengths, start..<end, scored: scoredFrom..<min(cut, end)))
            scoredFrom = min(cut, end)
            start = min(scoredFrom, max(start + 1, back(lengths, from: scoredFrom, pieces: Self.context)))
        }
    }

    /// The end of the longest run of words from `start` that fits.
    private func fill(_ lengths: [Int], from start: Int, room: Int) -> Int {
        var end = start, used = 0
        while end < lengths.count, used + lengths[end] <= room {
            used += lengths[end]
            end += 1
        }
        return end
    }

    /// The first of the words before `end` that have at most so many pieces together.
    private func back(_ lengths: [Int], from end: Int, pieces: Int) -> Int {
        var start = end, used = 0
        while start > 0, used + lengths[start - 1] <= pieces {
            start -= 1
            used += lengths[start]
        }
        return start
    }

    private func window(_ encoded: EncodedWords, _ lengths: [Int], _ words: Range<Int>, scored: Range<Int>) -> Window {
        var ids = [Int32(clsID)]
        var firstPieces: [Int] = []
        for word in words {
            if scored.contains(word) { firstPieces.append(ids.count) }
            ids += encoded.ids[encoded.words[word].prefix(lengths[word])]
        }
        ids.append(Int32(sepID))
        return Window(ids: ids, words: scored, firstPieces: firstPieces)
    }
}
