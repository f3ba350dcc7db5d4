import Foundation

extension ScheduleRow {
    /// Every schedule and regimen. The verbs, their help and their completion come from here.
    ///
    /// `p(t)` is the share of distilled sentences at progress `t`. The exact formulas of arXiv 2402.09282 are not public to us:
    /// these are our parametrisations, after its names.
    package static let all: [ScheduleRow] = [
        ScheduleRow(
            "simple", "distilled sentences first, then original ones", formula: "1 before t = at, 0 from there on",
            source: "our parametrisation, after the paper's Simple Mix", phase: 2,
            .automatic("at", "when to change over; auto: the distilled share of all sentences")
        ) { at in
            Course(stages: { [at.value(in: $0)] }) { t, union in t < at.value(in: union) ? 1 : 0 }
        },
        ScheduleRow(
            "constant", "the same share throughout", formula: "p",
            .number("p", "the share of distilled sentences", in: 0...1)
        ) { p in
            { _, _ in p }
        },
        ScheduleRow(
            "linear", "a straight line from one share to another", formula: "from + (to - from) t",
            .number("from", "the share at the start", in: 0...1, default: 1),
            .number("to", "the share at the end", in: 0...1, default: 0)
        ) { from, to in
            { t, _ in from + (to - from) * t }
        },
        ScheduleRow(
            "sigmoid", "distilled at first, a smooth change-over, original at last",
            formula: "1 / (1 + exp(k (t - mid))), rescaled so that p(0) = 1 and p(1) = 0",
            source: "our parametrisation, after the paper's name",
            .number("k", "how steep the change-over is", in: 0.01...1000, default: 10),
            .automatic("mid", "where its middle lies; auto: the distilled share of all sentences")
        ) { k, mid in
            { t, union in
                rescaled(at: t) { 1 / (1 + exp(k * ($0 - mid.value(in: union)))) }
            }
        },
        ScheduleRow(
            "power", "a power decay, quick at first or late", formula: "(1 - t)^g; with late=true 1 - t^g",
            source: "our parametrisation, after the paper's name",
            .number("g", "the exponent; 1 is a straight line", in: 0.01...100, default: 2),
            .flag("late", "decay at the end of the run, not at its start")
        ) { g, late in
            { t, _ in late ? 1 - pow(t, g) : pow(1 - t, g) }
        },
        ScheduleRow(
            "cosine", "half a cosine wave from 1 to 0", formula: "(1 + cos(pi t)) / 2"
        ) {
            { t, _ in (1 + cos(.pi * t)) / 2 }
        },
        ScheduleRow(
            "exponential", "an exponential decay", formula: "exp(-rate t), rescaled so that p(0) = 1 and p(1) = 0",
            .number("rate", "how quick the decay is", in: 0.01...1000, default: 5)
        ) { rate in
            { t, _ in rescaled(at: t) { exp(-rate * $0) } }
        },
        ScheduleRow(
            "reverse", "a schedule with the roles of its sources exchanged: the control, original first",
            formula: "1 - s(t), what s leaves auto being settled by the original share", phase: 2,
            .schedule("s", "the schedule to reverse")
        ) { s in
            Course(stages: { s.stages(of: $0.swapped) }) { t, union in 1 - s.share(at: t, of: union.swapped) }
        },
        ScheduleRow(
            "join", "one schedule after the other, each over its own stretch of the run",
            formula: "first(t / at) before t = at, second((t - at) / (1 - at)) from there on",
            .schedule("first", "the schedule up to `at`"), .schedule("second", "the schedule from `at` on"),
            .number("at", "when to change over", in: 0.01...0.99, default: 0.5),
            localTime: { arguments, position, t in
                guard case .number(let at) = arguments[2] else { return t }
                return position == 0 ? before(at, t) : after(at, t)
            }
        ) { first, second, at in
            joined(first, second, at: at)
        },
        ScheduleRow("only_original", "original sentences alone, for as many steps as the others", formula: "0", phase: 2) {
            { _, _ in 0 }
        },
        ScheduleRow(
            "original_twice", "original sentences alone in two stages: only_original but for a learning rate that restarts",
            formula: "0, a second stage from t = 0.5 on", phase: 2
        ) {
            Course(stages: { _ in [0.5] }) { _, _ in 0 }
        },
        ScheduleRow(
            "gold_dev", "original sentences and those of the dev set, shuffled together, for as many steps as the others",
            formula: "0; original and dev each by its share of both", source: "our parametrisation, after arXiv 2305.17442", phase: 2
        ) {
            Course(includesDev: { _, _ in true }) { _, _ in 0 }
        },
        ScheduleRow("only_distilled", "distilled sentences alone, for as many steps as the others", formula: "1", phase: 2) {
            { _, _ in 1 }
        },
        ScheduleRow(
            "union", "both sources shuffled together", formula: "the distilled share of all sentences", phase: 2
        ) {
            { _, union in union.distilledShare }
        },
        ScheduleRow(
            "original_then_distilled", "original sentences first, then distilled ones: the control to simple",
            formula: "0 before t = at, 1 from there on", phase: 2,
            .automatic("at", "when to change over; auto: the original share of all sentences")
        ) { at in
            Course(stages: { [at.value(in: $0.swapped)] }) { t, union in t < at.value(in: union.swapped) ? 0 : 1 }
        },
        ScheduleRow(
            "alternate", "all distilled sentences, then all original ones, and again in every epoch",
            formula: "simple(at=auto) within each epoch", phase: 2
        ) {
            Course(stages: alternations) { t, union in
                let epochs = t * union.epochs
                return epochs - epochs.rounded(.down) < union.distilledShare && t < 1 ? 1 : 0
            }
        },
    ]

    package static func named(_ name: String) -> ScheduleRow? {
        all.first { $0.name == name }
    }
}

/// When the source changes in each epoch, and when each later epoch begins.
@Sendable private func alternations(_ union: Union) -> [Double] {
    var times: [Double] = []
    var epoch = 0.0
    while epoch < union.epochs {
        times += [epoch / union.epochs, (epoch + union.distilledShare) / union.epochs]
        epoch += 1
    }
    return times.filter { $0 > 0 && $0 < 1 }
}

private func joined(_ first: Schedule, _ second: Schedule, at: Double) -> Course {
    let stages: @Sendable (Union) -> [Double] = { union in
        let early = first.stages(of: union.stretch(at)).map { $0 * at }
        let late = second.stages(of: union.stretch(1 - at)).map { at + (1 - at) * $0 }
        return early + [at] + late
    }
    let includesDev: @Sendable (Double, Union) -> Bool = { t, union in
        if t < at { return first.includesDev(at: before(at, t), of: union.stretch(at)) }
        return second.includesDev(at: after(at, t), of: union.stretch(1 - at))
    }
    let drawsOnDev = first.drawsOnDev || second.drawsOnDev
    return Course(stages: stages, includesDev: drawsOnDev ? includesDev : nil) { t, union in
        if t < at { return first.share(at: before(at, t), of: union.stretch(at)) }
        return second.share(at: after(at, t), of: union.stretch(1 - at))
    }
}

/// The progress of a schedule that goes over what lies before `at`.
@Sendable private func before(_ at: Double, _ t: Double) -> Double { min(1, t / at) }

/// The progress of a schedule that goes over what lies from `at` on.
@Sendable private func after(_ at: Double, _ t: Double) -> Double { max(0, (t - at) / (1 - at)) }

/// A falling curve stretched to begin at 1 and end at 0.
private func rescaled(at t: Double, _ curve: (Double) -> Double) -> Double {
    let first = curve(0), last = curve(1)
    return (curve(t) - last) / (first - last)
}
