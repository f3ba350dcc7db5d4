/// A JSON value that knows where it stands, so that a wrong field can be pointed at.
package struct JSON: Sendable {
    package indirect enum Value: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([JSON])
        /// In the order of the text; a name may stand twice.
        case object([(name: String, value: JSON)])
    }

    package var value: Value
    /// In bytes of what was parsed.
    package var range: Range<Int>

    /// The value of an object's field: the last one, where a name stands twice.
    package subscript(name: String) -> JSON? {
        guard case .object(let fields) = value else { return nil }
        return fields.last { $0.name == name }?.value
    }

    package var string: String? { if case .string(let text) = value { text } else { nil } }
    package var array: [JSON]? { if case .array(let items) = value { items } else { nil } }
    /// Nil for a number with a fraction or beyond 2⁵³.
    package var integer: Int? {
        if case .number(let number) = value, abs(number) <= 0x1p53 { Int(exactly: number) } else { nil }
    }

    /// "a number", "a list": what a message calls it.
    package var kind: String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// - Parameter range: the bytes of one value, blanks around it allowed; well-formed UTF-8.
    /// - Throws: `JSONFault`.
    package init(parsing bytes: [UInt8], in range: Range<Int>) throws {
        var parser = JSONParser(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        self = try parser.document()
    }

    init(_ value: Value, _ range: Range<Int>) {
        self.value = value
        self.range = range
    }

    /// A text as a JSON string with its quotes; only what must be escaped is.
    package static func quoted(_ text: String) -> String {
        var utf8: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): utf8 += [UInt8(ascii: "\\"), byte]
            case 10: utf8 += Array("\\n".utf8)
            case 9: utf8 += Array("\\t".utf8)
            case 0..<0x20, 0x7f: utf8 += Array("\\u00".utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            default: utf8.append(byte)
            }
        }
        utf8.append(UInt8(ascii: "\""))
        return String(decoding: utf8, as: UTF8.self)
    }
}

private let hexDigits = Array("0123456789abcdef".utf8)

/// Where a text is not JSON, and why.
package struct JSONFault: Error, Sendable, Equatable {
    /// In bytes of what was parsed.
    package var offset: Int
    package var message: String
}
