extension Lexer {
    /// A text in `"` or `"""`, at its opening quote. Triple-quoted text spans lines; a line break after the opening quotes and
    /// the indentation of the closing ones are not part of it.
    ///
    /// - Throws: `Unreadable` where it is not closed; the finding is noted, and the position is where reading can go on.
    mutating func lexString() throws -> [Token.Part] {
        let start = position
        let quotes = byte(1) == quote && byte(2) == quote ? 3 : 1
        position += quotes
        var parts: [Token.Part] = []
        var text: [UInt8] = []
        func flushed() -> [Token.Part] { text.isEmpty ? [] : [.text(String(decoding: text, as: UTF8.self))] }

        while true {
            if position >= end || (quotes == 1 && (byte() == 10 || byte() == 13)) {
                isTextOpen = quotes == 3
                let missing = String(repeating: "\"", count: quotes)
                throw reject("this text is not closed", start..<position, label: "a `\(missing)` is missing")
            }
            if byte() == quote, quotes == 1 || (byte(1) == quote && byte(2) == quote) {
                position += quotes
                let all = parts + flushed()
                return quotes == 3 ? unindented(all) : all
            }
            if byte() == 13 {
                text.append(10)
                position += byte(1) == 10 ? 2 : 1
            } else if byte() != UInt8(ascii: "\\") {
                text.append(byte())
                position += 1
            } else if byte(1) == UInt8(ascii: "(") {
                parts += flushed()
                text = []
                parts.append(.code(try lexInterpolation()))
            } else {
                text += lexEscape()
            }
        }
    }

    /// `\(…)` at its backslash: the range of the code inside, the closing parenthesis included.
    private mutating func lexInterpolation() throws -> Range<Int> {
        let opening = position
        textDepth += 1
        defer { textDepth -= 1 }
        position += 2
        let start = position
        var open = 1
        while position < end, byte() != 10, byte() != 13 {
            switch byte() {
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            case UInt8(ascii: "#"):
                skipLine()
                throw reject("a comment cannot stand within a text", opening..<position)
            case quote where textDepth >= 20:
                skipLine()
                throw reject("texts are nested too deeply", opening..<(opening + 2))
            case quote:
                _ = try lexString()
                continue
            default: break
            }
            position += 1
            if open == 0 { return start..<position }
        }
        throw reject("`\\(` is not closed", opening..<position, label: "a `)` is missing")
    }

    private mutating func skipLine() {
        while position < end, byte() != 10, byte() != 13 { position += 1 }
    }

    /// `\n`, `\t`, `\"`, `\\`, `\u{1F600}`, or a backslash before a line's end, which joins the lines.
    private mutating func lexEscape() -> [UInt8] {
        let start = position
        position = min(position + 2, end)
        guard start + 1 < end else { return [] }
        switch bytes[start + 1] {
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [bytes[start + 1]]
        case 10: return []
        case 13:
            if byte() == 10 { position += 1 }
            return []
        case UInt8(ascii: "u") where byte() == UInt8(ascii: "{"):
            let digits = start + 3
            while position < end, byte() != UInt8(ascii: "}"), byte() != quote, byte() != 10 { position += 1 }
            let code = UInt32(String(decoding: bytes[digits..<max(digits, position)], as: UTF8.self), radix: 16)
            if byte() == UInt8(ascii: "}"), let scalar = code.flatMap(Unicode.Scalar.init) {
                position += 1
                return Array(String(scalar).utf8)
            }
            report("`\\u{…}` wants the hexadecimal number of a Unicode character", start..<position)
            return []
        default:
            while byte() & 0xc0 == 0x80 { position += 1 }
            report("unknown escape in a text", start..<position, label: "known are \\n \\t \\r \\\" \\\\ \\u{…} \\(…)")
            return []
        }
    }

    private func unindented(_ parts: [Token.Part]) -> [Token.Part] {
        guard case .text(let first)? = parts.first, first.hasPrefix("\n") else { return parts }
        var result = parts
        if case .text(let last)? = parts.last, let tail = last.split(separator: "\n", omittingEmptySubsequences: false).last,
            tail.allSatisfy({ $0 == " " || $0 == "\t" }), last.contains("\n")
        {
            result = parts.map { part in
                guard case .text(let text) = part else { return part }
                return .text(text.replacing("\n" + tail, with: "\n"))
            }
            if case .text(let text)? = result.last { result[result.count - 1] = .text(String(text.dropLast())) }
        }
        if case .text(let text)? = result.first, text.hasPrefix("\n") { result[0] = .text(String(text.dropFirst())) }
        return result
    }
}

private let quote = UInt8(ascii: "\"")
