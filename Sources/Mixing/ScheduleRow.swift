/// A kind of schedule: what its verb is called, says of itself and takes, and how it is made.
package struct ScheduleRow: Sendable {
    package let name: String
    package let summary: String
    package let formula: String
    package let source: String
    package let parameters: [ScheduleParameter]
    private let curve: @Sendable ([ScheduleArgument]) -> Schedule.Curve

    init<each Value: ScheduleValue>(
        _ name: String, _ summary: String, formula: String, source: String = "our parametrisation",
        _ parameter: repeat Parameter<each Value>,
        curve: @escaping @Sendable (repeat each Value) -> Schedule.Curve
    ) {
        self.name = name
        self.summary = summary
        self.formula = formula
        self.source = source
        var declarations: [ScheduleParameter] = []
        repeat declarations.append((each parameter).declaration)
        parameters = declarations
        self.curve = { arguments in
            var rest = arguments.makeIterator()
            func next<V: ScheduleValue>(_ parameter: Parameter<V>) -> V {
                guard let argument = rest.next(), let value = V(argument) else {
                    preconditionFailure("`\(name)` was given another kind of value for `\(parameter.declaration.name)`")
                }
                return value
            }
            return curve(repeat next(each parameter))
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
            formula: formula, source: source, curve: curve(arguments), asked: asked(arguments))
    }

    /// A schedule of schedules that have still to be asked is asked by asking them.
    private func asked(_ arguments: [ScheduleArgument]) -> (@Sendable ([Double]) async throws -> Schedule)? {
        let isToBeAsked = arguments.contains { argument in
            if case .schedule(let schedule) = argument { schedule.isToBeAsked } else { false }
        }
        guard isToBeAsked else { return nil }
        return { progress in
            var known: [ScheduleArgument] = []
            for argument in arguments {
                guard case .schedule(let schedule) = argument else {
                    known.append(argument)
                    continue
                }
                known.append(.schedule(try await schedule.asked { progress }))
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
