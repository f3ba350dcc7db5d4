import Diagnostics
@testable import Mixing
import Testing

private let union = Union(distilledShare: 0.3, epochs: 3)

@Test func everyShareLiesWithinZeroAndOne() throws {
    for schedule in try everySchedule() {
        for t in stride(from: -0.5, through: 1.5, by: 1.0 / 128) {
            #expect((0...1).contains(schedule.share(at: t, of: union)), "\(schedule.name) at \(t)")
        }
    }
}

@Test func fallingSchedulesGoFromDistilledToOriginal() throws {
    for name in ["simple", "linear", "sigmoid", "power", "cosine", "exponential", "alternate"] {
        let falling = try schedule(name)
        #expect(falling.share(at: 0, of: union) == 1, "\(name)")
        #expect(falling.share(at: 1, of: union) == 0, "\(name)")
        let reversed = try schedule("reverse", .schedule(falling))
        #expect(reversed.share(at: 0, of: union) == 0, "\(name)")
        #expect(reversed.share(at: 1, of: union) == 1, "\(name)")
    }
}

@Test func decaysNeverRise() throws {
    for schedule in try ["simple", "linear", "sigmoid", "power", "cosine", "exponential"].map({ try schedule($0) }) {
        let shares = stride(from: 0, through: 1, by: 1.0 / 256).map { schedule.share(at: $0, of: union) }
        #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 }, "\(schedule.name)")
    }
}

@Test func valuesFollowTheFormulas() throws {
    func share(_ schedule: Schedule, _ t: Double) -> Double { schedule.share(at: t, of: union) }
    #expect(try share(schedule("constant", .number(0.4)), 0.9) == 0.4)
    #expect(try share(schedule("linear", .number(0.8), .number(0.2)), 0.5) == 0.5)
    #expect(try share(schedule("power", .number(2)), 0.5) == 0.25)
    #expect(try share(schedule("power", .number(2), .flag(true)), 0.5) == 0.75)
    #expect(try abs(share(schedule("cosine"), 0.5) - 0.5) < 1e-12)
    #expect(try abs(share(schedule("sigmoid", .number(10), .number(0.5)), 0.5) - 0.5) < 1e-12)
    // (exp(-1) - exp(-5)) / (1 - exp(-5))
    #expect(try abs(share(schedule("exponential"), 0.2) - 0.363591) < 1e-6)
}

@Test func autoIsTheDistilledShareOfTheUnionAndOfTheOriginalWhenReversed() throws {
    let simple = try schedule("simple")
    #expect(simple.share(at: 0.29, of: union) == 1)
    #expect(simple.share(at: 0.31, of: union) == 0)
    let reversed = try schedule("reverse", .schedule(simple))
    #expect(reversed.share(at: 0.69, of: union) == 0)
    #expect(reversed.share(at: 0.71, of: union) == 1)
    #expect(try schedule("union").share(at: 0.5, of: union) == 0.3)
}

@Test func aScheduleIsNamedAsOneWouldTypeIt() throws {
    #expect(try schedule("simple").name == "simple(at=auto)")
    #expect(try schedule("sigmoid", .number(5)).name == "sigmoid(k=5, mid=auto)")
    #expect(try schedule("power", nil, .flag(true)).name == "power(g=2, late=true)")
    #expect(try schedule("reverse", .schedule(schedule("union"))).name == "reverse(union)")
}

@Test func everyRowSaysWhatItIs() {
    #expect(Set(ScheduleRow.all.map(\.name)).count == ScheduleRow.all.count)
    for row in ScheduleRow.all {
        #expect(!row.summary.isEmpty && !row.formula.isEmpty && row.source.contains("our parametrisation"))
        #expect(row.parameters.allSatisfy { !$0.meaning.isEmpty })
    }
}

@Test func aCurveOfTheUsersOwnIsAScheduleLikeAnyOther() throws {
    let fade = Schedule(name: "fade", formula: "1 - t^2", source: "yours") { t, _ in 1 - t * t }
    #expect(fade.share(at: 0.5, of: union) == 0.75)
    #expect(try mixture(20, 30, by: fade).stepCount == 21)
    let steep = Schedule(name: "steep", formula: "9 - 20 t", source: "yours") { t, _ in 9 - 20 * t }
    #expect(steep.share(at: 0, of: union) == 1)
    #expect(steep.share(at: 1, of: union) == 0)
}
