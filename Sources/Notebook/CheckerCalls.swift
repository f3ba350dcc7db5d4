import Diagnostics
import Script

extension Checker {
    /// Checks a call's command, arguments and their types; gives the type of its result.
    mutating func check(_ call: Call, piped: Known?, _ scope: [String: Known]) -> Known {
        let name = call.name.text
        guard let command = language.command(name) else {
            report(unknownCommand(name, at: source.place(call.name.range), in: language, isBound: scope[name] != nil))
            for argument in call.arguments { _ = infer(argument.value, scope) }
            return .unknown
        }
        let binding = Binding(call, of: command, isPiped: piped != nil, in: source)
        for finding in binding.findings { report(finding) }
        for (parameter, given) in binding.given {
            switch given {
            case .piped:
                check(piped ?? .unknown, for: parameter, of: command, call.name.range)
            case .expression(let expression):
                if let word = expression.bareWord,
                    parameter.type.takes(bareWord: word) || isMisspeltChoice(word, parameter.type, scope)
                {
                    check(Known(type: .text, constant: .text(word)), for: parameter, of: command, expression.range)
                } else {
                    check(infer(expression, scope), for: parameter, of: command, expression.range)
                }
            }
        }
        return Known(type: command.result)
    }

    private mutating func check(_ known: Known, for parameter: ParameterInfo, of command: Command, _ range: Range<Int>) {
        let isOptionalNone = known.type == .none && (try? parameter.validate(.none)) != nil
        if !isOptionalNone, !parameter.type.accepts(known.type) {
            let found = known.constant.map(described) ?? known.type.description
            report("`\(parameter.name)` of `\(command.name)` wants \(parameter.type.description), not \(found)", range)
            return
        }
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
            if exists { checkExists(path, range) } else { outputs.insert(Paths.absolute(path, in: folder)) }
        }
    }

    /// Where a choice or something else may stand: a word that nothing is called and that is near to a choice.
    private func isMisspeltChoice(_ word: String, _ type: ValueType, _ scope: [String: Known]) -> Bool {
        scope[word] == nil && language.command(word) == nil && suggestion(for: word, among: type.choiceWords) != nil
    }

    private mutating func checkExists(_ path: String, _ range: Range<Int>) {
        let absolute = Paths.absolute(path, in: folder)
        let isWritten = hasUnknownOutputs || outputs.contains { absolute == $0 || absolute.hasPrefix($0 + "/") }
        guard !isWritten, !Paths.exists(absolute) else { return }
        let near = Paths.near(absolute)
        report("there is no file `\(path)`", range, label: near.map { "did you mean `\($0)`?" } ?? "")
    }
}

extension Statement {
    func mentions(_ name: String) -> Bool {
        kind.children.contains { $0.mentions(name) }
    }
}

extension Expression {
    /// A loop within that has a variable of this name hides it.
    func mentions(_ name: String) -> Bool {
        switch kind {
        case .word(let word): word == name
        case .loop(let variable, let sequence, _) where variable.text == name: sequence.mentions(name)
        default: kind.children.contains { $0.mentions(name) }
        }
    }

    /// The word that this is and nothing else; in parentheses a word is always a name.
    var bareWord: String? {
        if case .word(let word) = kind, !isParenthesised { return word }
        return nil
    }
}
