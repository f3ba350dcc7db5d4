import Bert
import Corpus
import Foundation

/// A sentence as a model reads it, word by word.
package struct SentenceReading: Sendable, Equatable, Codable {
    /// In order; words beyond what the model reads are not among them.
    package let words: [WordReading]
    /// What `tag` gives.
    package let spans: [Span]
}

/// What a model makes of one word.
package struct WordReading: Sendable, Equatable, Codable {
    package struct Piece: Sendable, Equatable, Codable {
        /// As the vocabulary has it: "##" goes on with a word.
        package let text: String
        package let id: Int32
    }

    /// At least one; the classes are those of the first.
    package let pieces: [Piece]
    /// One a class, in the model's order.
    package let logits: [Float]
    /// Softmax of the logits.
    package let probabilities: [Float]
    /// The most probable class, an index into the model's.
    package let label: Int
    /// The tag that the word has in the spans of its sentence: that of its class, unless the classes of the sentence broke the scheme.
    package let tag: String

    /// The classes from the most probable on, equal ones in the model's order.
    package var ranking: [Int] {
        probabilities.indices.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
    }
}

extension TaggingModel {
    /// How it comes to the tags of sentences. The same sentences give the classes and spans that `tag` gives.
    /// - Throws: as `tag`.
    package func readings(
        of sentences: [Sentence], long: LongSentences = .split, threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws -> [SentenceReading] {
        try requireTrainedHead()
        let windows = try windows(of: sentences, long: long, threads: threads)
        let queries = windows.joined().map { TokenClassifier.Query(ids: $0.ids, asked: $0.firstPieces) }
        let readings = try classifier.readings(queries, threads: threads)
        var next = 0
        return zip(sentences, windows).map { sentence, windows in
            defer { next += windows.count }
            let words = zip(windows, readings[next...]).flatMap { window, readings in
                zip(window.pieces, readings).map { (pieces: window.ids[$0].map(piece), reading: $1) }
            }
            let classes = words.map(\.reading.prediction.label)
            let spans = spans(of: classes, in: sentence)
            let tags = tags(of: classes, decodedAs: spans, in: sentence)
            return SentenceReading(
                words: zip(words, tags).map { word, tag in
                    WordReading(
                        pieces: word.pieces, logits: word.reading.logits, probabilities: word.reading.probabilities,
                        label: word.reading.prediction.label, tag: tag)
                }, spans: spans)
        }
    }

    private func piece(_ id: Int32) -> WordReading.Piece {
        WordReading.Piece(text: tokenizer.vocabulary[Int(id)], id: id)
    }

    private func spans(of classes: [Int], in sentence: Sentence) -> [Span] {
        switch labelling {
        case .words: Labelling.spans(ofWords: classes.map { classifier.labels[$0] })
        case .spans: decoded(classes, of: sentence).spans
        }
    }

    /// One a class, as the model spells them where decoding changed nothing.
    private func tags(of classes: [Int], decodedAs spans: [Span], in sentence: Sentence) -> [String] {
        let labels = classes.map { classifier.labels[$0] }
        guard labelling == .spans else { return labels }
        return zip(labels, scheme.encode(spans, count: sentence.tokens.count)).map { Tag($0) == $1 ? $0 : $1.text }
    }
}
