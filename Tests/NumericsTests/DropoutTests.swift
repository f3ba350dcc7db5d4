import Foundation
import Random
import Testing

@testable import Numerics

struct DropoutTests {
    private static let stream = RandomStream(seed: 1, key: "dropout")

    private func mask(_ dropout: Dropout, first: Int = 0, count: Int) -> [Double] {
        let ones = FloatMatrix([Float](repeating: 1, count: count)), kept = FloatMatrix([Float](repeating: -1, count: count))
        withExtendedLifetime((ones, kept)) { dropout.forward(ones.view, first: first, into: kept.view) }
        return kept.doubles
    }

    @Test(arguments: [0.1, 0.5])
    func theShareIsKeptAndNeighboursAreIndependent(probability: Float) {
        let mask = mask(Dropout(probability: probability, stream: Self.stream), count: 200_000)
        let dropped = mask.map { $0 == 0 ? 1.0 : 0.0 }
        let share = dropped.reduce(0, +) / 200_000
        let p = Double(probability)
        #expect(abs(share - p) < 0.004)
        #expect(Set(mask) == [0, Double(1 / (1 - probability))])
        for distance in [1, 2, 8, 384, 65536] {
            let together = zip(dropped, dropped.dropFirst(distance)).reduce(0) { $0 + $1.0 * $1.1 } / Double(200_000 - distance)
            #expect(abs(together - p * p) < 0.004, "distance \(distance)")
        }
    }

    @Test func aMaskGoesByElementNumberAndKey() {
        let dropout = Dropout(probability: 0.3, stream: Self.stream)
        let whole = mask(dropout, count: 1000)
        #expect(mask(dropout, first: 613, count: 200) == Array(whole[613..<813]))
        let other = mask(Dropout(probability: 0.3, stream: Self.stream.substream("other")), count: 1000)
        let agreeing = zip(whole, other).count { $0 == $1 }
        #expect((500...660).contains(agreeing))  // 0.3² + 0.7² = 0.58
    }

    @Test func noDropoutKeepsAll() {
        #expect(mask(.none, count: 100) == [Double](repeating: 1, count: 100))
        #expect(mask(Dropout(probability: 0, stream: Self.stream), count: 100) == [Double](repeating: 1, count: 100))
    }

    /// dx through softmax and dropout, against the formula with the very mask.
    @Test func attentionBackwardGoesThroughTheMask() {
        let (random, length) = (RandomMatrices(seed: 6), 9)
        let dropout = Dropout(probability: 0.4, stream: Self.stream)
        let (all, dContext) = (random.matrix(length, 6), random.matrix(length, 2))
        let (probabilities, dropped, dScores) = (
            random.zeros(length, length), random.zeros(length, length), random.zeros(length, length))
        let (context, dAll) = (random.zeros(length, 2), random.zeros(length, 6))
        let attention = Attention(heads: 1)
        let site = (dropout, first: 77, dropped.view)
        let (query, keyValue) = (all.view.columns(0..<2), all.view.columns(2..<6))
        attention.forward(query, keyValue, probabilities: probabilities.view, dropped: site, into: context.view)
        attention.backward(
            dContext.view, query, keyValue, probabilities: probabilities.view, dropped: site, dScores: dScores.view,
            into: dAll.view.columns(0..<2), dAll.view.columns(2..<6))

        let parts = (0..<3).map { which in all.doubles.chunks(of: 6).flatMap { $0[2 * which..<2 * which + 2] } }
        let (p, keep) = (probabilities.doubles, mask(dropout, first: 77, count: length * length))
        let g = zip(dot(dContext.doubles, parts[2].transposed(2), inner: 2, columns: length), keep).map(*)
        let scores = zip(p.chunks(of: length), g.chunks(of: length)).flatMap { p, g in
            let sum = zip(p, g).map(*).reduce(0, +)
            return zip(p, g).map { $0 * ($1 - sum) / 2.0.squareRoot() }
        }
        let expected = [
            dot(scores, parts[1], inner: length, columns: 2), dot(scores.transposed(length), parts[0], inner: length, columns: 2),
            dot(zip(p, keep).map(*).transposed(length), dContext.doubles, inner: length, columns: 2),
        ]
        for (which, values) in expected.enumerated() {
            let ours = dAll.doubles.chunks(of: 6).flatMap { $0[2 * which..<2 * which + 2] }
            #expect(zip(ours, values).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }
}
