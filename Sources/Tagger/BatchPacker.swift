import Bert
import Corpus

/// Which word pieces carry a target in training. Tagging reads a word's tag from its first piece either way.
package enum LabelledPieces: String, Sendable, CaseIterable {
    /// The first of each word (Devlin et al. 2019, section 5.3).
    case first
    /// All of them: those that continue the word of a B- tag have the I- tag (`label_all_tokens` in the examples of transformers).
    case all
}

/// Sentences as a batch of the classifier. [CLS], [SEP], words that are mere context of a window and words without a label are not scored.
struct BatchPacker: Sendable {
    let windows: WindowCutter
    let labelledPieces: LabelledPieces
    let labelling: Labelling
    private let classes: [String: Int32]
    /// The class of the pieces that continue a word of each class: I- for B-.
    private let continuations: [Int32]

    /// - Parameter labels: the classes in the order of the logits.
    init(windows: WindowCutter, labels: [String], labelledPieces: LabelledPieces = .first, labelling: Labelling = .spans) {
        self.windows = windows
        self.labelledPieces = labelledPieces
        self.labelling = labelling
        let classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
        self.classes = classes
        continuations = labels.enumerated().map { number, label in
            guard labelling == .spans, let tag = Tag(label), tag.part == .begin else { return Int32(number) }
            return classes[Tag(.inside, tag.type).text] ?? Int32(number)
        }
    }

    struct Packed: Sendable {
        var batch = PackedBatch(ids: [], lengths: [], targets: [])
        /// The number of the sentence that each sequence of the batch comes from, from 0 to `sentenceCount`.
        var sentences: [Int] = []
        var long = LongSentenceTally()

        private(set) var sentenceCount = 0

        init() {}

        fileprivate init(_ sentence: Sentence, _ windows: [Window], batch: (Window) -> PackedBatch) {
            for window in windows {
                self.batch += batch(window)
                sentences.append(0)
            }
            sentenceCount = 1
            long.add(sentence, windows)
        }

        static func += (packed: inout Packed, more: Packed) {
            packed.batch += more.batch
            packed.sentences += more.sentences.map { $0 + packed.sentenceCount }
            packed.sentenceCount += more.sentenceCount
            packed.long += more.long
        }
    }

    /// - Throws: `Diagnostic` for a sentence that is too long where that is refused.
    func pack(_ example: TrainingExample) throws -> Packed {
        let sentence = example.sentence
        let labels = labelling.classes(of: sentence)
        return Packed(sentence, try windows.windows(of: sentence)) { window in
            var batch = PackedBatch(ids: window.ids, lengths: [window.ids.count], targets: targets(of: window, labels))
            batch.weights = values(example.weights, of: window, usual: 1) { weight, _ in weight }
            batch.distributions = values(example.distributions, of: window, usual: [], continued)
            // What weighs nothing is not scored.
            for (token, weight) in batch.weights.enumerated() where weight == 0 { batch.targets[token] = -1 }
            return batch
        }
    }

    private func targets(of window: Window, _ labels: [String?]) -> [Int32] {
        var targets = [Int32](repeating: -1, count: window.ids.count)
        for (word, pieces) in zip(window.words, window.pieces) {
            guard let text = labels[word] else { continue }
            guard let label = classes[text] else { preconditionFailure("no class for \(text)") }
            targets[pieces.lowerBound] = label
            guard labelledPieces == .all else { continue }
            for piece in pieces.dropFirst() { targets[piece] = continuations[Int(label)] }
        }
        return targets
    }

    /// What the words have, on the pieces of a window.
    /// - Parameter rest: what the pieces after the first have of their word's, where they are scored.
    private func values<Element>(
        _ words: [Element], of window: Window, usual: Element, _ rest: (Element, _ isContinued: Bool) -> Element
    ) -> [Element] {
        if words.isEmpty { return [] }
        var values = [Element](repeating: usual, count: window.ids.count)
        for (word, pieces) in zip(window.words, window.pieces) {
            for piece in pieces { values[piece] = rest(words[word], piece > pieces.lowerBound) }
        }
        return values
    }

    /// What a B- tag of the word is worth goes to the I- tag of its further pieces.
    private func continued(_ distribution: [Float], isContinued: Bool) -> [Float] {
        guard isContinued, !distribution.isEmpty else { return distribution }
        var moved = [Float](repeating: 0, count: distribution.count)
        for (label, probability) in distribution.enumerated() { moved[Int(continuations[label])] += probability }
        return moved
    }
}
