/// Calls and pipes that do not stand on one line.
extension Formatter {
    mutating func layOut(_ call: Call, _ position: FlatPrinter.Position, suffix: Int) {
        if !flat.isCommand(call, position) {
            if call.arguments.isEmpty { return emit(flat.call(call, position), at: call.name.range.lowerBound) }
            emit(call.name.text, at: call.name.range.lowerBound)
            let items = call.arguments.map { argument in
                Item(offset: argument.start) { $0.layOut(argument, Strength.loosest, suffix: 1) }
            }
            bracket("(", at: call.name.range.upperBound, items, ")", at: call.range.upperBound - 1)
            return
        }
        emit(call.name.text, at: call.name.range.lowerBound)
        let base = writer.currentIndent, outer = writer.indent
        writer.indent = base + 1
        for (index, argument) in call.arguments.enumerated() {
            let isLast = index == call.arguments.count - 1
            let suffix = isLast ? suffix : openBrackets == 0 ? 2 : 0
            let text = flat.commandArgument(argument)
            if let text = fitting(" " + text, argument.range, isBroken: isBroken(argument.value), suffix: suffix) {
                emit(text, at: argument.start)
                continue
            }
            let isBroken = isBroken(argument.value) || hasComment(in: argument.range)
            let isBetterBelow = !isBroken && fits(text, at: base + 1, suffix: suffix)
            if isBetterBelow, !argument.value.isBracket || text.displayWidth <= Self.shortBracket { breakLine(base + 1) }
            writer.write(" ")
            layOut(argument, Strength.primary, suffix: suffix)
        }
        writer.indent = outer
    }

    /// A bracket that is not longer goes to the next line whole.
    private static let shortBracket = 30

    private mutating func layOut(_ argument: Call.Argument, _ strength: Int, suffix: Int) {
        if let name = argument.name {
            emit(name.text + "=", at: name.range.lowerBound)
            layOut(argument.value, .operand(Strength.loosest), suffix: suffix)
        } else if argument.value.isNegativeNumber {
            emit(flat.expression(argument.value), at: argument.start)
        } else {
            layOut(argument.value, .operand(strength), suffix: suffix)
        }
    }

    struct Links {
        var first: Expression
        var calls: [Call]
        /// A line ends at one of the `|`.
        var isOpen: Bool
        /// One of the parts is broken for itself.
        var isBrokenWithin: Bool
    }

    /// The parts of a pipe in order.
    func links(_ left: Expression, _ call: Call) -> Links {
        var calls = [call], first = left
        while !first.isParenthesised, case .pipe(let inner, let link) = first.kind {
            calls.insert(link, at: 0)
            first = inner
        }
        var isOpen = false, end = first.range.upperBound
        for call in calls {
            isOpen = isOpen || end <= call.name.range.lowerBound && hasLineBreak(in: end..<call.name.range.lowerBound)
            end = call.range.upperBound
        }
        return Links(first: first, calls: calls, isOpen: isOpen, isBrokenWithin: isBroken(first) || calls.contains { isBroken($0) })
    }
}

extension Call.Argument {
    var start: Int { name?.range.lowerBound ?? value.range.lowerBound }
    var range: Range<Int> { start..<Swift.max(start, value.range.upperBound) }
}
