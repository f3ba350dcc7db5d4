import Corpus
import Random
import Synchronization
import Testing

@testable import Bert
@testable import Tagger

/// Evaluation along the way, and early stopping by it.
@Suite struct DevelopmentTests {
    private static let development = Array(ToyCorpus.sentences[..<20])

    private func trained(
        _ batches: [[TrainingExample]], on development: [Sentence]? = development, _ change: (inout TrainingOptions) -> Void = { _ in }
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        try await ToyCorpus.model.train(
            on: batches, types: ToyCorpus.types, sources: ["gold", "gpt"], options: ToyCorpus.options(change), stream: ToyCorpus.stream,
            development: development)
    }

    private func bits(_ model: TaggingModel) -> [UInt32] {
        withExtendedLifetime(model) { model.classifier.weights.all.elements.map(\.bitPattern) }
    }

    private func score(_ model: TaggingModel) async throws -> EntityScore {
        EntityScore(predicted: try await model.tag(Self.development).spans, gold: Self.development.map(\.spans))
    }

    @Test func evaluationsComeAfterEverySoManyStepsAndAfterTheLast() async throws {
        let (model, summary) = try await trained(ToyCorpus.batches(epochs: 3, size: 6)) { $0.evaluateEvery = 7 }
        #expect(summary.steps == 30 && summary.curve.map(\.step) == [7, 14, 21, 28, 30])
        let last = try #require(summary.curve.last), expected = try await score(model)
        #expect(last.f1 == expected.f1 && last.precision == expected.precision && last.recall == expected.recall)
        #expect(abs(summary.curve[1].loss - summary.losses[7..<14].reduce(0, +) / 7) < 1e-12)
        #expect(abs(last.loss - (summary.losses[28] + summary.losses[29]) / 2) < 1e-12)
        #expect(summary.keptStep == 30 && !summary.hasStoppedEarly && !summary.isPartial)
    }

    @Test func aTenthOfTheStepsIsTheUsualDistance() async throws {
        let summary = try await trained(Array(ToyCorpus.batches(epochs: 1, size: 2)[..<21])).summary
        #expect(summary.curve.map(\.step) == [3, 6, 9, 12, 15, 18, 21])
    }

    @Test func evaluatingMovesNoBit() async throws {
        let batches = ToyCorpus.batches(epochs: 2, size: 6)
        let (plain, watched) = (try await trained(batches, on: nil), try await trained(batches) { $0.evaluateEvery = 3 })
        #expect(plain.summary.losses == watched.summary.losses && plain.summary.curve.isEmpty)
        let isSame = bits(plain.model) == bits(watched.model)
        #expect(isSame)
    }

    /// With a constant learning rate the first steps of a long training are the bits of a short one.
    @Test func trainingStopsWithTheBestWeightsWhenF1NoLongerRises() async throws {
        let batches = ToyCorpus.batches(epochs: 60, size: 10)
        func steady(_ options: inout TrainingOptions) {
            (options.curve, options.warmUp, options.evaluateEvery) = (LearningRateCurve.named("constant") ?? .linear, 0, 12)
        }
        let (model, summary) = try await trained(batches) { steady(&$0); $0.patience = 3 }
        let best = try #require(summary.best)
        #expect(summary.hasStoppedEarly && !summary.isPartial && !model.history.isPartial)
        #expect(best.f1 > 0.5 && best.step > 12 && summary.steps == best.step + 36 && summary.keptStep == best.step)
        #expect(try await score(model).f1 == best.f1)
        #expect(model.history.steps == best.step)
        let short = try await trained(Array(batches[..<best.step]), on: nil) { steady(&$0) }
        let isSame = bits(short.model) == bits(model)
        #expect(isSame)
        #expect(summary.finalLoss == short.summary.finalLoss)
    }

    @Test func anInterruptedTrainingKeepsTheBestSoFar() async throws {
        let started = Mutex(0)
        let task = Task {
            try await ToyCorpus.model.train(
                on: ToyCorpus.batches(epochs: 1000, size: 5), types: ToyCorpus.types, sources: ["gold", "gpt"],
                options: ToyCorpus.options { ($0.evaluateEvery, $0.patience) = (5, 1000) }, stream: ToyCorpus.stream,
                development: Self.development, progress: { update in started.withLock { $0 = update.done } })
        }
        while started.withLock({ $0 }) < 13 { await Task.yield() }
        task.cancel()
        let (model, summary) = try await task.value
        let best = try #require(summary.best)
        #expect(summary.isPartial && model.history.isPartial && summary.steps >= 13)
        #expect(summary.keptStep == best.step && model.history.steps == best.step)
        #expect(try await score(model).f1 == best.f1)
    }

    @Test func patienceCountsEvaluationsSinceTheFirstOfTheBest() {
        var summary = TrainingSummary(plannedSteps: 100, sources: [])
        (summary.evaluateEvery, summary.patience) = (10, 2)
        func after(_ scores: [Double]) -> TrainingSummary {
            var copy = summary
            copy.losses = [Double](repeating: 1, count: 10 * scores.count)
            copy.curve = scores.enumerated().map { Evaluation(step: 10 * ($0 + 1), loss: 1, f1: $1, precision: $1, recall: $1) }
            return copy
        }
        #expect(after([]).best == nil && !after([]).isOver && after([]).keptStep == 0)
        #expect(!after([0.5, 0.5]).hasStoppedEarly && after([0.5, 0.5, 0.5]).hasStoppedEarly)
        #expect(after([0.5, 0.4, 0.6, 0.5]).best?.step == 30 && !after([0.5, 0.4, 0.6, 0.5]).hasStoppedEarly)
        #expect(after([0.5, 0.4, 0.6, 0.5, 0.6]).hasStoppedEarly)
        // At the very end there is nothing left to stop.
        let whole = after([0.9] + [Double](repeating: 0.1, count: 9))
        #expect(!whole.hasStoppedEarly && whole.isOver && whole.keptStep == 10)
        summary.patience = nil
        #expect(!after([0.5, 0.4, 0.3, 0.2]).hasStoppedEarly && after([0.5, 0.4]).keptStep == 20)
    }
}
