@testable import Mixing
import Random
import Testing

/// Every row of the table with its defaults, and some with other values, as arms of one comparison.
func everySchedule() throws -> [Schedule] {
    try [
        schedule("simple"), schedule("simple", .number(0.37)), schedule("constant", .number(0.29)), schedule("linear"),
        schedule("linear", .number(0.2), .number(0.9)), schedule("sigmoid"), schedule("sigmoid", .number(40), .number(0.5)),
        schedule("power"),
        schedule("power", .number(3), .flag(true)), schedule("cosine"), schedule("exponential"), schedule("only_original"),
        schedule("only_distilled"), schedule("union"), schedule("alternate"),
        schedule("reverse", .schedule(schedule("simple"))), schedule("reverse", .schedule(schedule("sigmoid"))),
        schedule("reverse", .schedule(schedule("alternate"))), schedule("original_twice"), schedule("original_then_distilled"),
        schedule("join", .schedule(schedule("power")), .schedule(schedule("reverse", .schedule(schedule("cosine")))), .number(0.4)),
        schedule("join", .schedule(schedule("simple")), .schedule(schedule("join", .schedule(schedule("union")), .schedule(schedule("linear"))))),
    ]
}

func schedule(_ name: String, _ arguments: ScheduleArgument?...) throws -> Schedule {
    try #require(ScheduleRow.named(name)).schedule(arguments)
}

func mixture(
    _ distilled: Int, _ original: Int, by schedule: Schedule, batch: Int = 8, epochs: Int? = nil, steps: Int? = nil,
    seed: Int = 1
) throws -> Mixture {
    try Mixture(
        distilled: MixtureSource(name: "distilled", count: distilled),
        original: MixtureSource(name: "original", count: original), by: schedule,
        batch: batch, epochs: epochs, steps: steps, stream: RandomStream(seed: seed, key: "mix"))
}
