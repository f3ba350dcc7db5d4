/// Who gave the labels.
package struct LabelSource: Hashable, Sendable, Codable {
    /// "gold", or the teacher's name.
    package var name: String
    /// True for labels that no human and no real model gave; every output then says 'simulated'.
    package var isSimulated: Bool

    package init(name: String, isSimulated: Bool = false) {
        self.name = name
        self.isSimulated = isSimulated
    }

    package static let gold = LabelSource(name: "gold")

    /// What the name of labels ends in that a trained model gave in the place of a language model; every output then says so.
    private static let standInMark = " (stand-in for a language model)"

    /// The name of a model that teaches in a language model's place.
    package static func standInName(_ model: String) -> String { model + standInMark }

    package var isStandIn: Bool { Self.isStandIn(name) }

    /// Also of several names together.
    package static func isStandIn(_ name: String) -> Bool { name.contains(standInMark) }
}

/// Sentences in order with one label set.
package struct Dataset: Sendable, Codable {
    package var name: String
    package var sentences: [Sentence]
    /// The entity types that a label may have, sorted. A type may be in the set and occur in no sentence.
    package var types: [String]
    /// What the labels are put on.
    package var labelling = Labelling.spans
    /// Nil where nobody has labelled the sentences.
    package var labels: LabelSource?
    /// What a reader should know about how this came to be: the tag scheme found, lines skipped, replies missing.
    package var notes: [String]
    /// The sentences that a teacher was asked about and gave no labels for, in order.
    package var leftOut: [LeftOut]

    package init(
        name: String, sentences: [Sentence], types: [String], labels: LabelSource?, notes: [String] = [], leftOut: [LeftOut] = [],
        labelling: Labelling = .spans
    ) {
        self.name = name
        self.sentences = sentences
        self.types = types
        self.labels = labels
        self.notes = notes
        self.leftOut = leftOut
        self.labelling = labelling
    }

    package var tokenCount: Int { sentences.reduce(0) { $0 + $1.tokens.count } }
    package var entityCount: Int { sentences.reduce(0) { $0 + $1.spans.count } }
}

/// A sentence that a teacher gave no labels for.
package struct LeftOut: Hashable, Sendable, Codable {
    package enum Reason: String, Sendable, Codable, CaseIterable {
        case unreadable = "unreadable reply"
        case refused = "refused"
        case unanswered = "no reply"
    }

    package var origin: Origin
    package var text: String
    package var reason: Reason
    /// What is wrong with the reply, or the words of the refusal; empty where there is no reply.
    package var detail: String
    /// The reply as it came, where there is one.
    package var reply: String?

    package init(_ sentence: Sentence, _ reason: Reason, detail: String = "", reply: String? = nil) {
        origin = sentence.origin
        text = sentence.text
        self.reason = reason
        self.detail = detail
        self.reply = reply
    }
}
