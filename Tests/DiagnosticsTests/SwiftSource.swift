/// A Swift source cut into words, symbols and text literals: as much of its grammar as the search for messages needs.
struct SwiftSource {
    enum Token: Equatable {
        case word(String)
        case symbol(Character)
        /// The pieces between interpolations: one more than there are interpolations.
        case text([String])
    }

    struct Placed {
        var token: Token
        var line: Int
    }

    private(set) var tokens: [Placed] = []
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        while position < bytes.count { lexOne() }
    }

    private func byte(_ ahead: Int = 0) -> Character {
        position + ahead < bytes.count ? Character(Unicode.Scalar(bytes[position + ahead])) : "\0"
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] == 10 { line += 1 }
            position += 1
        }
    }

    private mutating func lexOne() {
        let start = line
        var hashes = 0
        while byte(hashes) == "#" { hashes += 1 }
        if byte() == "/", byte(1) == "/" {
            while position < bytes.count, byte() != "\n" { advance() }
        } else if byte() == "/", byte(1) == "*" {
            skipBlockComment()
        } else if byte(hashes) == "\"" {
            tokens.append(Placed(token: .text(lexText(hashes: hashes)), line: start))
        } else if isWord(byte()) {
            let first = position
            while isWord(byte()) { advance() }
            tokens.append(Placed(token: .word(String(decoding: bytes[first..<position], as: UTF8.self)), line: start))
        } else {
            if !byte().isWhitespace { tokens.append(Placed(token: .symbol(byte()), line: start)) }
            advance()
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if byte() == "/", byte(1) == "*" {
                depth += 1
                advance(2)
            } else if byte() == "*", byte(1) == "/" {
                depth -= 1
                advance(2)
            } else {
                advance()
            }
        } while depth > 0 && position < bytes.count
    }

    private mutating func lexText(hashes: Int) -> [String] {
        advance(hashes)
        let quotes = byte(1) == "\"" && byte(2) == "\"" ? 3 : 1
        advance(quotes)
        var pieces: [String] = []
        var piece: [UInt8] = []
        while position < bytes.count {
            if (0..<quotes).allSatisfy({ byte($0) == "\"" }), (0..<hashes).allSatisfy({ byte(quotes + $0) == "#" }) {
                advance(quotes + hashes)
                break
            }
            guard byte() == "\\", (0..<hashes).allSatisfy({ byte(1 + $0) == "#" }) else {
                piece.append(bytes[position])
                advance()
                continue
            }
            advance(1 + hashes)
            if byte() == "(" {
                pieces.append(String(decoding: piece, as: UTF8.self))
                piece = []
                skipParentheses()
            } else {
                piece += Array(escaped().utf8)
            }
        }
        return pieces + [String(decoding: piece, as: UTF8.self)]
    }

    /// What follows a backslash.
    private mutating func escaped() -> String {
        let kind = byte()
        advance()
        switch kind {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "0": return "\0"
        case "u":
            let first = position + 1
            while position < bytes.count, byte() != "}" { advance() }
            let digits = String(decoding: bytes[min(first, position)..<position], as: UTF8.self)
            advance()
            return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map(String.init) ?? ""
        default: return String(kind)
        }
    }

    /// The code of an interpolation is left out of the tokens.
    private mutating func skipParentheses() {
        let count = tokens.count
        var depth = 0
        repeat {
            if byte() == "(" { depth += 1 }
            if byte() == ")" { depth -= 1 }
            lexOne()
        } while depth > 0 && position < bytes.count
        tokens.removeSubrange(count...)
    }
}

private func isWord(_ character: Character) -> Bool {
    character.isASCII ? character.isLetter || character.isNumber || character == "_" : false
}
