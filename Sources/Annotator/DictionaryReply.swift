import Corpus
import Diagnostics

/// Reads `{"mention": "type"}` as language models really write it: in code fences, with prose around it, with single quotes,
/// unescaped quotes inside, a comma too many, keys that repeat. Several dictionaries in a reply are read as one.
///
/// What begins like a dictionary must be one to its end: a reply that was cut off is an error, never half an answer.
struct DictionaryReply {
    private let source: SourceText
    private let bytes: [UInt8]
    private var position = 0

    static func entities(in reply: SourceText) throws(Diagnostic) -> [NamedEntity] {
        var reader = DictionaryReply(source: reply, bytes: Array(reply.text.utf8))
        return try reader.allDictionaries()
    }

    private mutating func allDictionaries() throws(Diagnostic) -> [NamedEntity] {
        var entities: [NamedEntity] = []
        var isFound = false
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "{")) {
            position = open + 1
            skipSpace()
            // A brace that no key follows belongs to the prose.
            guard let next = current, isQuote(next) || next == UInt8(ascii: "}") else { continue }
            try entities += dictionary()
            isFound = true
        }
        if !isFound { throw Diagnostic("the reply holds no dictionary", at: source.place(0..<bytes.count)) }
        return entities
    }

    /// From behind the opening brace to behind the closing one.
    private mutating func dictionary() throws(Diagnostic) -> [NamedEntity] {
        var entities: [NamedEntity] = []
        while true {
            skipSpace()
            if take("}") { return entities }
            let mention = try quoted(endsBefore: ":", expected: "a mention in quotes")
            skipSpace()
            // The mention ends before a colon, or where the reply does.
            guard take(":") else { throw ended }
            skipSpace()
            entities.append(NamedEntity(mention, try type(of: mention)))
            skipSpace()
            if !take(","), current != UInt8(ascii: "}") { throw problem("expected `,` or `}` after the type of `\(mention)`") }
        }
    }

    private mutating func type(of mention: String) throws(Diagnostic) -> String {
        let start = position
        while let byte = current, isLetter(byte) { position += 1 }
        if position == start { return try quoted(endsBefore: ",}", expected: "the type of `\(mention)` in quotes") }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        return word == "null" || word == "None" ? "" : word
    }

    /// A text in quotes, which ends at a quote that is followed by one of `follow`: others belong to it.
    private mutating func quoted(endsBefore follow: String, expected: String) throws(Diagnostic) -> String {
        guard let quote = current, isQuote(quote) else { throw problem("expected \(expected)") }
        let opening = position
        position += 1
        var text: [UInt8] = []
        while let byte = current {
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

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, isSpace(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func problem(_ message: String) -> Diagnostic {
        position < bytes.count ? Diagnostic(message, at: source.place(position..<position + 1)) : ended
    }

    private var ended: Diagnostic {
        Diagnostic("the reply ends within a dictionary", at: source.place(bytes.count..<bytes.count))
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) }
private func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}
