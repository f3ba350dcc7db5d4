/// How often gold entities of one type are taken for another, whatever the boundaries, or are missed.
package struct ConfusionRate: Sendable, Equatable, Codable {
    package var gold: String
    /// Nil for entities that are missed.
    package var given: String?
    /// Of all gold entities of the type; 0 where there are none.
    package var rate: Double
    /// How many of the type gold has.
    package var entities: Int

    package var name: String { "\(gold)→\(given ?? "missed")" }
}

extension Agreement {
    /// A row for each gold type and each other type, and one for what is missed, in the order of `types`.
    package var confusionRates: [ConfusionRate] {
        types.indices.flatMap { gold -> [ConfusionRate] in
            let entities = score.byType[gold].counts.gold
            func row(_ given: String?, _ count: Int) -> ConfusionRate {
                ConfusionRate(gold: types[gold], given: given, rate: entities == 0 ? 0 : Double(count) / Double(entities), entities: entities)
            }
            let others = types.indices.filter { $0 != gold }
            return others.map { row(types[$0], confusion[gold][$0] + boundaryErrors[gold][$0]) } + [row(nil, missed[gold])]
        }
    }
}
