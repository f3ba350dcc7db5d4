import Corpus
import Diagnostics

/// The elements of a list in plain words: `Apple Inc. (organization), Washington, D.C. (location)]`. An entity ends at a type in
/// round brackets that a comma, a semicolon or the end of the list follows, so a mention may hold commas and brackets.
enum LineList {
    /// Whether the line goes on as such a list: with a type in round brackets before the next `]`, or with no end at all.
    static func isStart(_ cursor: ReplyCursor) -> Bool {
        guard let first = cursor.current, !"{[(]".utf8.contains(first), !cursor.isAtQuote else { return false }
        var ahead = cursor
        while let byte = ahead.current {
            if isTypeEnd(ahead) { return true }
            if "]\n".utf8.contains(byte) { return false }
            ahead.position += 1
        }
        return true
    }

    /// From the first element to behind the closing bracket.
    static func rest(at cursor: inout ReplyCursor) throws(Diagnostic) -> [PlacedEntity] {
        var entities: [PlacedEntity] = []
        var start = cursor.position
        while let byte = cursor.current {
            if isTypeEnd(cursor) {
                entities.append(entity(in: cursor.text(start..<cursor.position)))
                cursor.position += 1
                cursor.skipSpace()
                if cursor.current != UInt8(ascii: "]"), cursor.current != nil { cursor.position += 1 }
                cursor.skipSpace()
                start = cursor.position
            } else if byte == UInt8(ascii: "]") {
                let untyped = cursor.text(start..<cursor.position).trimmed
                if !untyped.isEmpty { entities.append(PlacedEntity(untyped, "")) }
                cursor.position += 1
                return entities
            } else {
                cursor.position += 1
            }
        }
        throw cursor.ended
    }

    /// Whether a round bracket closes here with a comma, a semicolon, the end of the list or of the reply behind it.
    private static func isTypeEnd(_ cursor: ReplyCursor) -> Bool {
        var ahead = cursor
        guard ahead.take(")") else { return false }
        ahead.skipSpace()
        return ahead.current.map { ",;]".utf8.contains($0) } ?? true
    }

    /// `Apple Inc. (organization`; the last opening bracket is that of the type.
    private static func entity(in text: String) -> PlacedEntity {
        guard let bracket = text.lastIndex(of: "(") else { return PlacedEntity(text.trimmed, "") }
        return PlacedEntity(String(text[..<bracket]).trimmed, String(text[text.index(after: bracket)...]).trimmed)
    }
}
