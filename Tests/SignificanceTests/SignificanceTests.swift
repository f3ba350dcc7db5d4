import Random
import Testing

@testable import Significance

@Suite struct SignificanceTests {
    private let stream = RandomStream(seed: 1, key: "test")

    @Test func oneSideForAllSeedsIsTheSmallestP() {
        for count in [1, 2, 5, 8, 20, 40] {
            let p = SignFlip.p((1...count).map { Double($0) / 7 }, stream: stream)
            #expect(p == SignFlip.least(pairs: count), "\(count)")
        }
        #expect(SignFlip.least(pairs: 5) == 0.0625 && SignFlip.least(pairs: 8) == 0.0078125 && SignFlip.least(pairs: 1) == 1)
        #expect(SignFlip.p([], stream: stream) == 1 && SignFlip.p([0, 0], stream: stream) == 1)
    }

    /// A difference of 0 changes no sum, so one pair more must give the same p; but from there on the flips are drawn.
    @Test func drawnFlipsAgreeWithCountedOnes() {
        var numbers = RandomStream(seed: 3, key: "differences")
        let differences = (0..<SignFlip.exactLimit).map { _ in numbers.uniform() - 0.4 }
        let exact = SignFlip.p(differences, stream: stream), drawn = SignFlip.p(differences + [0], stream: stream)
        #expect(exact > 0.001 && exact < 0.5)
        #expect(exact != drawn && abs(exact - drawn) < 0.006)
        #expect(drawn == SignFlip.p(differences + [0], stream: stream))
    }

    /// Where nothing differs, p is at most α in at most a share α of all experiments.
    @Test func chanceAloneIsRarelyCalledReal() {
        var numbers = RandomStream(seed: 5, key: "null")
        var hits = 0
        for _ in 0..<2000 {
            let differences = (0..<8).map { _ in numbers.uniform() - numbers.uniform() }
            if SignFlip.p(differences, stream: stream) <= 0.05 { hits += 1 }
        }
        // 2 · 6 / 2^8 = 0.0469 is the largest p below 0.05: 94 expected, with a standard deviation of 9.5.
        #expect((60...125).contains(hits))
    }

    @Test func holmKeepsTheOrderAndTheirPlaces() {
        #expect(holmAdjusted([0.03, 0.01]) == [0.03, 0.02])
        #expect(holmAdjusted([0.04, 0.03, 0.9]) == [0.09, 0.09, 0.9])
        #expect(holmAdjusted([]) == [])
        #expect(adjusted([nil, 0.01, nil, 0.02]) == [nil, 0.02, nil, 0.02])
    }

    @Test func aDesignKnowsWhatItCanShow() {
        let three = SeedDesign(level: 0.05, pairs: [3, 3, 3, 3])
        #expect(three.needed == 8 && three.pairs.indices.allSatisfy { !three.isAble($0) })
        #expect(SeedDesign(level: 0.05, pairs: [5]).needed == 6)
        #expect(SeedDesign(level: 0.05, pairs: [8, 8, 8, 8]).isAble(3))
        #expect(!SeedDesign(level: 0.05, pairs: [7, 7, 7, 7]).isAble(0))
        // One seed is no test and does not count.
        let looks = SeedDesign(level: 0.05, pairs: [1, 6, 1, 0])
        #expect(looks.tests == 1 && looks.isAble(1) && !looks.isAble(0) && looks.best[0] == nil && looks.needed == 6)
        // Behind clearer contrasts Holm leaves more room.
        let unequal = SeedDesign(level: 0.05, pairs: [10, 6])
        #expect(unequal.isAble(0) && unequal.isAble(1) && unequal.best == [2.0 / 512, 2.0 / 64])
    }

    @Test func quantilesAreInterpolated() {
        #expect(quantile(0.5, of: [1, 2, 4, 8]) == 3 && quantile(0.25, of: [1, 2, 4, 8]) == 1.75 && quantile(1, of: [3]) == 3)
        #expect(Spread([2, 4, 9])?.mean == 5 && Spread([2])?.deviation == nil && Spread([]) == nil)
        #expect(Spread([1, 3, 5])?.deviation == 2)
    }

    /// Two arms that are the same on every sentence: nothing that is drawn can tell them apart.
    @Test func theSameRunsDoNotDiffer() {
        var counts = RunCounts(gold: [1, 2, 0, 1], runs: 2)
        for run in 0..<2 { for sentence in 0..<4 { counts.set(run: run, sentence: sentence, correct: sentence % 2, predicted: 1) } }
        let found = counts.resampledF1(200, stream: stream).difference(0, pairs: [(arm: 0, baseline: 1)], level: 0.05, stream: stream)
        #expect(found == BootstrapDifference(p: 1, low: 0, high: 0))
    }
}
