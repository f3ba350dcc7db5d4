import Corpus
import Diagnostics
import WordPiece

/// A run of a sentence's words that the model reads at once.
struct Window: Sendable, Equatable {
    /// [CLS], the pieces of the words, [SEP].
    var ids: [Int32]
    /// The words whose labels are taken from here; the others are context.
    var words: Range<Int>
    /// Where in `ids` the pieces of each of these words stand; never empty.
    var pieces: [Range<Int>]

    var firstPieces: [Int] { pieces.map(\.lowerBound) }
}

/// Cuts a sentence into windows that a model of limited length can read. A sentence that fits is one window; a longer one is cut
/// between words, with up to a quarter of a window in common, so that every word has context on both sides, or is read as far as
/// one window goes. A word that fits no window is read up to where it does.
struct WindowCutter: Sendable {
    let tokenizer: WordPieceTokenizer
    let long: LongSentences
    /// Pieces of a window without [CLS] and [SEP].
    let capacity: Int

    init(_ model: TaggingModel, long: LongSentences = .split) {
        self.init(tokenizer: model.tokenizer, positions: model.classifier.config.positionCount, long: long)
    }

    /// - Parameter positions: the longest sequence that the model takes, [CLS] and [SEP] in; at least 3.
    init(tokenizer: WordPieceTokenizer, positions: Int, long: LongSentences = .split) {
        precondition(positions > 2, "a window holds a piece")
        self.tokenizer = tokenizer
        self.long = long
        capacity = positions - 2
    }

    /// At least one window. Every word is in `words` of exactly one, except that words beyond a truncated sentence are in none.
    /// - Throws: `Diagnostic` that names file and line of a sentence that is too long, where that is refused.
    func windows(of sentence: Sentence) throws -> [Window] {
        let encoded = tokenizer.encode(words: sentence.tokens)
        if long == .refuse, encoded.ids.count > capacity {
            throw Diagnostic.tooLong(sentence, pieces: encoded.ids.count, capacity: capacity)
        }
        let runs = runs(of: encoded.words.map(\.count))
        if long == .truncate { return [window(encoded, run: runs[0], words: runs[0])] }
        return runs.indices.map { index in
            let run = runs[index]
            // Two windows share the words they have in common half and half.
            let start = index == 0 ? run.lowerBound : (run.lowerBound + runs[index - 1].upperBound) / 2
            let end = index == runs.count - 1 ? run.upperBound : (runs[index + 1].lowerBound + run.upperBound) / 2
            return window(encoded, run: run, words: start..<end)
        }
    }

    /// Neighbouring words that fit together, each run going on where the last one ended or up to a quarter of its pieces earlier.
    private func runs(of counts: [Int]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        repeat {
            var end = start, filled = 0
            while end < counts.count, end == start || filled + counts[end] <= capacity {
                filled += counts[end]
                end += 1
            }
            runs.append(start..<end)
            if end == counts.count { break }
            // Room is left for the word that ended this run, so that every run gets further than the last.
            let room = min(capacity / 4, capacity - counts[end])
            var next = end, shared = 0
            while next - 1 > start, shared + counts[next - 1] <= room {
                shared += counts[next - 1]
                next -= 1
            }
            start = next
        } while true
        return runs
    }

    private func window(_ encoded: EncodedWords, run: Range<Int>, words: Range<Int>) -> Window {
        let from = run.isEmpty ? 0 : encoded.words[run.lowerBound].lowerBound
        let to = run.isEmpty ? 0 : min(encoded.words[run.upperBound - 1].upperBound, from + capacity)
        let pieces = words.map { word in
            let range = encoded.words[word].clamped(to: from..<to)
            return range.lowerBound - from + 1..<range.upperBound - from + 1
        }
        return Window(
            ids: [Int32(tokenizer.clsID)] + encoded.ids[from..<to] + [Int32(tokenizer.sepID)], words: words, pieces: pieces)
    }
}
