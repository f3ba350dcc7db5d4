import Diagnostics

/// A parameter as the checker, completion, help and binding see it.
package struct ParameterInfo: Sendable {
    package let name: String
    package let type: ValueType
    package let meaning: String
    /// Nil where the parameter must be given.
    package let defaultText: String?
    package let isNamedOnly: Bool
    /// Takes all positional arguments that are left.
    package let takesRest: Bool
    /// Throws where no run could accept the value.
    let validate: @Sendable (Value) throws(Mismatch) -> Void
    /// False where the value of the call is the same whatever is given: how many threads compute it.
    var changesValue = true
    var defaultUse = DefaultUse.always

    /// As it stands in a signature: `model`, `on=…`, `[epochs=3]`.
    package var usage: String {
        if takesRest { return "\(name)…" }
        if let defaultText { return "[\(name)=\(defaultText)]" }
        return isNamedOnly ? "\(name)=…" : name
    }
}

/// When a call goes by the default of a parameter.
package enum DefaultUse: Sendable {
    case always
    /// Not beside one of these, which take its place, as `steps` takes that of `epochs`.
    case without([Counterpart])
    /// Only beside one of these.
    case beside([Counterpart])

    var counterparts: [Counterpart] {
        switch self {
        case .always: []
        case .without(let counterparts), .beside(let counterparts): counterparts
        }
    }

    /// Another parameter that is given, whatever it is given or a value of some kind.
    package struct Counterpart: Sendable {
        let parameter: String
        let kind: String?

        package static func given(_ parameter: String) -> Counterpart {
            Counterpart(parameter: parameter, kind: nil)
        }

        package static func given(_ parameter: String, as kind: any Kind.Type) -> Counterpart {
            Counterpart(parameter: parameter, kind: kind.kindName)
        }
    }
}

/// One element of a command's parameter pack: a single parameter, or a struct of options.
package struct Parameter<Bound: Sendable>: Sendable {
    package let infos: [ParameterInfo]
    let bind: @Sendable (BoundArguments) throws -> Bound

    /// The same parameter, which is no part of what decides the value of a call.
    package var withoutSayInTheValue: Parameter {
        let infos = infos.map { info in
            var info = info
            info.changesValue = false
            return info
        }
        return Parameter(infos: infos, bind: bind)
    }
}

/// A condition on a value beyond its type, and how it is said.
package struct Rule<Bound: Sendable>: Sendable {
    package let expected: String
    package let holds: @Sendable (Bound) -> Bool

    package init(_ expected: String, _ holds: @escaping @Sendable (Bound) -> Bool) {
        self.expected = expected
        self.holds = holds
    }
}

extension Rule where Bound: BinaryInteger {
    package static var positive: Rule { Rule("a whole number above 0") { $0 > 0 } }
}

extension Rule where Bound == Double {
    package static var positive: Rule { Rule("a number above 0") { $0 > 0 } }
    package static var notNegative: Rule { Rule("a number of 0 or more") { $0 >= 0 } }
    package static var share: Rule { Rule("a number from 0 to 1") { (0...1).contains($0) } }
}

extension Rule {
    /// The same condition on a value that may be absent.
    package static func optional<Wrapped: Sendable>(_ rule: Rule<Wrapped>) -> Rule where Bound == Wrapped? {
        Rule(rule.expected) { $0.map(rule.holds) ?? true }
    }
}

extension Parameter {
    /// The general form: any type the checker knows, and how its values become `Bound`.
    ///
    /// - Parameter fallback: the default and how help writes it; nil where the parameter must be given.
    package init(
        _ name: String, _ meaning: String, type: ValueType, fallback: (value: Bound, shown: String)?, isNamedOnly: Bool = false,
        convert: @escaping @Sendable (Value) throws(Mismatch) -> Bound
    ) {
        infos = [
            ParameterInfo(
                name: name, type: type, meaning: meaning, defaultText: fallback?.shown, isNamedOnly: isNamedOnly, takesRest: false,
                validate: { value throws(Mismatch) in _ = try convert(value) })
        ]
        bind = { arguments in
            if let given = arguments[name] { return try arguments.converted(given, for: name, convert) }
            guard let fallback else { preconditionFailure("binding lets no required parameter pass") }
            return fallback.value
        }
    }

    /// Parameters of one Swift type as a list, in their order.
    package static func list<Element: Sendable>(_ parameters: [Parameter<Element>]) -> Parameter where Bound == [Element] {
        Parameter(infos: parameters.flatMap(\.infos)) { arguments in try parameters.map { try $0.bind(arguments) } }
    }

    /// All positional arguments that are left.
    package static func rest<Element: Argument>(_ name: String, _ meaning: String) -> Parameter where Bound == [Element] {
        let convert: @Sendable (Value) throws(Mismatch) -> Element = { value throws(Mismatch) in try Element(value) }
        let info = ParameterInfo(
            name: name, type: Element.type, meaning: meaning, defaultText: nil, isNamedOnly: false, takesRest: true,
            validate: { value throws(Mismatch) in _ = try convert(value) })
        return Parameter(infos: [info]) { arguments in
            try arguments.rest.map { try arguments.converted($0, for: name, convert) }
        }
    }

    /// One of the words that a table holds, or nil where none is given.
    package static func choice(_ name: String, _ meaning: String, of words: [String], isNamedOnly: Bool = true) -> Parameter where Bound == String? {
        let type = ValueType.choice(words)
        return Parameter(name, meaning, type: type, fallback: (nil, "none"), isNamedOnly: isNamedOnly) { value throws(Mismatch) in
            if case .none = value { return nil }
            guard case .text(let word) = value, words.contains(word) else { throw Mismatch(expected: type.description) }
            return word
        }
    }
}

extension Parameter where Bound: Argument {
    /// A parameter that must be given.
    package init(_ name: String, _ meaning: String, _ rule: Rule<Bound>? = nil, isNamedOnly: Bool = false) {
        self.init(name, meaning, type: Bound.type, fallback: nil, isNamedOnly: isNamedOnly) { value throws(Mismatch) in
            try Bound(value, obeying: rule)
        }
    }

    /// A parameter with a default; `shown` is how help writes it where the value itself says too little.
    package init(
        _ name: String, _ meaning: String, default fallback: Bound, shown: String? = nil, _ rule: Rule<Bound>? = nil, isNamedOnly: Bool = false
    ) {
        let fallback = (fallback, shown ?? defaultText(fallback))
        self.init(name, meaning, type: Bound.type, fallback: fallback, isNamedOnly: isNamedOnly) { value throws(Mismatch) in
            try Bound(value, obeying: rule)
        }
    }
}

extension Argument {
    fileprivate init(_ value: Value, obeying rule: Rule<Self>?) throws(Mismatch) {
        self = try Self(value)
        if let rule, !rule.holds(self) { throw Mismatch(expected: rule.expected) }
    }
}

extension BoundArguments {
    fileprivate func converted<Bound>(_ given: Given, for name: String, _ convert: (Value) throws(Mismatch) -> Bound) throws -> Bound {
        do {
            return try convert(given.value)
        } catch {
            throw mismatch(command, name, given.type, expected: error.expected, found: given.value, at: given.place)
        }
    }
}

/// Options that belong together, declared once: a struct whose fields carry name, default and meaning.
package protocol OptionGroup: Sendable {
    init()
    static var options: [Option<Self>] { get }
}

/// One field of an option group. Its default is what `init()` gives.
package struct Option<Group: OptionGroup>: Sendable {
    let info: ParameterInfo
    let set: @Sendable (inout Group, BoundArguments) throws -> Void

    package init<Bound: Argument>(
        _ name: String, _ path: any WritableKeyPath<Group, Bound> & Sendable, _ meaning: String, shown: String? = nil, _ rule: Rule<Bound>? = nil,
        changesValue: Bool = true, defaultUse: DefaultUse = .always
    ) {
        let parameter = Parameter<Bound>(name, meaning, default: Group()[keyPath: path], shown: shown, rule, isNamedOnly: true)
        var info = parameter.infos[0]
        info.changesValue = changesValue
        info.defaultUse = defaultUse
        self.info = info
        set = { group, arguments in group[keyPath: path] = try parameter.bind(arguments) }
    }
}

extension Parameter where Bound: OptionGroup {
    package init(_ group: Bound.Type) {
        infos = Bound.options.map(\.info)
        bind = { arguments in
            var group = Bound()
            for option in Bound.options { try option.set(&group, arguments) }
            return group
        }
    }
}

private func defaultText(_ value: some Argument) -> String {
    if let text = value as? String { return "\"\(text)\"" }
    if let convertible = value as? any ValueConvertible { return convertible.value.summary }
    if let choice = value as? any RawRepresentable<String> { return choice.rawValue }
    return "none"
}
