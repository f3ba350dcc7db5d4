import Diagnostics
import Script

/// A word of a statement that means what was bound outside of it.
struct NameUse: Sendable, Equatable {
    var name: String
    var range: Range<Int>
}

/// Finds the words that a statement takes from the cells before it. Choices, the names of commands, and what the statement binds itself
/// are none.
struct NameUses {
    let language: Language
    let source: SourceText
    /// Names of `def`s known so far: a call of one is a use.
    let definitions: Set<String>
    private(set) var all: [NameUse] = []

    init(language: Language, source: SourceText, definitions: Set<String>) {
        self.language = language
        self.source = source
        self.definitions = definitions
    }

    mutating func collect(_ statement: Statement) {
        var own: Set<String> = []
        collect(statement, &own)
    }

    private mutating func collect(_ statements: [Statement], inside own: Set<String>) {
        var own = own
        for statement in statements { collect(statement, &own) }
    }

    private mutating func collect(_ statement: Statement, _ own: inout Set<String>) {
        switch statement.kind {
        case .bind(let name, let expression):
            collect(expression, own)
            own.insert(name.text)
        case .parameter(let declaration):
            if let fallback = declaration.defaultValue { collect(fallback, own) }
            own.insert(declaration.name.text)
        case .seed, .assert, .expression:
            for expression in statement.kind.children { collect(expression, own) }
        }
    }

    private mutating func collect(_ expression: Expression, _ own: Set<String>) {
        switch expression.kind {
        case .word(let word):
            if !own.contains(word) { all.append(NameUse(name: word, range: wordRange(expression, word))) }
        case .call(let call):
            collect(call, isPiped: false, own)
        case .pipe(let left, let call):
            collect(left, own)
            collect(call, isPiped: true, own)
        case .loop(let variable, let sequence, let body):
            collect(sequence, own)
            collect(body, inside: own.union([variable.text]))
        default:
            for child in expression.kind.children { collect(child, own) }
        }
    }

    private mutating func collect(_ call: Call, isPiped: Bool, _ own: Set<String>) {
        guard !definitions.contains(call.name.text), let command = language.command(call.name.text) else {
            if !own.contains(call.name.text) { all.append(NameUse(name: call.name.text, range: call.name.range)) }
            for argument in call.arguments { collect(argument.value, own) }
            return
        }
        for (parameter, given) in Binding(call, of: command, isPiped: isPiped, in: source).given {
            guard case .expression(let expression) = given else { continue }
            if let word = expression.bareWord, parameter.type.takes(bareWord: word) { continue }
            collect(expression, own)
        }
    }

    /// A word in parentheses of its own has their range too.
    private func wordRange(_ expression: Expression, _ word: String) -> Range<Int> {
        guard expression.isParenthesised else { return expression.range }
        let bytes = Array(source.text(expression.range).utf8), wanted = Array(word.utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
        return (expression.range.lowerBound + start)..<(expression.range.lowerBound + start + wanted.count)
    }
}
