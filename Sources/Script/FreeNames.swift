/// The names that code takes from around it, each once, in order of their first mention.
package struct FreeNames: Sendable, Equatable {
    /// Words that stand for values.
    package fileprivate(set) var words: [String] = []
    /// What is called: a `def`, or a command if there is none of that name.
    package fileprivate(set) var calls: [String] = []

    /// Words and calls, each once.
    package var all: [String] { words + calls.filter { !words.contains($0) } }

    /// Tells which arguments of a call, by their place, stand for themselves where they are bare words: `format=text`.
    package typealias Choices = (_ call: Call, _ isPiped: Bool) -> Set<Int>
}

extension Statement {
    /// What the statement needs to be bound before it runs.
    package func freeNames(choices: @escaping FreeNames.Choices = { _, _ in [] }) -> FreeNames {
        var walk = FreeNamesWalk(choices: choices)
        walk.visit(self)
        return walk.found
    }

    /// The name that it binds.
    package var boundName: Name? {
        switch kind {
        case .bind(let name, _): name
        case .parameter(let declaration): declaration.name
        case .define(let definition): definition.name
        case .seed, .assert, .include, .expression: nil
        }
    }
}

extension Definition {
    /// What its body and its defaults need from around it.
    package func freeNames(choices: @escaping FreeNames.Choices = { _, _ in [] }) -> FreeNames {
        var walk = FreeNamesWalk(choices: choices)
        walk.visit(self)
        return walk.found
    }
}

extension Expression {
    /// What it needs from around it.
    package func freeNames(choices: @escaping FreeNames.Choices = { _, _ in [] }) -> FreeNames {
        var walk = FreeNamesWalk(choices: choices)
        walk.visit(self)
        return walk.found
    }
}

extension Body {
    /// What its statements need from around it.
    package func freeNames(choices: @escaping FreeNames.Choices = { _, _ in [] }) -> FreeNames {
        var walk = FreeNamesWalk(choices: choices)
        walk.visit(self)
        return walk.found
    }
}

private struct FreeNamesWalk {
    let choices: FreeNames.Choices
    private(set) var found = FreeNames()
    private var words: Set<String> = [], calls: Set<String> = []
    /// Names bound within, a set for each block that is open.
    private var bound: [Set<String>] = [[]]

    init(choices: @escaping FreeNames.Choices) {
        self.choices = choices
    }

    private func isBound(_ name: String) -> Bool { bound.contains { $0.contains(name) } }
    private mutating func bind(_ name: String) { bound[bound.count - 1].insert(name) }

    mutating func visit(_ statement: Statement) {
        if case .define(let definition) = statement.kind {
            visit(definition)
        } else {
            for expression in statement.kind.children { visit(expression) }
        }
        if let name = statement.boundName { bind(name.text) }
    }

    mutating func visit(_ definition: Definition) {
        bound.append([])
        for parameter in definition.parameters {
            if let value = parameter.defaultValue { visit(value) }
            bind(parameter.name.text)
        }
        visit(definition.body)
        bound.removeLast()
    }

    mutating func visit(_ block: Body) {
        bound.append([])
        for statement in block { visit(statement) }
        bound.removeLast()
    }

    mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .word(let word): mention(word)
        case .call(let call): visit(call, isPiped: false)
        case .pipe(let left, let call):
            visit(left)
            visit(call, isPiped: true)
        case .loop(let variable, let sequence, let body):
            visit(sequence)
            bound.append([variable.text])
            visit(body)
            bound.removeLast()
        case .conditional(let arms, let otherwise):
            for arm in arms {
                visit(arm.condition)
                visit(arm.body)
            }
            if let otherwise { visit(otherwise) }
        default:
            for child in expression.kind.children { visit(child) }
        }
    }

    private mutating func visit(_ call: Call, isPiped: Bool) {
        if !isBound(call.name.text), calls.insert(call.name.text).inserted { found.calls.append(call.name.text) }
        let themselves = choices(call, isPiped)
        for (index, argument) in call.arguments.enumerated() where !themselves.contains(index) || argument.value.bareWord == nil {
            visit(argument.value)
        }
    }

    private mutating func mention(_ word: String) {
        if !isBound(word), words.insert(word).inserted { found.words.append(word) }
    }
}

extension Expression {
    /// The word that this is and nothing else; in parentheses a word is always a name.
    package var bareWord: String? {
        if case .word(let word) = kind, !isParenthesised { return word }
        return nil
    }
}
