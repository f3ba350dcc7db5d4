import Mixing
import Notebook

/// One command a row of the table of schedules: `sigmoid(k=5)`, `simple`, `reverse(simple)`.
extension Command {
    static let schedules: [Command] = ScheduleRow.all.map(schedule)

    private static func schedule(_ row: ScheduleRow) -> Command {
        Command(
            row.name, "\(row.summary) (schedule)", isInstant: true,
            background: [.init(name: "formula", text: "p(t) = \(row.formula)"), .init(name: "source", text: row.source)]
                + [MethodPhase(rawValue: row.phase)?.background].compactMap(\.self),
            example: example(row),
            Parameter<[ScheduleArgument?]>.list(row.parameters.map(\.parameter))
        ) { _, arguments in
            row.schedule(arguments)
        }
    }

    /// The schedule at work: with it, the first batch holds what its share at the start asks for.
    private static func example(_ row: ScheduleRow) -> String {
        let given = row.parameters.filter { $0.defaultValue == nil }.map(\.exampleText)
        let call = given.isEmpty ? row.name : "\(row.name)(\(given.joined(separator: ", ")))"
        let dev = row.schedule(row.parameters.map(\.exampleArgument)).drawsOnDev ? " dev=(generate news part=test size=20)" : ""
        return """
            let plan = mix (generate news size=40) (generate news part=test size=40) schedule=\(call)\(dev) batch=8 epochs=2
            assert plan.steps == 20
            assert plan.schedule == "\(row.exampleName)"
            """
    }
}

extension ScheduleRow {
    fileprivate var exampleName: String {
        schedule(parameters.map(\.exampleArgument)).name
    }
}

extension ScheduleParameter {
    fileprivate var exampleText: String {
        switch kind {
        case .number, .automaticNumber: "0.5"
        case .flag: "true"
        case .schedule: "simple"
        }
    }

    fileprivate var exampleArgument: ScheduleArgument? {
        guard defaultValue == nil else { return nil }
        switch kind {
        case .number, .automaticNumber: return .number(0.5)
        case .flag: return .flag(true)
        case .schedule: return ScheduleRow.named("simple").map { .schedule($0.schedule()) }
        }
    }

    fileprivate var parameter: Parameter<ScheduleArgument?> {
        Parameter(name, meaning, type: type, fallback: defaultValue.map { (nil, $0.text) }) { value throws(Mismatch) in
            switch (kind, value) {
            case (.number(let range), .number(let number)), (.automaticNumber(let range), .number(let number)):
                guard range.contains(number) else {
                    throw Mismatch(expected: "a number from \(ScheduleArgument.number(range.lowerBound).text) to \(ScheduleArgument.number(range.upperBound).text)")
                }
                return .number(number)
            case (.automaticNumber, .text("auto")): return .automatic
            case (.flag, .flag(let flag)): return .flag(flag)
            case (.schedule, .kind), (.schedule, .function): return .schedule(try Schedule(value))
            default: throw Mismatch(expected: type.description)
            }
        }
    }

    private var type: ValueType {
        switch kind {
        case .number: .number
        case .automaticNumber: .either([.number, .choice(["auto"])])
        case .flag: .flag
        case .schedule: Schedule.type
        }
    }
}
