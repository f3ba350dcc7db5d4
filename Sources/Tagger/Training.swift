import Bert
import Corpus
import Diagnostics
import Foundation
import Random

/// A sentence to learn from, and who it comes from.
package struct TrainingExample: Sendable {
    package var sentence: Sentence
    /// Its place among the sources of the training.
    package var source: Int

    package init(_ sentence: Sentence, source: Int) {
        self.sentence = sentence
        self.source = source
    }
}

extension TaggingModel {
    /// Trains a copy of this model, one step a batch, in the order given. The classifier is kept where it has all the labels that
    /// the types ask for, and is otherwise made anew from the stream.
    ///
    /// When the task is cancelled, the model so far comes back, marked as partial: after the step that is under way.
    /// - Parameters:
    ///   - types: the entity types to learn, sorted; every span has one of them.
    ///   - sources: the names of what the examples come from.
    ///   - stream: starts a new classifier and names the dropout masks.
    ///   - checkpoint: where to go on from, if this very training was stopped before, and where to leave what a later one needs.
    /// - Throws: `Diagnostic` where the loss is no longer finite, or a checkpoint cannot be written or is of another training.
    package func train(
        on batches: [[TrainingExample]], types: [String], sources: [String], options: TrainingOptions = TrainingOptions(),
        stream: RandomStream, checkpoint: CheckpointOptions? = nil, progress: ProgressSink = { _ in }
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        let labels = Self.labels(for: types)
        let keepsHead = hasTrainedHead && Set(labels).isSubset(of: classifier.labels)
        let start = keepsHead ? classifier : classifier.withHead(labels: labels, stream: stream.substream("head"))
        let run = TrainingRun(
            from: start, options: options.optimizer, threads: options.threads, stream: stream.substream("dropout"))
        let packer = BatchPacker(windows: WindowCutter(self), labels: start.labels)
        var summary = TrainingSummary(
            plannedSteps: batches.count, sources: sources.map { TrainingSummary.Source(name: $0, sentences: 0) })
        let folder = try checkpoint.map { checkpoint in
            try CheckpointFolder(
                checkpoint, identity: TrainingIdentity(
                    start: start, tokenizer: tokenizer.checksum, batches: batches, sources: sources, options: options, stream: stream))
        }
        if let earlier = try folder?.restore(run) { summary = earlier }
        let clock = TrainingClock(summary)

        for (step, batch) in batches.enumerated().dropFirst(summary.steps) {
            if Task.isCancelled { break }
            let (packed, splitSentences) = packer.pack(batch.map(\.sentence))
            let rate = options.learningRate(step: step, of: batches.count)
            let result = try run.step(packed, learningRate: Float(rate))

            summary.losses.append(result.loss)
            summary.tokens += result.tokens
            summary.splitSentences += splitSentences
            for example in batch { summary.sources[example.source].sentences += 1 }
            try folder?.stepDone(run, summary)
            progress(clock.update(summary))
            await Task.yield()
        }
        try folder?.save(run, summary)

        var history = history
        history.trainedOn += sources
        history.steps += summary.steps
        history.isPartial = history.isPartial || summary.isPartial
        let model = try TaggingModel(
            name: name, classifier: run.snapshot(), tokenizer: tokenizer, history: history,
            hasTrainedHead: keepsHead || summary.steps > 0)
        return (model, summary)
    }
}

/// Tells how far a training has come, and how fast it has been since it began or went on.
private struct TrainingClock {
    private let start = ContinuousClock.now
    private let tokensBefore: Int

    init(_ summary: TrainingSummary) {
        tokensBefore = summary.tokens
    }

    func update(_ summary: TrainingSummary) -> ProgressUpdate {
        let seconds = start.duration(to: .now) / .seconds(1)
        let loss = String(format: "%.3f", summary.losses.last ?? 0)
        let speed = Int(Double(summary.tokens - tokensBefore) / max(seconds, 1e-3))
        return ProgressUpdate(
            "train", done: summary.steps, total: summary.plannedSteps, unit: "steps", detail: "loss \(loss) · \(speed) tokens/s")
    }
}

/// Sentences as a batch of the classifier: the first piece of each word has the word's class, nothing else is scored.
struct BatchPacker {
    let windows: WindowCutter
    private let classes: [String: Int32]

    /// - Parameter labels: the classes in the order of the logits.
    init(windows: WindowCutter, labels: [String]) {
        self.windows = windows
        classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
    }

    /// The batch, and how many of its sentences take several windows.
    func pack(_ sentences: [Sentence]) -> (batch: PackedBatch, splitSentences: Int) {
        var ids: [Int32] = [], lengths: [Int] = [], targets: [Int32] = []
        var splitSentences = 0
        for sentence in sentences {
            let tags = TagScheme.iob2.encode(sentence.spans, count: sentence.tokens.count)
            let windows = windows.windows(of: sentence)
            if windows.count > 1 { splitSentences += 1 }
            for window in windows {
                let start = ids.count
                ids += window.ids
                lengths.append(window.ids.count)
                targets += [Int32](repeating: -1, count: window.ids.count)
                for (word, piece) in zip(window.words, window.firstPieces) {
                    guard let label = classes[tags[word].text] else { preconditionFailure("no class for \(tags[word].text)") }
                    targets[start + piece] = label
                }
            }
        }
        return (PackedBatch(ids: ids, lengths: lengths, targets: targets), splitSentences)
    }
}
