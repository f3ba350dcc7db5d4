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

/// p(0) and p(1) of each row, what it needs being given; for a union with three distilled sentences in ten.
private let ends: [String: (first: Double, last: Double)] = [
    "simple": (1, 0), "constant": (0.25, 0.25), "linear": (1, 0), "sigmoid": (1, 0), "power": (1, 0), "cosine": (1, 0),
    "exponential": (1, 0), "reverse": (0, 1), "join": (1, 1), "only_original": (0, 0), "original_twice": (0, 0), "gold_dev": (0, 0),
    "only_distilled": (1, 1), "union": (0.3, 0.3), "original_then_distilled": (0, 1), "alternate": (1, 0),
]

@Test func everyRowBeginsAndEndsAsItSays() throws {
    #expect(Set(ends.keys) == Set(ScheduleRow.all.map(\.name)))
    let given: [String: [ScheduleArgument?]] = [
        "constant": [.number(0.25)], "reverse": [.schedule(try schedule("linear"))],
        "join": [.schedule(try schedule("linear")), .schedule(try schedule("reverse", .schedule(schedule("power"))))],
    ]
    for row in ScheduleRow.all {
        let schedule = row.schedule(given[row.name] ?? [])
        #expect(abs(schedule.share(at: 0, of: union) - (ends[row.name]?.first ?? .nan)) < 1e-12, "\(row.name)")
        #expect(abs(schedule.share(at: 1, of: union) - (ends[row.name]?.last ?? .nan)) < 1e-12, "\(row.name)")
    }
}

@Test func joinedSchedulesGoEachOverItsOwnStretch() throws {
    let joined = try schedule("join", .schedule(schedule("linear")), .schedule(schedule("power")), .number(0.25))
    for (t, share) in [(0, 1), (0.125, 0.5), (0.2499, 0.0004), (0.25, 1), (0.625, 0.25), (1, 0)] {
        #expect(abs(joined.share(at: t, of: union) - share) < 1e-9, "at \(t)")
    }
    #expect(joined.name == "join(linear(from=1, to=0), power(g=2, late=false), at=0.25)")
    let nested = try schedule("join", .schedule(schedule("only_distilled")), .schedule(joined))
    for (t, share) in [(0.49, 1), (0.5625, 0.5), (0.8125, 0.25)] {
        #expect(abs(nested.share(at: t, of: union) - share) < 1e-9, "at \(t)")
    }
    // What is left to the union is settled within the stretch: epochs stay as long as they were.
    let alternate = try schedule("join", .schedule(schedule("only_original")), .schedule(schedule("alternate")), .number(1.0 / 3))
    let shares = stride(from: 0.01, to: 1, by: 0.02).map { alternate.share(at: $0, of: union) }
    #expect(zip(shares, shares.dropFirst()).count { $0 < $1 } == 2)
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
