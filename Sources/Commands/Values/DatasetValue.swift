import Corpus
import Notebook
import Report

extension Dataset: Kind {
    package static let kindName = "dataset"

    package static let fields: [Field<Dataset>] = [
        Field("name", "what it is called") { $0.name },
        Field("sentences", "how many sentences", isColumn: true) { $0.sentences.count },
        Field("tokens", "how many tokens", isColumn: true) { $0.tokenCount },
        Field("entities", "how many labelled entities", isColumn: true) { $0.entityCount },
        Field("types", "the label set") { $0.types },
        Field("kind", "what its labels are put on: spans of words, or words, of which every one has a label") { $0.labelling.rawValue },
        Field("labels", "who labelled it: gold or a teacher's name; none where nobody has") { $0.labels?.name },
        Field("simulated", "true where the labels come from a simulated teacher") { $0.labels?.isSimulated ?? false },
        Field("notes", "how it came to be") { $0.notes },
        Field("ledger", "what became of every entity that the teacher replied; none for labels without replies") { Ledger($0) },
    ]

    package var summary: String {
        var text = "\(name): \(counted(sentences.count, "sentence")), \(counted(tokenCount, "token"))"
        if let labels {
            text += ", \(labelled) (\(listedTypes)), "
            text += labels.isSimulated ? "simulated labels by \(labels.name)" : labels == .gold ? "gold labels" : "labels by \(labels.name)"
        } else {
            text += ", no labels"
        }
        return text
    }

    /// How many labels there are, in the words of their kind.
    var labelled: String {
        switch labelling {
        case .spans: counted(entityCount, "entity", plural: "entities")
        case .words: counted(entityCount, "labelled word")
        }
    }

    /// The label set, cut where it is long.
    private var listedTypes: String {
        let most = 12
        let listed = types.prefix(most).joined(separator: " ")
        return types.count > most ? "\(listed) … \(types.count) in all" : listed
    }

    package var blocks: [Block] {
        let shown = sentences.prefix(5)
        var blocks: [Block] = [.text(([summary] + notes.map { "· \($0)" }).joined(separator: "\n"))]
        if !shown.isEmpty { blocks.append(.tagged(shown.map(\.tagged))) }
        if sentences.count > shown.count { blocks.append(.text("… and \(counted(sentences.count - shown.count, "more sentence"))")) }
        return blocks
    }
}

extension Sentence {
    var tagged: TaggedText {
        TaggedText(tokens: tokens, marks: spans.map { .init($0.range, $0.type) }, source: origin.place)
    }
}
