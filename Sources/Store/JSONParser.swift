import Diagnostics

/// Reads JSON (RFC 8259) strictly; a member's name must not stand twice in an object.
package struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private let end: Int
    private let place: (Int) -> Place
    private var next: Int
    private var depth = 0
    /// Deeper nesting is refused, long before the stack is at its end.
    private static let deepest = 200

    /// - Parameters:
    ///   - part: the bytes to read; nil is all.
    ///   - place: turns an offset in `bytes` into the place that a finding shows.
    package init(_ bytes: UnsafeRawBufferPointer, in part: Range<Int>? = nil, place: @escaping (_ offset: Int) -> Place) {
        self.bytes = bytes
        self.place = place
        next = part?.lowerBound ?? 0
        end = part?.upperBound ?? bytes.count
    }

    /// The one value that the bytes make, blanks around it aside.
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
        let start = next
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw finding("nested deeper than \(Self.deepest) levels", at: start) }
        let content: JSONValue.Content =
            switch lead {
            case "{": .object(try members())
            case "[": .list(try elements())
            case "\"": .text(try text())
            default: try word()
            }
        return JSONValue(content: content, range: start..<next)
    }

    private mutating func members() throws -> [(name: String, value: JSONValue)] {
        next += 1
        var members: [(name: String, value: JSONValue)] = []
        var seen: Set<[UInt8]> = []
        // Most objects are small, and there a set costs more than it saves.
        func isNew(_ name: String) -> Bool {
            if members.count < 16 { return !members.contains { isSameName($0.name, name) } }
            if seen.isEmpty { seen = Set(members.map { Array($0.name.utf8) }) }
            return seen.insert(Array(name.utf8)).inserted
        }
        if take("}") { return members }
        repeat {
            guard peek() == "\"" else { throw finding("a name in quotes expected", at: next) }
            let offset = next
            let name = try text()
            guard isNew(name) else { throw finding("`\(name)` stands twice", at: offset) }
            guard take(":") else { throw finding("`:` expected", at: next) }
            members.append((name, try value()))
        } while take(",")
        guard take("}") else { throw finding("`,` or `}` expected", at: next) }
        return members
    }

    private mutating func elements() throws -> [JSONValue] {
        next += 1
        var elements: [JSONValue] = []
        if take("]") { return elements }
        repeat { elements.append(try value()) } while take(",")
        guard take("]") else { throw finding("`,` or `]` expected", at: next) }
        return elements
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word() throws -> JSONValue.Content {
        let start = next
        while next < end, isWordByte(bytes[next]) { next += 1 }
        let bytes = UnsafeRawBufferPointer(rebasing: bytes[start..<next])
        if isNumber(bytes) { return .number(String(decoding: bytes, as: UTF8.self)) }
        switch String(decoding: bytes, as: UTF8.self) {
        case "": throw finding(start < end ? "a value expected" : "the end came too early", at: start)
        case "null": return .null
        case "true": return .flag(true)
        case "false": return .flag(false)
        case let word: throw finding("`\(word.prefix(40))` is no JSON value", at: start)
        }
    }

    private mutating func text() throws -> String {
        let quote = next
        next += 1
        var decoded: [UInt8] = []
        /// Where what is not in `decoded` yet begins: without an escape, which is the rule, nothing is copied twice.
        var rest = next
        while next < end {
            switch bytes[next] {
            case UInt8(ascii: "\""):
                let last = UnsafeRawBufferPointer(rebasing: bytes[rest..<next])
                next += 1
                let text = decoded.isEmpty ? String(validating: last, as: UTF8.self) : String(validating: decoded + last, as: UTF8.self)
                guard let text else { throw finding("not UTF-8", at: quote) }
                return text
            case UInt8(ascii: "\\"):
                decoded += UnsafeRawBufferPointer(rebasing: bytes[rest..<next])
                decoded += UTF8.encode(try escaped()) ?? UTF8.encodedReplacementCharacter
                rest = next
            case 0..<0x20: throw finding("a control character within quotes", at: next)
            default: next += 1
            }
        }
        throw finding("quotes without their end", at: quote)
    }

    /// A backslash and what follows.
    private mutating func escaped() throws -> Unicode.Scalar {
        let backslash = next
        next += 1
        guard next < end else { throw finding("quotes without their end", at: backslash) }
        let kind = Unicode.Scalar(bytes[next])
        next += 1
        switch kind {
        case "\"", "\\", "/": return kind
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try escapedUnits(from: backslash)
        default: throw finding("an unknown escape", at: backslash)
        }
    }

    /// What follows `\u`: four digits, or eight in two escapes for a character beyond U+FFFF.
    private mutating func escapedUnits(from backslash: Int) throws -> Unicode.Scalar {
        let unit = try codeUnit(from: backslash)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if next + 1 < end, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u"), UTF16.isLeadSurrogate(unit) {
            next += 2
            let low = try codeUnit(from: backslash)
            if UTF16.isTrailSurrogate(low) { return UTF16.decode(UTF16.EncodedScalar([unit, low])) }
        }
        throw finding("half a surrogate pair", at: backslash)
    }

    private mutating func codeUnit(from backslash: Int) throws -> UInt16 {
        var unit: UInt16 = 0
        for offset in next..<next + 4 {
            guard offset < end, let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue else {
                throw finding("`\\u` needs four hexadecimal digits", at: backslash)
            }
            unit = unit << 4 | UInt16(digit)
        }
        next += 4
        return unit
    }

    /// The next byte that is not blank.
    private mutating func peek() -> Unicode.Scalar? {
        while next < end {
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
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
}

/// Minus, digits without a leading zero, a fraction, an exponent: all but the digits may be missing.
private func isNumber(_ word: UnsafeRawBufferPointer) -> Bool {
    var next = 0
    func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next < word.count, word[next] == UInt8(ascii: wanted) else { return false }
        next += 1
        return true
    }
    func takeDigits() -> Int {
        let start = next
        while next < word.count, isDigit(word[next]) { next += 1 }
        return next - start
    }
    _ = take("-")
    let isZeroFirst = next < word.count && word[next] == UInt8(ascii: "0")
    let count = takeDigits()
    if count == 0 || isZeroFirst && count > 1 { return false }
    if take("."), takeDigits() == 0 { return false }
    if take("e") || take("E") {
        _ = take("+") || take("-")
        if takeDigits() == 0 { return false }
    }
    return next == word.count
}
