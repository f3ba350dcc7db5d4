import Diagnostics

/// A JSON value that knows where it stands, so that a wrong one can be pointed at. Members keep their order, and names that Unicode
/// holds equivalent stay different, as a vocabulary needs it; a dictionary would lose both.
package struct JSONValue: Sendable {
    package enum Content: Sendable {
        case null
        case flag(Bool)
        /// As it is written, so that no digit is lost.
        case number(String)
        case text(String)
        case list([JSONValue])
        case object([(name: String, value: JSONValue)])
    }

    package var content: Content
    /// Its bytes, counted from the start of those that were parsed.
    package var range: Range<Int>

    /// An object's member; nil in any other value.
    package subscript(name: String) -> JSONValue? {
        members?.first { isSameName($0.name, name) }?.value
    }

    package var members: [(name: String, value: JSONValue)]? {
        if case .object(let members) = content { members } else { nil }
    }

    package var list: [JSONValue]? { if case .list(let elements) = content { elements } else { nil } }
    package var text: String? { if case .text(let text) = content { text } else { nil } }
    package var flag: Bool? { if case .flag(let flag) = content { flag } else { nil } }
    /// Nil for a number that is too large for a `Double`.
    package var number: Double? {
        guard case .number(let digits) = content, let number = Double(digits), number.isFinite else { return nil }
        return number
    }

    /// Nil for a number with a fraction, or too large; `2.0` and `2e3` are whole numbers, as other languages write them.
    package var integer: Int? {
        guard case .number(let digits) = content else { return nil }
        if let integer = Int(digits) { return integer }
        // Beyond 2⁵³ a `Double` would give a neighbour of what is written.
        return number.flatMap { abs($0) <= 0x1p53 ? Int(exactly: $0) : nil }
    }

    /// "a number", "a list": what a message calls it.
    package var kind: String {
        switch content {
        case .null: "null"
        case .flag: "true or false"
        case .number: "a number"
        case .text: "text"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

extension JSONValue {
    /// The one value in a range of bytes, blanks around it allowed; `range` then counts from the start of `bytes`.
    ///
    /// - Parameter place: of bytes counted likewise.
    /// - Throws: `Diagnostic` with the place.
    package init(parsing bytes: [UInt8], in part: Range<Int>, place: @escaping (Range<Int>) -> Place) throws {
        self = try bytes.withUnsafeBytes { bytes in
            var parser = JSONParser(bytes, in: part) { place($0..<min($0 + 1, part.upperBound)) }
            return try parser.parse()
        }
    }
}

/// Whether two names are the same bytes. Texts that are not even equal, which is found faster, cannot be.
func isSameName(_ a: String, _ b: String) -> Bool {
    a == b && a.utf8.elementsEqual(b.utf8)
}

extension JSONValue {
    /// The value as text without blanks, members sorted by name, numbers as they were written: one text for one content.
    package var canonical: String {
        switch content {
        case .null: "null"
        case .flag(let flag): "\(flag)"
        case .number(let digits): digits
        case .text(let text): jsonString(text)
        case .list(let elements): "[" + elements.map(\.canonical).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.sorted { $0.name < $1.name }.map { "\(jsonString($0.name)):\($0.value.canonical)" }.joined(separator: ",") + "}"
        }
    }
}
