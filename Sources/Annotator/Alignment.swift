import Corpus

/// How the places of a mention that stands in a sentence more than once are shared out.
package enum RepeatRule: Sendable, Equatable {
    /// For replies that name each mention once: all its places that overlap no longer mention.
    case everyOccurrence
    /// For replies that list mentions in the order of the text: each naming takes one place: the one that the reply marks, else one
    /// between those of its neighbours in the list where one is free, else the first free one.
    case inOrder
}

/// The entities of a reply put in their places.
package struct Alignment: Sendable, Equatable {
    /// Sorted, without overlap.
    package var spans: [Span]
    /// One entry for each entity of the reply, in its order.
    package var ledger: [LedgerEntry]
}

/// Finds the entities that a reply names in a sentence's tokens. Longer mentions take their tokens first, then those named
/// earlier. Nothing is lost: every entity has an entry with its fate.
///
/// A mention is looked for as it is written, then without what tokenisers and models change at will (`normalised`), then within a few
/// edits (`close`, see `CloseMatch`); the first that finds places has found them all.
///
/// - Parameter types: the entity types asked for, which a reply may write in another case; nil accepts any.
package func align(
    _ entities: [NamedEntity], in tokens: [String], types: [String]? = nil, repeats: RepeatRule
) -> Alignment {
    align(entities.map { PlacedEntity($0) }, in: tokens, types: types, repeats: repeats)
}

/// The same for entities of which a reply marks the places. A marked place counts if it reads like the mention.
package func align(
    _ placed: [PlacedEntity], in tokens: [String], types: [String]? = nil, repeats: RepeatRule
) -> Alignment {
    let finder = MentionFinder(tokens: tokens)
    let entities = placed.map(\.entity)
    let asked = entities.map { entity in types.map { spelling(of: entity.type, in: $0) } ?? entity.type }
    let found = placed.indices.map { index in
        objection(to: entities[index], asked: asked[index]).map { (fate: $0, ranges: []) }
            ?? finder.places(of: entities[index].mention, marked: placed[index].place)
    }
    let places = found.map(\.ranges)
    var claims = Claims(tokens: tokens.count, entities: entities.count)
    switch repeats {
    case .everyOccurrence: claims.takeEveryPlace(places)
    case .inOrder: claims.takeInOrder(places)
    }
    let ledger = entities.indices.map { index in
        let taken = claims.taken[index].sorted { $0.lowerBound < $1.lowerBound }
        let spans = taken.map { Span($0.lowerBound, $0.upperBound, asked[index] ?? "") }
        let lostAll = taken.isEmpty && !places[index].isEmpty
        return LedgerEntry(
            entity: entities[index], fate: lostAll ? .dropped(claims.whyLost(places[index])) : found[index].fate, spans: spans)
    }
    return Alignment(spans: ledger.flatMap(\.spans).sorted(), ledger: ledger)
}

/// A type as it was asked for; nil if it was not.
private func spelling(of type: String, in types: [String]) -> String? {
    types.contains(type) ? type : types.first { $0.lowercased() == type.lowercased() }
}

private func objection(to entity: NamedEntity, asked: String?) -> Fate? {
    if entity.type.isEmpty { return .dropped(.untyped) }
    return asked == nil ? .dropped(.typeNotAsked) : nil
}

/// Which tokens belong to which entity.
private struct Claims {
    private(set) var taken: [[Range<Int>]]
    private var isClaimed: [Bool]

    init(tokens: Int, entities: Int) {
        isClaimed = Array(repeating: false, count: tokens)
        taken = Array(repeating: [], count: entities)
    }

    mutating func takeEveryPlace(_ places: [[Range<Int>]]) {
        let all = places.indices.flatMap { entity in places[entity].map { (entity: entity, range: $0) } }
        let longestFirst = all.sorted {
            (-$0.range.count, $0.entity, $0.range.lowerBound) < (-$1.range.count, $1.entity, $1.range.lowerBound)
        }
        for place in longestFirst where isFree(place.range) { take(place.range, for: place.entity) }
    }

    mutating func takeInOrder(_ places: [[Range<Int>]]) {
        let lengths = places.map { $0.map(\.count).max() ?? 0 }
        let longestFirst = places.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
        for entity in longestFirst {
            let free = places[entity].filter(isFree)
            let after = taken[..<entity].joined().map(\.upperBound).max() ?? 0
            let before = taken[(entity + 1)...].joined().map(\.lowerBound).min() ?? isClaimed.count
            let between = free.first { $0.lowerBound >= after && $0.upperBound <= before }
            if let range = between ?? free.first { take(range, for: entity) }
        }
    }

    /// Why an entity has none of its places: they are all another's.
    func whyLost(_ places: [Range<Int>]) -> Fate.DropReason {
        places.contains { place in taken.contains { $0.contains(place) } } ? .duplicate : .overlaps
    }

    private func isFree(_ range: Range<Int>) -> Bool {
        !isClaimed[range].contains(true)
    }

    private mutating func take(_ range: Range<Int>, for entity: Int) {
        for token in range { isClaimed[token] = true }
        taken[entity].append(range)
    }
}
