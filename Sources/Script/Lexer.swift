import Diagnostics

/// Cuts a script into tokens. Comments are set apart: they belong to statements, which the parser knows.
struct Lexer {
    private(set) var tokens: [Token] = []
    private(set) var comments: [Comment] = []
    private(set) var findings: [Diagnostic] = []
    let source: SourceText
    let bytes: [UInt8]
    let end: Int
    var position: Int
    /// Brackets that are open, outermost first: within `(` and `[` a newline separates nothing.
    private var brackets: [Symbol] = []
    private var isSpaced = true
    /// A `"""` is open at the end.
    var isTextOpen = false
    /// A backslash at the end joins a line that is not there yet.
    private(set) var isContinued = false
    /// How many texts, each within the code of another, are open.
    var textDepth = 0

    /// Lexes a file, or the code within a string.
    init(_ source: SourceText, _ range: Range<Int>) {
        self.source = source
        bytes = source.utf8
        position = range.lowerBound
        end = range.upperBound
        while position < end { lexOne() }
        // The end is noticed behind the last token, where a caret has a line to stand under.
        let last = tokens.last.map { $0.kind == .separator ? $0.range.lowerBound : $0.range.upperBound } ?? end
        tokens.append(Token(kind: .end, range: last..<last, isSpaced: true))
    }

    var hasOpenBracket: Bool { !brackets.isEmpty }

    func byte(_ ahead: Int = 0) -> UInt8 {
        position + ahead < end ? bytes[position + ahead] : 0
    }

    mutating func report(_ message: String, _ range: Range<Int>, label: String = "") {
        guard findings.count < Findings.limit else { return }
        findings.append(Diagnostic(message, at: source.place(range), label: label))
    }

    mutating func reject(_ message: String, _ range: Range<Int>, label: String = "") -> Unreadable {
        report(message, range, label: label)
        return Unreadable()
    }

    private mutating func append(_ kind: Token.Kind, from start: Int) {
        tokens.append(Token(kind: kind, range: start..<position, isSpaced: isSpaced))
        isSpaced = false
    }

    private mutating func lexOne() {
        let start = position
        switch byte() {
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            position += 1
            isSpaced = true
        case 10, 13, UInt8(ascii: ";"):
            position += byte() == 13 && byte(1) == 10 ? 2 : 1
            separate(from: start)
        case UInt8(ascii: "\\") where continuesLine():
            break
        case UInt8(ascii: "#"):
            lexComment()
        case UInt8(ascii: "\""):
            let parts = try? lexString()
            append(.string(parts ?? []), from: start)
        case UInt8(ascii: "'"):
            lexSingleQuotes()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            lexNumber()
        case UInt8(ascii: "_"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...:
            lexWord()
        default:
            lexSymbol()
        }
    }

    private mutating func separate(from start: Int) {
        isSpaced = true
        if let innermost = brackets.last, innermost != .openBrace { return }
        switch tokens.last?.kind {
        case nil, .separator, .symbol(.pipe), .symbol(.assign), .symbol(.comma): return
        default: append(.separator, from: start)
        }
        isSpaced = true
    }

    /// A backslash before the end of the line joins it with the next.
    private mutating func continuesLine() -> Bool {
        var ahead = 1
        while byte(ahead) == 32 || byte(ahead) == 9 || byte(ahead) == 13 { ahead += 1 }
        guard position + ahead >= end || byte(ahead) == 10 else { return false }
        isContinued = position + ahead >= end
        position = min(position + ahead + 1, end)
        isSpaced = true
        return true
    }

    private mutating func lexComment() {
        let start = position
        while position < end, byte() != 10, byte() != 13 { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let startsLine = tokens.last.map { $0.kind == .separator || !bytes[$0.range.upperBound..<start].allSatisfy(isBlank) } ?? true
        comments.append(Comment(text: text, range: start..<position, startsLine: startsLine))
        isSpaced = true
    }

    private mutating func lexNumber() {
        let start = position
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || byte == UInt8(ascii: "_") }
        while isDigit(byte()) { position += 1 }
        if byte() == UInt8(ascii: "."), (48...57).contains(byte(1)) {
            position += 1
            while isDigit(byte()) { position += 1 }
        }
        let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
        if byte() | 32 == UInt8(ascii: "e"), (48...57).contains(byte(1 + sign)) {
            position += 1 + sign
            while isDigit(byte()) { position += 1 }
        }
        let digitsEnd = position
        while isWordByte(byte()) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if position == digitsEnd, let number = Double(text.replacing("_", with: "")), number.isFinite {
            append(.number(number), from: start)
        } else {
            report("`\(text)` is no number", start..<position)
            append(.number(0), from: start)
        }
    }

    private mutating func lexWord() {
        let start = position
        while isWordByte(byte()) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        closeForgottenBrackets(before: word, at: start)
        guard let index = word.firstIndex(where: { !($0.isLetter || $0.isNumber || $0 == "_") }) else {
            append(.word(word), from: start)
            return
        }
        let odd = word[index]
        let oddStart = start + word[..<index].utf8.count
        let oddRange = oddStart..<(oddStart + odd.utf8.count)
        if odd.isWhitespace || odd.displayWidth == 0 {
            let number = String(odd.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
            let zeros = String(repeating: "0", count: max(0, 4 - number.count))
            report("unexpected character U+\(zeros)\(number)", oddRange, label: "type a plain space")
            position = oddStart
            if oddStart > start { append(.word(String(word[..<index])), from: start) }
            position = oddRange.upperBound
            isSpaced = true
        } else {
            let label = "“”„‘’".contains(odd) ? "texts are written in straight quotes: \" \"" : ""
            report("unexpected character `\(odd)`", oddRange, label: label)
            append(.word(word), from: start)
        }
    }

    /// A statement that begins a line while `(` or `[` is open: the bracket was forgotten, and the lines from here on can still be
    /// read.
    private mutating func closeForgottenBrackets(before word: String, at start: Int) {
        let beginners: [Keyword] = [.let, .assert, .param, .def, .include]
        guard let innermost = brackets.last, innermost != .openBrace, beginners.contains(where: { $0.rawValue == word }),
            let last = tokens.last?.range.upperBound, bytes[last..<start].contains(where: { $0 == 10 || $0 == 13 })
        else { return }
        while let open = brackets.last, open != .openBrace { brackets.removeLast() }
        tokens.append(Token(kind: .separator, range: last..<last, isSpaced: true))
    }

    /// Other languages' way to write a text: one finding for the whole, so that its words cause none.
    private mutating func lexSingleQuotes() {
        let start = position
        var ahead = 1
        while position + ahead < end, byte(ahead) != UInt8(ascii: "'"), byte(ahead) != 10, byte(ahead) != 13 { ahead += 1 }
        let isClosed = byte(ahead) == UInt8(ascii: "'")
        position += isClosed ? ahead + 1 : 1
        report("unexpected character `'`", start..<position, label: "texts are written in \" \"")
        if isClosed { append(.string([]), from: start) }
    }

    private mutating func lexSymbol() {
        let start = position
        let two = String(decoding: bytes[start..<min(start + 2, end)], as: UTF8.self)
        let one = String(decoding: bytes[start..<(start + 1)], as: UTF8.self)
        guard let symbol = Symbol(rawValue: two) ?? Symbol(rawValue: one) else {
            position += 1
            let shown = byte(-1) < 32 || byte(-1) == 127 ? "control character \(bytes[start])" : "character `\(one)`"
            let meant = ["&": "did you mean `and`?", "!": "did you mean `not`?"]
            if two == "&&" { position += 1 }
            report("unexpected \(shown)", start..<position, label: meant[one] ?? "")
            return
        }
        position += symbol.rawValue.utf8.count
        switch symbol {
        case .openParenthesis, .openBracket, .openBrace:
            brackets.append(symbol)
        case .closeParenthesis, .closeBracket, .closeBrace:
            if let open = brackets.lastIndex(of: symbol.opening) { brackets.removeSubrange(open...) }
        default: break
        }
        append(.symbol(symbol), from: start)
    }
}

extension Symbol {
    fileprivate var opening: Symbol {
        switch self {
        case .closeParenthesis: .openParenthesis
        case .closeBracket: .openBracket
        default: .openBrace
        }
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"), 48...57, 65...90, 97...122, 0x80...: true
    default: false
    }
}
