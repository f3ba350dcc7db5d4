import Bert
import Corpus
import Diagnostics
import Foundation

/// What a model found in sentences.
package struct Tagging: Sendable, Equatable {
    /// One list a sentence, sorted.
    package internal(set) var spans: [[Span]] = []
    /// How sure the model is of each span: the mean probability of its words' tags, 0…1.
    package internal(set) var confidences: [[Double]] = []
    /// Sentences that were too long for the model.
    package internal(set) var long = LongSentenceTally()
    /// Entities whose tags broke the scheme and were read as conlleval does.
    package internal(set) var repairedEntities = 0
    /// Word pieces read, [CLS] and [SEP] in.
    package internal(set) var pieces = 0
}

extension TaggingModel {
    /// Sentences that are tagged between two looks at whether the task is cancelled.
    private static let chunk = 512

    /// Tags sentences; what spans they have only tells which of them lie beyond what was read. The same sentences give the same
    /// bits for every number of threads.
    /// - Throws: `Diagnostic` where the model was never trained, or a sentence is too long and that is refused;
    ///   `CancellationError`.
    package func tag(
        _ sentences: [Sentence], long: LongSentences = .split, threads: Int = ProcessInfo.processInfo.activeProcessorCount, progress: ProgressSink? = nil
    ) async throws -> Tagging {
        guard hasTrainedHead else {
            throw Diagnostic("`\(name)` cannot tag: it has not been trained for any entity types", label: "`train` it first")
        }
        let cutter = WindowCutter(self, long: long)
        var tagging = Tagging()
        for start in stride(from: 0, to: sentences.count, by: Self.chunk) {
            try Task.checkCancellation()
            let part = sentences[start..<min(start + Self.chunk, sentences.count)]
            let windows = try part.map(cutter.windows)
            tagging.pieces += windows.joined().reduce(0) { $0 + $1.ids.count }
            var predictions = classifier.predict(windows.joined().map(\.ids), threads: threads)[...]
            for (sentence, windows) in zip(part, windows) {
                let own = predictions.prefix(windows.count)
                predictions = predictions.dropFirst(windows.count)
                append(zip(windows, own).flatMap(predictionsOfWords), of: sentence, to: &tagging)
                tagging.long.add(sentence, windows)
            }
            progress?(ProgressUpdate("tag", done: tagging.spans.count, total: sentences.count, unit: "sentences"))
            await Task.yield()
        }
        return tagging
    }

    private func predictionsOfWords(
        _ window: Window, _ predictions: [TokenClassifier.Prediction]
    ) -> [TokenClassifier.Prediction] {
        window.firstPieces.map { predictions[$0] }
    }

    /// Reads the classes of a sentence's words as entities; words that were not read are O.
    private func append(_ predictions: [TokenClassifier.Prediction], of sentence: Sentence, to tagging: inout Tagging) {
        let unread = sentence.tokens.count - predictions.count
        let tags = predictions.map { Tag(classifier.labels[$0.label]) ?? .outside } + [Tag](repeating: .outside, count: unread)
        guard let decoded = try? scheme.decode(tags, invalid: .repair) else { preconditionFailure("repairing throws nothing") }
        tagging.spans.append(decoded.spans)
        tagging.confidences.append(
            decoded.spans.map { span in
                predictions[span.range].reduce(0) { $0 + Double($1.probability) } / Double(span.range.count)
            })
        tagging.repairedEntities += decoded.faults.count
    }

    /// The scheme that its labels speak for; ours are IOB2, models made elsewhere may have others.
    private var scheme: TagScheme {
        let parts = Set(classifier.labels.compactMap(Tag.init).map(\.part))
        if parts.contains(.end) || parts.contains(.single) { return .bioes }
        return parts.contains(.begin) ? .iob2 : .io
    }
}
