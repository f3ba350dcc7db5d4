import Diagnostics

/// A place in a reply that moves forward, with the quoting that forms have in common: either kind of quotes, unescaped ones inside,
/// JSON's escapes.
struct ReplyCursor {
    let source: SourceText
    let bytes: [UInt8]
    var position = 0

    init(_ source: SourceText) {
        self.source = source
        bytes = source.utf8
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    var isAtQuote: Bool { current.map(isQuote) ?? false }

    mutating func skipSpace() {
        while let byte = current, isSpace(byte) { position += 1 }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// The ASCII letters from here on; empty where there is none.
    mutating func word() -> String {
        let start = position
        while let byte = current, isLetter(byte) { position += 1 }
        return text(start..<position)
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// A text in quotes, which ends at a quote that is followed by one of `follow`: others belong to it. It stands on one line.
    mutating func quoted(endsBefore follow: String, expected: String) throws(Diagnostic) -> String {
        guard let quote = current, isQuote(quote) else { throw problem("expected \(expected)") }
        let opening = position
        position += 1
        var text: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\n") {
            position += 1
            if byte == UInt8(ascii: "\\") {
                try text += escaped()
            } else if byte == quote, bytes[position...].first(where: { !isSpace($0) }).map(follow.utf8.contains) ?? true {
                return String(decoding: text, as: UTF8.self)
            } else {
                text.append(byte)
            }
        }
        throw Diagnostic("the text that begins here does not end", at: source.place(opening..<opening + 1))
    }

    /// What stands behind a backslash, as JSON means it; other characters stand for themselves.
    private mutating func escaped() throws(Diagnostic) -> [UInt8] {
        guard let byte = current else { return [] }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "u"): return try Array(String(unicodeEscape()).utf8)
        default: return [byte]
        }
    }

    /// The scalar of `\uXXXX`, two of which may be a surrogate pair; half a pair is the replacement character.
    private mutating func unicodeEscape() throws(Diagnostic) -> Unicode.Scalar {
        let high = try codeUnit()
        guard (0xd800..<0xdc00).contains(high), bytes[position...].starts(with: Array("\\u".utf8)) else {
            return Unicode.Scalar(high) ?? "\u{fffd}"
        }
        let before = position
        position += 2
        let low = try codeUnit()
        guard (0xdc00..<0xe000).contains(low) else {
            position = before
            return "\u{fffd}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)) ?? "\u{fffd}"
    }

    private mutating func codeUnit() throws(Diagnostic) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ isHexDigit($0) }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("expected four hexadecimal digits after `\\u`") }
        position += 4
        return value
    }

    /// What is wrong here; at the end of the reply, that it ends too early.
    func problem(_ message: String) -> Diagnostic {
        position < bytes.count ? Diagnostic(message, at: source.place(position..<position + 1)) : ended
    }

    var ended: Diagnostic {
        Diagnostic("the reply ends before its answer does", at: source.endPlace)
    }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) }
private func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}
