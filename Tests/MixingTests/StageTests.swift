import Diagnostics
@testable import Mixing
import Random
import Testing

/// 20 distilled and 30 original sentences in batches of 5: 10 steps an epoch.
private func stages(_ schedule: Schedule, epochs: Int = 3, grain: Grain = .step) throws -> [Int] {
    try Mixture(
        distilled: MixtureSource(name: "distilled", count: 20), original: MixtureSource(name: "original", count: 30), by: schedule,
        grain: grain, batch: 5, epochs: epochs, stream: RandomStream(seed: 1, key: "mix")
    ).stageStarts
}

@Test func stagesBeginWhereRowsSay() throws {
    #expect(try stages(schedule("simple")) == [0, 12])
    #expect(try stages(schedule("simple", .number(0.5))) == [0, 15])
    #expect(try stages(schedule("reverse", .schedule(schedule("simple")))) == [0, 18])
    #expect(try stages(schedule("original_then_distilled")) == [0, 18])
    #expect(try stages(schedule("original_twice")) == [0, 15])
    #expect(try stages(schedule("alternate"), epochs: 2) == [0, 4, 10, 14])
    for name in ["linear", "sigmoid", "power", "cosine", "exponential", "union", "only_original", "only_distilled"] {
        #expect(try stages(schedule(name)) == [0], "\(name)")
    }
    // [0, 0.4) holds simple, whose own change-over lies at 0.16; then a constant share.
    let joined = try schedule("join", .schedule(schedule("simple")), .schedule(schedule("union")), .number(0.4))
    #expect(try stages(joined) == [0, 5, 12])
    let joins = try schedule("join", .schedule(joined), .schedule(schedule("original_twice")))
    #expect(try stages(joins, epochs: 6) == [0, 5, 12, 30, 45])
}

@Test func aStageBeginsWithTheStepNearestToIt() throws {
    // 30 steps: 0.48 of them is 14.4, 0.49 is 14.7, and the middle of step 15 goes to the later.
    #expect(try stages(schedule("simple", .number(0.48))) == [0, 14])
    #expect(try stages(schedule("simple", .number(0.49))) == [0, 15])
    #expect(try stages(schedule("simple", .number(14.5 / 30))) == [0, 15])
    #expect(try stages(schedule("simple", .number(0))) == [0])
    #expect(try stages(schedule("simple", .number(1))) == [0])
    #expect(try stages(schedule("simple", .number(0.01))) == [0])
    #expect(try stages(schedule("simple", .number(0.4)), grain: .epoch) == [0, 10])
    #expect(try stages(schedule("simple", .number(0.55)), grain: .epoch) == [0, 20])
}

@Test func twoStagesOfOriginalSentencesAreTheBatchesOfOne() throws {
    let once = try mixture(20, 30, by: schedule("only_original")), twice = try mixture(20, 30, by: schedule("original_twice"))
    #expect(once.batches == twice.batches)
    #expect(once.stageStarts == [0] && twice.stageStarts == [0, 10])
}

@Test func byEpochTheShareIsTheCurvesMeanOverEachEpoch() throws {
    let linear = try schedule("linear")
    let byEpoch = try Mixture(
        distilled: MixtureSource(name: "distilled", count: 60), original: MixtureSource(name: "original", count: 40), by: linear,
        grain: .epoch, batch: 10, epochs: 4, stream: RandomStream(seed: 1, key: "mix"))
    let byStep = try mixture(60, 40, by: linear, batch: 10, epochs: 4)
    for epoch in 0..<4 {
        // The mean of 1 - t over [e/4, (e + 1)/4].
        let mean = 1 - (Double(epoch) + 0.5) / 4
        for step in 0..<10 {
            let shares = byEpoch.shares(ofSteps: epoch * 10 + step..<epoch * 10 + step + 1)
            #expect(abs(shares.wanted[0] - mean) < 1e-9)
            #expect(abs(shares.realised[0] - mean) <= 0.1 + 1e-9)
        }
        #expect(abs(byEpoch.wanted[epoch * 10 + 9][0] - byStep.wanted[epoch * 10 + 9][0]) < 1e-9)
    }
    #expect(byEpoch.batches.map(\.count) == byStep.batches.map(\.count))
    // A last epoch that is cut short has the mean of what is left.
    let cut = try Mixture(
        distilled: MixtureSource(name: "distilled", count: 60), original: MixtureSource(name: "original", count: 40), by: linear,
        grain: .epoch, batch: 10, steps: 15, stream: RandomStream(seed: 1, key: "mix"))
    #expect(abs(cut.shares(ofSteps: 0..<1).wanted[0] - (1 - 1.0 / 3)) < 1e-9)
    #expect(abs(cut.shares(ofSteps: 14..<15).wanted[0] - (1 - 5.0 / 6)) < 1e-9)
}

@Test func goldAndDevAreDrawnByTheirSizesForAsManySteps() throws {
    let dev = MixtureSource(name: "valid", role: "dev", count: 10)
    func mixed(_ schedule: Schedule) throws -> Mixture {
        try Mixture(
            distilled: MixtureSource(name: "distilled", count: 20), original: MixtureSource(name: "original", count: 30), dev: dev,
            by: schedule, batch: 8, epochs: 4, stream: RandomStream(seed: 1, key: "mix"))
    }
    let both = try mixed(schedule("gold_dev"))
    #expect(both.drawCounts == [0, 150, 50])
    #expect(both.batches.map(\.count) == (try mixed(schedule("simple"))).batches.map(\.count))
    #expect(try mixed(schedule("simple")).sources.count == 2)
    let mixed = try mixed(schedule("join", .schedule(schedule("only_distilled")), .schedule(schedule("gold_dev")), .number(0.4)))
    #expect(mixed.drawCounts == [80, 90, 30])
    #expect(mixed.stageStarts == [0, 11])
    #expect(mixed.batches.prefix(10).joined().allSatisfy { $0.source == 0 })
    #expect(throws: Diagnostic("the schedule `gold_dev` trains on a dev set too", label: "give one, as in `dev=(load \"dev.conll\")`")) {
        try mixture(20, 30, by: schedule("gold_dev"))
    }
}
