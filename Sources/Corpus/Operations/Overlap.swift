import Diagnostics

/// The sentences of a dataset, to be found again by place or by text.
private struct SentenceIndex {
    struct Place: Hashable {
        var file: String
        var number: Int
    }

    private var places: Set<Place> = []
    private var texts: Set<[String]> = []

    init(_ sentences: [Sentence]) {
        for sentence in sentences {
            places.insert(Place(file: sentence.origin.file, number: sentence.origin.number))
            texts.insert(sentence.tokens)
        }
    }

    func contains(_ sentence: Sentence) -> Bool {
        texts.contains(sentence.tokens) || places.contains(Place(file: sentence.origin.file, number: sentence.origin.number))
    }
}

extension Dataset {
    /// How many sentences of `other` also stand here: from the same place, or with the same tokens.
    package func overlap(_ other: Dataset) -> Int {
        let index = SentenceIndex(sentences)
        return other.sentences.count { index.contains($0) }
    }

    /// The sentences that do not stand in `other`, neither by place nor by text.
    package func without(_ other: Dataset) -> Dataset {
        let index = SentenceIndex(other.sentences)
        var copy = self
        copy.sentences.removeAll { index.contains($0) }
        copy.notes.append("\(sentences.count - copy.sentences.count) sentences left out that stand in \(other.name)")
        return copy
    }

    /// One after the other, under the names of all.
    /// - Throws: `Diagnostic` if their label sets differ, or if only some are labelled.
    package static func concat(_ datasets: [Dataset]) throws -> Dataset {
        precondition(!datasets.isEmpty, "concat needs a dataset")
        let labelled = datasets.filter { $0.labels != nil }
        if let bare = datasets.first(where: { $0.labels == nil }), let first = labelled.first {
            throw Diagnostic("`\(first.name)` has labels and `\(bare.name)` has none")
        }
        var sources: [String] = []
        for labels in labelled.compactMap(\.labels) where !sources.contains(labels.name) { sources.append(labels.name) }
        let isSimulated = labelled.contains { $0.labels?.isSimulated == true }
        return Dataset(
            name: datasets.map(\.name).joined(separator: " + "),
            sentences: datasets.flatMap(\.sentences),
            types: try commonTypes(datasets),
            labels: labelled.isEmpty ? nil : LabelSource(name: sources.joined(separator: " + "), isSimulated: isSimulated),
            notes: datasets.flatMap { dataset in dataset.notes.map { "\(dataset.name): \($0)" } },
            labelling: try commonLabelling(datasets))
    }
}
