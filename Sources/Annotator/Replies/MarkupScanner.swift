import Diagnostics

/// Cuts a text with markup into plain text and tags. What does not look like a tag is text: `3 < 4`.
struct MarkupScanner {
    enum Item {
        /// Character references resolved.
        case text(String)
        case opening(MarkupTag)
        case closing(name: String, Range<Int>)
        /// A comment or a declaration.
        case aside
    }

    private var cursor: ReplyCursor

    init(_ source: SourceText) {
        cursor = ReplyCursor(source)
    }

    /// Nil at the end. Throws a `Diagnostic` for a tag that the end of the text cuts off.
    mutating func next() throws(Diagnostic) -> Item? {
        if cursor.current == nil { return nil }
        if isAtTag { return try tag() }
        let start = cursor.position
        cursor.position += 1
        while cursor.current != nil, !isAtTag { cursor.position += 1 }
        return .text(resolvedReferences(in: cursor.text(start..<cursor.position)))
    }

    private var isAtTag: Bool {
        guard cursor.current == UInt8(ascii: "<") else { return false }
        let next = cursor.bytes[(cursor.position + 1)...].prefix(2)
        guard let first = next.first else { return false }
        return isLetter(first) || "!?".utf8.contains(first) || (first == UInt8(ascii: "/") && next.last.map(isLetter) ?? false)
    }

    /// From `<` to behind `>`.
    private mutating func tag() throws(Diagnostic) -> Item {
        let start = cursor.position
        cursor.position += 1
        if cursor.take("!") || cursor.take("?") {
            while cursor.current != nil, !cursor.take(">") { cursor.position += 1 }
            return .aside
        }
        let isClosing = cursor.take("/")
        let writtenName = name()
        var attributes: [(name: String, value: String)] = []
        while true {
            cursor.skipSpace()
            if cursor.take(">") { break }
            if cursor.take("/") { continue }
            guard cursor.current != nil else {
                throw Diagnostic("the tag that begins here does not end", at: cursor.source.place(start..<start + 1))
            }
            let name = name().lowercased()
            if name.isEmpty {
                cursor.position += 1
            } else {
                attributes.append((name, try value()))
            }
        }
        let range = start..<cursor.position
        if isClosing { return .closing(name: writtenName, range) }
        let isEmpty = cursor.bytes[cursor.position - 2] == UInt8(ascii: "/")
        return isEmpty ? .aside : .opening(MarkupTag(name: writtenName, attributes: attributes, range: range))
    }

    private mutating func name() -> String {
        let start = cursor.position
        while let byte = cursor.current, Self.isInName(byte) { cursor.position += 1 }
        return cursor.text(start..<cursor.position)
    }

    /// What stands behind `=`; empty where there is none.
    private mutating func value() throws(Diagnostic) -> String {
        cursor.skipSpace()
        guard cursor.take("=") else { return "" }
        cursor.skipSpace()
        let start = cursor.position
        guard let quote = cursor.current, isQuote(quote) else {
            while let byte = cursor.current, !isSpace(byte), byte != UInt8(ascii: ">") { cursor.position += 1 }
            return resolvedReferences(in: cursor.text(start..<cursor.position))
        }
        cursor.position += 1
        while let byte = cursor.current, byte != quote { cursor.position += 1 }
        let value = cursor.text(start + 1..<cursor.position)
        guard cursor.current != nil else {
            throw Diagnostic("the text that begins here does not end", at: cursor.source.place(start..<start + 1))
        }
        cursor.position += 1
        return resolvedReferences(in: value)
    }

    static func isInName(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || "_:-.".utf8.contains(byte) || byte >= 0x80
    }
}

/// A text with `&amp;`, `&#39;` and `&#x27;` as the characters they name; what names none stays as it is.
func resolvedReferences(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts[0])) { result, part in
        if let end = part.firstIndex(of: ";"), let character = character(named: part[..<end]) {
            result += character + part[part.index(after: end)...]
        } else {
            result += "&" + part
        }
    }
}

private let namedReferences = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}"]

private func character(named name: Substring) -> String? {
    if let named = namedReferences[String(name)] { return named }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String($0) }
}
