/// What a script means as compact S-expressions: two trees have the same outline exactly where they are the same but for places, blanks
/// and the spelling of numbers and texts.
package struct TreeOutline: Sendable {
    /// All parentheses are shown, not those alone that make a word a name.
    private let marksParentheses: Bool

    package init(marksParentheses: Bool = false) {
        self.marksParentheses = marksParentheses
    }

    /// Every statement with what prose and recorded output it carries, a line each.
    package func text(_ tree: Tree) -> String {
        tree.statements.map(whole).joined(separator: "\n")
    }

    private func whole(_ statement: Statement) -> String {
        let inner = statement.kind.blocks.flatMap { $0.map(whole) }
        return ([text(statement), "\(statement.prose)", "\(statement.recorded.map(\.text))"] + inner).joined(separator: " ")
    }

    /// A statement: `let x = f 1 + 2` is `(let x (f! (+ 1 2)))`.
    package func text(_ statement: Statement) -> String {
        switch statement.kind {
        case .bind(let name, let expression): "(let \(name.text) \(text(expression)))"
        case .seed(let expression): "(seed \(text(expression)))"
        case .assert(let condition, let message): "(assert \(text(condition))\(message.map { " " + text($0) } ?? ""))"
        case .parameter(let declaration): text(declaration)
        case .define(let definition): text(definition)
        case .include(let path): "(include \"\(path.text)\")"
        case .expression(let expression): text(expression)
        }
    }

    private func text(_ definition: Definition) -> String {
        let parameters = definition.parameters.map { $0.name.text + ($0.defaultValue.map { "=" + text($0) } ?? "") }
        return "(def \(definition.name.text) [\(parameters.joined(separator: " "))]\(text(definition.body)))"
    }

    private func text(_ block: Body) -> String {
        block.map { " " + text($0) }.joined()
    }

    private func text(_ declaration: ParameterDeclaration) -> String {
        var words = ["param", declaration.name.text]
        if let kind = declaration.kind { words.append(kind.rawValue) }
        if let value = declaration.defaultValue { words.append("= " + text(value)) }
        if let help = declaration.help { words.append("\"\(help)\"") }
        return "(" + words.joined(separator: " ") + ")"
    }

    private func text(_ expression: Expression) -> String {
        let text = inner(expression)
        return expression.isParenthesised && marksParentheses && expression.bareWord == nil ? "<\(text)>" : text
    }

    private func inner(_ expression: Expression) -> String {
        switch expression.kind {
        case .number(let number): format(number)
        case .flag(let flag): "\(flag)"
        case .none: "none"
        case .word(let word): expression.isParenthesised ? "<\(word)>" : word
        case .text(let parts): text(parts)
        case .list(let elements): "[" + elements.map { text($0) }.joined(separator: " ") + "]"
        case .record(let fields): "{" + fields.map { "\($0.key.text): \(text($0.value))" }.joined(separator: " ") + "}"
        case .negated(let operand): "(- \(text(operand)))"
        case .not(let operand): "(not \(text(operand)))"
        case .binary(let symbol, let left, let right): "(\(symbol.rawValue) \(text(left)) \(text(right)))"
        case .field(let owner, let name): "(. \(text(owner)) \(name.text))"
        case .index(let owner, let index): "(@ \(text(owner)) \(text(index)))"
        case .call(let call): text(call)
        case .pipe(let left, let call): "(| \(text(left)) \(text(call)))"
        case .loop(let variable, let sequence, let body):
            "(for \(variable.text) \(text(sequence))\(text(body)))"
        case .conditional(let arms, let otherwise):
            "(if" + arms.map { " (\(text($0.condition))\(text($0.body)))" }.joined() + (otherwise.map { " (else\(text($0)))" } ?? "") + ")"
        }
    }

    private func text(_ call: Call) -> String {
        let arguments = call.arguments.map { argument in
            " " + (argument.name.map { $0.text + "=" } ?? "") + text(argument.value)
        }
        return "(\(call.name.text)!\(arguments.joined()))"
    }

    private func text(_ parts: [Expression.TextPart]) -> String {
        let shown = parts.map { part -> String in
            switch part {
            case .text(let literal): String(literal.debugDescription.dropFirst().dropLast())
            case .code(let expression): "\\(\(text(expression)))"
            }
        }
        return "\"" + shown.joined() + "\""
    }
}
