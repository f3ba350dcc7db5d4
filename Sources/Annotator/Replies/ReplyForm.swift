import Corpus
import Diagnostics

/// A way in which a reply names entities: how it is read, and how an answer is written in it.
package struct ReplyForm: Sendable {
    package let name: String
    package let summary: String
    /// What the form means by a mention that stands in the sentence more than once.
    package let repeats: RepeatRule
    /// The entities of one text in its order, repeated ones too.
    private let read: @Sendable (_ text: SourceText, _ tokens: [String]) throws(Diagnostic) -> [PlacedEntity]
    private let write: @Sendable (_ spans: [Span], _ tokens: [String]) -> String

    /// All forms, in the order in which outputs list them.
    package static let all = [dictionary, list, marked, tags, cot, xml]

    package static let dictionary = ReplyForm(
        name: "dictionary", summary: #"{"mention": "type", …}, each mention once"#, repeats: .everyOccurrence,
        read: { text, _ throws(Diagnostic) in try DictionaryReply.entities(in: text) }, write: DictionaryReply.text)

    package static let list = ReplyForm(
        name: "list", summary: #"[{"mention": …, "type": …}, …] or [mention (type), …], in the order of the text"#, repeats: .inOrder,
        read: { text, _ throws(Diagnostic) in try ListReply.entities(in: text) }, write: ListReply.text)

    package static let marked = ReplyForm(
        name: "marked", summary: "the sentence with @@mention|type##, or with @@mention## in a reply for each type", repeats: .inOrder,
        read: MarkedReply.entities, write: MarkedReply.text)

    package static let tags = ReplyForm(
        name: "tags", summary: "a tag for each word: B-PER I-PER O", repeats: .inOrder,
        read: TagReply.entities, write: TagReply.text)

    package static let cot = ReplyForm(
        name: "cot", summary: "reasoning in free words, then a dictionary or a list: the last one counts", repeats: .everyOccurrence,
        read: { text, _ throws(Diagnostic) in try ReasonedReply.entities(in: text) }, write: ReasonedReply.text)

    package static let xml = ReplyForm(
        name: "xml", summary: #"the sentence with <type>mention</type> or <span class="type">mention</span>"#, repeats: .inOrder,
        read: MarkupReply.entities, write: MarkupReply.text)

    /// The entities that a reply names, in its order.
    ///
    /// - Parameters:
    ///   - tokens: the sentence it is about, which tells where marked mentions stand.
    ///   - name: what the places of messages call the reply.
    /// - Throws: a `Diagnostic` with its place in the reply, for one that is not of this form or was cut off.
    package func entities(in reply: Reply, of tokens: [String], name: String) throws(Diagnostic) -> [PlacedEntity] {
        if reply.isCutOff {
            throw Diagnostic("the reply was cut off at the limit of its length", at: SourceText(name: name, text: reply.text).endPlace)
        }
        var all: [PlacedEntity] = []
        for part in reply.parts {
            let text = SourceText(name: part.type.map { "\(name), \($0)" } ?? name, text: part.text)
            let entities = try read(try withoutThoughts(text), tokens)
            all += entities.map { placed in
                guard let type = part.type, placed.entity.type.isEmpty else { return placed }
                return PlacedEntity(placed.entity.mention, type, place: placed.place)
            }
        }
        return all
    }

    /// An answer in this form, as an example shows it: what `entities` reads as these spans again. The forms without places
    /// (dictionary, list, cot) cannot say which of two occurrences of a mention is meant.
    ///
    /// - Parameter spans: sorted, without overlap, within the tokens.
    package func text(_ spans: [Span], of tokens: [String]) -> String {
        write(spans, tokens)
    }
}

/// The text with the thoughts that some models put before their answer, `<think>…</think>`, blanked out.
private func withoutThoughts(_ reply: SourceText) throws(Diagnostic) -> SourceText {
    let opening = Array("<think>".utf8), closing = Array("</think>".utf8)
    var cursor = ReplyCursor(reply)
    cursor.skipSpace()
    guard cursor.isAt(opening) else { return reply }
    guard cursor.move(to: { $0.isAt(closing) }) else { throw Diagnostic("the reply ends within its thoughts", at: reply.endPlace) }
    let end = cursor.position + closing.count
    let blanks = cursor.bytes[..<end].map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
    return SourceText(name: reply.name, text: String(decoding: blanks + cursor.bytes[end...], as: UTF8.self))
}

extension SourceText {
    /// Where the text ends.
    var endPlace: Place { place(utf8.count..<utf8.count) }
}
