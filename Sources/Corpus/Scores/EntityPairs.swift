/// What became of an entity when two labellings of a sentence are laid side by side. Every gold and every judged entity has one.
package enum PairKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Boundaries and type are the same.
    case correct
    /// The same boundaries, another type.
    case type
    /// They overlap and have the same type, but not the same boundaries.
    case boundary
    /// They overlap; neither type nor boundaries are the same.
    case boundaryAndType = "boundary+type"
    /// A gold entity that met no judged one.
    case missed
    /// A judged entity that met no gold one.
    case spurious
}

/// A gold and a judged entity that met, or one that met none.
package struct EntityPair: Sendable, Hashable {
    package let gold: Span?
    package let judged: Span?
    package let kind: PairKind

    fileprivate init(gold: Span, judged: Span) {
        self.gold = gold
        self.judged = judged
        let isTyped = gold.type == judged.type
        kind = gold.range == judged.range ? (isTyped ? .correct : .type) : (isTyped ? .boundary : .boundaryAndType)
    }

    fileprivate init(missed gold: Span) {
        self.gold = gold
        judged = nil
        kind = .missed
    }

    fileprivate init(spurious judged: Span) {
        gold = nil
        self.judged = judged
        kind = .spurious
    }

    fileprivate var start: Int { min(gold?.start ?? .max, judged?.start ?? .max) }
}

/// Pairs gold with judged entities that overlap, each with at most one of the other side: as many as can be; among such pairings
/// the one with most equal types, then with most tokens in common, then the earliest. Entities with equal boundaries always meet.
/// What is left over stands alone.
///
/// - Parameters: entities of one sentence; those of one side do not overlap.
/// - Returns: in the order of the sentence; every entity in exactly one pair.
package func entityPairs(judged: [Span], gold: [Span]) -> [EntityPair] {
    let judged = judged.sorted(), gold = gold.sorted()
    // What can be had of gold[g...] and judged[j...]. Two pairs never cross: spans of one side follow one another.
    var best = [[Worth]](repeating: [Worth](repeating: Worth(), count: judged.count + 1), count: gold.count + 1)
    for g in gold.indices.reversed() {
        for j in judged.indices.reversed() {
            best[g][j] = max(best[g + 1][j], best[g][j + 1])
            if let worth = Worth(of: judged[j], gold[g]) { best[g][j] = max(best[g][j], best[g + 1][j + 1] + worth) }
        }
    }
    var pairs: [EntityPair] = []
    var g = 0, j = 0
    while g < gold.count, j < judged.count {
        if let worth = Worth(of: judged[j], gold[g]), best[g][j] == best[g + 1][j + 1] + worth {
            pairs.append(EntityPair(gold: gold[g], judged: judged[j]))
            (g, j) = (g + 1, j + 1)
        } else if best[g][j] == best[g + 1][j] {
            pairs.append(EntityPair(missed: gold[g]))
            g += 1
        } else {
            pairs.append(EntityPair(spurious: judged[j]))
            j += 1
        }
    }
    pairs += gold[g...].map(EntityPair.init(missed:)) + judged[j...].map(EntityPair.init(spurious:))
    return pairs.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
}

/// By what pairings are compared, in this order.
private struct Worth: Comparable {
    var pairs = 0
    var sameTypes = 0
    var tokens = 0

    init() {}

    /// Nil where they do not overlap.
    init?(of judged: Span, _ gold: Span) {
        guard judged.overlaps(gold) else { return nil }
        pairs = 1
        sameTypes = judged.type == gold.type ? 1 : 0
        tokens = min(judged.end, gold.end) - max(judged.start, gold.start)
    }

    static func < (a: Worth, b: Worth) -> Bool {
        (a.pairs, a.sameTypes, a.tokens) < (b.pairs, b.sameTypes, b.tokens)
    }

    static func + (a: Worth, b: Worth) -> Worth {
        var sum = a
        sum.pairs += b.pairs
        sum.sameTypes += b.sameTypes
        sum.tokens += b.tokens
        return sum
    }
}
