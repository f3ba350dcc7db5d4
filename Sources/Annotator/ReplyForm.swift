import Corpus
import Diagnostics

/// A way in which a reply names entities, and how it is read.
package struct ReplyForm: Sendable {
    package let name: String
    package let summary: String
    /// What the form means by a mention that stands in the sentence more than once.
    package let repeats: RepeatRule
    /// The entities in the reply's order, repeated ones too. Throws a `Diagnostic` with its place in the reply.
    package let entities: @Sendable (_ reply: SourceText) throws(Diagnostic) -> [NamedEntity]

    package static let dictionary = ReplyForm(
        name: "dictionary", summary: #"{"mention": "type", …}, each mention once"#, repeats: .everyOccurrence
    ) { reply throws(Diagnostic) in try DictionaryReply.entities(in: reply) }
}
