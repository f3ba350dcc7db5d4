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
    /// Names of `def`s that earlier cells made: a call of one is a use.
    let definitions: Set<String>
    private(set) var all: [NameUse] = []

    /// What the statement itself has bound so far: values, and functions that can be called.
    private struct Own {
        var names: Set<String> = []
        var functions: Set<String> = []

        mutating func bind(_ name: String, isFunction: Bool = false) {
            names.insert(name)
            if isFunction { functions.insert(name) } else { functions.remove(name) }
        }
    }

    init(language: Language, source: SourceText, definitions: Set<String>) {
        self.language = language
        self.source = source
        self.definitions = definitions
    }

    mutating func collect(_ statement: Statement) {
        var own = Own()
        collect(statement, &own)
    }

    private mutating func collect(_ block: Body, inside own: Own) {
        var own = own
        for statement in block { collect(statement, &own) }
    }

    private mutating func collect(_ statement: Statement, _ own: inout Own) {
        if case .define(let definition) = statement.kind {
            collect(definition, inside: own)
            return own.bind(definition.name.text, isFunction: true)
        }
        for expression in statement.kind.children { collect(expression, own) }
        if let name = statement.boundName { own.bind(name.text) }
    }

    private mutating func collect(_ definition: Definition, inside own: Own) {
        var own = own
        for parameter in definition.parameters {
            if let fallback = parameter.defaultValue { collect(fallback, own) }
            own.bind(parameter.name.text)
        }
        collect(definition.body, inside: own)
    }

    private mutating func collect(_ expression: Expression, _ own: Own) {
        switch expression.kind {
        case .word(let word):
            if !own.names.contains(word) { all.append(NameUse(name: word, range: expression.inner)) }
        case .call(let call):
            collect(call, isPiped: false, own)
        case .pipe(let left, let call):
            collect(left, own)
            collect(call, isPiped: true, own)
        case .loop(let variable, let sequence, let body):
            collect(sequence, own)
            var inner = own
            inner.bind(variable.text)
            collect(body, inside: inner)
        case .conditional(let arms, let otherwise):
            for arm in arms {
                collect(arm.condition, own)
                collect(arm.body, inside: own)
            }
            if let otherwise { collect(otherwise, inside: own) }
        default:
            for child in expression.kind.children { collect(child, own) }
        }
    }

    private mutating func collect(_ call: Call, isPiped: Bool, _ own: Own) {
        let name = call.name.text
        let isOwn = own.functions.contains(name)
        if !isOwn, definitions.contains(name) { all.append(NameUse(name: name, range: call.name.range)) }
        guard !isOwn, !definitions.contains(name), let command = language.command(name) else {
            for argument in call.arguments { collect(argument.value, own) }
            return
        }
        for (parameter, given) in Binding(call, of: command, isPiped: isPiped, in: source).given {
            guard case .expression(let expression) = given else { continue }
            if let word = expression.bareWord, parameter.type.takes(bareWord: word) { continue }
            collect(expression, own)
        }
    }
}
