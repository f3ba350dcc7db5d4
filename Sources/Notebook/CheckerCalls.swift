import Diagnostics
import Script

extension Checker {
    /// Checks a call's command, arguments and their types; gives the type of its result.
    mutating func check(_ call: Call, piped: Known?, _ scope: [String: Known]) -> Known {
        let name = call.name.text
        guard let command = language.command(name) else {
            findings.append(unknownCommand(name, at: source.place(call.name.range), in: language, isBound: scope[name] != nil))
            for argument in call.arguments { _ = infer(argument.value, scope) }
            return .unknown
        }
        let binding = Binding(call, of: command, isPiped: piped != nil, in: source)
        findings += binding.findings
        for (parameter, given) in binding.given {
            switch given {
            case .piped:
                check(piped ?? .unknown, for: parameter, of: command, call.name.range)
            case .expression(let expression):
                if case .word(let word) = expression.kind, parameter.type.takes(bareWord: word) {
                    check(Known(type: .text, constant: .text(word)), for: parameter, of: command, expression.range)
                } else {
                    check(infer(expression, scope), for: parameter, of: command, expression.range)
                }
            }
        }
        return Known(type: command.result)
    }

    private mutating func check(_ known: Known, for parameter: ParameterInfo, of command: Command, _ range: Range<Int>) {
        let isOptionalNone = known.type == .none && parameter.defaultText == "none"
        if !isOptionalNone, !parameter.type.accepts(known.type) {
            let found = known.constant.map(literal) ?? known.type.description
            report("`\(parameter.name)` of `\(command.name)` wants \(parameter.type.description), not \(found)", range)
            return
        }
        guard let constant = known.constant else { return }
        do {
            try parameter.validate(constant)
        } catch {
            findings.append(mismatch(command.name, parameter.name, expected: error.expected, found: constant, at: source.place(range)))
            return
        }
        if parameter.type == .path(exists: true), case .text(let path) = constant { checkExists(path, range) }
    }

    private func literal(_ value: Value) -> String {
        if case .text(let text) = value, text.count < 40 { return "the text \"\(text)\"" }
        if case .number = value { return value.summary }
        return value.type.description
    }

    private mutating func checkExists(_ path: String, _ range: Range<Int>) {
        let absolute = Paths.absolute(path, in: folder)
        guard !Paths.exists(absolute) else { return }
        let near = Paths.near(absolute)
        report("there is no file `\(path)`", range, label: near.map { "did you mean `\($0)`?" } ?? "")
    }
}

extension Statement {
    func mentions(_ name: String) -> Bool {
        switch kind {
        case .bind(_, let expression), .seed(let expression), .expression(let expression): expression.mentions(name)
        case .assert(let condition, let message): condition.mentions(name) || message?.mentions(name) == true
        case .parameter(let declaration): declaration.defaultValue?.mentions(name) == true
        }
    }
}

extension Expression {
    func mentions(_ name: String) -> Bool {
        switch kind {
        case .number, .flag, .none: false
        case .word(let word): word == name
        case .text(let parts):
            parts.contains { part in
                if case .code(let expression) = part { expression.mentions(name) } else { false }
            }
        case .list(let elements): elements.contains { $0.mentions(name) }
        case .record(let fields): fields.contains { $0.value.mentions(name) }
        case .negated(let operand), .not(let operand): operand.mentions(name)
        case .binary(_, let left, let right): left.mentions(name) || right.mentions(name)
        case .field(let owner, _): owner.mentions(name)
        case .index(let owner, let index): owner.mentions(name) || index.mentions(name)
        case .call(let call): call.mentions(name)
        case .pipe(let left, let call): left.mentions(name) || call.mentions(name)
        case .loop(_, let sequence, let body): sequence.mentions(name) || body.contains { $0.mentions(name) }
        }
    }
}

extension Call {
    fileprivate func mentions(_ name: String) -> Bool {
        arguments.contains { $0.value.mentions(name) }
    }
}
