import Bert
import Corpus
import Diagnostics
import Foundation
import Numerics
import Random

/// A sentence to learn from, and who it comes from.
package struct TrainingExample: Sendable {
    package var sentence: Sentence
    /// Its place among the sources of the training.
    package var source: Int
    /// What each word weighs in the loss, 0 for one that is not scored; empty where all weigh 1.
    package var weights: [Float] = []
    /// For each word a probability for each class of the model in training, or none where its label is sure; empty where all are.
    package var distributions: [[Float]] = []

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
    ///   - stages: the steps, from 0, with which the stages of the training begin; the first is 0.
    ///   - stream: starts a new classifier and names the dropout masks. Evaluations draw nothing from it.
    ///   - development: gold sentences to evaluate on now and then.
    ///   - watched: sentences of each source to tag now and then; none for a training that is not watched.
    ///   - checkpoint: where to go on from, if this very training was stopped before, and where to leave what a later one needs.
    ///   - availableMemory: bytes that it may take, besides those of this model.
    /// - Throws: `Diagnostic` where it needs more memory than is available, before anything is allocated; where the loss is no longer
    ///   finite, a sentence is too long and that is refused, or a checkpoint cannot be written or is of another training.
    package func train(
        on batches: [[TrainingExample]], types: [String], sources: [String], stages: [Int] = [0], options: TrainingOptions = TrainingOptions(),
        stream: RandomStream, development: [Sentence]? = nil, watched: [[Sentence]] = [], checkpoint: CheckpointOptions? = nil,
        availableMemory: Int = SystemMemory.available, progress: ProgressSink = { _ in }
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        let prepared = try TrainingPreparation(
            of: self, on: batches, types: types, options: options, stream: stream,
            copies: options.copies(isEvaluating: development != nil || !watched.isEmpty), availableMemory: availableMemory)
        let run = prepared.run(options, stream: stream)
        var summary = TrainingSummary(
            plannedSteps: batches.count, sources: sources.map { TrainingSummary.Source(name: $0, sentences: 0) })
        if development != nil {
            summary.evaluateEvery = options.evaluationDistance(steps: batches.count)
            summary.patience = options.patience
        }
        if !watched.isEmpty { summary.watch = Watch(every: options.evaluationDistance(steps: batches.count), sentences: watched.map(\.count)) }
        let folder = try checkpoint.map { checkpoint in
            let identity = TrainingIdentity(
                start: prepared.start, tokenizer: tokenizer.checksum, batches: batches, sources: sources, stages: stages, development: development,
                watched: watched, options: options, stream: stream)
            return try CheckpointFolder(checkpoint, identity: identity)
        }
        if let earlier = try folder?.restore(run, planned: summary) { summary = earlier }
        var clock = TrainingClock()

        while !summary.isOver, !Task.isCancelled {
            if summary.isLookDue {
                let model = try trained(run.snapshot(), on: sources, summary)
                guard let spans = try await model.look(at: watched, options) else { break }
                summary.add(spans, of: watched)
                continue
            }
            if let development, summary.isEvaluationDue {
                let model = try trained(run.snapshot(), on: sources, summary)
                guard let (score, long) = try await model.score(on: development, options) else { break }
                summary.add(score, long: long)
                if summary.patience != nil, summary.best?.step == summary.steps { run.keep(model.classifier) }
                continue
            }
            let batch = batches[summary.steps]
            let packed = prepared.encoded[summary.steps]
            let rate = options.learningRate(step: summary.steps, of: batches.count, stages: stages)
            let result = try clock.time { try run.step(packed, of: batch, sources: sources, learningRate: Float(rate)) }

            summary.add(result, packed, of: batch)
            try folder?.stepDone(run, summary)
            progress(clock.update(summary))
            await Task.yield()
        }
        try folder?.save(run, summary)

        let isLast = summary.keptStep == summary.steps
        let model = try trained(isLast ? run.finish() : run.kept ?? run.finish(), on: sources, summary)
        return (model, summary)
    }

    /// The types that it can tag when it was trained for these: its own too, where it keeps its classifier.
    package func types(afterTrainingFor types: [String], on labelling: Labelling = .spans) -> [String] {
        keepsClassifier(for: types, on: labelling) ? self.types : types
    }

    /// Its classes, in the order of the logits, when it was trained for these types.
    package func labels(afterTrainingFor types: [String], on labelling: Labelling = .spans) -> [String] {
        keepsClassifier(for: types, on: labelling) ? classifier.labels : labelling.classes(for: types)
    }

    func keepsClassifier(for types: [String], on labelling: Labelling) -> Bool {
        hasTrainedHead && labelling == self.labelling && Set(labelling.classes(for: types)).isSubset(of: classifier.labels)
    }

    /// This model with other weights, which the training gave it.
    func trained(_ classifier: TokenClassifier, on sources: [String], _ summary: TrainingSummary) throws -> TaggingModel {
        var history = history
        history.trainedOn += sources
        history.steps += summary.keptStep
        history.isPartial = history.isPartial || summary.isPartial
        return try TaggingModel(
            name: name, classifier: classifier, tokenizer: tokenizer, history: history,
            hasTrainedHead: classifier.labels == self.classifier.labels && hasTrainedHead || summary.steps > 0)
    }

    /// Strict entity scores against the sentences' own spans, and what was too long; nil when the task is cancelled.
    private func score(
        on gold: [Sentence], _ options: TrainingOptions
    ) async throws -> (score: EntityScore, long: LongSentenceTally)? {
        do {
            let tagging = try await tag(gold, long: options.long, threads: options.threads)
            return (EntityScore(predicted: tagging.spans, gold: gold.map(\.spans)), tagging.long)
        } catch is CancellationError {
            return nil
        }
    }
}

/// How fast the steps done here are, without evaluations and checkpoints between them.
private struct TrainingClock {
    private var spent = Duration.zero
    private var tokens = 0

    mutating func time(_ step: () throws -> StepResult) rethrows -> StepResult {
        let start = ContinuousClock.now
        let result = try step()
        spent += start.duration(to: .now)
        tokens += result.tokens
        return result
    }

    func update(_ summary: TrainingSummary) -> ProgressUpdate {
        let speed = Int(Double(tokens) / max(spent / .seconds(1), 1e-3))
        var detail = String(format: "loss %.3f", summary.losses.last ?? 0)
        if let last = summary.curve.last { detail += String(format: " · dev f1 %.3f", last.f1) }
        return ProgressUpdate(
            "train", done: summary.steps, total: summary.plannedSteps, unit: "steps", detail: "\(detail) · \(speed) tokens/s")
    }
}
