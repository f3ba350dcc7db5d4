import Corpus
import Diagnostics
import Store

/// Reads `{"mention": "type"}` as language models really write it: in code fences, with prose around it, with single quotes,
/// unescaped quotes inside, a comma too many, keys that repeat. Several dictionaries in a reply are read as one.
///
/// What begins like a dictionary must be one to its end: a reply that was cut off is an error, never half an answer.
enum DictionaryReply {
    static func entities(in reply: SourceText) throws(Diagnostic) -> [PlacedEntity] {
        if let entities = try ReplyCursor.blocks(of: reply, isStart, block) { return entities }
        throw Diagnostic("the reply holds no dictionary", at: reply.place(0..<reply.utf8.count))
    }

    /// Whether a dictionary begins here: a brace that no key follows belongs to the prose.
    static func isStart(_ cursor: ReplyCursor) -> Bool {
        var ahead = cursor
        guard ahead.take("{") else { return false }
        ahead.skipSpace()
        return ahead.isAtQuote || ahead.current == UInt8(ascii: "}")
    }

    /// From the opening brace to behind the closing one.
    static func block(at cursor: inout ReplyCursor) throws(Diagnostic) -> [PlacedEntity] {
        cursor.position += 1
        var entities: [PlacedEntity] = []
        while true {
            cursor.skipSpace()
            if cursor.take("}") { return entities }
            let mention = try cursor.quoted(endsBefore: ":", expected: "a mention in quotes")
            cursor.skipSpace()
            // The mention ends before a colon, or where the reply does.
            guard cursor.take(":") else { throw cursor.ended }
            cursor.skipSpace()
            entities.append(PlacedEntity(mention, try cursor.typeName(of: mention, endsBefore: ",}")))
            cursor.skipSpace()
            if !cursor.take(","), cursor.current != UInt8(ascii: "}") {
                throw cursor.problem("expected `,` or `}` after the type of `\(mention)`")
            }
        }
    }

    /// Each mention once, with the type of its first span.
    static func text(_ spans: [Span], of tokens: [String]) -> String {
        var seen: Set<String> = []
        let members = spans.compactMap { span -> String? in
            let mention = tokens[span.range].joined(separator: " ")
            return seen.insert(mention).inserted ? "\(jsonString(mention)): \(jsonString(span.type))" : nil
        }
        return "{" + members.joined(separator: ", ") + "}"
    }
}

extension ReplyCursor {
    /// Moves to the next place where something begins; false where nothing does.
    mutating func move(to isStart: (ReplyCursor) -> Bool) -> Bool {
        while position < bytes.count {
            if isStart(self) { return true }
            position += 1
        }
        return false
    }

    /// The entities of all blocks of one kind; nil where there is none.
    static func blocks(
        of reply: SourceText, _ isStart: (ReplyCursor) -> Bool, _ block: (inout ReplyCursor) throws(Diagnostic) -> [PlacedEntity]
    ) throws(Diagnostic) -> [PlacedEntity]? {
        var cursor = ReplyCursor(reply)
        var entities: [PlacedEntity]?
        while cursor.move(to: isStart) { entities = try (entities ?? []) + block(&cursor) }
        return entities
    }

    /// A type in quotes or as a bare word; empty for null.
    mutating func typeName(of mention: String, endsBefore follow: String) throws(Diagnostic) -> String {
        let word = word()
        if word.isEmpty { return try quoted(endsBefore: follow, expected: "the type of `\(mention)` in quotes") }
        return word == "null" || word == "None" ? "" : word
    }
}
