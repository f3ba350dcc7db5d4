/// Where the F1 of labels was lost: every gold and every judged entity stands in one pair, and pairs are put into groups.
package struct LostScore: Sendable {
    package struct Entry: Sendable {
        /// Number of the sentence.
        package let sentence: Int
        package let pair: EntityPair
    }

    /// Some of the pairs.
    package struct Group: Sendable, Equatable {
        package let name: String
        /// Gold entities in it, and those of them that are right.
        package let gold: Int
        package let correct: Int
        /// How many errors there are of each kind, in the order of `kinds`.
        package let errors: [Int]
        /// By how much F1 over all would be higher if all of these errors were right: gold's entities found as they are, spurious ones
        /// not there. Groups share this: the sum over them is not what is missing to 1.
        package let lostF1: Double

        package var errorCount: Int { errors.reduce(0, +) }
    }

    package static let kinds = PairKind.allCases.filter { $0 != .correct }

    /// In the order of the sentences; right ones too.
    package let entries: [Entry]
    package let counts: EntityCounts

    /// - Parameters: entities of the same sentences.
    package init(predicted: [[Span]], gold: [[Span]]) {
        entries = zip(predicted, gold).enumerated().flatMap { number, both in
            entityPairs(judged: both.0, gold: both.1).map { Entry(sentence: number, pair: $0) }
        }
        counts = entries.reduce(into: EntityCounts()) { counts, entry in
            counts += EntityCounts(
                correct: entry.pair.kind == .correct ? 1 : 0, predicted: entry.pair.judged == nil ? 0 : 1, gold: entry.pair.gold == nil ? 0 : 1)
        }
    }

    package var errors: [Entry] { entries.filter { $0.pair.kind != .correct } }

    /// All pairs by a name, in the order of the names given; names that are not among them come behind, in order of appearance.
    package func groups(_ names: [String] = [], by name: (Entry) -> String) -> [Group] {
        var order = names
        var members: [String: [Entry]] = [:]
        for entry in entries {
            let own = name(entry)
            if members[own] == nil, !names.contains(own) { order.append(own) }
            members[own, default: []].append(entry)
        }
        return order.map { group($0, of: members[$0] ?? []) }
    }

    private func group(_ name: String, of entries: [Entry]) -> Group {
        Group(
            name: name, gold: entries.count { $0.pair.gold != nil }, correct: entries.count { $0.pair.kind == .correct },
            errors: Self.kinds.map { kind in entries.count { $0.pair.kind == kind } }, lostF1: lostF1(entries.map(\.pair.kind)))
    }

    private func lostF1(_ kinds: [PairKind]) -> Double {
        var repaired = counts
        for kind in kinds where kind != .correct {
            repaired.correct += kind == .spurious ? 0 : 1
            repaired.predicted += kind == .spurious ? -1 : kind == .missed ? 1 : 0
        }
        return repaired.f1 - counts.f1
    }
}

/// The entities of training data by their words.
package struct KnownMentions: Sendable {
    /// How a mention stands to training data.
    package enum Acquaintance: String, Sendable, CaseIterable {
        case sameType = "seen"
        case otherType = "seen with another type"
        case unseen
    }

    private var types: [String: Set<String>] = [:]

    package init(_ dataset: Dataset) {
        for sentence in dataset.sentences {
            for span in sentence.spans { types[sentence.mention(span), default: []].insert(span.type) }
        }
    }

    /// - Parameter mention: its words, which have to be the same to the letter.
    package func acquaintance(of mention: String, type: String) -> Acquaintance {
        guard let known = types[mention] else { return .unseen }
        return known.contains(type) ? .sameType : .otherType
    }
}
