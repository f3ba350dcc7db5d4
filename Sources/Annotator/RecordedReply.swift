import Corpus
import Diagnostics
import Store

/// A reply in a recording: the row `{"sentence": number, "reply": text}`, with the sentence's `tokens` if the recorder kept them; a
/// number is not needed then.
///
/// Where each type was a question of its own, `replies` maps types to texts. `"finish_reason": "length"` says that the
/// reply was cut off.
struct RecordedReply {
    var sentence: Int?
    var reply: Reply
    var tokens: [String]?
    var place: Place

    /// All rows of a file.
    ///
    /// Throws a `Diagnostic` with line and column for a row that is none.
    static func all(in path: String) throws -> [RecordedReply] {
        let bytes = try MappedFile(reading: path).withBytes { Array($0) }
        // Unsound UTF-8 becomes replacement characters here; its line is refused below.
        let source = SourceText(name: path, text: String(decoding: bytes, as: UTF8.self))
        var replies: [RecordedReply] = []
        var position = 0
        for (index, bytes) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw Diagnostic("the line is not valid UTF-8", at: Place(file: path, line: index + 1))
            }
            let range = position..<position + line.utf8.count
            position = range.upperBound + 1
            if line.allSatisfy(\.isWhitespace) { continue }
            replies.append(try RecordedReply(parsing: Array(line.utf8)) { part in
                source.place(range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
            })
        }
        return replies
    }

    /// - Parameter place: of a part of the line, in bytes.
    private init(parsing line: [UInt8], place: @escaping (Range<Int>) -> Place) throws {
        let row = try JSONValue(parsing: line, in: 0..<line.count, place: place)
        func field(_ name: String, _ meaning: String) throws -> JSONValue {
            if let value = row[name] { return value }
            throw Diagnostic("a row needs a field `\(name)`, \(meaning)", at: place(row.range))
        }
        func unexpected(_ name: String, _ value: JSONValue, expected: String) -> Diagnostic {
            Diagnostic("field `\(name)` holds \(value.kind), but \(expected) is expected", at: place(value.range))
        }
        guard row.members != nil else {
            throw Diagnostic("a row is an object, but this is \(row.kind)", at: place(row.range))
        }
        if row["tokens"] == nil || row["sentence"] != nil {
            let number = try field("sentence", "the number of its sentence")
            guard let whole = number.integer, whole >= 0 else {
                throw unexpected("sentence", number, expected: "the number of a sentence")
            }
            sentence = whole
        }
        if let replies = row["replies"] {
            let parts = replies.members?.compactMap { member in member.value.text.map { Reply.Part(type: member.name, $0) } }
            guard let parts, !parts.isEmpty, parts.count == replies.members?.count else {
                throw unexpected("replies", replies, expected: "a text for each type")
            }
            reply = Reply(parts: parts)
        } else {
            let answer = try field("reply", "the text of the reply")
            guard let text = answer.text else { throw unexpected("reply", answer, expected: "the text of the reply") }
            reply = Reply(text)
        }
        reply.isCutOff = row["finish_reason"]?.text == "length"
        if let list = row["tokens"] {
            let words = list.list?.compactMap(\.text)
            guard let words, words.count == list.list?.count else { throw unexpected("tokens", list, expected: "a list of words") }
            tokens = words
        }
        self.place = place(row.range)
    }
}
