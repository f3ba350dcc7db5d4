import Diagnostics

extension Parser {
    /// Binding strengths of the binary operators; a level is left-associative unless it says otherwise.
    private static let levels: [[Operator]] = [
        [.or], [.and], [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual], [.tolerance], [.range], [.plus, .minus],
        [.times, .divide],
    ]
    private static let comparisonLevel = 2

    mutating func parseExpression() throws -> Expression {
        try nested { try $0.parseBinary(level: 0) }
    }

    /// One more link of a chain such as `a + b + c`. Chains are parsed by loops, and who walks the tree recurses.
    mutating func link(_ expression: Expression) throws -> Expression {
        guard expression.height <= 200 else {
            throw reject("this goes on for too long", at: token.range, label: "bind some of it with `let` first")
        }
        return expression
    }

    private func nextOperator(_ level: Int) -> Operator? {
        let text: String
        switch token.kind {
        case .symbol(let symbol): text = symbol.rawValue
        case .word(let word): text = word
        default: return nil
        }
        return Operator(rawValue: text).flatMap { Self.levels[level].contains($0) ? $0 : nil }
    }

    private mutating func parseBinary(level: Int) throws -> Expression {
        if level == Self.comparisonLevel, token.is(.not) {
            let start = take().range.lowerBound
            let operand = try nested { try $0.parseBinary(level: level) }
            return Expression(kind: .not(operand), range: start..<lastEnd)
        }
        guard level < Self.levels.count else { return try parseUnary() }
        var left = try parseBinary(level: level + 1)
        while let symbol = nextOperator(level) {
            let range = take().range
            let right = try parseBinary(level: level + 1)
            left = try link(
                Expression(kind: .binary(symbol, left, right), range: left.range.lowerBound..<right.range.upperBound))
            if symbol.isComparison, nextOperator(level) != nil {
                throw reject("comparisons do not chain", at: range.lowerBound..<token.range.upperBound, label: "join two with `and`")
            }
            if symbol == .range || symbol == .tolerance, nextOperator(level) != nil {
                throw reject("`\(symbol.rawValue)` does not chain")
            }
        }
        return left
    }

    private mutating func parseUnary() throws -> Expression {
        guard token.is(.minus) else { return try parsePower() }
        let start = take().range.lowerBound
        let operand = try nested { try $0.parseUnary() }
        return Expression(kind: .negated(operand), range: start..<lastEnd)
    }

    private mutating func parsePower() throws -> Expression {
        let base = try parsePrimary()
        guard take(.power) else { return base }
        let exponent = try nested { try $0.parseUnary() }
        return Expression(kind: .binary(.power, base, exponent), range: base.range.lowerBound..<lastEnd)
    }

    /// A primary with what follows it without a space: `.field`, `[index]`, `(arguments)`.
    mutating func parsePrimary() throws -> Expression {
        let start = token.range.lowerBound
        var expression = try parseAtom()
        while !token.isSpaced {
            if take(.dot) {
                let field = try expectName("after `.`")
                expression = try link(Expression(kind: .field(expression, field), range: start..<lastEnd))
            } else if token.is(.openBracket) {
                let opening = take().range
                let index = try parseExpression()
                guard take(.closeBracket) else { throw unclosed(opening, by: .closeBracket, expected: "`]` after the index") }
                expression = try link(Expression(kind: .index(expression, index), range: start..<lastEnd))
            } else {
                break
            }
        }
        return expression
    }

    private mutating func parseAtom() throws -> Expression {
        let range = token.range
        switch token.kind {
        case .number(let number):
            _ = take()
            let isPercent = token.is(.percent) && !token.isSpaced
            if isPercent { _ = take() }
            return Expression(kind: .number(isPercent ? number / 100 : number), range: range.lowerBound..<lastEnd)
        case .string(let parts):
            _ = take()
            return Expression(kind: .text(try parts.map { try parsePart($0) }), range: range)
        case .word(let word):
            return try parseWord(word)
        case .symbol(.openBracket):
            return Expression(kind: .list(try parseList()), range: range.lowerBound..<lastEnd)
        case .symbol(.openBrace):
            return Expression(kind: .record(try parseRecord()), range: range.lowerBound..<lastEnd)
        case .symbol(.openParenthesis):
            _ = take()
            var inner = try parseLine()
            guard take(.closeParenthesis) else { throw unclosed(range, by: .closeParenthesis, expected: "`)` to close the `(`") }
            inner.range = range.lowerBound..<lastEnd
            inner.isParenthesised = true
            return inner
        default:
            throw reject("expected a value, found \(token.description)")
        }
    }

    private mutating func parseWord(_ word: String) throws -> Expression {
        let range = token.range
        switch Keyword(rawValue: word) {
        case .true, .false:
            _ = take()
            return Expression(kind: .flag(word == "true"), range: range)
        case .nothing:
            _ = take()
            return Expression(kind: .none, range: range)
        case .some:
            throw reject("expected a value, found `\(word)`")
        case nil:
            let name = Name(text: word, range: take().range)
            guard token.is(.openParenthesis), !token.isSpaced else { return Expression(kind: .word(word), range: range) }
            let arguments = try parseParenthesisedArguments()
            let whole = range.lowerBound..<lastEnd
            return Expression(kind: .call(Call(name: name, arguments: arguments, range: whole)), range: whole)
        }
    }

    private mutating func parsePart(_ part: Token.Part) throws -> Expression.TextPart {
        switch part {
        case .text(let text): return .text(text)
        case .code(let range):
            guard findings.count < Findings.limit else { throw Unreadable() }
            var inner = Parser(Lexer(lexer.source, range))
            inner.depth = depth
            defer { findings += inner.findings.prefix(Findings.limit - findings.count) }
            let expression = try inner.parseExpression()
            try inner.expect(.closeParenthesis, "after the value")
            return .code(expression)
        }
    }

    private mutating func parseList() throws -> [Expression] {
        let opening = take().range
        var elements: [Expression] = []
        while !take(.closeBracket) {
            elements.append(try parseExpression())
            if !take(.comma), !token.is(.closeBracket) {
                throw unclosed(opening, by: .closeBracket, expected: "`,` or `]` in the list")
            }
        }
        return elements
    }

    private mutating func parseRecord() throws -> [(key: Name, value: Expression)] {
        let opening = take().range
        var fields: [(key: Name, value: Expression)] = []
        skipSeparators()
        while !take(.closeBrace) {
            let key = try parseKey()
            if fields.contains(where: { $0.key.text == key.text }) { throw reject("`\(key.text)` stands twice in this record", at: key.range) }
            try expect(.colon, "after the key")
            fields.append((key, try parseExpression()))
            skipSeparators()
            if !take(.comma), !token.is(.closeBrace) {
                throw unclosed(opening, by: .closeBrace, expected: "`,` or `}` in the record")
            }
            skipSeparators()
        }
        return fields
    }

    /// A key is a word, a keyword among them, or a plain text.
    private mutating func parseKey() throws -> Name {
        switch token.kind {
        case .word(let word): return Name(text: word, range: take().range)
        case .string(let parts):
            if parts.isEmpty { return Name(text: "", range: take().range) }
            if parts.count == 1, case .text(let text) = parts[0] { return Name(text: text, range: take().range) }
        default: break
        }
        throw reject("expected a key, found \(token.description)")
    }
}
