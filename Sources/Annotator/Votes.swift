import Corpus

/// What several answers about one sentence come to, in two votes (2310.10035): a mention counts if more than half of the answers name
/// it; its type is the one that most of them give it, of equally many the one that was given first. Each entity then has the number
/// of answers that name it with that type as its votes, and the mean of what confidence they give.
///
/// - Parameter samples: the entities of each answer in its order. An answer that names a mention twice has one vote, for its first type.
package func vote(samples: [[NamedEntity]]) -> [NamedEntity] {
    var mentions: [String] = []
    var ballots: [String: [NamedEntity]] = [:]
    for sample in samples {
        var seen = Set<String>()
        for entity in sample where seen.insert(entity.mention).inserted {
            if ballots[entity.mention] == nil { mentions.append(entity.mention) }
            ballots[entity.mention, default: []].append(entity)
        }
    }
    return mentions.compactMap { mention in
        let ballots = ballots[mention] ?? []
        guard 2 * ballots.count > samples.count else { return nil }
        let counts = Dictionary(ballots.map { ($0.type, 1) }, uniquingKeysWith: +)
        guard let most = counts.values.max(), let winner = ballots.first(where: { counts[$0.type] == most }) else { return nil }
        let confidences = ballots.filter { $0.type == winner.type }.compactMap(\.confidence)
        return NamedEntity(
            mention, winner.type, votes: most, confidence: confidences.isEmpty ? nil : confidences.reduce(0, +) / Double(confidences.count))
    }
}
