/// Recursive descent over RFC 8259.
struct JSONParser {
    let bytes: [UInt8]
    var position: Int
    let end: Int
    private var depth = 0
    /// Deeper nesting is refused, long before the stack is at its end.
    private static let deepest = 200

    init(bytes: [UInt8], position: Int, end: Int) {
        self.bytes = bytes
        self.position = position
        self.end = end
    }

    mutating func document() throws -> JSON {
        skipBlanks()
        let value = try value()
        skipBlanks()
        if position < end { throw fault("the value ends here, but the text goes on") }
        return value
    }

    private mutating func value() throws -> JSON {
        guard position < end else { throw fault("a value is missing") }
        let start = position
        let value: JSON.Value = switch bytes[position] {
        case UInt8(ascii: "{"): try nested { try $0.object() }
        case UInt8(ascii: "["): try nested { try $0.array() }
        case UInt8(ascii: "\""): .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(try number())
        case UInt8(ascii: "t"): try word("true", .bool(true))
        case UInt8(ascii: "f"): try word("false", .bool(false))
        case UInt8(ascii: "n"): try word("null", .null)
        default: throw fault("a value is expected")
        }
        return JSON(value, start..<position)
    }

    private mutating func nested(_ body: (inout JSONParser) throws -> JSON.Value) throws -> JSON.Value {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw fault("nested deeper than \(Self.deepest)") }
        position += 1
        skipBlanks()
        return try body(&self)
    }

    private mutating func array() throws -> JSON.Value {
        var items: [JSON] = []
        if take("]") { return .array(items) }
        while true {
            items.append(try value())
            skipBlanks()
            if take("]") { return .array(items) }
            guard take(",") else { throw fault("`,` or `]` is expected") }
            skipBlanks()
        }
    }

    private mutating func object() throws -> JSON.Value {
        var fields: [(name: String, value: JSON)] = []
        if take("}") { return .object(fields) }
        while true {
            guard position < end, bytes[position] == UInt8(ascii: "\"") else { throw fault("a field name in quotes is expected") }
            let name = try string()
            skipBlanks()
            guard take(":") else { throw fault("`:` is expected") }
            skipBlanks()
            fields.append((name, try value()))
            skipBlanks()
            if take("}") { return .object(fields) }
            guard take(",") else { throw fault("`,` or `}` is expected") }
            skipBlanks()
        }
    }

    private mutating func string() throws -> String {
        let start = position
        position += 1
        var run = position
        var unescaped: [UInt8] = []
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                let rest = bytes[run..<(position - 1)]
                return String(decoding: unescaped.isEmpty ? rest : (unescaped + rest)[...], as: UTF8.self)
            case UInt8(ascii: "\\"):
                unescaped += bytes[run..<position]
                unescaped += try escape()
                run = position
            case 0..<0x20: throw fault("a control character stands in a text")
            default: position += 1
            }
        }
        throw JSONFault(offset: start, message: "the text does not end")
    }

    private mutating func escape() throws -> [UInt8] {
        let start = position
        position += 2
        guard position <= end else { throw JSONFault(offset: start, message: "the text does not end") }
        switch bytes[position - 1] {
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[position - 1]]
        case UInt8(ascii: "u"):
            var code = try hexadecimal(at: start)
            if code & 0xfc00 == 0xd800, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                position += 2
                let low = try hexadecimal(at: start)
                guard low & 0xfc00 == 0xdc00 else { throw JSONFault(offset: start, message: "half a surrogate pair") }
                code = 0x10000 + (code & 0x3ff) << 10 + (low & 0x3ff)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONFault(offset: start, message: "half a surrogate pair") }
            return Array(String(scalar).utf8)
        default: throw JSONFault(offset: start, message: "unknown escape")
        }
    }

    private mutating func hexadecimal(at start: Int) throws -> UInt32 {
        let digits = bytes[position..<min(position + 4, end)]
        let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }
        guard digits.count == 4, isHexadecimal, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw JSONFault(offset: start, message: "`\\u` needs four hexadecimal digits")
        }
        position += 4
        return code
    }

    private mutating func number() throws -> Double {
        let start = position
        _ = take("-")
        let whole = position
        try digits()
        if bytes[whole] == UInt8(ascii: "0"), position > whole + 1 {
            throw JSONFault(offset: start, message: "a number begins with a needless 0")
        }
        if position - whole < 16, !(position < end && isFractionOrExponent(bytes[position])) {
            let magnitude = bytes[whole..<position].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            return Double(whole > start ? -magnitude : magnitude)
        }
        if take(".") { try digits() }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            try digits()
        }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
            throw JSONFault(offset: start, message: "a number is too large")
        }
        return number
    }

    private mutating func digits() throws {
        let start = position
        while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
        if position == start { throw fault("a digit is expected") }
    }

    private mutating func word(_ word: StaticString, _ value: JSON.Value) throws -> JSON.Value {
        let length = word.utf8CodeUnitCount
        let found = bytes[position..<min(position + length, end)]
        guard word.withUTF8Buffer({ found.elementsEqual($0) }) else { throw fault("a value is expected") }
        position += length
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while position < end {
            switch bytes[position] {
            case 32, 9, 10, 13: position += 1
            default: return
            }
        }
    }

    private func fault(_ message: String) -> JSONFault {
        JSONFault(offset: position, message: message)
    }
}

private func isFractionOrExponent(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
}
