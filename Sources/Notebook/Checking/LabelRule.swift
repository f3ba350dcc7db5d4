/// How the label set of a command's result follows from its arguments, where that is known before anything runs.
///
/// Gives nil where it is not known. Throws a `Diagnostic` where no run could do with these label sets: the very one that the run would
/// throw.
package typealias LabelRule = @Sendable (LabelArguments) throws -> [String]?

/// What is known of the arguments of a call before it runs.
package struct LabelArguments {
    struct Given {
        var parameter: String
        /// As messages call it: the name that stands there, or that of the parameter.
        var name: String
        var known: Checker.Known
    }

    let given: [Given]

    /// The label set of an argument; of a parameter that takes the rest, of the first.
    package subscript(parameter: String) -> [String]? { first(parameter)?.known.labels }

    /// The arguments of a parameter whose label sets are known.
    package func all(_ parameters: [String]) -> [(name: String, labels: [String])] {
        given.filter { parameters.contains($0.parameter) }.compactMap { given in given.known.labels.map { (given.name, $0) } }
    }

    /// Are the label sets of everything given for these parameters known?
    package func areKnown(_ parameters: [String]) -> Bool {
        given.allSatisfy { !parameters.contains($0.parameter) || $0.known.labels != nil }
    }

    /// The value of an argument, where it is a constant.
    package func constant(_ parameter: String) -> Value? { first(parameter)?.known.constant }

    /// The type of an argument; nil where none is given.
    package func type(of parameter: String) -> ValueType? { first(parameter)?.known.type }

    /// The command that made an argument.
    package func maker(_ parameter: String) -> String? { first(parameter)?.known.maker }

    private func first(_ parameter: String) -> Given? { given.first { $0.parameter == parameter } }
}
