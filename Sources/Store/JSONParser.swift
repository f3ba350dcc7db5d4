import Diagnostics

/// A JSON value with the place it stands at. Members keep their order, and names that Unicode holds equivalent stay different, as
/// a vocabulary needs it; a dictionary would lose both.
package struct JSONValue {
    package indirect enum Content {
        case null
        case flag(Bool)
        /// As it is written, so that no digit is lost.
        case number(String)
        case text(String)
        case list([JSONValue])
        case object([(name: String, value: JSONValue)])
    }

    package var content: Content
    /// Of its first byte, counted from the start of the bytes that were parsed.
    package var offset: Int
}

/// Reads JSON (RFC 8259) strictly; a member's name must not stand twice in an object.
package struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private let place: (Int) -> Place
    private var next = 0
    private var depth = 0
    private static let deepest = 200

    /// - Parameter place: turns an offset in `bytes` into the place that a finding shows.
    package init(_ bytes: UnsafeRawBufferPointer, place: @escaping (_ offset: Int) -> Place) {
        self.bytes = bytes
        self.place = place
    }

    /// The one value that all of the bytes make, blanks around it aside.
    /// - Throws: `Diagnostic` with the place.
    package mutating func parse() throws -> JSONValue {
        let value = try value()
        if peek() != nil { throw finding("more after the end of the JSON value", at: next) }
        return value
    }

    private func finding(_ message: String, at offset: Int) -> Diagnostic {
        Diagnostic(message, at: place(offset), label: "not valid JSON")
    }

    private mutating func value() throws -> JSONValue {
        let lead = peek()
        let offset = next
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw finding("nested deeper than \(Self.deepest) levels", at: offset) }
        switch lead {
        case "{": return JSONValue(content: .object(try members()), offset: offset)
        case "[": return JSONValue(content: .list(try elements()), offset: offset)
        case "\"": return JSONValue(content: .text(try text()), offset: offset)
        default: return JSONValue(content: try word(), offset: offset)
        }
    }

    private mutating func members() throws -> [(name: String, value: JSONValue)] {
        try expect("{")
        var members: [(name: String, value: JSONValue)] = []
        var seen: Set<[UInt8]> = []
        if take("}") { return members }
        repeat {
            guard peek() == "\"" else { throw finding("a name in quotes expected", at: next) }
            let offset = next
            let name = try text()
            guard seen.insert(Array(name.utf8)).inserted else { throw finding("`\(name)` stands twice", at: offset) }
            try expect(":")
            members.append((name, try value()))
        } while take(",")
        try expect("}")
        return members
    }

    private mutating func elements() throws -> [JSONValue] {
        try expect("[")
        var elements: [JSONValue] = []
        if take("]") { return elements }
        repeat { elements.append(try value()) } while take(",")
        try expect("]")
        return elements
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word() throws -> JSONValue.Content {
        let start = next
        while next < bytes.count, isWordByte(bytes[next]) { next += 1 }
        let word = String(decoding: bytes[start..<next], as: UTF8.self)
        switch word {
        case "": throw finding(start < bytes.count ? "a value expected" : "the end came too early", at: start)
        case "null": return .null
        case "true": return .flag(true)
        case "false": return .flag(false)
        default:
            guard isNumber(word) else { throw finding("`\(word.prefix(40))` is no JSON value", at: start) }
            return .number(word)
        }
    }

    private mutating func text() throws -> String {
        try expect("\"")
        let start = next
        while next < bytes.count, bytes[next] != UInt8(ascii: "\""), bytes[next] != UInt8(ascii: "\\") { next += 1 }
        var decoded = Array(bytes[start..<next])
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            switch byte {
            case UInt8(ascii: "\""):
                if let control = bytes[start..<next].firstIndex(where: { $0 < 0x20 }) {
                    throw finding("a control character within quotes", at: control)
                }
                guard let text = String(validating: decoded, as: UTF8.self) else { throw finding("not UTF-8", at: start) }
                return text
            case UInt8(ascii: "\\"): decoded += UTF8.encode(try escaped()) ?? UTF8.encodedReplacementCharacter
            default: decoded.append(byte)
            }
        }
        throw finding("quotes without their end", at: start - 1)
    }

    /// What follows a backslash.
    private mutating func escaped() throws -> Unicode.Scalar {
        let backslash = next - 1
        guard next < bytes.count else { throw finding("quotes without their end", at: backslash) }
        let kind = Unicode.Scalar(bytes[next])
        next += 1
        switch kind {
        case "\"", "\\", "/": return kind
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            guard let unit = codeUnit() else { break }
            if let scalar = Unicode.Scalar(unit) { return scalar }
            // A surrogate pair: the other half must follow as a second escape.
            guard next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u") else { break }
            next += 2
            if let low = codeUnit(), UTF16.isLeadSurrogate(unit), UTF16.isTrailSurrogate(low) {
                return UTF16.decode(UTF16.EncodedScalar([unit, low]))
            }
        default: break
        }
        throw finding("an unknown escape", at: backslash)
    }

    /// The four hexadecimal digits after `\u`.
    private mutating func codeUnit() -> UInt16? {
        guard next + 4 <= bytes.count else { return nil }
        let digits = bytes[next..<next + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        next += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// The next byte that is not blank.
    private mutating func peek() -> Unicode.Scalar? {
        while next < bytes.count {
            switch bytes[next] {
            case 0x20, 0x09, 0x0a, 0x0d: next += 1
            default: return Unicode.Scalar(bytes[next])
            }
        }
        return nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek() == character else { return false }
        next += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        if !take(character) { throw finding("`\(character)` expected", at: next) }
    }
}

private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
}

/// Minus, digits without a leading zero, a fraction, an exponent: all but the digits may be missing.
private func isNumber(_ word: String) -> Bool {
    var rest = word.utf8[...]
    func take(_ wanted: Unicode.Scalar...) -> Bool {
        guard let byte = rest.first, wanted.contains(Unicode.Scalar(byte)) else { return false }
        rest.removeFirst()
        return true
    }
    func takeDigits() -> Int {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest.removeFirst(digits.count)
        return digits.count
    }
    _ = take("-")
    let isZeroFirst = rest.first == 0x30
    let count = takeDigits()
    if count == 0 || isZeroFirst && count > 1 { return false }
    if take("."), takeDigits() == 0 { return false }
    if take("e", "E") {
        _ = take("+", "-")
        if takeDigits() == 0 { return false }
    }
    return rest.isEmpty
}
