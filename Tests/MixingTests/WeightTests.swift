import Diagnostics
@testable import Mixing
import Random
import Testing

/// A curve through random shares, straight between them or in steps, at times zero for a while.
private func randomCurve(_ stream: inout RandomStream, stepwise: Bool, draws: Int) -> Schedule {
    let count = 2 + stream.int(below: 7)
    let values = (0..<count).map { _ in stream.uniform() < 0.25 ? 0 : stream.uniform() * stream.uniform() }
    return Schedule(name: "random", formula: "random", source: "a test") { t, _ in
        if stepwise {
            // Jumps lie between draws, where the midpoint rule is exact.
            return values[min(count - 1, Int((t * Double(draws)).rounded(.down)) * count / draws)]
        }
        let place = t * Double(count - 1), left = min(count - 2, Int(place))
        return values[left] + (values[left + 1] - values[left]) * (place - Double(left))
    }
}

private func sources(_ counts: [Int]) -> [MixtureSource] {
    counts.enumerated().map { MixtureSource(name: "s\($0)", role: "s\($0)", count: $1) }
}

/// The bound is Tijdeman's, 1 - 1 / (2 (n - 1)): it holds after every draw, so after every batch, within one sentence.
@Test(arguments: 0..<60) func countsOfAnyNumberOfSourcesStayWithinOneSentenceOfTheirCurves(seed: Int) throws {
    var stream = RandomStream(seed: seed, key: "curves")
    let count = 2 + seed % 5
    let sizes = (0..<count).map { _ in 1 + stream.int(below: 40) }
    let total = sizes.reduce(7, +), epochs = 1 + stream.int(below: 3), batch = 1 + stream.int(below: 9)
    let curves = (0..<count).map { _ in randomCurve(&stream, stepwise: seed % 2 == 1, draws: total * epochs) }
    // A little of the first throughout, so that something always weighs.
    let weights = curves.map { SourceWeight.changing($0) } + [.fixed(0.01)]
    let mixture = try Mixture(
        sources: sources(sizes + [7]), weights: weights, batch: batch, epochs: epochs, stream: RandomStream(seed: seed, key: "mix"))
    let bound = 1 - 1 / (2 * Double(count)) + 1e-6
    #expect(bound < 1)
    for (wanted, drawn) in zip(mixture.wanted, mixture.drawn) {
        #expect(abs(wanted.reduce(0, +) - Double(drawn.reduce(0, +))) < 1e-6)
        for (wanted, drawn) in zip(wanted, drawn) { #expect(abs(wanted - Double(drawn)) <= bound, "seed \(seed)") }
    }
    // The integral again, twenty times finer.
    let draws = mixture.batches.reduce(0) { $0 + $1.count }
    let union = Union(distilledShare: 0.5, epochs: Double(epochs))
    var integral = Array(repeating: 0.0, count: count + 1), position = 0
    for (step, batch) in mixture.batches.enumerated() {
        for point in 0..<batch.count * 80 {
            let t = (Double(position) + (Double(point) + 0.5) / 80) / Double(draws)
            let values = curves.map { $0.share(at: t, of: union) } + [0.01]
            for (source, value) in values.enumerated() { integral[source] += value / values.reduce(0, +) / 80 }
        }
        position += batch.count
        for (source, drawn) in mixture.drawn[step].enumerated() { #expect(abs(Double(drawn) - integral[source]) <= 1, "seed \(seed)") }
    }
}

/// The draws of a rule that takes the source furthest behind leave the sixth more than one sentence behind here.
@Test func theSourceFurthestBehindIsNotEnoughForManySources() throws {
    var worst = 0.0
    var greedy = Array(repeating: 0, count: 6), wanted = Array(repeating: 0.0, count: 6)
    // One after the other drops out when it has just been left behind.
    let draws = 6
    let mixture = try Mixture(
        sources: sources([1, 1, 1, 1, 1, 1]), weights: (0..<6).map { number in
            .changing(Schedule(name: "until", formula: "1 before its turn", source: "a test") { t, _ in t * 6 < Double(number) + 1 || number == 5 ? 1 : 0 })
        }, batch: 1, epochs: 1, stream: RandomStream(seed: 1, key: "mix"))
    for draw in 0..<draws {
        for source in draw..<6 { wanted[source] += 1 / Double(6 - draw) }
        let lags = zip(wanted, greedy).map { $0 - Double($1) }
        greedy[lags.firstIndex { $0 > (lags.max() ?? 0) - 1e-9 } ?? 0] += 1
        worst = max(worst, zip(wanted, greedy).map { abs($0 - Double($1)) }.max() ?? 0)
    }
    #expect(worst > 1)
    for (wanted, drawn) in zip(mixture.wanted, mixture.drawn) {
        #expect(zip(wanted, drawn).allSatisfy { abs($0 - Double($1)) <= 0.9 + 1e-9 })
    }
}

@Test func weightsAreSharesOfTheirSum() throws {
    let mixture = try Mixture(
        sources: sources([10, 20, 30]), weights: [.fixed(3), .fixed(0), .fixed(1)], batch: 6, epochs: 2, stream: RandomStream(seed: 1, key: "mix"))
    #expect(mixture.stepCount == 20)
    #expect(mixture.drawCounts == [90, 0, 30])
    #expect(mixture.shares(ofSteps: 0..<20).wanted == [0.75, 0, 0.25])
    // What a schedule leaves `auto` is its source's share of all.
    let own = try Mixture(
        sources: sources([10, 20, 30]), weights: (0..<3).map { _ in .changing(try schedule("union")) }, batch: 6, epochs: 2,
        stream: RandomStream(seed: 1, key: "mix"))
    #expect(own.drawCounts == [20, 40, 60])
    #expect(own.passes == [2, 2, 2])
    #expect(own.batches.map(\.count) == mixture.batches.map(\.count))
}

@Test func theStagesOfAllWeightsCount() throws {
    let mixture = try Mixture(
        sources: sources([20, 40, 40]),
        weights: [.changing(try schedule("simple")), .changing(try schedule("original_then_distilled", .number(0.5))), .fixed(1)], batch: 10,
        epochs: 2, stream: RandomStream(seed: 1, key: "mix"))
    #expect(mixture.stageStarts == [0, 4, 10])
}

@Test func weightsThatGiveNoSharesAreExplained() throws {
    #expect(throws: Diagnostic("no source weighs anything at t = 0.0", label: "the shares are the weights divided by their sum")) {
        try Mixture(sources: sources([5, 5]), weights: [.fixed(0), .fixed(0)], batch: 2, stream: RandomStream(seed: 1, key: "mix"))
    }
    #expect(throws: Diagnostic("`s1` has no sentences, and the mixture draws from it")) {
        try Mixture(sources: sources([5, 0]), weights: [.fixed(1), .fixed(1)], batch: 2, stream: RandomStream(seed: 1, key: "mix"))
    }
}
