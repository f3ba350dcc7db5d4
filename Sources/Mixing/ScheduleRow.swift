/// A kind of schedule: what its verb is called, says of itself and takes, and how it is made.
package struct ScheduleRow: Sendable {
    package let name: String
    package let summary: String
    package let formula: String
    package let source: String
    /// Which phase of arXiv 2402.09282 it belongs to: 2 compares regimens, 3 blends.
    package let phase: Int
    package let parameters: [ScheduleParameter]
    private let course: @Sendable ([ScheduleArgument]) -> Course
    private let localTime: LocalTime?

    /// The progress of the schedule in one of the arguments where the whole has made some progress, both in 0…1.
    typealias LocalTime = @Sendable (_ arguments: [ScheduleArgument], _ position: Int, _ progress: Double) -> Double

    /// - Parameter localTime: nil where schedules among the arguments go over the whole run.
    init<each Value: ScheduleValue>(
        _ name: String, _ summary: String, formula: String, source: String = "our parametrisation", phase: Int = 3,
        _ parameter: repeat Parameter<each Value>, localTime: LocalTime? = nil,
        course: @escaping @Sendable (repeat each Value) -> Course
    ) {
        self.name = name
        self.summary = summary
        self.formula = formula
        self.source = source
        self.phase = phase
        self.localTime = localTime
        var declarations: [ScheduleParameter] = []
        repeat declarations.append((each parameter).declaration)
        parameters = declarations
        self.course = { arguments in
            let reader = ArgumentReader(row: name, arguments)
            return course(repeat reader.next(each parameter))
        }
    }

    /// A schedule of one stage.
    init<each Value: ScheduleValue>(
        _ name: String, _ summary: String, formula: String, source: String = "our parametrisation", phase: Int = 3,
        _ parameter: repeat Parameter<each Value>, curve: @escaping @Sendable (repeat each Value) -> Schedule.Curve
    ) {
        self.name = name
        self.summary = summary
        self.formula = formula
        self.source = source
        self.phase = phase
        localTime = nil
        var declarations: [ScheduleParameter] = []
        repeat declarations.append((each parameter).declaration)
        parameters = declarations
        course = { arguments in
            let reader = ArgumentReader(row: name, arguments)
            return Course(share: curve(repeat reader.next(each parameter)))
        }
    }

    /// The schedule for one argument a parameter, in their order; nil takes the default.
    ///
    /// - Precondition: what has no default is given, and each value is of the kind and in the range that its parameter declares.
    package func schedule(_ given: [ScheduleArgument?] = []) -> Schedule {
        precondition(given.count <= parameters.count, "`\(name)` has \(parameters.count) parameters")
        let padded = given + Array(repeating: nil, count: parameters.count - given.count)
        let arguments = zip(parameters, padded).map { checked($1, for: $0) }
        let listed = zip(parameters, arguments).map { parameter, argument in
            parameter.kind == .schedule ? argument.text : "\(parameter.name)=\(argument.text)"
        }
        return Schedule(
            name: listed.isEmpty ? name : "\(name)(\(listed.joined(separator: ", ")))",
            formula: formula, source: source, course: course(arguments), asked: asked(arguments))
    }

    /// A schedule of schedules that have still to be asked is asked by asking them.
    private func asked(_ arguments: [ScheduleArgument]) -> (@Sendable ([Double]) async throws -> Schedule)? {
        let isToBeAsked = arguments.contains { argument in
            if case .schedule(let schedule) = argument { schedule.isToBeAsked } else { false }
        }
        guard isToBeAsked else { return nil }
        return { [localTime] progress in
            var known: [ScheduleArgument] = []
            for (position, argument) in arguments.enumerated() {
                guard case .schedule(let schedule) = argument else {
                    known.append(argument)
                    continue
                }
                let times = localTime.map { local in progress.map { local(arguments, position, $0) } } ?? progress
                known.append(.schedule(try await schedule.asked { times }))
            }
            return self.schedule(known)
        }
    }

    private func checked(_ argument: ScheduleArgument?, for parameter: ScheduleParameter) -> ScheduleArgument {
        guard let argument = argument ?? parameter.defaultValue else { preconditionFailure("`\(name)` needs `\(parameter.name)`") }
        switch (parameter.kind, argument) {
        case (.number(let range), .number(let number)), (.automaticNumber(let range), .number(let number)):
            precondition(range.contains(number), "`\(parameter.name)` of `\(name)` must lie in \(range)")
        default: break
        }
        return argument
    }
}

/// Gives a row's curve its arguments, one after the other.
private final class ArgumentReader {
    private let row: String
    private var rest: IndexingIterator<[ScheduleArgument]>

    init(row: String, _ arguments: [ScheduleArgument]) {
        self.row = row
        rest = arguments.makeIterator()
    }

    func next<Value: ScheduleValue>(_ parameter: Parameter<Value>) -> Value {
        guard let argument = rest.next(), let value = Value(argument) else {
            preconditionFailure("`\(row)` was given another kind of value for `\(parameter.declaration.name)`")
        }
        return value
    }
}
