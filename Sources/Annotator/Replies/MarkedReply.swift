import Corpus
import Diagnostics

/// Reads the sentence with its mentions marked: `@@Japan##` in a reply that is about one type, `@@Japan|LOC##` or `@@Japan##(LOC)`
/// where all types are asked for at once. Prose around the sentence does no harm.
///
/// A mark that is not closed is an error, and so is a reply that breaks off or does not repeat the sentence.
enum MarkedReply {
    private static let opening = Array("@@".utf8), closing = Array("##".utf8)

    static func entities(in reply: SourceText, of tokens: [String]) throws(Diagnostic) -> [PlacedEntity] {
        var cursor = ReplyCursor(reply)
        var words: [[UInt8]] = []
        var marks: [(mention: String, type: String, words: Range<Int>)] = []
        var plainStart = 0
        while cursor.move(to: { $0.isAt(opening) }) {
            words += parts(of: cursor.text(plainStart..<cursor.position))
            var (mention, type) = try mark(at: &cursor)
            if type.isEmpty, let behind = typeBehind(&cursor) { type = behind }
            let first = words.count
            words += parts(of: mention)
            marks.append((mention, type, first..<words.count))
            plainStart = cursor.position
        }
        words += parts(of: cursor.text(plainStart..<cursor.bytes.count))
        let match = WordMatch(words, to: tokens)
        try match.check(reply)
        return marks.map { PlacedEntity($0.mention, $0.type, place: match.place(of: $0.words)) }
    }

    /// From the opening mark to behind the closing one.
    private static func mark(at cursor: inout ReplyCursor) throws(Diagnostic) -> (mention: String, type: String) {
        let start = cursor.position
        cursor.position += opening.count
        while cursor.current != nil, !cursor.isAt(closing), !cursor.isAt(opening) { cursor.position += 1 }
        guard cursor.isAt(closing) else {
            throw Diagnostic("the mark that begins here does not end", at: cursor.source.place(start..<start + opening.count))
        }
        let inside = cursor.text(start + opening.count..<cursor.position)
        cursor.position += closing.count
        guard let bar = inside.lastIndex(of: "|") else { return (inside.trimmed, "") }
        return (String(inside[..<bar]).trimmed, String(inside[inside.index(after: bar)...]).trimmed)
    }

    /// `(LOC)` right behind the mark.
    private static func typeBehind(_ cursor: inout ReplyCursor) -> String? {
        var ahead = cursor
        guard ahead.take("(") else { return nil }
        let type = ahead.word()
        guard !type.isEmpty, ahead.take(")") else { return nil }
        cursor = ahead
        return type
    }

    static func text(_ spans: [Span], of tokens: [String]) -> String {
        inline(spans, of: tokens, word: { $0 }) { "@@\($1)|\($0)##" }
    }
}

extension ReplyCursor {
    func isAt(_ mark: [UInt8]) -> Bool { bytes[position...].starts(with: mark) }
}

/// The sentence with its mentions dressed.
func inline(
    _ spans: [Span], of tokens: [String], word: (String) -> String, mention: (_ type: String, _ words: String) -> String
) -> String {
    var pieces: [String] = []
    var position = 0
    for span in spans {
        pieces += tokens[position..<span.start].map(word)
        pieces.append(mention(span.type, tokens[span.range].map(word).joined(separator: " ")))
        position = span.end
    }
    return (pieces + tokens[position...].map(word)).joined(separator: " ")
}
