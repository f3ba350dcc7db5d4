extension Statement.Kind {
    /// The outermost blocks within, in order of the text.
    package var blocks: [Body] {
        if case .define(let definition) = self {
            return definition.parameters.compactMap(\.defaultValue).flatMap(\.kind.blocks) + [definition.body]
        }
        return children.flatMap(\.kind.blocks)
    }

    /// The same with other statements in the outermost blocks.
    package func mappingBlocks(_ change: ([Statement]) -> [Statement]) -> Statement.Kind {
        switch self {
        case .bind(let name, let expression): return .bind(name: name, expression.mappingBlocks(change))
        case .seed(let expression): return .seed(expression.mappingBlocks(change))
        case .assert(let condition, let message):
            return .assert(condition.mappingBlocks(change), message: message?.mappingBlocks(change))
        case .expression(let expression): return .expression(expression.mappingBlocks(change))
        case .define(var definition):
            for index in definition.parameters.indices {
                definition.parameters[index].defaultValue = definition.parameters[index].defaultValue?.mappingBlocks(change)
            }
            definition.body.statements = change(definition.body.statements)
            return .define(definition)
        case .parameter(var declaration):
            declaration.defaultValue = declaration.defaultValue?.mappingBlocks(change)
            return .parameter(declaration)
        case .include: return self
        }
    }
}

extension Expression.Kind {
    package var blocks: [Body] {
        switch self {
        case .loop(_, let sequence, let body): sequence.kind.blocks + [body]
        case .conditional(let arms, let otherwise):
            arms.flatMap { $0.condition.kind.blocks + [$0.body] } + (otherwise.map { [$0] } ?? [])
        default: children.flatMap(\.kind.blocks)
        }
    }
}

extension Expression {
    func mappingBlocks(_ change: ([Statement]) -> [Statement]) -> Expression {
        if kind.blocks.isEmpty { return self }
        func mapped(_ expression: Expression) -> Expression { expression.mappingBlocks(change) }
        func mapped(_ block: Body) -> Body { Body(statements: change(block.statements), range: block.range) }
        func mapped(_ call: Call) -> Call {
            var call = call
            for index in call.arguments.indices { call.arguments[index].value = mapped(call.arguments[index].value) }
            return call
        }
        let kind: Kind =
            switch kind {
            case .number, .flag, .none, .word: kind
            case .text(let parts):
                .text(parts.map { part in if case .code(let code) = part { .code(mapped(code)) } else { part } })
            case .list(let elements): .list(elements.map(mapped))
            case .record(let fields): .record(fields.map { ($0.key, mapped($0.value)) })
            case .negated(let operand): .negated(mapped(operand))
            case .not(let operand): .not(mapped(operand))
            case .binary(let symbol, let left, let right): .binary(symbol, mapped(left), mapped(right))
            case .field(let owner, let name): .field(mapped(owner), name)
            case .index(let owner, let index): .index(mapped(owner), mapped(index))
            case .call(let call): .call(mapped(call))
            case .pipe(let left, let call): .pipe(mapped(left), mapped(call))
            case .loop(let variable, let sequence, let body):
                .loop(variable: variable, sequence: mapped(sequence), body: mapped(body))
            case .conditional(let arms, let otherwise):
                .conditional(
                    arms.map { Arm(condition: mapped($0.condition), body: mapped($0.body)) }, otherwise: otherwise.map { mapped($0) })
            }
        return Expression(kind: kind, inner: inner, range: range, isParenthesised: isParenthesised)
    }
}
