/// Strict scores: an entity is correct if start, end and type are those of a gold entity (conlleval, seqeval).
package struct EntityScore: Sendable, Equatable, Codable {
    package struct TypeScore: Sendable, Equatable, Codable {
        package var type: String
        package var counts: EntityCounts
    }

    /// The types of the label set and of every span seen, sorted.
    package let types: [String]
    /// One row a sentence, one entry a type in the order of `types`; what a bootstrap over sentences draws from.
    package let sentences: [[EntityCounts]]
    /// Summed over sentences, in the order of `types`.
    package let byType: [TypeScore]
    /// Summed over sentences and types (micro average).
    package let overall: EntityCounts

    /// - Parameters:
    ///   - predicted: what is judged, one list a sentence; no span stands twice in it.
    ///   - gold: what it is judged by, for the same sentences.
    ///   - labelSet: types that get a row even if no span has them.
    package init(predicted: [[Span]], gold: [[Span]], labelSet: [String] = []) {
        precondition(predicted.count == gold.count, "predictions and gold must be of the same sentences")
        var seen = Set(labelSet)
        for span in predicted.joined() { seen.insert(span.type) }
        for span in gold.joined() { seen.insert(span.type) }
        let types = seen.sorted()
        let index = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1, $0) })

        let sentences = zip(predicted, gold).map { predicted, gold in
            var row = [EntityCounts](repeating: EntityCounts(), count: types.count)
            for span in gold { row[index[span.type]!].gold += 1 }
            for span in predicted {
                row[index[span.type]!].predicted += 1
                if gold.contains(span) { row[index[span.type]!].correct += 1 }
            }
            return row
        }
        let byType = types.indices.map { type in
            TypeScore(type: types[type], counts: sentences.reduce(into: EntityCounts()) { $0 += $1[type] })
        }
        self.types = types
        self.sentences = sentences
        self.byType = byType
        overall = byType.reduce(into: EntityCounts()) { $0 += $1.counts }
    }

    package var precision: Double { overall.precision }
    package var recall: Double { overall.recall }
    package var f1: Double { overall.f1 }

    /// Counts of one type, nil if it is not among `types`.
    package subscript(type type: String) -> EntityCounts? {
        byType.first { $0.type == type }?.counts
    }
}
