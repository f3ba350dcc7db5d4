import Diagnostics

/// Parses a script. All mistakes are reported at once: after one, parsing goes on at the next statement.
///
/// - Throws: `Findings`, in order of place.
package func parse(_ source: SourceText) throws -> Tree {
    // Without the byte order mark, columns count what people see.
    let source = source.text.hasByteOrderMark ? SourceText(name: source.name, text: source.text.withoutByteOrderMark) : source
    return try parse(source, 0..<source.utf8.count)
}

/// Parses one of the files of a source, whose offsets are given.
package func parse(_ source: SourceText, _ range: Range<Int>) throws -> Tree {
    var parser = Parser(Lexer(source, range))
    let tree = parser.parseScript()
    guard parser.findings.isEmpty else { throw Findings(parser.findings.inOrderOfPlace(of: source.fileNames)) }
    return tree
}

extension String {
    package var hasByteOrderMark: Bool { unicodeScalars.first == "\u{feff}" }

    package var withoutByteOrderMark: String {
        hasByteOrderMark ? String(String.UnicodeScalarView(unicodeScalars.dropFirst())) : self
    }
}

/// Thrown to leave a statement that cannot be read; the finding is already noted.
struct Unreadable: Error {}

/// A recursive-descent parser over the grammar: statements here, expressions and calls in the files beside.
struct Parser {
    let lexer: Lexer
    var findings: [Diagnostic]
    private(set) var index = 0
    /// How deep the rule at work is nested in others.
    var depth = 0
    /// Which comments of the lexer belong to a statement already, or to a block that none of them is in.
    private var isAttached: [Bool]
    private static let depthLimit = 100

    init(_ lexer: Lexer) {
        self.lexer = lexer
        findings = lexer.findings
        isAttached = Array(repeating: false, count: lexer.comments.count)
    }

    /// Every rule that can contain itself is entered through here: hostile input must not overflow the stack.
    mutating func nested<Part>(_ parse: (inout Parser) throws -> Part) throws -> Part {
        guard depth < Self.depthLimit else {
            throw reject("this is nested too deeply", label: "bind some of it with `let` first")
        }
        depth += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

    var token: Token { lexer.tokens[index] }
    var following: Token { peek(1) }
    func peek(_ ahead: Int) -> Token { lexer.tokens[min(index + ahead, lexer.tokens.count - 1)] }
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

    mutating func report(_ message: String, at range: Range<Int>? = nil, label: String = "") {
        guard findings.count < Findings.limit else { return }
        findings.append(Diagnostic(message, at: lexer.source.place(range ?? token.range), label: label))
    }

    mutating func reject(_ message: String, at range: Range<Int>? = nil, label: String = "") -> Unreadable {
        report(message, at: range, label: label)
        return Unreadable()
    }

    mutating func expect(_ symbol: Symbol, _ purpose: String) throws {
        guard take(symbol) else { throw reject("expected `\(symbol.rawValue)` \(purpose), found \(token.description)") }
    }

    /// What is wrong where a bracket could be closed and is not: at the end of the statement the opening bracket is the culprit.
    mutating func unclosed(_ opening: Range<Int>, by closing: Symbol, expected: String) -> Unreadable {
        guard token.kind == .end || token.kind == .separator else {
            return reject("expected \(expected), found \(token.description)")
        }
        return unclosed(opening, by: closing)
    }

    mutating func unclosed(_ opening: Range<Int>, by closing: Symbol) -> Unreadable {
        let bracket = lexer.source.text(opening)
        return reject("this `\(bracket)` is not closed", at: opening, label: "a `\(closing.rawValue)` is missing")
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
        let header = parseHeader()
        var statements: [Statement] = []
        skipSeparators()
        while token.kind != .end {
            if let statement = parseStatementOrSkip() { statements.append(statement) }
            skipSeparators()
        }
        attachComments(to: &statements, before: lexer.end)
        return Tree(
            source: lexer.source, version: header?.version, header: header?.range, statements: statements, comments: lexer.comments)
    }

    private mutating func parseHeader() -> (version: Int, range: Range<Int>)? {
        guard token.kind == .word("nds"), case .number(let number) = following.kind else { return nil }
        let start = take().range.lowerBound
        let range = take().range
        if number != Double(languageVersion) {
            report("this is a script for version \(format(number)) of the language", at: range, label: "this nds reads `nds \(languageVersion)`")
        }
        endStatement()
        return (1, start..<range.upperBound)
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
            report("expected the end of the line, found \(token.description)", label: endHint)
            skipToSeparator()
        }
    }

    private var endHint: String {
        switch token.kind {
        case .symbol(.assign): return "`let name = …` binds a name"
        case .symbol(.closeParenthesis), .symbol(.closeBracket): return "nothing is open here"
        case .symbol(let symbol) where Operator(rawValue: symbol.rawValue) != nil:
            return "an argument with an operator stands in ( )"
        default: return ""
        }
    }

    /// To the next separator that is not inside braces.
    private mutating func skipToSeparator() {
        var open = 0
        while token.kind != .end {
            if open == 0, token.kind == .separator { return }
            if token.is(.openBrace) { open += 1 }
            if token.is(.closeBrace) {
                if open == 0, depth > 0 { return }
                open = max(0, open - 1)
            }
            _ = take()
        }
    }

    mutating func parseBlock() throws -> Body {
        let opening = token.range
        try expect(.openBrace, "before the body")
        return try nested { parser in
            var statements: [Statement] = []
            parser.skipSeparators()
            while !parser.take(.closeBrace) {
                guard parser.token.kind != .end else { throw parser.unclosed(opening, by: .closeBrace) }
                if let statement = parser.parseStatementOrSkip() { statements.append(statement) }
                parser.skipSeparators()
            }
            parser.attachComments(to: &statements, after: opening.upperBound, before: parser.lastEnd)
            return Body(statements: statements, range: opening.lowerBound..<parser.lastEnd)
        }
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
        case .def:
            return .define(try parseDefinition())
        case .include:
            return .include(path: try parseInclude())
        case .else:
            throw reject("a statement cannot begin with `else`", label: "it follows the `}` of an `if` on the same line")
        case .in, .and, .or:
            throw reject("a statement cannot begin with `\(word)`")
        case .for, .if, .not, .true, .false, .nothing:
            return .expression(try parseLine())
        case nil where word == "seed" && startsArgument(1):
            _ = take()
            return .seed(try parseExpression())
        case nil:
            return .expression(try parseLine())
        }
    }

    /// Prose goes to the statement below it or around it, recorded output to the one above, within one block. What stands in
    /// blocks inside has been attached there.
    private mutating func attachComments(to statements: inout [Statement], after start: Int = 0, before end: Int) {
        var next = 0
        var index = lexer.comments.partitioningIndex { $0.range.lowerBound >= start }
        while index < lexer.comments.count, lexer.comments[index].range.lowerBound < end {
            defer { index += 1 }
            if isAttached[index] { continue }
            isAttached[index] = true
            let comment = lexer.comments[index]
            let offset = comment.range.lowerBound
            while next < statements.count, statements[next].range.upperBound <= offset { next += 1 }
            let isWithin = next < statements.count && statements[next].range.lowerBound < offset
            let above = isWithin ? next : next - 1
            switch comment.kind {
            case .prose where comment.startsLine && next < statements.count: statements[next].prose.append(comment.body)
            case .recorded where above >= 0: statements[above].recorded.append(comment)
            default: break
            }
        }
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element belongs to the second part, of elements that are in two parts already.
    func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Int {
        var low = startIndex, high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Findings {
    /// More findings than anybody reads are not looked for.
    package static let limit = 100
}

extension [Diagnostic] {
    /// In order of place, each once; several files in the order in which they are named.
    package func inOrderOfPlace(of files: [String]) -> [Diagnostic] {
        let ranks = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func position(_ finding: Diagnostic) -> (Int, Int, Int) {
            let rank = finding.place.flatMap { ranks[$0.file] } ?? 0
            guard case .line(let line, let column, _, _)? = finding.place?.position else { return (rank, 0, 0) }
            return (rank, line, column)
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
    if number == number.rounded(), abs(number) < 1e16 { return String(Int(number)) }
    return "\(number)"
}
