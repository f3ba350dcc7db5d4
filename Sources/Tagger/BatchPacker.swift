import Bert
import Corpus

/// Which word pieces carry a target in training. Tagging reads a word's tag from its first piece either way.
package enum LabelledPieces: String, Sendable, CaseIterable {
    /// The first of each word (Devlin et al. 2019, section 5.3).
    case first
    /// All of them: those that continue the word of a B- tag have the I- tag (`label_all_tokens` in the examples of transformers).
    case all
}

/// Sentences as a batch of the classifier. [CLS], [SEP] and words that are mere context of a window are not scored.
struct BatchPacker: Sendable {
    let windows: WindowCutter
    let labelledPieces: LabelledPieces
    private let classes: [String: Int32]

    /// - Parameter labels: the classes in the order of the logits.
    init(windows: WindowCutter, labels: [String], labelledPieces: LabelledPieces = .first) {
        self.windows = windows
        self.labelledPieces = labelledPieces
        classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
    }

    struct Packed: Sendable {
        var batch = PackedBatch(ids: [], lengths: [], targets: [])
        /// The number of the sentence that each sequence of the batch comes from, from 0 to `sentenceCount`.
        var sentences: [Int] = []
        var long = LongSentenceTally()

        private(set) var sentenceCount = 0

        init() {}

        fileprivate init(_ sentence: Sentence, _ windows: [Window], targets: (Window) -> [Int32]) {
            for window in windows {
                batch.ids += window.ids
                batch.lengths.append(window.ids.count)
                batch.targets += targets(window)
                sentences.append(0)
            }
            sentenceCount = 1
            long.add(sentence, windows)
        }

        static func += (packed: inout Packed, more: Packed) {
            packed.batch.ids += more.batch.ids
            packed.batch.lengths += more.batch.lengths
            packed.batch.targets += more.batch.targets
            packed.sentences += more.sentences.map { $0 + packed.sentenceCount }
            packed.sentenceCount += more.sentenceCount
            packed.long += more.long
        }
    }

    /// - Throws: `Diagnostic` for a sentence that is too long where that is refused.
    func pack(_ sentence: Sentence) throws -> Packed {
        let tags = TagScheme.iob2.encode(sentence.spans, count: sentence.tokens.count)
        return Packed(sentence, try windows.windows(of: sentence)) { targets(of: $0, tags) }
    }

    private func targets(of window: Window, _ tags: [Tag]) -> [Int32] {
        var targets = [Int32](repeating: -1, count: window.ids.count)
        for (word, pieces) in zip(window.words, window.pieces) {
            targets[pieces.lowerBound] = label(of: tags[word])
            guard labelledPieces == .all, pieces.count > 1 else { continue }
            let rest = label(of: tags[word].part == .begin ? Tag(.inside, tags[word].type) : tags[word])
            for piece in pieces.dropFirst() { targets[piece] = rest }
        }
        return targets
    }

    private func label(of tag: Tag) -> Int32 {
        guard let label = classes[tag.text] else { preconditionFailure("no class for \(tag.text)") }
        return label
    }
}
