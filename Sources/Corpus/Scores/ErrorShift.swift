/// Which errors of one labelling another one repairs, and which it adds, both judged by the same gold. Counts of several such pairs,
/// say of several seeds, may be added up.
package struct ErrorShift: Sendable, Equatable, Codable {
    /// Errors of a kind at entities of a type. The type is gold's, of a spurious entity its own.
    package struct Row: Sendable, Equatable, Codable {
        package var type: String
        package var kind: PairKind
        package var before = 0
        package var after = 0
        /// Errors before that are right after.
        package var repaired = 0
        /// Errors after that were right before. What is left over was wrong in another way.
        package var added = 0
    }

    /// An entity whose error was repaired or added, and how often that was.
    package struct Entity: Sendable, Hashable, Codable {
        package var mention: String
        package var type: String
        package var kind: PairKind
        package var isRepaired: Bool
        package var count = 0
    }

    /// Every kind of error for each type, types sorted.
    package private(set) var rows: [Row]
    /// The commonest first, then by text.
    package private(set) var entities: [Entity] = []

    package static let kinds = PairKind.allCases.filter { $0 != .correct }

    package init(types: [String]) {
        rows = types.sorted().flatMap { type in Self.kinds.map { Row(type: type, kind: $0) } }
    }

    /// - Parameters: entities of the same sentences; types that are not among those given at first get no row.
    package mutating func add(before: [[Span]], after: [[Span]], gold: [Sentence]) {
        let places = Dictionary(uniqueKeysWithValues: rows.indices.map { ([rows[$0].type, rows[$0].kind.rawValue], $0) })
        var counts: [Entity: Int] = [:]
        for entity in entities { counts[entity.uncounted, default: 0] += entity.count }
        for (index, sentence) in gold.enumerated() {
            let (old, new) = (Fates(before[index], sentence.spans), Fates(after[index], sentence.spans))
            func note(_ span: Span, _ kind: PairKind, isRepaired: Bool) {
                let entity = Entity(mention: sentence.mention(span), type: span.type, kind: kind, isRepaired: isRepaired)
                counts[entity, default: 0] += 1
                guard let row = places[[span.type, kind.rawValue]] else { return }
                if isRepaired { rows[row].repaired += 1 } else { rows[row].added += 1 }
            }
            for (span, kind) in old.errors {
                if let row = places[[span.type, kind.rawValue]] { rows[row].before += 1 }
                if new.isRight(span, was: kind) { note(span, kind, isRepaired: true) }
            }
            for (span, kind) in new.errors {
                if let row = places[[span.type, kind.rawValue]] { rows[row].after += 1 }
                if old.isRight(span, was: kind) { note(span, kind, isRepaired: false) }
            }
        }
        entities = counts.map { entity, count in entity.counted(count) }.sorted { a, b in
            (-a.count, a.mention, a.type, a.kind.rawValue, a.isRepaired ? 0 : 1) < (-b.count, b.mention, b.type, b.kind.rawValue, b.isRepaired ? 0 : 1)
        }
    }

    package func sum(_ count: KeyPath<Row, Int>, where isWanted: (Row) -> Bool = { _ in true }) -> Int {
        rows.reduce(0) { $0 + (isWanted($1) ? $1[keyPath: count] : 0) }
    }
}

extension ErrorShift.Entity {
    fileprivate var uncounted: ErrorShift.Entity { counted(0) }

    fileprivate func counted(_ count: Int) -> ErrorShift.Entity {
        var counted = self
        counted.count = count
        return counted
    }
}

/// What became of the entities of a sentence.
private struct Fates {
    /// Gold entities that are not right, and spurious ones.
    let errors: [(span: Span, kind: PairKind)]

    init(_ judged: [Span], _ gold: [Span]) {
        errors = entityPairs(judged: judged, gold: gold).filter { $0.kind != .correct }.compactMap { pair in
            (pair.gold ?? pair.judged).map { ($0, pair.kind) }
        }
    }

    /// Whether an entity that is an error in another labelling is none here: found as gold has it, or, if it was spurious, not there.
    func isRight(_ span: Span, was kind: PairKind) -> Bool {
        !errors.contains { $0.span == span && ($0.kind == .spurious) == (kind == .spurious) }
    }
}
