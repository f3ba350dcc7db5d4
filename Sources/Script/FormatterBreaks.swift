/// What its author broke stays broken.
extension Formatter {
    func isBroken(_ statement: Statement) -> Bool {
        if case .define(let definition) = statement.kind {
            return isBroken(definition.body) || hasOpenParameters(definition)
                || definition.parameters.contains { $0.defaultValue.map { isBroken($0) } ?? false }
        }
        return statement.kind.children.contains { isBroken($0) }
    }

    func isBroken(_ block: Body) -> Bool {
        !block.isEmpty && isOpen(after: block.range.lowerBound + 1) || block.contains { isBroken($0) }
    }

    func isBroken(_ expression: Expression) -> Bool {
        hasComment(in: expression.range) || expression.isParenthesised && isOpen(after: expression.range.lowerBound + 1)
            || isBroken(inside: expression)
    }

    /// Not counting its own parentheses.
    func isBroken(inside expression: Expression) -> Bool {
        switch expression.kind {
        case .text: return false
        case .list(let elements): return !elements.isEmpty && isOpen(after: expression.inner.lowerBound + 1) || elements.contains { isBroken($0) }
        case .record(let fields):
            return !fields.isEmpty && isOpen(after: expression.inner.lowerBound + 1) || fields.contains { isBroken($0.value) }
        case .call(let call): return isBroken(call)
        case .pipe(let left, let call):
            let links = links(left, call)
            return links.isOpen || links.isBrokenWithin
        case .loop(_, let sequence, let body): return isBroken(sequence) || isBroken(body)
        case .conditional(let arms, let otherwise):
            return arms.contains { isBroken($0.condition) || isBroken($0.body) } || (otherwise.map { isBroken($0) } ?? false)
        default: return expression.kind.children.contains { isBroken($0) }
        }
    }

    func isBroken(_ call: Call) -> Bool {
        let isOpen = flat.hasParenthesis(call) && !call.arguments.isEmpty && isOpen(after: call.name.range.upperBound + 1)
        return isOpen || hasComment(in: call.range) || call.arguments.contains { isBroken($0.value) }
    }
}

extension Expression {
    var endsInBlock: Bool {
        switch kind {
        case .loop, .conditional: true
        default: false
        }
    }

    /// It can be broken behind an opening bracket.
    var isBracket: Bool {
        if isParenthesised { return true }
        switch kind {
        case .list, .record, .call: return true
        default: return false
        }
    }
}
