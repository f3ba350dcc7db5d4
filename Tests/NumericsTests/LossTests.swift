import Foundation
import Testing

@testable import Numerics

struct LossTests {
    /// What scripts/fixtures/losses.py left.
    private struct Reference: Decodable {
        struct Case: Decodable {
            let loss: String
            /// Classes; empty where there are distributions.
            let targets: [Int32]
            let distributions: [[Float]]
            let classWeights: [Float]
            let tokenWeights: [Float]
            let temperature: Double
            /// Not yet weighted.
            let losses: [Double]
            let mean: Double
            let gradient: [Double]

            var tokens: [TokenTarget] {
                losses.indices.map { token in
                    let weight = tokenWeights.isEmpty ? 1 : tokenWeights[token]
                    return targets.isEmpty
                        ? TokenTarget(label: 0, weight: weight, distribution: distributions[token])
                        : TokenTarget(label: targets[token], weight: weight)
                }
            }
        }

        let classes: Int
        let logits: [Float]
        let cases: [Case]
    }

    private static let losses = Dictionary(
        uniqueKeysWithValues: ([.crossEntropy] + [0.1, 0.5, 1].compactMap { LossRow.named("smoothed")?.loss([$0]) }
            + [0.3, 0.7, 1].compactMap { LossRow.named("gce")?.loss([$0]) }).map { ($0.name, $0) })

    @Test func lossesAndGradientsAreTorchs() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/losses.json")
        let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
        #expect(Set(reference.cases.map(\.loss)) == Set(Self.losses.keys))
        for (number, theirs) in reference.cases.enumerated() {
            let loss = TokenLoss(try #require(Self.losses[theirs.loss]), classWeights: theirs.classWeights, temperature: theirs.temperature)
            let logits = FloatMatrix(rows: theirs.losses.count, reference.logits)
            let total = loss.total(theirs.tokens)
            let ours = loss.lossesAndGradient(logits.view, targets: theirs.tokens[...], total: total)
            for (token, expected) in theirs.losses.enumerated() {
                let expected = expected * Double(theirs.tokens[token].weight)
                #expect(abs(ours[token] - expected) < 1e-5 * max(1, expected), "token \(token) of case \(number), \(theirs.loss)")
            }
            #expect(abs(ours.reduce(0, +) / total - theirs.mean) < 1e-6 * max(1, theirs.mean), "case \(number), \(theirs.loss)")
            #expect(logits.isClose(to: theirs.gradient, within: 1e-6), "case \(number), \(theirs.loss)")
        }
    }

    @Test func whatIsNotScoredOrWeighsNothingCountsNowhere() {
        let targets = [TokenTarget(label: 1), TokenTarget(label: -1), TokenTarget(label: 0, weight: 0, distribution: [0.5, 0.5]), TokenTarget(label: 0)]
        for row in LossRow.all {
            let loss = TokenLoss(row.loss())
            let (some, all) = (FloatMatrix(rows: 2, [1, 2, 4, 3]), FloatMatrix(rows: 4, [1, 2, 9, 9, 9, 9, 4, 3]))
            let total = loss.total(targets)
            #expect(total == 2 && loss.weight(targets[2]) == 0)
            let expected = loss.lossesAndGradient(some.view, targets: [targets[0], targets[3]], total: 2)
            #expect(loss.lossesAndGradient(all.view, targets: targets[...], total: total) == [expected[0], 0, 0, expected[1]])
            #expect(all.doubles == Array(some.doubles[..<2]) + [0, 0, 0, 0] + Array(some.doubles[2...]))
        }
    }

    /// One sure label as a distribution takes the other way through the kernel.
    @Test func aSureDistributionIsALabel() {
        for row in LossRow.all {
            let loss = TokenLoss(row.loss(), classWeights: [1, 2, 0.5])
            let (label, distribution) = (FloatMatrix(rows: 1, [0.3, -2, 1.5]), FloatMatrix(rows: 1, [0.3, -2, 1.5]))
            let a = loss.lossesAndGradient(label.view, targets: [TokenTarget(label: 1)], total: 2)
            let b = loss.lossesAndGradient(distribution.view, targets: [TokenTarget(label: 1, distribution: [0, 1, 0])], total: 2)
            #expect(abs(a[0] - b[0]) < 1e-6 && distribution.isClose(to: label.doubles, within: 1e-6), "\(row.name)")
        }
    }

    @Test func extremeLogitsStayFinite() {
        for row in LossRow.all {
            let logits = FloatMatrix(rows: 2, [500, -500, 0, -300, 300, 0])
            let losses = TokenLoss(row.loss()).lossesAndGradient(
                logits.view, targets: [TokenTarget(label: 1), TokenTarget(label: 0, distribution: [0.5, 0.25, 0.25])], total: 2)
            #expect((losses + logits.doubles).allSatisfy { $0.isFinite }, "\(row.name)")
        }
    }

    @Test func namesAreAsTyped() {
        #expect(LossRow.all.map { $0.loss().name } == ["cross_entropy", "smoothed(epsilon=0.1)", "gce(q=0.7)"])
        #expect(LossRow.named("gce")?.loss([1]).name == "gce(q=1)" && LossRow.named("gce")?.loss([nil]) == LossRow.named("gce")?.loss())
    }
}
