import Bert
import Corpus
import Diagnostics
import Foundation

extension TaggingModel {
    /// What this model, as a teacher, takes each class for at each word: softmax(logits / T), as distillation has it (Hinton, Vinyals and
    /// Dean 2015, arXiv 1503.02531, equation 1).
    ///
    /// One list a sentence, of a probability for each class a word; none for words beyond what the model reads.
    /// - Parameter labels: the classes of the model that learns, in the order of its logits; those that this one lacks have 0.
    /// - Throws: `Diagnostic` where it has classes that the other lacks, or was never trained; as `tag`.
    package func softLabels(
        for sentences: [Sentence], labels: [String], temperature: Double = 1, long: LongSentences = .split,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount, progress: ProgressSink? = nil
    ) async throws -> [[[Float]]] {
        try requireTeacher(of: labels)
        let places = classifier.labels.map { label in labels.firstIndex(of: label) ?? 0 }
        let windows = try windows(of: sentences, long: long, threads: threads)
        let queries = windows.joined().map { TokenClassifier.Query(ids: $0.ids, asked: $0.firstPieces) }
        let isCancelled = Flag()
        @Sendable func report(_ done: Int) {
            let share = Double(done) / Double(max(1, queries.count))
            progress?(ProgressUpdate("soft labels", done: Int(share * Double(sentences.count)), total: sentences.count, unit: "sentences"))
        }
        let rows = try await withTaskCancellationHandler {
            try classifier.probabilities(queries, temperature: temperature, threads: threads, progress: report) { isCancelled.isSet }
        } onCancel: {
            isCancelled.set()
        }
        var next = 0
        return zip(sentences, windows).map { sentence, windows in
            var words = rows[next..<next + windows.count].joined().map { row in
                var distribution = [Float](repeating: 0, count: labels.count)
                for (place, probability) in zip(places, row) { distribution[place] = probability }
                return distribution
            }
            next += windows.count
            words += [[Float]](repeating: [], count: sentence.tokens.count - words.count)
            return words
        }
    }

    /// - Throws: `Diagnostic` where it cannot teach a model of these classes.
    package func requireTeacher(of labels: [String]) throws {
        try requireTrainedHead()
        guard !Set(classifier.labels).isSubset(of: labels) else { return }
        throw Diagnostic(
            "`\(name)` gives the labels \(classifier.labels.joined(separator: " ")), the model that learns from it \(labels.joined(separator: " "))",
            label: "a teacher of soft labels is trained for the same types")
    }
}
