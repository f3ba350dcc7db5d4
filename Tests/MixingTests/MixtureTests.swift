import Diagnostics
@testable import Mixing
import Random
import Testing

/// Distilled, original, batch, and epochs or steps: round, odd, tiny and lopsided.
private let sizes: [(distilled: Int, original: Int, batch: Int, epochs: Int?, steps: Int?)] = [
    (20, 30, 8, 3, nil), (37, 101, 7, 2, nil), (1, 99, 10, 3, nil), (99, 1, 32, 1, nil), (3, 2, 1, 4, nil), (13, 17, 100, 5, nil),
    (37, 101, 7, nil, 23), (50, 50, 16, nil, 1),
]

/// The promise is one sentence; two sources keep within a half, and a jump inside a draw adds an eighth at most.
@Test func afterEveryBatchEachCountIsWithinOneOfItsCurve() throws {
    let bound = 0.65
    for size in sizes {
        for schedule in try everySchedule() {
            let mixture = try mixture(
                size.distilled, size.original, by: schedule, batch: size.batch, epochs: size.epochs, steps: size.steps)
            let draws = mixture.batches.reduce(0) { $0 + $1.count }
            var integral = 0.0, position = 0, distilled = 0
            for batch in mixture.batches {
                // The integral again, by another rule and ten times finer than the mixture's.
                for point in 0..<batch.count * 40 {
                    let t = (Double(position) + (Double(point) + 0.5) / 40) / Double(draws)
                    integral += schedule.share(at: t, of: mixture.union) / 40
                }
                position += batch.count
                distilled += batch.count { $0.source == 0 }
                #expect(abs(Double(distilled) - integral) <= bound, "\(schedule.name) \(size) after \(position)")
                #expect(abs(Double(position - distilled) - (Double(position) - integral)) <= bound)
            }
        }
    }
}

@Test func drawsAreWithoutReplacementWithinAPass() throws {
    for size in sizes {
        for schedule in try everySchedule() {
            let mixture = try mixture(
                size.distilled, size.original, by: schedule, batch: size.batch, epochs: size.epochs, steps: size.steps)
            for (number, source) in mixture.sources.enumerated() {
                let indices = mixture.batches.joined().filter { $0.source == number }.map(\.index)
                #expect(indices.count == mixture.drawCounts[number])
                for start in stride(from: 0, to: indices.count, by: source.count) {
                    let pass = indices[start..<min(start + source.count, indices.count)]
                    #expect(Set(pass).count == pass.count && pass.allSatisfy { (0..<source.count).contains($0) })
                }
            }
        }
    }
}

@Test func everyArmHasTheSameStepsAndBatchSizes() throws {
    for size in sizes {
        let shapes = try everySchedule().map {
            try mixture(size.distilled, size.original, by: $0, batch: size.batch, epochs: size.epochs, steps: size.steps)
                .batches.map(\.count)
        }
        #expect(shapes.allSatisfy { $0 == shapes[0] })
        let perEpoch = (size.distilled + size.original + size.batch - 1) / size.batch
        #expect(shapes[0].count == size.steps ?? (size.epochs ?? 3) * perEpoch)
    }
}

@Test func simpleItsReverseUnionAndAlternateShowTheSameSentencesEquallyOften() throws {
    for size in sizes {
        let simple = try schedule("simple")
        let arms = try [simple, schedule("reverse", .schedule(simple)), schedule("union"), schedule("original_then_distilled"), schedule("alternate")].map {
            try mixture(size.distilled, size.original, by: $0, batch: size.batch, epochs: size.epochs, steps: size.steps)
        }
        let shown = arms.prefix(size.steps == nil ? 5 : 4).map { arm in
            Dictionary(arm.batches.joined().map { ($0, 1) }, uniquingKeysWith: +)
        }
        #expect(shown.allSatisfy { $0 == shown[0] }, "\(size)")
        if let epochs = size.epochs {
            #expect(shown[0].values.allSatisfy { $0 == epochs } && shown[0].count == size.distilled + size.original)
            #expect(arms[0].passes == [Double(epochs), Double(epochs)])
        }
    }
}

@Test func simpleShowsAllDistilledSentencesBeforeTheFirstOriginalOne() throws {
    let sources = try mixture(37, 101, by: schedule("simple"), epochs: 2).batches.joined().map(\.source)
    #expect(sources == Array(repeating: 0, count: 74) + Array(repeating: 1, count: 202))
}

@Test func oneSourceAloneIsDrawnAsOftenAsTheOtherArmsDrawBoth() throws {
    let original = try mixture(30, 20, by: schedule("only_original"), epochs: 2)
    #expect(original.drawCounts == [0, 100])
    #expect(original.passes == [0, 5])
    #expect(try mixture(30, 20, by: schedule("only_distilled"), epochs: 3).drawCounts == [150, 0])
}

@Test func schedulesDifferInWhenASentenceComesNeverInWhich() throws {
    let orders = try everySchedule().map { schedule in
        let draws = try mixture(37, 101, by: schedule, epochs: 2).batches.joined()
        return (0..<2).map { source in draws.filter { $0.source == source }.map(\.index) }
    }
    for source in 0..<2 {
        let longest = try #require(orders.map { $0[source] }.max { $0.count < $1.count })
        #expect(orders.allSatisfy { longest.starts(with: $0[source]) })
    }
}

@Test func aLongerRunUnderASteadyScheduleBeginsLikeAShorterOne() throws {
    let short = try mixture(37, 101, by: schedule("union"), steps: 11)
    let long = try mixture(37, 101, by: schedule("union"), steps: 50)
    #expect(long.batches.starts(with: short.batches))
}

@Test func aSeedGivesTheSameBatchesAndAnotherSeedOthers() throws {
    let sigmoid = try schedule("sigmoid")
    let first = try mixture(37, 101, by: sigmoid, seed: 1).batches
    #expect(try mixture(37, 101, by: sigmoid, seed: 1).batches == first)
    #expect(try mixture(37, 101, by: sigmoid, seed: 2).batches != first)
}

@Test func oneSourceIsOrdinaryTraining() throws {
    let mixture = try Mixture(
        only: MixtureSource(name: "train", count: 70), batch: 32, epochs: 2, stream: RandomStream(seed: 1, key: "mix"))
    #expect(mixture.batches.map(\.count) == [32, 32, 6, 32, 32, 6])
    let epochs = [mixture.batches[..<3], mixture.batches[3...]].map { $0.joined().map(\.index) }
    #expect(epochs.allSatisfy { $0.sorted() == Array(0..<70) })
    #expect(epochs[0] != epochs[1])
    #expect(mixture.passes == [2])
    #expect(mixture.shares(ofSteps: 2..<3).realised == [1])
}

@Test func wantedAndRealisedSharesAreThoseOfTheStep() throws {
    let mixture = try mixture(50, 50, by: schedule("linear"), batch: 10, epochs: 1)
    #expect(mixture.stepCount == 10 && mixture.stepsPerEpoch == 10)
    for step in 0..<10 {
        let shares = mixture.shares(ofSteps: step..<step + 1)
        #expect(abs(shares.wanted[0] - (0.95 - 0.1 * Double(step))) < 1e-9)
        #expect(abs(shares.realised[0] - shares.wanted[0]) <= 0.1)
        #expect(abs(shares.realised.reduce(0, +) - 1) < 1e-9)
    }
}

@Test func lengthsThatMakeNoSenseAreExplained() throws {
    let union = try schedule("union")
    #expect(throws: Diagnostic("`epochs` and `steps` both say how long to train; give one of them")) {
        try mixture(5, 5, by: union, epochs: 1, steps: 1)
    }
    for epochs in [5_000_000, Int.max] {
        let error = #expect(throws: Diagnostic.self) { try mixture(5, 5, by: union, epochs: epochs) }
        #expect(error?.message == "a run of `epochs=\(epochs)` draws more than 20 million sentences")
    }
    #expect(throws: Diagnostic.self) { try mixture(5, 5, by: union, batch: .max, steps: .max) }
}

@Test func anEmptySourceIsNamedWhereTheScheduleDrawsFromIt() throws {
    #expect(throws: Diagnostic("`distilled` has no sentences, and the schedule `simple(at=auto)` draws from it")) {
        try mixture(0, 5, by: schedule("simple"))
    }
    #expect(throws: Diagnostic("`original` has no sentences, and the schedule `union` draws from it")) {
        try mixture(5, 0, by: schedule("union"))
    }
    // A peak that is narrower than the look before the run.
    let spike = Schedule(name: "spike", formula: "a peak", source: "yours") { t, _ in t > 0.501 && t < 0.509 ? 1 : 0 }
    #expect(throws: Diagnostic("`distilled` has no sentences, and the schedule draws from it")) {
        try mixture(0, 5, by: spike, epochs: 200)
    }
    #expect(try mixture(0, 5, by: schedule("only_original"), epochs: 1).drawCounts == [0, 5])
    #expect(throws: Diagnostic("`distilled` has no sentences, and the schedule `only_distilled` draws from it")) {
        try mixture(0, 0, by: schedule("only_distilled"))
    }
    #expect(throws: Diagnostic("`train` has no sentences to draw from")) {
        try Mixture(only: MixtureSource(name: "train", count: 0), batch: 8, stream: RandomStream(seed: 1, key: "mix"))
    }
}
