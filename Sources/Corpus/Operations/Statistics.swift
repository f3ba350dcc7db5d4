/// What `describe` tells of a dataset.
package struct Statistics: Sendable, Equatable, Codable {
    package struct Mention: Sendable, Equatable, Codable {
        package var text: String
        package var count: Int
    }

    package struct TypeCount: Sendable, Equatable, Codable {
        package var type: String
        package var entities: Int
        /// How many different texts they have.
        package var distinct: Int
        /// The commonest texts, by count, then by text.
        package var frequent: [Mention]
    }

    package var sentences: Int
    package var tokens: Int
    package var entities: Int
    /// One a type of the label set, in its order.
    package var byType: [TypeCount]
    /// Tokens a sentence; 0 without sentences.
    package var meanLength: Double
    package var longest: Int
    /// Sentences whose tokens stood in an earlier one.
    package var duplicates: Int
    /// The fraction of sentences that hold no entity; 0 without sentences.
    package var shareWithoutEntities: Double
}

extension Dataset {
    /// - Parameter mentions: how many frequent texts to list for each type.
    package func statistics(mentions: Int = 5) -> Statistics {
        var counts: [String: [String: Int]] = [:]
        for sentence in sentences {
            for span in sentence.spans { counts[span.type, default: [:]][sentence.mention(span), default: 0] += 1 }
        }
        let byType = types.map { type in
            let texts = counts[type] ?? [:]
            let ranked = texts.map { Statistics.Mention(text: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
            return Statistics.TypeCount(
                type: type, entities: texts.values.reduce(0, +), distinct: texts.count, frequent: Array(ranked.prefix(mentions)))
        }
        let bare = sentences.count { $0.spans.isEmpty }
        let count = max(sentences.count, 1)
        return Statistics(
            sentences: sentences.count, tokens: tokenCount, entities: entityCount, byType: byType,
            meanLength: Double(tokenCount) / Double(count), longest: sentences.map(\.tokens.count).max() ?? 0,
            duplicates: sentences.count - Set(sentences.map(\.tokens)).count,
            shareWithoutEntities: Double(bare) / Double(count))
    }
}
