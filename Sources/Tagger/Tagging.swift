import Bert
import Corpus
import Diagnostics

/// What a model tagged.
package struct Tagging: Sendable {
    /// One list a sentence, in their order.
    package var spans: [[Span]]
    /// The mean probability of the tags of each span, in the same shape.
    package var confidence: [[Double]]
    /// Sentences that the model could read only in pieces.
    package var splitSentences: Int
    /// Word pieces read, [CLS] and [SEP] in.
    package var pieces: Int
}

extension TaggingModel {
    /// Sentences whose tags are asked for at once: between them a run can be cancelled.
    private static let chunk = 512

    /// Tags sentences. Tags that break IOB2 are repaired as conlleval reads them: a stray I- begins an entity.
    ///
    /// The result depends on the sentences alone, not on the number of threads.
    /// - Throws: `Diagnostic` for a model that has not been trained; `CancellationError`.
    package func tag(_ sentences: [Sentence], threads: Int, progress: ProgressSink = { _ in }) throws -> Tagging {
        guard hasTrainedHead else {
            throw Diagnostic("the model `\(name)` has not been trained to tag entities", label: "`train` makes one that has")
        }
        let tags = try TagScheme.parse(classifier.labels)
        let scheme: TagScheme = tags.contains { $0.part == .single || $0.part == .end } ? .bioes : .iob2
        var result = Tagging(spans: [], confidence: [], splitSentences: 0, pieces: 0)
        for start in stride(from: 0, to: sentences.count, by: Self.chunk) {
            try Task.checkCancellation()
            let chunk = sentences[start..<min(start + Self.chunk, sentences.count)]
            let windows = chunk.map { tokenizer.windows(of: $0.tokens, positions: classifier.config.positionCount) }
            result.splitSentences += windows.count { $0.count > 1 }
            result.pieces += windows.joined().reduce(0) { $0 + $1.ids.count }
            var predictions = classifier.predict(windows.joined().map(\.ids), threads: threads)[...]
            for windows in windows {
                let words = zip(windows, predictions.prefix(windows.count)).flatMap { window, prediction in
                    window.firstPieces.map { prediction[$0] }
                }
                predictions = predictions.dropFirst(windows.count)
                let decoded = try scheme.decode(words.map { tags[$0.label] }, invalid: .repair)
                result.spans.append(decoded.spans)
                result.confidence.append(decoded.spans.map { span in
                    words[span.range].reduce(0) { $0 + Double($1.probability) } / Double(span.range.count)
                })
            }
            progress(ProgressUpdate("tag", done: result.spans.count, total: sentences.count, unit: "sentences"))
        }
        return result
    }
}
