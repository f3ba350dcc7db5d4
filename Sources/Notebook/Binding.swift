import Diagnostics
import Script

/// Which expression goes to which parameter of a call, found the same way before and during a run.
struct Binding {
    enum Source {
        /// The value on the left of `|`.
        case piped
        case expression(Expression)
    }

    private(set) var given: [(parameter: ParameterInfo, source: Source)] = []
    private(set) var findings: [Diagnostic] = []

    /// - Parameter isPiped: a value from the left of `|` is the first positional argument.
    init(_ call: Call, of callee: some Callee, isPiped: Bool, in source: SourceText) {
        var positional: [(Source, Range<Int>)] = isPiped ? [(.piped, call.name.range)] : []
        var taken: Set<String> = []
        for argument in call.arguments {
            guard let name = argument.name else {
                positional.append((.expression(argument.value), argument.value.range))
                continue
            }
            guard let parameter = callee.parameters.first(where: { $0.name == name.text && !$0.takesRest }) else {
                let near = suggestion(for: name.text, among: callee.parameters.filter { !$0.takesRest }.map(\.name))
                findings.append(unknown(name, near, callee, source))
                // The parameter that was meant is not missed as well.
                if let near { taken.insert(near) }
                continue
            }
            if !taken.insert(name.text).inserted {
                findings.append(Diagnostic("`\(name.text)` is given twice", at: source.place(name.range)))
            } else {
                given.append((parameter, .expression(argument.value)))
            }
        }
        let open = callee.parameters.filter { !$0.isNamedOnly && !taken.contains($0.name) }
        var next = open.startIndex
        for (value, range) in positional {
            guard next < open.endIndex else {
                findings.append(tooMany(call, callee, source.place(range)))
                break
            }
            given.append((open[next], value))
            taken.insert(open[next].name)
            if !open[next].takesRest { next += 1 }
        }
        for parameter in callee.parameters where parameter.defaultText == nil && !taken.contains(parameter.name) {
            findings.append(
                Diagnostic(
                    "`\(callee.name)` needs `\(parameter.name)`", at: source.place(call.name.range), label: parameter.meaning,
                    notes: [callee.usageNote]))
        }
    }

    private func unknown(_ name: Name, _ near: String?, _ callee: some Callee, _ source: SourceText) -> Diagnostic {
        if callee.parameters.contains(where: { $0.takesRest && $0.name == name.text }) {
            return Diagnostic("`\(name.text)` of `\(callee.name)` are given without the name", at: source.place(name.range))
        }
        let known = callee.parameters.filter { !$0.takesRest }.map(\.name)
        let list = known.isEmpty ? "it has none" : "it has " + known.joined(separator: ", ")
        return Diagnostic(
            "`\(callee.name)` has no option `\(name.text)`", at: source.place(name.range),
            label: near.map { "did you mean `\($0)`?" } ?? list)
    }

    private func tooMany(_ call: Call, _ callee: some Callee, _ place: Place) -> Diagnostic {
        Diagnostic("too many arguments for `\(callee.name)`", at: place, notes: [callee.usageNote])
    }
}

/// The values of a call's arguments, by parameter.
package struct BoundArguments: Sendable {
    struct Given: Sendable {
        var value: Value
        var place: Place?
        var type = ValueType.any
    }

    let command: String
    private var named: [String: Given] = [:]
    private(set) var rest: [Given] = []

    init(command: String) {
        self.command = command
    }

    subscript(name: String) -> Given? { named[name] }

    /// A given text.
    package func text(of name: String) -> String? {
        if case .text(let text)? = named[name]?.value { text } else { nil }
    }

    /// A given value of a kind.
    package func kind<Wanted: Kind>(_ name: String, _: Wanted.Type) -> Wanted? {
        if case .kind(let kind)? = named[name]?.value { kind as? Wanted } else { nil }
    }

    /// With every value made.
    func forced() async throws -> BoundArguments {
        var forced = self
        for (name, given) in named { forced.named[name]?.value = try await given.value.forced() }
        for index in rest.indices { forced.rest[index].value = try await rest[index].value.forced() }
        return forced
    }

    mutating func add(_ given: Given, to parameter: ParameterInfo) {
        var given = given
        given.type = parameter.type
        if parameter.takesRest { rest.append(given) } else { named[parameter.name] = given }
    }

    /// All that were given, in no order that matters.
    var values: [Value] { named.values.map(\.value) + rest.map(\.value) }

    /// Where the call would write.
    var outputs: [Value] { named.values.filter { $0.type == .path(exists: false) }.map(\.value) }

    /// With stand-ins for what is unknown; nil where one is missing.
    var standIns: BoundArguments? {
        var known = self
        for (name, given) in named {
            guard let standIn = given.value.standIn else { return nil }
            known.named[name]?.value = standIn
        }
        for index in rest.indices {
            guard let standIn = rest[index].value.standIn else { return nil }
            known.rest[index].value = standIn
        }
        return known
    }
}

/// A literal is quoted, other values are named by their type.
func described(_ value: Value) -> String {
    switch value {
    case .number, .flag: value.summary
    case .text(let text) where text.count < 40: "\"\(text)\""
    case .list where value.summary.count < 40: value.summary
    default: value.type.description
    }
}

func mismatch(
    _ command: String, _ parameter: String, _ type: ValueType, expected: String, found: Value, at place: Place?
) -> Diagnostic {
    var near: String?
    if case .text(let text) = found { near = suggestion(for: text, among: type.choiceWords) }
    return Diagnostic(
        "`\(parameter)` of `\(command)` wants \(expected), not \(described(found))", at: place,
        label: near.map { "did you mean `\($0)`?" } ?? "")
}
