/// Expressions that do not stand on one line.
extension Formatter {
    /// - Parameter suffix: how many columns what follows on the same line needs.
    mutating func layOut(_ expression: Expression, _ position: FlatPrinter.Position, suffix: Int) {
        if let text = fitting(flat.text(expression, position), expression.range, isBroken: isBroken(expression), suffix: suffix) {
            return emit(text, at: expression.range.lowerBound)
        }
        guard flat.isBracketed(expression, position) else { return layOutBare(expression, position, suffix: suffix) }
        if expression.endsInBlock, !isOpen(after: expression.range.lowerBound + 1) {
            emit("(", at: expression.range.lowerBound)
            openBrackets += 1
            layOutBare(expression, .line, suffix: 1)
            flush(before: expression.range.upperBound - 1)
            openBrackets -= 1
            writer.write(")")
        } else {
            let item = Item(offset: expression.inner.lowerBound) { $0.layOutInner(expression) }
            bracket("(", at: expression.range.lowerBound, [item], ")", at: expression.range.upperBound - 1, isList: false)
        }
    }

    /// What stands in parentheses, on a line of its own if it fits.
    private mutating func layOutInner(_ expression: Expression) {
        let isBroken = isBroken(inside: expression)
        if let text = fitting(flat.bare(expression, .line), expression.inner, isBroken: isBroken, suffix: 0) {
            emit(text, at: expression.inner.lowerBound)
        } else {
            layOutBare(expression, .line, suffix: 0)
        }
    }

    mutating func layOutBare(_ expression: Expression, _ position: FlatPrinter.Position, suffix: Int) {
        let start = expression.inner.lowerBound
        switch expression.kind {
        case .number, .flag, .none, .word, .text: emit(flat.bare(expression, position), at: start)
        case .list(let elements):
            bracket("[", at: start, elements.map { element in
                Item(offset: element.range.lowerBound) { $0.layOut(element, .operand(Strength.loosest), suffix: 1) }
            }, "]", at: expression.inner.upperBound - 1)
        case .record(let fields):
            bracket("{", at: start, fields.map { field in
                Item(offset: field.key.range.lowerBound) { formatter in
                    formatter.emit(formatter.flat.spelling.key(field.key.text) + ": ", at: field.key.range.lowerBound)
                    formatter.layOut(field.value, .operand(Strength.loosest), suffix: 1)
                }
            }, "}", at: expression.inner.upperBound - 1)
        case .negated(let operand):
            emit("-", at: start)
            layOut(operand, .operand(Strength.unary), suffix: suffix)
        case .not(let operand):
            emit("not ", at: start)
            layOut(operand, .operand(Strength.comparison), suffix: suffix)
        case .binary(let symbol, let left, let right): layOutChain(symbol, left, right, suffix: suffix)
        case .field(let owner, let name):
            layOut(owner, .operand(Strength.primary), suffix: name.text.count + 1 + suffix)
            writer.write(".")
            emit(name.text, at: name.range.lowerBound)
        case .index(let owner, let index):
            layOut(owner, .operand(Strength.primary), suffix: suffix)
            writer.write("[")
            openBrackets += 1
            layOut(index, .operand(Strength.loosest), suffix: 1 + suffix)
            flush(before: expression.inner.upperBound - 1)
            openBrackets -= 1
            writer.write("]")
        case .call(let call): layOut(call, position, suffix: suffix)
        case .pipe(let left, let call): layOutPipe(left, call, position, suffix: suffix)
        case .loop(let variable, let sequence, let body):
            emit("for \(variable.text) in ", at: start)
            layOut(sequence, .operand(Strength.loosest), suffix: 2)
            writer.write(" ")
            layOut(body, suffix: suffix)
        case .conditional(let arms, let otherwise):
            flush(before: start)
            for (index, arm) in arms.enumerated() {
                writer.write(index == 0 ? "if " : " else if ")
                layOut(arm.condition, .operand(Strength.loosest), suffix: 2)
                writer.write(" ")
                layOut(arm.body)
            }
            guard let otherwise else { return }
            writer.write(" else ")
            layOut(otherwise)
        }
    }

    /// Operands of one strength, as many on a line as fit; an operator begins the next.
    private mutating func layOutChain(_ symbol: Operator, _ left: Expression, _ right: Expression, suffix: Int) {
        let base = writer.currentIndent, outer = writer.indent
        writer.indent = base + 1
        if !left.isParenthesised, case .binary(let inner, let first, let second) = left.kind, inner.leftStrength == symbol.leftStrength,
            inner.rightStrength == symbol.rightStrength, symbol != .power
        {
            layOutChain(inner, first, second, suffix: 3)
        } else {
            layOut(left, .operand(symbol.leftStrength), suffix: 3)
        }
        let operatorText = flat.separated(symbol, left, right)
        let text = flat.text(right, .operand(symbol.rightStrength))
        let isBrokenRight = isBroken(right)
        // What is too long for any line is broken within instead.
        let isBetterBelow = !isBrokenRight && !fits(operatorText + text, suffix: suffix + 2) && fits(text, at: base + 1, suffix: suffix + 2 + operatorText.count)
        if isBetterBelow, !writer.isAtStart, !operatorText.isTight { breakLine(base + 1) }
        writer.write(operatorText)
        layOut(right, .operand(symbol.rightStrength), suffix: suffix)
        writer.indent = outer
    }

    /// Ends the line within a statement.
    mutating func breakLine(_ indent: Int) {
        if openBrackets == 0 { writer.write(" \\") }
        writer.indent = indent
        writer.newline()
    }

    private mutating func layOutPipe(_ left: Expression, _ call: Call, _ position: FlatPrinter.Position, suffix: Int) {
        let base = writer.currentIndent, outer = writer.indent
        let links = links(left, call)
        // A part that is broken in itself does not break the others.
        let breaks = links.isOpen || !links.isBrokenWithin
        layOut(links.first, position, suffix: 2)
        for call in links.calls {
            writer.write(" |")
            writer.indent = base + 1
            if breaks { writer.newline() } else { writer.write(" ") }
            let text = fitting(flat.piped(call), call.range, isBroken: isBroken(call), suffix: 2)
            if let text {
                emit(text, at: call.range.lowerBound)
            } else if call.arguments.isEmpty {
                emit(flat.piped(call), at: call.range.lowerBound)
            } else {
                layOut(call, .line, suffix: 2)
            }
        }
        writer.indent = outer
    }
}

extension String {
    fileprivate var isTight: Bool { first != " " }
}
