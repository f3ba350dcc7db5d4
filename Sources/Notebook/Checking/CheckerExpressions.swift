import Diagnostics
import Script

extension Checker {
    /// The type and, where it is plain, the value of an expression.
    mutating func infer(_ expression: Expression) -> Known {
        switch expression.kind {
        case .number(let number): return Known(type: .number, constant: .number(number))
        case .flag(let flag): return Known(type: .flag, constant: .flag(flag))
        case .none: return Known(type: .none, constant: Value.none)
        case .text(let parts): return inferText(parts)
        case .word(let word): return look(up: word, expression.range)
        case .list(let elements): return inferList(elements)
        case .record(let fields):
            let known = fields.map { (name: $0.key.text, known: infer($0.value)) }
            let values = known.compactMap { field in field.known.constant.map { (name: field.name, value: $0) } }
            let outlines = zip(known, fields).compactMap { known, field in
                outline(of: known.known, field.value).map { Outline.Field(name: known.name, outline: $0) }
            }
            return Known(
                type: .record(known.map { .init(name: $0.name, type: $0.known.type) }),
                constant: values.count == known.count ? .record(Record(values)) : nil,
                labels: known.allSatisfy { $0.known.labels == known[0].known.labels } ? known.first?.known.labels : nil,
                outline: outlines.count == known.count ? .record(outlines) : nil)
        case .negated(let operand):
            let known = infer(operand)
            if !ValueType.number.accepts(known.type) { report("`-` wants a number, not \(known.type.description)", operand.range) }
            return Known(type: .number, constant: known.constant.flatMap { try? Operators.negate($0) })
        case .not(let operand):
            let known = infer(operand)
            if !ValueType.flag.accepts(known.type) { report("`not` wants true or false, not \(known.type.description)", operand.range) }
            return Known(type: .flag)
        case .binary(let symbol, let left, let right):
            return inferBinary(symbol, left, right, expression.range)
        case .field(let owner, let name): return inferField(name, of: infer(owner))
        case .index(let owner, let index): return inferIndex(infer(owner), infer(index), index.range)
        case .call(let call): return check(call, piped: nil)
        case .pipe(let left, let call): return check(call, piped: infer(left))
        case .loop(let variable, let sequence, let body): return inferLoop(variable, sequence, body)
        case .conditional(let arms, let otherwise): return inferBranches(arms, otherwise)
        }
    }

    private mutating func inferText(_ parts: [Expression.TextPart]) -> Known {
        var text: String? = ""
        for part in parts {
            switch part {
            case .text(let literal): text? += literal
            case .code(let expression):
                let known = infer(expression)
                text = text.flatMap { text in known.constant.map { text + $0.summary } }
            }
        }
        return Known(type: .text, constant: text.map { .text($0) })
    }

    private mutating func inferList(_ elements: [Expression]) -> Known {
        let known = elements.map { infer($0) }
        let constants = known.compactMap(\.constant)
        let labels = known.allSatisfy { $0.labels == known[0].labels } ? known.first?.labels : nil
        let outlines = zip(known, elements).compactMap { outline(of: $0, $1) }
        return Known(
            type: .list(common(known.map(\.type))), constant: constants.count == known.count ? .list(constants) : nil, labels: labels,
            outline: outlines.count == known.count ? .list(outlines) : nil)
    }

    func common(_ types: [ValueType]) -> ValueType {
        guard let first = types.first, types.allSatisfy({ $0 == first }) else { return .any }
        return first
    }

    private mutating func look(up word: String, _ range: Range<Int>) -> Known {
        if let known = scope[word] { return known }
        let call = Call(name: Name(text: word, range: range), arguments: [], range: range)
        guard !reportComing(call) else { return .unknown }
        guard language.command(word) != nil else {
            if findings.count < Findings.limit {
                report(unknownName(word, at: source.place(range), among: scope.all + language.commands.map(\.name)))
            }
            return .unknown
        }
        return check(call, piped: nil)
    }

    private mutating func inferBinary(
        _ symbol: Operator, _ leftOperand: Expression, _ rightOperand: Expression, _ range: Range<Int>
    ) -> Known {
        let left = infer(leftOperand)
        var decides = false
        if case .flag(let flag)? = left.constant { decides = (symbol == .and && !flag) || (symbol == .or && flag) }
        let wasUnreached = isUnreached
        isUnreached = wasUnreached || decides
        let right = infer(rightOperand)
        isUnreached = wasUnreached

        if symbol == .and || symbol == .or {
            for (known, operand) in [(left, leftOperand), (right, rightOperand)] where !ValueType.flag.accepts(known.type) {
                report("`\(symbol.rawValue)` wants true or false, not \(known.type.description)", operand.range)
                return Known(type: .flag)
            }
        }
        let result = result(of: symbol, left.type, right.type)
        if !fits(symbol, left.type, right.type) {
            report("`\(symbol.rawValue)` does not work on \(left.type.description) and \(right.type.description)", range)
            return Known(type: result)
        }
        if decides { return left }
        return Known(type: result, constant: folded(left, right, range) { try Operators.apply(symbol, $0, $1) })
    }

    private func result(of symbol: Operator, _ left: ValueType, _ right: ValueType) -> ValueType {
        switch symbol {
        case .tolerance: .tolerance
        case .range: .list(.number)
        case .minus, .times, .divide, .power: .number
        case .plus:
            switch (left, right) {
            case (.list, .list): left == right ? left : .list(.any)
            case (.list, _), (_, .list): .list(.any)
            case (.any, _): right
            default: left
            }
        default: .flag
        }
    }

    /// What two constants come to, where both are known and the place is reached.
    private mutating func folded(_ a: Known, _ b: Known, _ range: Range<Int>, _ combine: (Value, Value) throws -> Value) -> Value? {
        guard let first = a.constant, let second = b.constant, !isUnreached else { return nil }
        do {
            return try combine(first, second)
        } catch let finding as Diagnostic {
            report(finding.located(at: source.place(range)))
        } catch {}
        return nil
    }

    private func fits(_ symbol: Operator, _ left: ValueType, _ right: ValueType) -> Bool {
        func both(_ type: ValueType) -> Bool { type.accepts(left) && type.accepts(right) }
        switch symbol {
        case .and, .or: return true
        case .equal, .notEqual:
            return left.isComparable(with: right)
        case .plus: return both(.number) || both(.text) || both(.list(.any))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return both(.number) || both(.text)
        default: return both(.number)
        }
    }

    private mutating func inferField(_ name: Name, of owner: Known) -> Known {
        guard let fields = fields(of: owner.type) else { return .unknown }
        guard !fields.isEmpty else {
            report("\(owner.type.description) has no fields", name.range)
            return .unknown
        }
        guard let field = fields.first(where: { $0.name == name.text }) else {
            report(Access.missing(name.text, owner.type.description, fields.map(\.name)).located(at: source.place(name.range)))
            return .unknown
        }
        if case .record(let record)? = owner.constant { return Known(type: field.type, constant: record[name.text]) }
        // The parts of what holds labels have labels of the same set.
        if case .kind = field.type { return Known(type: field.type, labels: owner.labels) }
        return Known(type: field.type)
    }

    /// Of a value of one of several types, those that any of them has; empty where it has none, nil where that is not known.
    private func fields(of type: ValueType) -> [(name: String, type: ValueType)]? {
        switch type {
        case .any, .table, .record(nil): return nil
        case .record(let known?): return known.map { ($0.name, $0.type) }
        case .kind(let kind): return language.kind(kind)?.fields.map { ($0.name, $0.type) } ?? []
        case .either(let types):
            var all: [(name: String, type: ValueType)] = []
            for type in types {
                guard let fields = fields(of: type) else { return nil }
                for field in fields {
                    if let index = all.firstIndex(where: { $0.name == field.name }) {
                        all[index].type = common([all[index].type, field.type])
                    } else {
                        all.append(field)
                    }
                }
            }
            return all
        default: return []
        }
    }

    private mutating func inferIndex(_ owner: Known, _ index: Known, _ range: Range<Int>) -> Known {
        if owner.constant != nil, index.constant != nil {
            let element = folded(owner, index, range) { try Access.index($1, of: $0) }
            return Known(type: element?.type ?? .any, constant: element)
        }
        switch owner.type {
        case .list(let element) where ValueType.number.accepts(index.type): return Known(type: element, labels: owner.labels)
        case .any, .either, .table, .record(nil): return .unknown
        case .record(let fields?) where ValueType.text.accepts(index.type):
            guard case .text(let name)? = index.constant else { return Known(type: common(fields.map(\.type))) }
            if let field = fields.first(where: { $0.name == name }) { return Known(type: field.type) }
            report(Access.missing(name, "this record", fields.map(\.name)).located(at: source.place(range)))
            return .unknown
        default:
            report("\(owner.type.description) cannot be indexed by \(index.type.description)", range)
            return .unknown
        }
    }
}

extension ValueType {
    /// Can `==` tell? Records, tables and what commands make are never compared: what equal would mean nobody said.
    fileprivate func isComparable(with other: ValueType) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any), (.none, _), (_, .none): true
        case (.kind, _), (.record, _), (.table, _), (.function, _), (.tolerance, .tolerance): false
        case (.list(let a), .list(let b)): a.isComparable(with: b)
        case (.tolerance, _): ValueType.number.accepts(other)
        case (_, .tolerance): ValueType.number.accepts(self)
        case (.either(let types), _): types.contains { $0.isComparable(with: other) }
        default: accepts(other)
        }
    }
}
