extension Parser {
    /// `call | call | …`; a bare expression or a loop may stand first.
    mutating func parseLine() throws -> Expression {
        try nested { parser in
            let start = parser.token.range.lowerBound
            var left = try parser.parseLineStart()
            while parser.take(.pipe) {
                let call = try parser.parsePipedCall()
                left = try parser.link(Expression(kind: .pipe(left, call), range: start..<parser.lastEnd))
            }
            return left
        }
    }

    private mutating func parseLineStart() throws -> Expression {
        if token.is(.for) { return try parseLoop() }
        if token.is(.if) { return try parseConditional() }
        guard case .word(let word) = token.kind, Keyword(rawValue: word) == nil, startsArgument(1) else {
            return try parseExpression()
        }
        let call = try parseCommandCall(word)
        return Expression(kind: .call(call), range: call.range)
    }

    /// After `|` a word alone is a call too.
    private mutating func parsePipedCall() throws -> Call {
        guard case .word(let word) = token.kind, Keyword(rawValue: word) == nil else {
            let label = token.is(.pipe) ? "did you mean `or`?" : ""
            throw reject("expected a command after `|`, found \(token.description)", label: label)
        }
        if following.is(.openParenthesis), !following.isSpaced {
            let name = Name(text: word, range: take().range)
            return Call(name: name, arguments: try parseParenthesisedArguments(), range: name.range.lowerBound..<lastEnd)
        }
        return try parseCommandCall(word)
    }

    /// At the word that names the command.
    private mutating func parseCommandCall(_ word: String) throws -> Call {
        let name = Name(text: word, range: take().range)
        var arguments: [Call.Argument] = []
        while let argument = try parseArgument() {
            if argument.name == nil, let named = arguments.last?.name {
                throw reject("an argument without a name cannot follow `\(named.text)=`", at: argument.value.range, label: "positional ones come first")
            }
            arguments.append(argument)
        }
        return Call(name: name, arguments: arguments, range: name.range.lowerBound..<lastEnd)
    }

    /// Can the token that many places ahead, standing behind a word, begin an argument of it?
    func startsArgument(_ ahead: Int = 0) -> Bool {
        let token = peek(ahead), next = peek(ahead + 1)
        guard token.isSpaced else { return false }
        switch token.kind {
        case .number, .string, .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.openBrace): return true
        case .word(let word):
            // A keyword may name an argument: `save "x.nds" for=score`.
            return next.is(.assign) || Keyword(rawValue: word).map { [.true, .false, .nothing].contains($0) } ?? true
        case .symbol(.minus):
            // `f -1` passes an argument; `a - 1` and `a-1` subtract.
            if case .number = next.kind { return !next.isSpaced }
            return false
        default: return false
        }
    }

    private mutating func parseArgument() throws -> Call.Argument? {
        if case .word(let word) = token.kind, following.is(.assign) {
            let name = Name(text: word, range: take().range)
            _ = take()
            return Call.Argument(name: name, value: try parseExpression())
        }
        guard startsArgument() else { return nil }
        if token.is(.minus) {
            let start = take().range.lowerBound
            return Call.Argument(name: nil, value: Expression(kind: .negated(try parsePrimary()), range: start..<lastEnd))
        }
        return Call.Argument(name: nil, value: try parsePrimary())
    }

    /// `(a, b, name=value)` at its parenthesis.
    mutating func parseParenthesisedArguments() throws -> [Call.Argument] {
        let opening = take().range
        var arguments: [Call.Argument] = []
        while !take(.closeParenthesis) {
            if case .word(let word) = token.kind, following.is(.assign) {
                let name = Name(text: word, range: take().range)
                _ = take()
                arguments.append(Call.Argument(name: name, value: try parseExpression()))
            } else {
                let value = try parseExpression()
                if let named = arguments.last?.name {
                    throw reject("an argument without a name cannot follow `\(named.text)=`", at: value.range, label: "positional ones come first")
                }
                arguments.append(Call.Argument(name: nil, value: value))
            }
            if !take(.comma), !token.is(.closeParenthesis) {
                throw unclosed(opening, by: .closeParenthesis, expected: "`,` or `)` between arguments")
            }
        }
        return arguments
    }

    private mutating func parseLoop() throws -> Expression {
        let start = take().range.lowerBound
        let variable = try expectName("after `for`")
        guard token.is(.in) else { throw reject("expected `in` after the loop variable, found \(token.description)") }
        _ = take()
        let sequence = try parseExpression()
        let body = try parseBlock()
        return Expression(kind: .loop(variable: variable, sequence: sequence, body: body), range: start..<lastEnd)
    }

    /// `if … { … } else if … { … } else { … }` at its `if`.
    private mutating func parseConditional() throws -> Expression {
        let start = token.range.lowerBound
        var arms: [Expression.Arm] = []
        var otherwise: Body?
        repeat {
            _ = take()
            arms.append(Expression.Arm(condition: try parseExpression(), body: try parseBlock()))
            guard token.is(.else) else { break }
            _ = take()
            if !token.is(.if) { otherwise = try parseBlock() }
        } while otherwise == nil
        let branches = Expression(kind: .conditional(arms, otherwise: otherwise), range: start..<lastEnd)
        return try link(branches)
    }
}
