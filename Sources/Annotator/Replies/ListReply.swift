import Corpus
import Diagnostics
import Store

/// Reads lists of entities as language models write them: objects (`[{"mention": "Paris", "type": "LOC"}]`), pairs
/// (`[["Paris", "LOC"]]`, also in round brackets), one dictionary an entity (`[{"Paris": "LOC"}]`), or plain words
/// (`[Paris (location), Apple Inc. (organization)]`). Code fences, prose, single quotes and a comma too many are no trouble; several
/// lists in a reply are read as one.
///
/// What begins like a list must be one to its end: a reply that was cut off is an error, never half an answer.
enum ListReply {
    static func entities(in reply: SourceText) throws(Diagnostic) -> [PlacedEntity] {
        if let entities = try ReplyCursor.blocks(of: reply, isStart, block) { return entities }
        throw Diagnostic("the reply holds no list", at: reply.place(0..<reply.utf8.count))
    }

    /// Whether a list begins here: a bracket with something else behind it belongs to the prose, such as `[as you asked]`.
    static func isStart(_ cursor: ReplyCursor) -> Bool {
        var ahead = cursor
        guard ahead.take("[") else { return false }
        ahead.skipSpace()
        guard let next = ahead.current else { return false }
        return ahead.isAtQuote || "{[(]".utf8.contains(next) || LineList.isStart(ahead)
    }

    /// From the opening bracket to behind the closing one.
    static func block(at cursor: inout ReplyCursor) throws(Diagnostic) -> [PlacedEntity] {
        cursor.position += 1
        cursor.skipSpace()
        if cursor.current != UInt8(ascii: "]"), LineList.isStart(cursor) { return try LineList.rest(at: &cursor) }
        var entities: [PlacedEntity] = []
        while true {
            cursor.skipSpace()
            if cursor.take("]") { return entities }
            try entities += element(at: &cursor)
            cursor.skipSpace()
            if !cursor.take(","), cursor.current != UInt8(ascii: "]") { throw cursor.problem("expected `,` or `]` after an entity") }
        }
    }

    private static func element(at cursor: inout ReplyCursor) throws(Diagnostic) -> [PlacedEntity] {
        if cursor.take("{") { return try object(at: &cursor) }
        if cursor.take("[") { return [try pair(at: &cursor, closing: "]")] }
        if cursor.take("(") { return [try pair(at: &cursor, closing: ")")] }
        // A mention alone: an entity without a type, which is counted as one.
        return [PlacedEntity(try cursor.quoted(endsBefore: ",]", expected: "an entity"), "")]
    }

    /// `"Paris", "LOC"]`; what follows the type, such as a place or a reason, says nothing about the entity.
    private static func pair(at cursor: inout ReplyCursor, closing: Unicode.Scalar) throws(Diagnostic) -> PlacedEntity {
        var values: [String] = []
        while true {
            cursor.skipSpace()
            if cursor.take(closing) { break }
            values.append(try cursor.value(endsBefore: ",\(closing)"))
            cursor.skipSpace()
            if !cursor.take(","), cursor.current != UInt8(ascii: closing) {
                throw cursor.problem("expected `,` or `\(closing)` in a pair of mention and type")
            }
        }
        return PlacedEntity(values.first ?? "", values.count > 1 ? values[1] : "")
    }

    private static let mentionKeys: Set = ["mention", "text", "name", "entity", "span", "word", "value", "phrase"]
    private static let typeKeys: Set = ["type", "label", "category", "class", "tag", "entity_type", "entity_group", "entityType"]

    /// An object that describes one entity, or whose members each name one.
    private static func object(at cursor: inout ReplyCursor) throws(Diagnostic) -> [PlacedEntity] {
        var members: [(key: String, value: String)] = []
        while true {
            cursor.skipSpace()
            if cursor.take("}") { break }
            let key = try cursor.quoted(endsBefore: ":", expected: "a name in quotes")
            cursor.skipSpace()
            guard cursor.take(":") else { throw cursor.ended }
            cursor.skipSpace()
            members.append((key, try cursor.value(endsBefore: ",}")))
            cursor.skipSpace()
            if !cursor.take(","), cursor.current != UInt8(ascii: "}") { throw cursor.problem("expected `,` or `}` after `\(key)`") }
        }
        let mentions = members.filter { mentionKeys.contains($0.key) }
        if mentions.isEmpty { return members.map { PlacedEntity($0.key, $0.value) } }
        let type = members.last { typeKeys.contains($0.key) }
        // `entity` is the type where another name says what the mention is.
        if type == nil, mentions.count > 1, let entity = mentions.last(where: { $0.key == "entity" }) {
            return mentions.filter { $0.key != "entity" }.map { PlacedEntity($0.value, entity.value) }
        }
        return mentions.map { PlacedEntity($0.value, type?.value ?? "") }
    }

    static func text(_ spans: [Span], of tokens: [String]) -> String {
        let entities = spans.map { span in
            let mention = tokens[span.range].joined(separator: " ")
            return "{\"mention\": \(jsonString(mention)), \"type\": \(jsonString(span.type))}"
        }
        return "[" + entities.joined(separator: ", ") + "]"
    }
}

extension ReplyCursor {
    /// A text in quotes, or anything else that JSON has, as it is written; empty for null.
    mutating func value(endsBefore follow: String) throws(Diagnostic) -> String {
        if isAtQuote { return try quoted(endsBefore: follow, expected: "a value") }
        let start = position
        var depth = 0
        while let byte = current {
            if depth == 0, follow.utf8.contains(byte) { break }
            if isQuote(byte) {
                _ = try quoted(endsBefore: ",:]})", expected: "a value")
                continue
            }
            if "[{(".utf8.contains(byte) { depth += 1 }
            if "]})".utf8.contains(byte) { depth -= 1 }
            if depth < 0 { break }
            position += 1
        }
        if current == nil { throw ended }
        if position == start { throw problem("expected a value") }
        let written = text(start..<position).trimmed
        return written == "null" || written == "None" ? "" : written
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
