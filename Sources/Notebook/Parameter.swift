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
}

/// One element of a command's parameter pack: a single parameter, or a struct of options.
package struct Parameter<Bound: Sendable>: Sendable {
    package let infos: [ParameterInfo]
    let bind: @Sendable (BoundArguments) throws -> Bound
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

extension Parameter where Bound: Argument {
    /// A parameter that must be given.
    package init(_ name: String, _ meaning: String, _ rule: Rule<Bound>? = nil) {
        self.init(name, meaning, fallback: nil, shown: nil, rule: rule, isNamedOnly: false)
    }

    /// A parameter with a default; `shown` is how help writes it where the value itself says too little.
    package init(_ name: String, _ meaning: String, default fallback: Bound, shown: String? = nil, _ rule: Rule<Bound>? = nil, isNamedOnly: Bool = false) {
        self.init(name, meaning, fallback: fallback, shown: shown ?? defaultText(fallback), rule: rule, isNamedOnly: isNamedOnly)
    }

    init(_ name: String, _ meaning: String, fallback: Bound?, shown: String?, rule: Rule<Bound>?, isNamedOnly: Bool) {
        let convert: @Sendable (Value) throws(Mismatch) -> Bound = { value throws(Mismatch) in
            let bound = try Bound(value)
            if let rule, !rule.holds(bound) { throw Mismatch(expected: rule.expected) }
            return bound
        }
        infos = [
            ParameterInfo(
                name: name, type: Bound.type, meaning: meaning, defaultText: shown, isNamedOnly: isNamedOnly, takesRest: false,
                validate: { value throws(Mismatch) in _ = try convert(value) })
        ]
        bind = { arguments in
            guard let given = arguments[name] else {
                guard let fallback else { preconditionFailure("binding lets no required parameter pass") }
                return fallback
            }
            do {
                return try convert(given.value)
            } catch let error as Mismatch {
                throw arguments.complaint(name, expected: error.expected, given)
            }
        }
    }

    /// All positional arguments that are left; at least `minimum`.
    package static func rest<Element: Argument>(_ name: String, _ meaning: String) -> Parameter where Bound == [Element] {
        Parameter(
            infos: [
                ParameterInfo(
                    name: name, type: Element.type, meaning: meaning, defaultText: nil, isNamedOnly: false, takesRest: true,
                    validate: { value throws(Mismatch) in _ = try Element(value) })
            ],
            bind: { arguments in
                try arguments.rest.map { given in
                    do {
                        return try Element(given.value)
                    } catch let error as Mismatch {
                        throw arguments.complaint(name, expected: error.expected, given)
                    }
                }
            })
    }

    /// One of a set of words that a table holds.
    package static func choice(_ name: String, _ meaning: String, of words: [String], default fallback: String? = nil, isOptional: Bool = false) -> Parameter
    where Bound == String? {
        let type = ValueType.choice(words)
        let convert: @Sendable (Value) throws(Mismatch) -> String? = { value throws(Mismatch) in
            if case .none = value { return nil }
            guard case .text(let word) = value, words.contains(word) else { throw Mismatch(expected: type.description) }
            return word
        }
        return Parameter(
            infos: [
                ParameterInfo(
                    name: name, type: type, meaning: meaning, defaultText: fallback ?? (isOptional ? "none" : nil), isNamedOnly: false, takesRest: false,
                    validate: { value throws(Mismatch) in _ = try convert(value) })
            ],
            bind: { arguments in
                guard let given = arguments[name] else { return fallback }
                do {
                    return try convert(given.value)
                } catch let error as Mismatch {
                    throw arguments.complaint(name, expected: error.expected, given)
                }
            })
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
        _ name: String, _ path: any WritableKeyPath<Group, Bound> & Sendable, _ meaning: String, shown: String? = nil, _ rule: Rule<Bound>? = nil
    ) {
        let fallback = Group()[keyPath: path]
        let parameter = Parameter<Bound>(
            name, meaning, fallback: fallback, shown: shown ?? defaultText(fallback), rule: rule, isNamedOnly: true)
        info = parameter.infos[0]
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
    if let convertible = value as? any ValueConvertible { return convertible.value.summary }
    if let choice = value as? any RawRepresentable<String> { return choice.rawValue }
    return "none"
}
