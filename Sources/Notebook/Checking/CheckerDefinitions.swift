import Diagnostics
import Script

/// What is known of a value that is a function.
struct KnownFunction: Hashable {
    enum Source: Hashable {
        /// A `def` of this script, by its number.
        case script(Int)
        /// One of an earlier cell, whose code has been checked there.
        case earlier(name: String)
    }

    var source: Source
    /// It is called by the name it has here.
    var isCallable = true

    var uncallable: KnownFunction { KnownFunction(source: source, isCallable: false) }
}

/// A `def` and what its calls have been found to give.
struct DefinitionCheck {
    /// What a call gives to the code.
    struct Arguments: Hashable {
        var types: [ValueType]
        var constants: [String?]
        var labels: [[String]?]
        var makers: [String?]
        var functions: [KnownFunction?]
        var outlines: [Outline?]
    }

    let definition: Definition
    let parameters: [ParameterInfo]
    let view: CheckerScope.View
    var results: [Arguments: Checker.Known] = [:]
    /// What it gives whatever its arguments are.
    var result = Checker.Known.unknown

    /// Calls with other arguments than these are not looked into: functions that call one another twice over with ever other
    /// types would take for ever. Half of them are told apart by constants too.
    static let limit = 64
    static let depthLimit = 40
    /// How many statements are looked at again, for the calls of all functions together.
    static let effortLimit = 200_000
}

extension Checker {
    /// Checks the code of a definition for arguments of any type.
    mutating func check(_ definition: Definition) -> Known {
        let number = definitions.count
        definitions.append(
            DefinitionCheck(definition: definition, parameters: definition.infos(source), view: scope.view))
        let result = check(definition, given: definition.parameters.map { _ in .unknown })
        definitions[number].result = result
        return Known(type: Function.type, function: KnownFunction(source: .script(number)))
    }

    /// Checks the code in a frame of its own; nil stands for a default.
    private mutating func check(_ definition: Definition, given: [Known?]) -> Known {
        scope.open()
        for (parameter, known) in zip(definition.parameters, given) {
            let fallback = parameter.defaultValue.map { infer($0) }
            var bound = known ?? fallback ?? .unknown
            bound.function = bound.function?.uncallable
            scope.bind(parameter.name.text, bound)
        }
        scope.open()
        let wasUnreached = isUnreached
        let result = check(definition.body)
        isUnreached = wasUnreached
        scope.close()
        scope.close()
        return result
    }

    /// Checks a call of a function that a `def` defines; gives what is known of its value.
    mutating func check(_ call: Call, of function: KnownFunction, piped: Known?) -> Known {
        switch function.source {
        case .script(let number):
            let check = definitions[number]
            let (given, isGood) = bound(call, to: check, piped: piped)
            guard isGood else { return check.result }
            return result(of: number, given: check.parameters.map { given[$0.name] }, calledAt: call.name.range)
        case .earlier(let name):
            if let function = earlier[name] { _ = bound(call, to: function, piped: piped) }
            return .unknown
        }
    }

    private mutating func bound(_ call: Call, to callee: some Callee, piped: Known?) -> (given: [String: Known], isGood: Bool) {
        let binding = Binding(call, of: callee, isPiped: piped != nil, in: source)
        for finding in binding.findings { report(finding) }
        var given: [String: Known] = [:]
        for (parameter, argument) in binding.given {
            switch argument {
            case .piped: given[parameter.name] = piped ?? .unknown
            case .expression(let expression): given[parameter.name] = infer(expression)
            }
        }
        return (given, binding.findings.isEmpty)
    }

    /// What a function gives for these arguments. What is wrong with its code then is reported with the call.
    mutating func result(of number: Int, given: [Known?], calledAt range: Range<Int>) -> Known {
        let check = definitions[number]
        let known = check.results.count
        guard known < DefinitionCheck.limit, callDepth < DefinitionCheck.depthLimit, effort < DefinitionCheck.effortLimit else { return check.result }
        let given = known < DefinitionCheck.limit / 2 ? given : given.map { $0.map { Known(type: $0.type, labels: $0.labels, maker: $0.maker, function: $0.function, outline: $0.outline) } }
        let arguments = DefinitionCheck.Arguments(
            types: given.map { $0?.type ?? .none }, constants: given.map { $0?.constant.flatMap(\.plainSummary) ?? ($0 == nil ? "default" : nil) },
            labels: given.map { $0?.labels }, makers: given.map { $0?.maker }, functions: given.map { $0?.function },
            outlines: given.map { $0?.outline })
        if let result = check.results[arguments] { return result }
        guard let seen = scope.seen(from: check.view) else { return check.result }

        let here = scope, before = findings.count
        scope = seen
        callDepth += 1
        let result = self.check(check.definition, given: given)
        callDepth -= 1
        scope.restore(here)
        definitions[number].results[arguments] = result
        let place = source.place(range)
        for index in before..<max(before, findings.count) {
            findings[index].notes.append("in the call of `\(check.name)` at \(place.description)")
        }
        return result
    }

    /// What is wrong with a call of a name that nothing is called: a `def` that would call itself, or one that stands further down.
    mutating func reportComing(_ call: Call) -> Bool {
        let name = call.name
        guard let definition = scope.coming(name.text) else { return false }
        let isWithin = definition.range.contains(name.range.lowerBound)
        if isWithin {
            report("`\(name.text)` calls itself", name.range, label: "a `def` cannot: every script ends")
        } else if let loop = recursion(from: definition, to: name) {
            report("`\(loop)` calls itself by way of `\(name.text)`", name.range, label: "a `def` cannot: every script ends")
        } else {
            report("`\(name.text)` is defined further down", name.range, label: "a `def` stands before its calls")
        }
        return true
    }

    /// The definition around a call that the called one would come back to.
    private func recursion(from called: Definition, to call: Name) -> String? {
        var visited: Set<String> = []
        var open = [called]
        while let definition = open.popLast() {
            guard visited.insert(definition.name.text).inserted else { continue }
            for name in definition.freeNames().calls {
                guard let next = scope.coming(name) else { continue }
                if next.range.contains(call.range.lowerBound) { return name }
                open.append(next)
            }
        }
        return nil
    }
}

extension DefinitionCheck: Callee {
    var name: String { definition.name.text }
}

extension Value {
    /// Of a value short enough to tell one call from another by.
    fileprivate var plainSummary: String? {
        switch self {
        case .flag, .number, .none: summary
        case .text(let text) where text.utf8.count <= 200: "\"" + text
        default: nil
        }
    }
}
