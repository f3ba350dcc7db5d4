import Bert
import Corpus
import Diagnostics
import Foundation
import Numerics
import Synchronization

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
    /// Tags sentences; what spans they have only tells which of them lie beyond what was read. The same sentences give the same
    /// bits for every number of threads.
    /// - Throws: `Diagnostic` where the model was never trained, or a sentence is too long and that is refused;
    ///   `CancellationError`.
    package func tag(
        _ sentences: [Sentence], long: LongSentences = .split, threads: Int = ProcessInfo.processInfo.activeProcessorCount, progress: ProgressSink? = nil
    ) async throws -> Tagging {
        try requireTrainedHead()
        try Task.checkCancellation()
        let windows = try windows(of: sentences, long: long, threads: threads)
        let predictions = try await predictions(of: windows.flatMap { $0 }, sentences: sentences.count, threads: threads, progress: progress)

        var tagging = Tagging()
        var next = 0
        for (sentence, windows) in zip(sentences, windows) {
            append(Array(predictions[next..<next + windows.count].joined()), of: sentence, to: &tagging)
            next += windows.count
            tagging.pieces += windows.reduce(0) { $0 + $1.ids.count }
            tagging.long.add(sentence, windows)
        }
        return tagging
    }

    /// The word pieces that `tag` would read.
    /// - Throws: as `tag`.
    package func taggedPieces(
        of sentences: [Sentence], long: LongSentences = .split, threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws -> Int {
        try requireTrainedHead()
        return try windows(of: sentences, long: long, threads: threads).joined().reduce(0) { $0 + $1.ids.count }
    }

    func requireTrainedHead() throws {
        guard !hasTrainedHead else { return }
        throw Diagnostic("`\(name)` cannot tag: it has not been trained for any entity types", label: "`train` it first")
    }

    /// Sentences that a worker cuts into pieces at once.
    private static let chunk = 64

    func windows(of sentences: [Sentence], long: LongSentences, threads: Int) throws -> [[Window]] {
        let cutter = WindowCutter(self, long: long)
        return try Workers(count: threads).map(sentences, atOnce: Self.chunk) { sentence in
            try Profile.measure(.tokenisation) { try cutter.windows(of: sentence) }
        }
    }

    /// The classes of the words of each window. Progress is told in sentences.
    private func predictions(
        of windows: [Window], sentences: Int, threads: Int, progress: ProgressSink?
    ) async throws -> [[TokenClassifier.Prediction]] {
        let queries = windows.map { TokenClassifier.Query(ids: $0.ids, asked: $0.firstPieces) }
        let isCancelled = Flag()
        @Sendable func report(_ done: Int) {
            let share = Double(done) / Double(windows.count)
            progress?(ProgressUpdate("tag", done: Int(share * Double(sentences)), total: sentences, unit: "sentences"))
        }
        return try await withTaskCancellationHandler {
            try classifier.predict(queries, threads: threads, progress: report) { isCancelled.isSet }
        } onCancel: {
            isCancelled.set()
        }
    }

    /// Reads the classes of a sentence's words as entities; words that were not read are O. Where every word has a label they have none.
    private func append(_ predictions: [TokenClassifier.Prediction], of sentence: Sentence, to tagging: inout Tagging) {
        if labelling == .words {
            tagging.spans.append(Labelling.spans(ofWords: predictions.map { classifier.labels[$0.label] }))
            tagging.confidences.append(predictions.map { Double($0.probability) })
            return
        }
        let decoded = decoded(predictions.map(\.label), of: sentence)
        tagging.spans.append(decoded.spans)
        tagging.confidences.append(
            decoded.spans.map { span in
                predictions[span.range].reduce(0) { $0 + Double($1.probability) } / Double(span.range.count)
            })
        tagging.repairedEntities += decoded.faults.count
    }

    /// The entities that the classes of a sentence's words stand for; words that were not read are O.
    func decoded(_ classes: [Int], of sentence: Sentence) -> TagScheme.Decoded {
        let unread = sentence.tokens.count - classes.count
        let tags = classes.map { Tag(classifier.labels[$0]) ?? .outside } + [Tag](repeating: .outside, count: unread)
        guard let decoded = try? scheme.decode(tags, invalid: .repair) else { preconditionFailure("repairing throws nothing") }
        return decoded
    }

    /// The scheme that its labels speak for; ours are IOB2, models made elsewhere may have others.
    var scheme: TagScheme {
        let parts = Set(classifier.labels.compactMap(Tag.init).map(\.part))
        if parts.contains(.end) || parts.contains(.single) { return .bioes }
        return parts.contains(.begin) ? .iob2 : .io
    }
}

/// Set once, read by other threads.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
}
