import Diagnostics

/// How the atoms of the language are spelt: as the source has them where it still says the same (`20%`, `5_000`, a text over several
/// lines), else in one canonical way.
struct Spelling {
    /// Nil where nothing of the source is to be kept.
    let source: SourceText?

    func number(_ number: Double, _ range: Range<Int>) -> String {
        if let written = source?.text(range), Self.value(written) == number { return written }
        return format(number)
    }

    private static func value(_ written: String) -> Double? {
        guard written.utf8.first.map({ (48...57).contains($0) }) == true else { return nil }
        let isPercent = written.hasSuffix("%")
        let digits = (isPercent ? String(written.dropLast()) : written).replacing("_", with: "")
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || ".eE+-".utf8.contains($0) }) else { return nil }
        return Double(digits).map { isPercent ? $0 / 100 : $0 }
    }

    func text(_ parts: [Expression.TextPart], _ range: Range<Int>) -> String {
        let canonical = FlatPrinter(spelling: Spelling(source: nil))
        guard let source, range.count >= 2, source.utf8.indices.contains(range.upperBound - 1), source.utf8[range.lowerBound] == quote else {
            return text(parts, FlatPrinter(spelling: self))
        }
        var parser = Parser(Lexer(source, range))
        if let atom = try? parser.parsePrimary(), case .text(let written) = atom.kind, parser.findings.isEmpty, parser.token.kind == .end,
            Spelling(source: nil).text(written, canonical) == Spelling(source: nil).text(parts, canonical)
        {
            return String(plainLineEnds(source.text(range).unicodeScalars))
        }
        return text(parts, FlatPrinter(spelling: self))
    }

    private func text(_ parts: [Expression.TextPart], _ code: FlatPrinter) -> String {
        "\"" + parts.map { part in
            switch part {
            case .text(let text): escaped(text)
            case .code(let expression): "\\(" + code.expression(expression) + ")"
            }
        }.joined() + "\""
    }

    /// A plain text in quotes.
    func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 32 || scalar.value == 127: result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A key of a record: bare where it is a word.
    func key(_ key: String) -> String {
        let isWord = key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && key.utf8.first.map { !(48...57).contains($0) } == true
        return isWord && Self.isOneWord(key) ? key : quoted(key)
    }

    /// The lexer has the last word on what a word is.
    private static func isOneWord(_ text: String) -> Bool {
        let lexer = Lexer(SourceText(name: "", text: text), 0..<text.utf8.count)
        return lexer.findings.isEmpty && lexer.tokens.count == 2 && lexer.tokens[0].kind == .word(text)
    }
}

private let quote = UInt8(ascii: "\"")

/// A plain text as a script has it, in quotes.
package func quotedText(_ text: String) -> String { Spelling(source: nil).quoted(text) }
