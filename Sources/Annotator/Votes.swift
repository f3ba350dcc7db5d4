import Corpus

/// What several answers about one sentence come to, in two votes (2310.10035): a mention counts if more than half of the answers name
/// it; its type is the one that most of them give it, of equally many the one that was given first. Each entity then has the number
/// of answers that name it with that type as its votes, and the mean of what confidence they give.
///
/// - Parameter samples: the entities of each answer in its order. Where an answer names a mention several times, its first naming is voted
///   on with the first ones of the others, its second with their second ones.
package func vote(samples: [[NamedEntity]]) -> [NamedEntity] {
    struct Naming: Hashable {
        var mention: String
        var time: Int
    }
    var namings: [Naming] = []
    var ballots: [Naming: [NamedEntity]] = [:]
    for sample in samples {
        var times: [String: Int] = [:]
        for entity in sample {
            let naming = Naming(mention: entity.mention, time: times[entity.mention, default: 0])
            times[entity.mention, default: 0] += 1
            if ballots[naming] == nil { namings.append(naming) }
            ballots[naming, default: []].append(entity)
        }
    }
    return namings.compactMap { naming in
        let ballots = ballots[naming] ?? []
        guard 2 * ballots.count > samples.count else { return nil }
        let counts = Dictionary(ballots.map { ($0.type, 1) }, uniquingKeysWith: +)
        guard let most = counts.values.max(), let winner = ballots.first(where: { counts[$0.type] == most }) else { return nil }
        let confidences = ballots.filter { $0.type == winner.type }.compactMap(\.confidence)
        return NamedEntity(
            naming.mention, winner.type, votes: most, confidence: confidences.isEmpty ? nil : confidences.reduce(0, +) / Double(confidences.count))
    }
}
