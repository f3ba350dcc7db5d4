import Diagnostics
import Script

/// The tree of a script as compact S-expressions, a statement a line: `let x = f 1 + 2` is `(let x (f (+ 1 2)))`.
func printed(_ script: String) throws -> String {
    try parse(SourceText(name: "test.nds", text: script)).statements.map(printed).joined(separator: "\n")
}

/// The findings of a script that cannot be read: `line:column+length message | label`.
func findings(_ script: String) -> [String] {
    do {
        _ = try parse(SourceText(name: "test.nds", text: script))
        return []
    } catch let findings as Findings {
        return findings.all.map { finding in
            guard case .line(let line, let column, let length, _)? = finding.place?.position else { return finding.message }
            return "\(line):\(column)+\(length) \(finding.message)" + (finding.label.isEmpty ? "" : " | \(finding.label)")
        }
    } catch {
        return ["\(error)"]
    }
}

func printed(_ statement: Statement) -> String {
    switch statement.kind {
    case .bind(let name, let expression): "(let \(name.text) \(printed(expression)))"
    case .seed(let expression): "(seed \(printed(expression)))"
    case .assert(let condition, let message): "(assert \(printed(condition))\(message.map { " " + printed($0) } ?? ""))"
    case .parameter(let declaration): printed(declaration)
    case .define(let definition): printed(definition)
    case .include(let path): "(include \"\(path.text)\")"
    case .expression(let expression): printed(expression)
    }
}

private func printed(_ definition: Definition) -> String {
    let parameters = definition.parameters.map { $0.name.text + ($0.defaultValue.map { "=" + printed($0) } ?? "") }
    return "(def \(definition.name.text) [\(parameters.joined(separator: " "))]\(printed(definition.body)))"
}

private func printed(_ block: Body) -> String {
    block.map { " " + printed($0) }.joined()
}

private func printed(_ declaration: ParameterDeclaration) -> String {
    var words = ["param", declaration.name.text]
    if let kind = declaration.kind { words.append(kind.rawValue) }
    if let value = declaration.defaultValue { words.append("= " + printed(value)) }
    if let help = declaration.help { words.append("\"\(help)\"") }
    return "(" + words.joined(separator: " ") + ")"
}

enum TreePrinting {
    /// All parentheses are shown, not those of words alone.
    @TaskLocal static var marksParentheses = false
}

func printed(_ expression: Expression) -> String {
    let text = printedInside(expression)
    return expression.isParenthesised && TreePrinting.marksParentheses && expression.bareWord == nil ? "<\(text)>" : text
}

private func printedInside(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let number): format(number)
    case .flag(let flag): "\(flag)"
    case .none: "none"
    case .word(let word): expression.isParenthesised ? "<\(word)>" : word
    case .text(let parts): printed(parts)
    case .list(let elements): "[" + elements.map(printed).joined(separator: " ") + "]"
    case .record(let fields): "{" + fields.map { "\($0.key.text): \(printed($0.value))" }.joined(separator: " ") + "}"
    case .negated(let operand): "(- \(printed(operand)))"
    case .not(let operand): "(not \(printed(operand)))"
    case .binary(let symbol, let left, let right): "(\(symbol.rawValue) \(printed(left)) \(printed(right)))"
    case .field(let owner, let name): "(. \(printed(owner)) \(name.text))"
    case .index(let owner, let index): "(@ \(printed(owner)) \(printed(index)))"
    case .call(let call): printed(call)
    case .pipe(let left, let call): "(| \(printed(left)) \(printed(call)))"
    case .loop(let variable, let sequence, let body):
        "(for \(variable.text) \(printed(sequence))\(printed(body)))"
    case .conditional(let arms, let otherwise):
        "(if" + arms.map { " (\(printed($0.condition))\(printed($0.body)))" }.joined() + (otherwise.map { " (else\(printed($0)))" } ?? "") + ")"
    }
}

private func printed(_ call: Call) -> String {
    let arguments = call.arguments.map { argument in
        " " + (argument.name.map { $0.text + "=" } ?? "") + printed(argument.value)
    }
    return "(\(call.name.text)!\(arguments.joined()))"
}

private func printed(_ parts: [Expression.TextPart]) -> String {
    let shown = parts.map { part -> String in
        switch part {
        case .text(let text): String(text.debugDescription.dropFirst().dropLast())
        case .code(let expression): "\\(\(printed(expression)))"
        }
    }
    return "\"" + shown.joined() + "\""
}
