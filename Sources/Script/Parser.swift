import Diagnostics

/// Parses a script. All mistakes are reported at once: after one, parsing goes on at the next statement.
///
/// - Throws: `Findings`, in order of place.
package func parse(_ source: SourceText) throws -> Tree {
    let bytes = Array(source.text.utf8)
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var parser = Parser(Lexer(source, bytes: bytes, range: start..<bytes.count))
    let tree = parser.parseScript()
    guard parser.findings.isEmpty else { throw Findings(parser.findings.inOrderOfPlace) }
    return tree
}

/// Thrown to leave a statement that cannot be read; the finding is already noted.
struct Unreadable: Error {}

/// A recursive-descent parser over the grammar: statements here, expressions and calls in the files beside.
struct Parser {
    let lexer: Lexer
    var findings: [Diagnostic]
    private(set) var index = 0
    /// How deep expressions and blocks are nested: hostile input must not overflow the stack.
    var depth = 0

    init(_ lexer: Lexer) {
        self.lexer = lexer
        findings = lexer.findings
    }

    var token: Token { lexer.tokens[index] }
    var following: Token { lexer.tokens[min(index + 1, lexer.tokens.count - 1)] }
    /// Where the last token that was taken ends.
    var lastEnd: Int { index > 0 ? lexer.tokens[index - 1].range.upperBound : 0 }

    mutating func take() -> Token {
        let taken = token
        if index + 1 < lexer.tokens.count { index += 1 }
        return taken
    }

    mutating func take(_ symbol: Symbol) -> Bool {
        guard token.is(symbol) else { return false }
        _ = take()
        return true
    }

    mutating func skipSeparators() {
        while token.kind == .separator { _ = take() }
    }

    func fail(_ message: String, at range: Range<Int>? = nil, label: String = "") -> Diagnostic {
        Diagnostic(message, at: lexer.source.place(range ?? token.range), label: label)
    }

    mutating func reject(_ message: String, at range: Range<Int>? = nil, label: String = "") -> Unreadable {
        findings.append(fail(message, at: range, label: label))
        return Unreadable()
    }

    mutating func expect(_ symbol: Symbol, _ purpose: String) throws {
        guard take(symbol) else { throw reject("expected `\(symbol.rawValue)` \(purpose), found \(token.description)") }
    }

    mutating func expectName(_ purpose: String) throws -> Name {
        guard case .word(let word) = token.kind else { throw reject("expected a name \(purpose), found \(token.description)") }
        guard Keyword(rawValue: word) == nil else {
            throw reject("`\(word)` belongs to the language and cannot be a name")
        }
        return Name(text: word, range: take().range)
    }

    mutating func parseScript() -> Tree {
        skipSeparators()
        let version = parseHeader()
        var statements: [Statement] = []
        skipSeparators()
        while token.kind != .end {
            if let statement = parseStatementOrSkip() { statements.append(statement) }
            skipSeparators()
        }
        attachComments(to: &statements)
        return Tree(source: lexer.source, version: version, statements: statements, comments: lexer.comments)
    }

    private mutating func parseHeader() -> Int? {
        guard token.kind == .word("nds"), case .number(let number) = following.kind else { return nil }
        _ = take()
        let range = take().range
        if number != 1 {
            findings.append(fail("this is a script for version \(String(format(number))) of the language", at: range, label: "this nds reads `nds 1`"))
        }
        endStatement()
        return Int(exactly: number)
    }

    private mutating func parseStatementOrSkip() -> Statement? {
        do {
            let statement = try parseStatement()
            endStatement()
            return statement
        } catch {
            skipToSeparator()
            return nil
        }
    }

    private mutating func endStatement() {
        switch token.kind {
        case .separator, .end, .symbol(.closeBrace): return
        default:
            findings.append(fail("expected the end of the line, found \(token.description)", label: endHint))
            skipToSeparator()
        }
    }

    private var endHint: String {
        if token.is(.assign) { return "`let name = …` binds a name" }
        return token.is(.closeParenthesis) || token.is(.closeBracket) ? "nothing is open here" : ""
    }

    /// To the next separator that is not inside braces.
    private mutating func skipToSeparator() {
        var open = 0
        while token.kind != .end {
            if open == 0, token.kind == .separator { return }
            if token.is(.openBrace) { open += 1 }
            if token.is(.closeBrace) {
                if open == 0, depth > 0 { return }
                open -= 1
            }
            _ = take()
        }
    }

    mutating func parseBlock() throws -> [Statement] {
        try expect(.openBrace, "before the body")
        let opening = lastEnd - 1
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { throw reject("blocks are nested too deeply") }
        var statements: [Statement] = []
        skipSeparators()
        while !take(.closeBrace) {
            guard token.kind != .end else {
                throw reject("this `{` is not closed", at: opening..<(opening + 1), label: "a `}` is missing")
            }
            if let statement = parseStatementOrSkip() { statements.append(statement) }
            skipSeparators()
        }
        return statements
    }

    private mutating func parseStatement() throws -> Statement {
        let start = token.range.lowerBound
        let kind = try parseStatementKind()
        return Statement(kind: kind, range: start..<lastEnd)
    }

    private mutating func parseStatementKind() throws -> Statement.Kind {
        guard case .word(let word) = token.kind else { return .expression(try parseLine()) }
        switch Keyword(rawValue: word) {
        case .let:
            _ = take()
            let name = try expectName("after `let`")
            try expect(.assign, "after the name")
            return .bind(name: name, try parseLine())
        case .assert:
            _ = take()
            let condition = try parseExpression()
            return .assert(condition, message: take(.comma) ? try parseExpression() : nil)
        case .param:
            return .parameter(try parseParameter())
        case .def, .include, .if:
            throw reject("`\(word)` is reserved for a later version of the language")
        case .else, .in, .and, .or:
            throw reject("a statement cannot begin with `\(word)`")
        case .for, .not, .true, .false, .nothing:
            return .expression(try parseLine())
        case nil where word == "seed" && startsArgument(following):
            _ = take()
            return .seed(try parseExpression())
        case nil:
            return .expression(try parseLine())
        }
    }

    private mutating func parseParameter() throws -> ParameterDeclaration {
        _ = take()
        var declaration = ParameterDeclaration(name: try expectName("after `param`"))
        if take(.colon) {
            let kinds = ParameterDeclaration.Kind.allCases.map(\.rawValue)
            guard case .word(let word) = token.kind, let kind = ParameterDeclaration.Kind(rawValue: word) else {
                var label = "one of \(kinds.joined(separator: ", "))"
                if case .word(let word) = token.kind, let near = suggestion(for: word, among: kinds) { label = "did you mean `\(near)`?" }
                throw reject("unknown type of a parameter", label: label)
            }
            declaration.kind = kind
            _ = take()
        }
        if take(.assign) { declaration.defaultValue = try parseExpression() }
        if case .string(let parts) = token.kind {
            let range = take().range
            guard parts.count <= 1, case .text(let help)? = parts.first ?? .text("") else {
                throw reject("the help text of a parameter is plain", at: range)
            }
            declaration.help = help
        }
        return declaration
    }

    /// Prose goes to the statement below it, recorded output to the one above.
    private func attachComments(to statements: inout [Statement]) {
        for comment in lexer.comments {
            let next = statements.firstIndex { $0.range.lowerBound > comment.range.lowerBound }
            switch comment.kind {
            case .prose:
                if let next, comment.startsLine { statements[next].prose.append(comment.body) }
            case .recorded:
                let previous = (next ?? statements.count) - 1
                if previous >= 0 { statements[previous].recorded.append(comment) }
            case .remark: break
            }
        }
    }
}

extension [Diagnostic] {
    /// In order of place, each once.
    package var inOrderOfPlace: [Diagnostic] {
        func position(_ finding: Diagnostic) -> (Int, Int) {
            guard case .line(let line, let column, _, _)? = finding.place?.position else { return (0, 0) }
            return (line, column)
        }
        var unique: [Diagnostic] = []
        for finding in self where !unique.contains(finding) { unique.append(finding) }
        return unique.enumerated().sorted { a, b in
            let (first, second) = (position(a.element), position(b.element))
            return first == second ? a.offset < b.offset : first < second
        }.map(\.element)
    }
}

/// A number as people write it: no exponent for everyday sizes, no trailing `.0`.
package func format(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return "\(number)"
}
