import Diagnostics

/// What the labels of a dataset or a model are put on.
package enum Labelling: String, Sendable, Hashable, Codable, CaseIterable {
    /// Entities, chunks and the like: spans of words, with words outside of them. Their tags are IOB2.
    case spans
    /// Every word has one label, such as its part of speech: a span of that word alone, whose type is the label. Strict F1 over them is
    /// accuracy.
    case words

    /// What a model's classes stand for: spans where all are tags.
    package init(classes: [String]) {
        self = classes.allSatisfy { Tag($0) != nil } ? .spans : .words
    }

    /// The classes of a model for these types: O, B-LOC, I-LOC, … for spans, the types themselves for words.
    package func classes(for types: [String]) -> [String] {
        switch self {
        case .spans: [Tag.outside.text] + types.flatMap { [Tag(.begin, $0).text, Tag(.inside, $0).text] }
        case .words: types
        }
    }

    /// The class of each word; nil for one that should have a label and has none.
    package func classes(of sentence: Sentence) -> [String?] {
        switch self {
        case .spans:
            return TagScheme.iob2.encode(sentence.spans, count: sentence.tokens.count).map(\.text)
        case .words:
            var labels = [String?](repeating: nil, count: sentence.tokens.count)
            for span in sentence.spans {
                for word in span.range { labels[word] = span.type }
            }
            return labels
        }
    }

    /// The type that a class belongs to, as options name it: "O" or a type.
    package func type(of label: String) -> String {
        guard self == .spans, let tag = Tag(label) else { return label }
        return tag.part == .outside ? Tag.outside.text : tag.type
    }

    /// Labels as the spans of one word each that they stand for.
    package static func spans(ofWords labels: [String]) -> [Span] {
        labels.enumerated().map { Span($0, $0 + 1, $1) }
    }

    /// As messages say it.
    package var meaning: String {
        switch self {
        case .spans: "labels on spans of words"
        case .words: "a label on every word"
        }
    }
}

extension Dataset {
    /// What the labels of several datasets are put on; one without labels goes with any.
    /// - Throws: `Diagnostic` where two differ.
    package static func commonLabelling(_ datasets: [Dataset]) throws -> Labelling {
        let labelled = datasets.filter { $0.labels != nil }
        guard let first = labelled.first else { return .spans }
        if let other = labelled.first(where: { $0.labelling != first.labelling }) {
            throw Diagnostic(
                "`\(first.name)` has \(first.labelling.meaning), `\(other.name)` \(other.labelling.meaning)",
                label: "both have to be of one kind: `load … column=pos` or `column=chunk` says which column of a CoNLL file is read")
        }
        return first.labelling
    }
}
