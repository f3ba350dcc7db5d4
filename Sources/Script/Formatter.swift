import Diagnostics

/// The canonical text of a tree: one style for everybody, whoever wrote it.
///
/// Four blanks a block, two before a comment at the end of a line, statements on lines of their own, at most one blank line between
/// them. What fits in a line of 110 columns stands in one, unless its author broke it: a bracket, a block or a pipe that is open at the
/// end of its first line stays open, an item a line. Every comment stays between the same words; numbers and texts are spelt as
/// they were. Parsing the result gives the same tree, and formatting it changes nothing.
package func formatted(_ tree: Tree) -> String {
    Formatter(tree).text
}

extension Definition {
    /// The code on one line, without comments: equal for definitions that differ in their layout alone.
    package func canonicalText(_ source: SourceText) -> String {
        let flat = FlatPrinter(spelling: Spelling(source: source))
        return "\(flat.heading(self)) \(flat.block(body))"
    }
}

struct Formatter {
    let source: SourceText
    let flat: FlatPrinter
    var writer = LineWriter()
    private let comments: [Comment]
    private var nextComment = 0
    /// How many brackets within which a line may end anywhere are open.
    var openBrackets = 0

    /// What excerpts of messages show without cutting.
    static let width = 110

    init(_ tree: Tree) {
        source = tree.source
        flat = FlatPrinter(spelling: Spelling(source: tree.source))
        comments = tree.comments
        if let header = tree.header {
            beginItem(at: header.lowerBound)
            emit("nds 1", at: header.lowerBound)
            writer.newline()
        }
        for (index, statement) in tree.statements.enumerated() {
            layOut(statement, isFirst: index == 0 && tree.header == nil)
        }
        flush(before: Int.max)
    }

    var text: String { writer.text }

    // Comments

    /// Writes the comments that stand before an offset of the source.
    mutating func flush(before offset: Int) {
        while nextComment < comments.count, comments[nextComment].range.lowerBound < offset {
            let comment = comments[nextComment]
            nextComment += 1
            if comment.startsLine {
                if hasBlankLine(before: comment.range.lowerBound) { writer.blankLine() }
                writer.stand(comment.text)
            } else {
                writer.trail(comment.text)
            }
        }
    }

    /// Writes a text that stands at an offset of the source, after the comments before it.
    mutating func emit(_ text: String, at offset: Int) {
        flush(before: offset)
        writer.write(text)
    }

    func hasComment(in range: Range<Int>) -> Bool {
        let first = comments.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
        return first < comments.count && comments[first].range.lowerBound < range.upperBound
    }

    // Layout of the source

    private func hasBlankLine(before offset: Int) -> Bool {
        var position = min(offset, source.utf8.count), breaks = 0
        while position > 0, breaks < 2 {
            position -= 1
            switch source.utf8[position] {
            case 32, 9: continue
            case 10:
                breaks += 1
                if position > 0, source.utf8[position - 1] == 13 { position -= 1 }
            case 13: breaks += 1
            default: return false
            }
        }
        return breaks == 2
    }

    /// Does the line end behind an opening bracket?
    func isOpen(after offset: Int) -> Bool {
        var position = offset
        while source.utf8.indices.contains(position) {
            switch source.utf8[position] {
            case 32, 9: position += 1
            case 10, 13, UInt8(ascii: "#"): return true
            default: return false
            }
        }
        return false
    }

    func hasLineBreak(in range: Range<Int>) -> Bool {
        source.utf8[range.clamped(to: source.utf8.indices)].contains { $0 == 10 || $0 == 13 }
    }

    // Fitting

    /// The text on one line, if it may stand on one and has the room.
    ///
    /// - Parameter suffix: how many columns what follows on the same line needs.
    func fitting(_ text: @autoclosure () -> String, _ range: Range<Int>, isBroken: Bool, suffix: Int) -> String? {
        guard !isBroken, !hasComment(in: range) else { return nil }
        let text = text()
        return fits(text, suffix: suffix) ? text : nil
    }

    func fits(_ text: String, suffix: Int) -> Bool {
        let first = writer.column + text.firstLineWidth
        return text.utf8.contains(10) ? first <= Self.width && text.lastLineWidth + suffix <= Self.width : first + suffix <= Self.width
    }

    /// What stands on a line of its own within brackets.
    struct Item {
        var offset: Int
        var layOut: (inout Formatter) -> Void
    }

    /// Would a text of one line fit if it began one?
    func fits(_ text: String, at indent: Int, suffix: Int) -> Bool {
        indent * LineWriter.step + text.displayWidth + suffix <= Self.width
    }

    /// Writes items in brackets, a line each.
    ///
    /// - Parameter isList: commas stand behind the items.
    mutating func bracket(_ opening: String, at start: Int, _ items: [Item], _ closing: String, at end: Int, isList: Bool = true) {
        emit(opening, at: start)
        let base = writer.currentIndent, outer = writer.indent, brackets = openBrackets
        writer.indent = base + 1
        // A line that ends in the braces of a record ends its field.
        openBrackets = opening == "{" ? 0 : brackets + 1
        writer.newlineAfterOpening()
        for item in items {
            writer.newline()
            beginItem(at: item.offset)
            item.layOut(&self)
            if isList { writer.write(",") }
        }
        writer.newline()
        flush(before: end)
        openBrackets = brackets
        writer.indent = base
        writer.newline()
        writer.write(closing)
        writer.indent = outer
    }

    private mutating func beginItem(at offset: Int) {
        flush(before: offset)
        if hasBlankLine(before: offset) { writer.blankLine() }
    }

    // Statements

    mutating func layOut(_ statement: Statement, isFirst: Bool = false) {
        beginItem(at: statement.range.lowerBound)
        let base = writer.indent
        let isBroken = isBroken(statement)
        if let text = fitting(flat.statement(statement, isFirst: isFirst), statement.range, isBroken: isBroken, suffix: 0) {
            emit(text, at: statement.range.lowerBound)
        } else {
            layOutBroken(statement, isFirst: isFirst)
        }
        writer.indent = base
        writer.newline()
    }

    private mutating func layOutBroken(_ statement: Statement, isFirst: Bool) {
        let start = statement.range.lowerBound
        let base = writer.indent
        switch statement.kind {
        case .bind(let name, let value):
            emit("let \(name.text) = ", at: start)
            writer.indent = base + 1
            layOut(value, .line, suffix: 0)
        case .seed(let seed):
            emit("seed ", at: start)
            writer.indent = base + 1
            layOut(seed, .operand(Strength.loosest), suffix: 0)
        case .assert(let condition, let message):
            emit("assert ", at: start)
            writer.indent = base + 1
            layOut(condition, .operand(Strength.loosest), suffix: message == nil ? 0 : 1)
            guard let message else { return }
            writer.write(",")
            if let text = fitting(" " + flat.expression(message), message.range, isBroken: isBroken(message), suffix: 0) {
                emit(text, at: message.range.lowerBound)
            } else {
                writer.newline()
                layOut(message, .operand(Strength.loosest), suffix: 0)
            }
        case .parameter(let declaration):
            emit("param \(declaration.name.text)" + (declaration.kind.map { ": \($0.rawValue)" } ?? ""), at: start)
            writer.indent = base + 1
            let help = declaration.help.map { " " + flat.spelling.quoted($0) } ?? ""
            if let value = declaration.defaultValue {
                writer.write(" = ")
                layOut(value, .operand(Strength.loosest), suffix: help.displayWidth)
            }
            writer.write(help)
        case .define(let definition):
            layOutHeading(definition)
            writer.write(" ")
            layOut(definition.body, suffix: 0)
        case .include(let path): emit(flat.include(path), at: start)
        case .expression(let value):
            layOut(value, .statement(isFirst: isFirst), suffix: 0)
        }
    }

    private mutating func layOutHeading(_ definition: Definition) {
        let heading = definition.range.lowerBound..<definition.body.range.lowerBound
        let isBroken = hasOpenParameters(definition)
        if let text = fitting(flat.heading(definition), heading, isBroken: isBroken, suffix: 2) { return emit(text, at: heading.lowerBound) }
        emit("def \(definition.name.text)", at: heading.lowerBound)
        let items = definition.parameters.map { parameter in
            Item(offset: parameter.name.range.lowerBound) { formatter in
                formatter.emit(parameter.name.text, at: parameter.name.range.lowerBound)
                guard let value = parameter.defaultValue else { return }
                formatter.writer.write("=")
                formatter.layOut(value, .operand(Strength.loosest), suffix: 1)
            }
        }
        bracket("(", at: definition.name.range.upperBound, items, ")", at: heading.upperBound - 1)
    }

    func hasOpenParameters(_ definition: Definition) -> Bool {
        !definition.parameters.isEmpty && isOpen(after: definition.name.range.upperBound + 1)
    }

    /// A block on this line, if it fits.
    mutating func layOut(_ block: Body, suffix: Int) {
        if let text = fitting(flat.block(block), block.range, isBroken: isBroken(block), suffix: suffix) {
            emit(text, at: block.range.lowerBound)
        } else {
            layOut(block)
        }
    }

    /// A block, a statement a line, at its brace.
    mutating func layOut(_ block: Body) {
        if block.isEmpty, !hasComment(in: block.range) { return emit("{}", at: block.range.lowerBound) }
        emit("{", at: block.range.lowerBound)
        let base = writer.currentIndent, outer = writer.indent, brackets = openBrackets
        openBrackets = 0
        writer.indent = base + 1
        writer.newlineAfterOpening()
        for statement in block { layOut(statement) }
        writer.newline()
        flush(before: block.range.upperBound - 1)
        openBrackets = brackets
        writer.indent = base
        writer.newline()
        writer.write("}")
        writer.indent = outer
    }
}
