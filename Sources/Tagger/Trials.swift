import Bert
import Corpus
import Diagnostics
import Random
import Synchronization

/// How fast a model works here, from a second or two of the very work.
extension TaggingModel {
    private static let trialSeconds = 1.5
    /// Enough to show how long the sentences are, few enough to be cut into pieces in no time.
    private static let trialBatches = 64
    private static let trialSentences = 64

    /// Seconds that a training takes for a word piece. Some of its steps, taken evenly from all, are made, with no learning; the first
    /// is not counted, since it touches all memory for the first time. Parameters as of `train`.
    /// - Throws: as `train`.
    package func trainingPace(
        on batches: [[TrainingExample]], types: [String], sources: [String], options: TrainingOptions, stream: RandomStream
    ) async throws -> Double {
        var sample = spread(batches, most: Self.trialBatches)
        if sample.count == 1 { sample += sample }
        var options = options
        options.learningRate = 0
        let tokens = try EncodedBatches(sample, for: self, labels: labels(afterTrainingFor: types, on: options.labelling), options: options).tokenCounts
        let (steps, trialOptions) = (StepTimes(), options)
        async let trial = train(on: sample, types: types, sources: sources, options: trialOptions, stream: stream) { _ in
            // The training runs in a task of its own, which ends with the trial.
            if steps.note() > Self.trialSeconds { withUnsafeCurrentTask { $0?.cancel() } }
        }
        _ = try await trial
        try Task.checkCancellation()
        let counted = tokens.prefix(steps.count).dropFirst().reduce(0, +)
        return steps.seconds / Double(max(1, counted))
    }

    /// Seconds that tagging takes for a word piece: of some sentences, taken evenly from all. Parameters as of `tag`.
    /// - Throws: as `tag`.
    package func taggingPace(on sentences: [Sentence], long: LongSentences, threads: Int) async throws -> Double {
        var size = Self.trialSentences
        while true {
            let sample = spread(sentences, most: size)
            let start = ContinuousClock.now
            let tagging = try await tag(sample, long: long, threads: threads)
            let seconds = max(start.duration(to: .now) / .seconds(1), 1e-6)
            // The first round touches all memory for the first time.
            let isLast = seconds > Self.trialSeconds / 2 || sample.count == sentences.count
            if isLast, size > Self.trialSentences { return seconds / Double(max(1, tagging.pieces)) }
            size = max(size + 1, Int(Double(sample.count) * min(Self.trialSeconds / seconds, 100)))
        }
    }
}

/// When the steps of a trial were done.
private final class StepTimes: Sendable {
    private let times = Mutex<[ContinuousClock.Instant]>([])

    /// To be called after each step; gives the seconds since the first.
    func note() -> Double {
        times.withLock { $0.append(.now) }
        return seconds
    }

    var count: Int { times.withLock(\.count) }

    /// From the end of the first step to that of the last.
    var seconds: Double {
        times.withLock { times in
            guard let first = times.first, let last = times.last else { return 0 }
            return first.duration(to: last) / .seconds(1)
        }
    }
}

/// Some elements, evenly from all.
private func spread<Element>(_ elements: [Element], most: Int) -> [Element] {
    guard elements.count > most else { return elements }
    return (0..<most).map { elements[$0 * elements.count / most] }
}
