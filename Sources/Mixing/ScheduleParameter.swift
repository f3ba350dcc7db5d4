/// An option of a schedule, as help, completion and checker show it.
package struct ScheduleParameter: Sendable {
    package enum Kind: Sendable, Equatable {
        case number(ClosedRange<Double>)
        /// A number, or the word `auto`.
        case automaticNumber(ClosedRange<Double>)
        case flag
        case schedule
    }

    package let name: String
    package let meaning: String
    package let kind: Kind
    /// Nil where a value must be given.
    package let defaultValue: ScheduleArgument?
}

/// A value given for an option of a schedule.
package enum ScheduleArgument: Sendable {
    case number(Double)
    case automatic
    case flag(Bool)
    case schedule(Schedule)

    /// As one would type it.
    package var text: String {
        switch self {
        case .number(let number):
            let text = String(number)
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        case .automatic: return "auto"
        case .flag(let flag): return flag ? "true" : "false"
        case .schedule(let schedule): return schedule.name
        }
    }
}

/// What a curve receives for a parameter of its row.
protocol ScheduleValue: Sendable {
    init?(_ argument: ScheduleArgument)
}

extension Double: ScheduleValue {
    init?(_ argument: ScheduleArgument) {
        guard case .number(let number) = argument else { return nil }
        self = number
    }
}

extension Bool: ScheduleValue {
    init?(_ argument: ScheduleArgument) {
        guard case .flag(let flag) = argument else { return nil }
        self = flag
    }
}

extension Schedule: ScheduleValue {
    init?(_ argument: ScheduleArgument) {
        guard case .schedule(let schedule) = argument else { return nil }
        self = schedule
    }
}

/// A share that may be left to the union.
enum AutomaticShare: ScheduleValue {
    case automatic
    case fixed(Double)

    init?(_ argument: ScheduleArgument) {
        switch argument {
        case .automatic: self = .automatic
        case .number(let number): self = .fixed(number)
        case .flag, .schedule: return nil
        }
    }

    func value(in union: Union) -> Double {
        switch self {
        case .automatic: union.distilledShare
        case .fixed(let share): share
        }
    }
}

/// A parameter together with the type in which its row's curve receives it.
struct Parameter<Value: ScheduleValue>: Sendable {
    let declaration: ScheduleParameter

    private init(_ name: String, _ kind: ScheduleParameter.Kind, _ defaultValue: ScheduleArgument?, _ meaning: String) {
        declaration = ScheduleParameter(name: name, meaning: meaning, kind: kind, defaultValue: defaultValue)
    }
}

extension Parameter<Double> {
    static func number(
        _ name: String, _ meaning: String, in range: ClosedRange<Double>, default value: Double? = nil
    ) -> Self {
        Self(name, .number(range), value.map { .number($0) }, meaning)
    }
}

extension Parameter<AutomaticShare> {
    static func automatic(_ name: String, _ meaning: String) -> Self {
        Self(name, .automaticNumber(0...1), .automatic, meaning)
    }
}

extension Parameter<Bool> {
    static func flag(_ name: String, _ meaning: String) -> Self {
        Self(name, .flag, .flag(false), meaning)
    }
}

extension Parameter<Schedule> {
    static func schedule(_ name: String, _ meaning: String) -> Self {
        Self(name, .schedule, nil, meaning)
    }
}
