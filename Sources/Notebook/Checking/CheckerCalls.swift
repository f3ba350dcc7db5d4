import Diagnostics
import Script

extension Checker {
    /// Checks a call's command or function, arguments and their types; gives what is known of its result.
    mutating func check(_ call: Call, piped: Known?) -> Known {
        let name = call.name.text
        if let function = scope[name]?.function, function.isCallable { return check(call, of: function, piped: piped) }
        // A definition around the call, or further down, is meant even where a command has its name.
        guard !reportComing(call), let command = language.command(name) else {
            var words: Set<Int> = []
            if scope.coming(name) == nil, findings.count < Findings.limit {
                report(unknownCommand(name, at: source.place(call.name.range), among: callable, value: scope[name]?.type))
                words = wordsOfTheCommandMeant(by: call, isPiped: piped != nil)
            }
            for (place, argument) in call.arguments.enumerated() where !words.contains(place) { _ = infer(argument.value) }
            return .unknown
        }
        return check(call, of: command, piped: piped)
    }

    /// Which arguments, by their place, the command whose name was misspelt takes for words: they are no names that nobody knows.
    private func wordsOfTheCommandMeant(by call: Call, isPiped: Bool) -> Set<Int> {
        guard let near = suggestion(for: call.name.text, among: callable) else { return [] }
        return language.choices(of: Call(name: Name(text: near, range: call.name.range), arguments: call.arguments, range: call.range), isPiped: isPiped)
    }

    /// Names of everything that could be called here.
    private var callable: [String] {
        scope.all.filter { scope[$0]?.function?.isCallable == true } + language.commands.map(\.name)
    }

    private mutating func check(_ call: Call, of command: Command, piped: Known?) -> Known {
        let binding = Binding(call, of: command, isPiped: piped != nil, in: source)
        for finding in binding.findings { report(finding) }
        var given: [KnownArguments.Given] = []
        for (parameter, source) in binding.given {
            switch source {
            case .piped:
                check(piped ?? .unknown, for: parameter, of: command, call.name.range)
                given.append(.init(parameter: parameter.name, name: parameter.name, known: piped ?? .unknown))
            case .expression(let expression):
                let known: Known
                if let word = expression.bareWord, parameter.type.takes(bareWord: word) || isMisspeltChoice(word, parameter.type) {
                    known = Known(type: .text, constant: .text(word))
                } else {
                    known = infer(expression)
                }
                check(known, for: parameter, of: command, expression.range)
                given.append(.init(parameter: parameter.name, name: expression.bareWord ?? parameter.name, known: known))
            }
        }
        var result = Known(type: command.result, maker: command.name)
        guard binding.findings.isEmpty else { return result }
        let arguments = KnownArguments(given: given)
        if let rule = command.labels {
            do {
                result.labels = try rule(arguments)
            } catch let finding as Diagnostic {
                report(finding.located(at: source.place(call.range)))
            } catch {}
        }
        for remark in command.foresee?(arguments) ?? [] where !isUnreached {
            let told = Diagnostic(remark, at: source.place(call.name.range))
            if !remarks.contains(told), remarks.count < Findings.limit { remarks.append(told) }
        }
        return result
    }

    private mutating func check(_ known: Known, for parameter: ParameterInfo, of command: Command, _ range: Range<Int>) {
        let isOptionalNone = known.type == .none && (try? parameter.validate(.none)) != nil
        if !isOptionalNone, !parameter.type.accepts(known.type) {
            let found = known.constant.map(described) ?? known.type.description
            report("`\(parameter.name)` of `\(command.name)` wants \(parameter.type.description), not \(found)", range)
            return
        }
        if let function = known.function { check(function, for: parameter, of: command, range) }
        guard let constant = known.constant else {
            if parameter.type == .path(exists: false) { hasUnknownOutputs = true }
            return
        }
        do {
            try parameter.validate(constant)
        } catch {
            let place = source.place(range)
            report(mismatch(command.name, parameter.name, parameter.type, expected: error.expected, found: constant, at: place))
            return
        }
        if case .path(let exists) = parameter.type, case .text(let path) = constant {
            if exists { checkExists(path, range) } else { outputs.insert(absolute(path, range)) }
        }
    }

    /// A command that takes a function says of what it is asked and what it must give.
    private mutating func check(_ function: KnownFunction, for parameter: ParameterInfo, of command: Command, _ range: Range<Int>) {
        guard case .function(let types, let wanted)? = parameter.type.functionType, case .script(let number) = function.source else { return }
        let parameters = definitions[number].parameters
        let required = parameters.filter { $0.defaultText == nil }.count
        guard required <= types.count, types.count <= parameters.count else {
            report("`\(parameter.name)` of `\(command.name)` wants \(parameter.type.description), not `\(definitions[number].signature)`", range)
            return
        }
        let given: [Known?] = types.map { Known(type: $0) } + Array(repeating: nil, count: parameters.count - types.count)
        let result = result(of: number, given: given, calledAt: range)
        if !wanted.accepts(result.type) {
            report(
                "`\(definitions[number].name)` gives \(result.type.description), `\(parameter.name)` of `\(command.name)` wants \(wanted.description)",
                range)
        }
    }

    /// Where a choice or something else may stand: a word that nothing is called and that is near to a choice.
    private func isMisspeltChoice(_ word: String, _ type: ValueType) -> Bool {
        scope[word] == nil && language.command(word) == nil && suggestion(for: word, among: type.choiceWords) != nil
    }

    private func absolute(_ path: String, _ range: Range<Int>) -> String {
        Paths.absolute(path, in: origin.folder(at: range.lowerBound))
    }

    private mutating func checkExists(_ path: String, _ range: Range<Int>) {
        let absolute = absolute(path, range)
        let isWritten = hasUnknownOutputs || outputs.contains(absolute) || !outputs.isDisjoint(with: Paths.parents(absolute))
        guard !isWritten, !Paths.exists(absolute) else { return }
        let near = Paths.near(absolute)
        report("there is no file `\(path)`", range, label: near.map { "did you mean `\($0)`?" } ?? "")
    }
}

extension ValueType {
    /// What is wanted of a function, where one may be given.
    fileprivate var functionType: ValueType? {
        switch self {
        case .function: self
        case .either(let types): types.lazy.compactMap(\.functionType).first
        default: nil
        }
    }
}
