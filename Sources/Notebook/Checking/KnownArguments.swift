/// What is known of the arguments of a call before it runs.
package struct KnownArguments {
    struct Given {
        var parameter: String
        /// As messages call it: the name that stands there, or that of the parameter.
        var name: String
        var known: Checker.Known
    }

    let given: [Given]

    init(given: [Given]) {
        self.given = given
    }

    /// The arguments of a call that is planned.
    init(_ arguments: BoundArguments, of command: Command) {
        given = command.parameters.compactMap { parameter in
            arguments[parameter.name].map { given in
                Given(parameter: parameter.name, name: parameter.name, known: Checker.Known(type: given.value.type, constant: given.value))
            }
        }
    }

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

    /// The cells of a column of a table, as they are shown, where all its rows are known to have one: what the ranges of the loops that
    /// yield it come to. A value that only the run gives is told by how it is written.
    package func column(_ name: String, of parameter: String) -> [String]? {
        guard case .table(let rows)? = first(parameter)?.known.outlined else { return nil }
        let cells = rows.compactMap { row in row.first { $0.column == name }?.text }
        return cells.count == rows.count ? cells : nil
    }

    private func first(_ parameter: String) -> Given? { given.first { $0.parameter == parameter } }
}
