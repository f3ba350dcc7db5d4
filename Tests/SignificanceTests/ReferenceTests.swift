import Foundation
import Random
import Testing

@testable import Significance

/// What scripts/fixtures/significance.py left: figures of scipy and statsmodels.
private struct Reference: Decodable {
    struct SignFlips: Decodable {
        let differences: [Double]
        let p: Double
    }

    struct HolmCase: Decodable {
        let values: [Double]
        let adjusted: [Double]
    }

    struct Interval: Decodable {
        let difference: Double?
        let low: Double
        let high: Double
    }

    struct Bootstrap: Decodable {
        let gold: [Int]
        /// A list a run: three of the arm, three of the baseline.
        let correct: [[Int]]
        let predicted: [[Int]]
        let difference: Double
        let p: Double
        let oneSeed: Interval
        let both: Interval
    }

    let signFlips: [SignFlips]
    let holm: [HolmCase]
    let bootstrap: Bootstrap

    static func read() throws -> Reference {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/significance.json")
        return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }
}

@Suite struct ReferenceTests {
    private let stream = RandomStream(seed: 1, key: "test")

    @Test func signFlipsAreThoseOfScipy() throws {
        let cases = try Reference.read().signFlips
        #expect(cases.count == 23)
        for one in cases { #expect(abs(SignFlip.p(one.differences, stream: stream) - one.p) < 1e-12, "\(one.differences)") }
    }

    @Test func holmIsThatOfStatsmodels() throws {
        let cases = try Reference.read().holm
        #expect(cases.count == 8)
        for one in cases { #expect(zip(holmAdjusted(one.values), one.adjusted).allSatisfy { abs($0 - $1) < 1e-12 }, "\(one.values)") }
    }

    /// Both sides draw; 100,000 draws scatter by a few thousandths at most.
    @Test func theBootstrapIsThatOfScipy() throws {
        let reference = try Reference.read().bootstrap
        var counts = RunCounts(gold: reference.gold, runs: 6)
        for run in 0..<6 {
            for sentence in reference.gold.indices {
                counts.set(
                    run: run, sentence: sentence, correct: reference.correct[run][sentence], predicted: reference.predicted[run][sentence])
            }
        }
        let resampled = counts.resampledF1(100_000, stream: stream)
        let seeds = [(arm: 0, baseline: 3), (arm: 1, baseline: 4), (arm: 2, baseline: 5)]
        let ours = resampled.difference(reference.difference, pairs: seeds, level: 0.05, stream: stream)
        #expect(abs(ours.p - reference.p) < 0.006)
        #expect(abs(ours.low - reference.both.low) < 0.002 && abs(ours.high - reference.both.high) < 0.002)
        let one = resampled.difference(try #require(reference.oneSeed.difference), pairs: [seeds[0]], level: 0.05, stream: stream)
        #expect(abs(one.low - reference.oneSeed.low) < 0.002 && abs(one.high - reference.oneSeed.high) < 0.002)
    }
}
