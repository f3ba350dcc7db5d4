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
