import Foundation
import Testing

@testable import Tagger

@Suite struct LearningRateTests {
    /// What scripts/fixtures/learning_rates.py left.
    private struct Run: Decodable {
        let curve: String
        let warmup: Int
        let steps: Int
        let shares: [Double]
    }

    @Test func curvesAreThoseOfTransformers() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/learning-rates.json")
        let runs = try JSONDecoder().decode([Run].self, from: Data(contentsOf: file))
        #expect(Set(runs.map(\.curve)) == Set(LearningRateCurve.all.map(\.name)))
        for run in runs {
            let curve = try #require(LearningRateCurve.named(run.curve))
            let warmUp = (Double(run.warmup) + 0.5) / Double(run.steps)
            let ours = (0..<run.steps).map { curve.share(step: $0, of: run.steps, warmUp: min(1, warmUp)) }
            #expect(zip(ours, run.shares).allSatisfy { abs($0 - $1) < 1e-12 }, "\(run.curve) \(run.warmup) of \(run.steps)")
        }
    }

    /// A training of two stages has the rates of two trainings, one after the other.
    @Test func eachStageHasTheCurveAnew() throws {
        let options = ToyCorpus.options {
            $0.warmUp = 0.2
            $0.learningRateRestart = .stage
        }
        let rates = (0..<15).map { options.learningRate(step: $0, of: 15, stages: [0, 5]) * 1000 }
        let expected = [0, 1, 0.75, 0.5, 0.25] + [0, 0.5, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]
        #expect(zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-12 })
        var whole = options
        whole.learningRateRestart = .none
        #expect((0..<15).allSatisfy { whole.learningRate(step: $0, of: 15, stages: [0, 5]) == whole.learningRate(step: $0, of: 15) })
        #expect((0..<15).allSatisfy { options.learningRate(step: $0, of: 15) == whole.learningRate(step: $0, of: 15) })
    }

    /// With the rates of its stages, a training is the same to the bit as one whose rates are those by other means.
    @Test func aTrainingRestartsWithItsStages() async throws {
        let batches = ToyCorpus.batches(epochs: 1, size: 10)
        func train(_ stages: [Int], _ restart: LearningRateRestart, curve: String = "linear") async throws -> [Double] {
            try await ToyCorpus.model.train(
                on: batches, types: ToyCorpus.types, sources: ["a", "b"], stages: stages,
                options: ToyCorpus.options {
                    $0.learningRateRestart = restart
                    $0.warmUp = 0
                    $0.curve = LearningRateCurve.named(curve) ?? .linear
                }, stream: ToyCorpus.stream
            ).summary.losses
        }
        let once = try await train([0, 3], .none)
        #expect(try await train([0], .stage) == once)
        #expect(try await train([0, 3], .stage) != once)
        // A stage for each step has the highest rate throughout, as the constant curve does.
        #expect(try await train(Array(batches.indices), .stage) == train([0], .none, curve: "constant"))
    }

    @Test func theHighestRateIsTheOneGiven() {
        var options = ToyCorpus.options { $0.warmUp = 0.2 }
        let rates = (0..<10).map { options.learningRate(step: $0, of: 10) * 1000 }
        let expected = [0, 0.5, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]
        #expect(zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-12 })
        options.curve = LearningRateCurve.named("constant") ?? .linear
        #expect(options.learningRate(step: 9, of: 10) == 1e-3)
        #expect(options.learningRate(step: 0, of: 1) == 1e-3)
    }
}
