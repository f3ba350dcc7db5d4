import Bert
import Corpus
import Diagnostics
import Random
import WordPiece

/// The sentences of a training run, in the order in which it sees them.
package struct TrainingPlan: Sendable {
    /// A sentence: its source's place among `sources`, and its own within that source.
    package struct Pick: Sendable {
        package var source: Int
        package var index: Int

        package init(source: Int, index: Int) {
            self.source = source
            self.index = index
        }
    }

    package var sources: [[Sentence]]
    /// The entity types to learn.
    package var types: [String]
    package var batches: [[Pick]]

    package init(sources: [[Sentence]], types: [String], batches: [[Pick]]) {
        self.sources = sources
        self.types = types
        self.batches = batches
    }
}

package struct TrainingOptions: Sendable {
    /// The highest learning rate; it rises over the warm-up and then falls linearly to 0.
    package var learningRate = 1e-4
    /// The share of the steps over which the learning rate rises.
    package var warmup = 0.1
    package var optimizer = OptimizerOptions()

    package init() {}
}

/// A trained model and how its training went.
package struct TrainingResult: Sendable {
    package var model: TaggingModel
    /// One a step: cross-entropy, the mean over the batch's words.
    package var losses: [Double]
    /// Word pieces trained on, [CLS] and [SEP] in.
    package var pieces: Int
    /// Sentences that the model could read only in pieces.
    package var splitSentences: Int
}

extension TaggingModel {
    /// Trains a copy of this model. The classifier is kept where it has the very labels, otherwise made anew from the stream.
    ///
    /// When the task is cancelled the training stops after the current step and gives the model so far, marked as partial. Weights are
    /// the same bits for every number of threads.
    /// - Throws: `Diagnostic` where the loss is no longer finite.
    package func train(
        _ plan: TrainingPlan, options: TrainingOptions, threads: Int, stream: RandomStream, progress: ProgressSink = { _ in }
    ) throws -> TrainingResult {
        precondition(!plan.batches.isEmpty, "a plan has at least one step")
        let labels = Self.labels(for: plan.types)
        let keepsHead = hasTrainedHead && classifier.labels == labels
        let start = keepsHead ? classifier : classifier.withHead(labels: labels, stream: stream.substream("head"))
        let examples = TrainingExamples(plan, labels: labels, tokenizer: tokenizer, positions: classifier.config.positionCount)
        let run = TrainingRun(from: start, options: options.optimizer, threads: threads, stream: stream.substream("dropout"))
        var losses: [Double] = []
        var pieces = 0
        let clock = ContinuousClock.now
        for (step, batch) in plan.batches.enumerated() {
            let rate = options.learningRate(step: step, of: plan.batches.count)
            let result = try run.step(examples.packed(batch), learningRate: Float(rate))
            losses.append(result.loss)
            pieces += result.tokens
            progress(update(losses, pieces, since: clock, of: plan.batches.count))
            if Task.isCancelled { break }
        }
        let isPartial = losses.count < plan.batches.count
        let trained = TaggingModel(
            name: name, classifier: run.snapshot(), tokenizer: tokenizer, hasTrainedHead: true, isPartial: isPartial,
            notes: notes.filter { !$0.contains("no classifier") } + [
                isPartial ? "training interrupted after \(losses.count) of \(plan.batches.count) steps" : "trained for \(losses.count) steps"
            ])
        return TrainingResult(model: trained, losses: losses, pieces: pieces, splitSentences: examples.splitSentences)
    }

    private func update(_ losses: [Double], _ pieces: Int, since start: ContinuousClock.Instant, of total: Int) -> ProgressUpdate {
        let recent = losses.suffix(20)
        let loss = recent.reduce(0, +) / Double(recent.count)
        let speed = Double(pieces) / max(1e-9, start.duration(to: .now) / .seconds(1))
        return ProgressUpdate(
            "train", done: losses.count, total: total, unit: "steps",
            detail: "loss \((loss * 1000).rounded() / 1000) · \(Int(speed)) tokens/s")
    }
}

extension TrainingOptions {
    /// Linear warm-up to the highest rate, then linear decay to 0 after the last step.
    func learningRate(step: Int, of total: Int) -> Double {
        let rising = Int((warmup * Double(total)).rounded(.down))
        if step < rising { return learningRate * Double(step) / Double(max(1, rising)) }
        return learningRate * Double(total - step) / Double(max(1, total - rising))
    }
}

/// The windows of every sentence of a plan, cut once and packed step by step.
private struct TrainingExamples {
    private var windows: [[[Window]]]
    private var targets: [[[Int32]]]
    let splitSentences: Int

    init(_ plan: TrainingPlan, labels: [String], tokenizer: WordPieceTokenizer, positions: Int) {
        let index = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
        windows = plan.sources.map { $0.map { tokenizer.windows(of: $0.tokens, positions: positions) } }
        targets = plan.sources.map { $0.map { sentence in
            TagScheme.iob2.encode(sentence.spans, count: sentence.tokens.count).map { tag in
                guard let target = index[tag.text] else { preconditionFailure("a span's type is in its label set") }
                return target
            }
        } }
        splitSentences = windows.joined().count { $0.count > 1 }
    }

    /// First pieces carry the labels; other pieces, [CLS] and [SEP] are not scored.
    func packed(_ picks: [TrainingPlan.Pick]) -> PackedBatch {
        var batch = PackedBatch(ids: [], lengths: [], targets: [])
        for pick in picks {
            for window in windows[pick.source][pick.index] {
                var scored = [Int32](repeating: -1, count: window.ids.count)
                for (word, piece) in zip(window.words, window.firstPieces) { scored[piece] = targets[pick.source][pick.index][word] }
                batch.ids += window.ids
                batch.lengths.append(window.ids.count)
                batch.targets += scored
            }
        }
        return batch
    }
}
