import Corpus
import Random
import Testing

@testable import Bert
@testable import Tagger

/// A step that is looked at is the step of a training.
@Suite struct SingleStepTests {
    private let batch = ToyCorpus.batches(epochs: 1, size: 12)[0]

    private func step(_ change: (inout TrainingOptions) -> Void = { _ in }) async throws -> SingleStep {
        let options = ToyCorpus.options(change)
        return try await ToyCorpus.model.step(
            on: batch, learningRate: options.learningRate(step: 0, of: 1), types: ToyCorpus.types, sources: ["gold", "gpt"], options: options,
            stream: ToyCorpus.stream)
    }

    private func trained(
        on batches: [[TrainingExample]], _ change: (inout TrainingOptions) -> Void = { _ in }
    ) async throws -> (model: TaggingModel, summary: TrainingSummary) {
        try await ToyCorpus.model.train(
            on: batches, types: ToyCorpus.types, sources: ["gold", "gpt"], options: ToyCorpus.options(change), stream: ToyCorpus.stream)
    }

    static let changes: [@Sendable (inout TrainingOptions) -> Void] = [
        { _ in },
        { $0.optimizer.accumulate = 3 },
        { ($0.optimizer.frozen, $0.optimizer.layerDecay, $0.optimizer.clip) = (.layers(1), 0.5, 0.1) },
        { ($0.labelledPieces, $0.classWeights, $0.optimizer.dropout) = (.all, ["O": 0.2], 0) },
    ]

    @Test(arguments: changes.indices)
    func givesTheBitsOfATrainingOfOneStep(_ number: Int) async throws {
        let change = Self.changes[number]
        let before = ToyCorpus.model.classifier.checksum
        let taken = try await step(change)
        let (model, summary) = try await trained(on: [batch], change)
        #expect(taken.model.classifier.checksum == model.classifier.checksum)
        #expect(taken.model.classifier.checksum != before && ToyCorpus.model.classifier.checksum == before)
        #expect(taken.summary == summary)
        #expect(taken.model.history == model.history)
    }

    @Test func theGradientOfTheWholeIsThatOfItsLevels() async throws {
        let taken = try await step()
        let squares = taken.levels.reduce(0) { $0 + $1.gradientNorm * $1.gradientNorm }
        #expect(abs(squares.squareRoot() - taken.gradientNorm) < 1e-9 * taken.gradientNorm)
        #expect(taken.levels.allSatisfy { $0.gradientNorm > 0 })
        #expect(abs(taken.clipping * taken.gradientNorm - min(1, taken.gradientNorm)) < 1e-5)
        #expect(taken.levels.reduce(0) { $0 + $1.weights } == taken.model.classifier.parameterCount)
    }

    @Test func whatIsFrozenHasNoGradientAndStays() async throws {
        let taken = try await step(Self.changes[2])
        #expect(taken.levels.map(\.name) == ["embeddings", "layer 1", "layer 2", "classifier"])
        #expect(taken.levels.map { $0.gradientNorm == 0 } == [true, true, false, false])
        #expect(taken.levels.map { $0.largestChange == 0 } == [true, true, false, false])
        #expect(taken.levels.map(\.learningRate) == [0, 0, 0.5e-3, 1e-3].map { Double(Float($0)) })
    }

    @Test func theLargestChangeIsThatOfTheWeights() async throws {
        let taken = try await step()
        let distances = try #require(taken.model.classifier.distances(from: ToyCorpus.model.classifier))
        // The classifier is new, so that the models have three levels in common.
        #expect(zip(distances, taken.levels).allSatisfy { $0.largest == $1.largestChange })
        #expect(taken.levels[3].tensor.hasPrefix("classifier.") && taken.levels[1].tensor.hasPrefix("bert.encoder.layer.0."))
    }

    @Test func theLossAfterwardsIsThatOfTheNextStepOnTheSameBatch() async throws {
        let change: @Sendable (inout TrainingOptions) -> Void = { ($0.optimizer.dropout, $0.warmUp) = (0, 0) }
        let taken = try await step(change)
        let (_, summary) = try await trained(on: [batch, batch], change)
        #expect(summary.losses == [taken.summary.losses[0], taken.lossAfter])
    }

    @Test func aStepWithoutLearningRateLosesNothing() async throws {
        let taken = try await ToyCorpus.model.step(
            on: batch, learningRate: 0, types: ToyCorpus.types, sources: ["gold", "gpt"], options: ToyCorpus.options(), stream: ToyCorpus.stream)
        // With the same dropout, or the loss would be another one.
        #expect(taken.lossAfter == taken.summary.losses[0])
        #expect(taken.levels.allSatisfy { $0.largestChange == 0 })
    }
}
