import Corpus
import Notebook
import Report

/// Where the F1 of a score was lost.
package struct ScoreErrors: Kind {
    let score: Score
    /// The data that mentions were seen in or not; nil where none is given.
    let training: Dataset?
    /// How the score came to be.
    let made: Explanation
    private let lost: LostScore
    private let known: KnownMentions?
    private let files: FileNames

    init(_ score: Score, seen training: Dataset?, made: Explanation) {
        self.score = score
        self.training = training
        self.made = made
        lost = LostScore(predicted: score.predicted, gold: score.gold.sentences.map(\.spans))
        known = training.map(KnownMentions.init)
        files = FileNames(of: score.gold.sentences)
    }

    private enum CodingKeys: CodingKey { case score, training }

    /// The rest follows from these.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(score, forKey: .score)
        try container.encode(training, forKey: .training)
    }

    package static let kindName = "error report"

    private static let groupMeaning = "gold entities, their recall, errors of each kind, and by how much F1 would be higher without these errors"

    package static let fields: [Field<ScoreErrors>] = [
        Field("f1", "strict F1 over all types: " + EntityScore.formula) { $0.score.entities.f1 },
        Field("count", "how many errors; each entity, gold or tagged, is in one at most") { $0.lost.errors.count },
        Field("by_error", "how many errors of each kind, and by how much F1 would be higher without them") { $0.byError },
        Field("by_type", "by entity type, gold's or that of a spurious entity: " + groupMeaning) { $0.table("type", $0.byType) },
        Field("by_source", "by the file that the gold sentence is from: " + groupMeaning) { $0.table("file", $0.bySource) },
        Field("by_length", "by the words of the sentence: " + groupMeaning) { $0.table("words", $0.byLength) },
        Field("by_seen", "by whether the words of the entity were one in the data given as `seen`; empty without it: " + groupMeaning) { $0.table("mention", $0.bySeen) },
        Field("mistakes", "the errors that are alike together, the commonest first") { $0.mistakes },
        Field("errors", "a row an error: sentence, kind, mention, gold's type and the one tagged, other words where boundaries differ") { $0.errorTable },
        Field("dataset", "the gold sentences with an error in them") { $0.dataset },
        Field("made", "how the score came to be") { $0.made },
        Field("simulated", "true where simulated labels were trained on or judged by") { $0.score.isSimulated },
    ]

    private var gold: [Sentence] { score.gold.sentences }

    private func sentence(_ entry: LostScore.Entry) -> Sentence { gold[entry.sentence] }

    /// Gold's entity, or the spurious one.
    private func entity(_ entry: LostScore.Entry) -> Span {
        guard let span = entry.pair.gold ?? entry.pair.judged else { preconditionFailure("a pair holds an entity") }
        return span
    }

    private var byType: [LostScore.Group] { lost.groups(score.entities.types) { entity($0).type } }

    private var bySource: [LostScore.Group] { lost.groups { files.name(of: sentence($0)) } }

    private var byLength: [LostScore.Group] {
        lost.groups(LengthBin.all.map(\.name)) { LengthBin.name(of: sentence($0).tokens.count) }
    }

    private var bySeen: [LostScore.Group] {
        guard let known else { return [] }
        return lost.groups(KnownMentions.Acquaintance.allCases.map(\.rawValue)) { entry in
            known.acquaintance(of: sentence(entry).mention(entity(entry)), type: entity(entry).type).rawValue
        }
    }

    private var kinds: [LostScore.Group] {
        lost.groups(PairKind.allCases.map(\.rawValue)) { $0.pair.kind.rawValue }.filter { $0.name != PairKind.correct.rawValue }
    }

    private var byError: Table {
        let all = lost.errors.count
        return Table(columns: ["error", "count", "share", "lost_f1"], rows: kinds.map { group in
            let count = group.errorCount
            return [.text(group.name), .number(Double(count)), all == 0 ? .none : .number(Double(count) / Double(all)), .number(group.lostF1)]
        })
    }

    private func table(_ name: String, _ groups: [LostScore.Group]) -> Table {
        Table(
            columns: [name, "gold", "recall"] + LostScore.kinds.map(\.rawValue) + ["errors", "lost_f1"],
            rows: groups.map { group in
                [.text(group.name), .number(Double(group.gold)), group.gold == 0 ? .none : .number(Double(group.correct) / Double(group.gold))]
                    + group.errors.map { .number(Double($0)) } + [.number(Double(group.errorCount)), .number(group.lostF1)]
            })
    }

    /// What a row of `mistakes` has in common.
    private struct Mistake: Hashable {
        var kind: String
        var mention: String
        var gold: String?
        var tagged: String?
        var other: String?

        init(_ entry: LostScore.Entry, in sentence: Sentence) {
            let mentions = [entry.pair.gold, entry.pair.judged].compactMap { $0.map(sentence.mention) }
            kind = entry.pair.kind.rawValue
            mention = mentions.first ?? ""
            (gold, tagged) = (entry.pair.gold?.type, entry.pair.judged?.type)
            other = mentions.last == mentions.first ? nil : mentions.last
        }

        static let columns = ["error", "mention", "gold", "tagged", "other"]

        var cells: [Value] {
            [.text(kind), .text(mention)] + [gold, tagged, other].map { text in text.map { .text($0) } ?? .none }
        }

        var order: String { cells.map(\.summary).joined(separator: "\u{0}") }
    }

    private var mistakes: Table {
        var counts: [Mistake: Int] = [:]
        for entry in lost.errors { counts[Mistake(entry, in: sentence(entry)), default: 0] += 1 }
        let ranked = counts.sorted { (-$0.value, $0.key.order) < (-$1.value, $1.key.order) }
        return Table(columns: Mistake.columns + ["count"], rows: ranked.map { $0.key.cells + [.number(Double($0.value))] })
    }

    private var errorTable: Table {
        Table(
            columns: files.columns + ["sentence"] + Mistake.columns,
            rows: lost.errors.map { entry in
                let sentence = sentence(entry)
                return files.cells(of: sentence) + [.number(Double(sentence.origin.number))] + Mistake(entry, in: sentence).cells
            })
    }

    private var dataset: Dataset {
        let wrong = Set(lost.errors.map(\.sentence))
        var dataset = score.gold
        dataset.name += ", sentences with errors"
        dataset.sentences = gold.indices.filter(wrong.contains).map { gold[$0] }
        return dataset
    }

    package var summary: String {
        let remark = labelRemark(isSimulated: score.isSimulated, names: [score.training?.labels, score.gold.labels?.name])
        let count = lost.errors.count
        let text = "\(score.judged): \(counted(count, "error")) at \(counted(lost.counts.gold, "gold entity", plural: "gold entities")) of \(score.gold.name)"
        guard count > 0 else { return text + remark }
        func most(_ groups: [LostScore.Group]) -> String? {
            groups.max { $0.lostF1 < $1.lostF1 }.map { "\($0.name) (\(threeDigits($0.lostF1)))" }
        }
        let parts = [most(kinds).map { "to errors of the kind \($0)" }, most(byType).map { "of the type \($0)" }, most(bySeen).map { "at mentions \($0)" }]
        return "\(text); most F1 is lost \(parts.compactMap(\.self).joined(separator: ", "))\(remark)"
    }

    package var blocks: [Block] {
        var blocks: [Block] = [.text("\(summary)\n\(score.entities.figures(on: score.gold.labelling)): \(EntityScore.formula)")]
        guard !lost.errors.isEmpty else { return blocks + made.blocks }
        let tables: [(title: String, table: Table)] = [
            ("by what is wrong", byError), ("by type", table("type", byType)), ("by length of the sentence", table("words", byLength)),
            ("by source of the sentence", files.isOne ? Table(columns: [], rows: []) : table("file", bySource)),
            ("by whether the mention stands in `\(training?.name ?? "")`", table("mention", bySeen)),
        ]
        blocks += tables.filter { !$0.table.rows.isEmpty }.map { .table($0.table.shown($0.title)) }
        let all = mistakes
        let title = all.rows.count > Self.listed ? "the commonest mistakes, \(Self.listed) of \(grouped(all.rows.count))" : "the mistakes"
        blocks.append(.table(all.rows(Array(all.rows.indices.prefix(Self.listed))).shown(title)))
        return blocks + [.tagged(examples)] + made.blocks
    }

    /// Sentences with mistakes: of each kind, the commonest kind first, one that is not yet shown, until there are enough.
    private var examples: [TaggedText] {
        var shown: [Int] = []
        let order = kinds.filter { $0.errorCount > 0 }.sorted { $0.errorCount > $1.errorCount }.map(\.name)
        for _ in 0..<Self.examplesOfAKind {
            for kind in order {
                guard let entry = lost.errors.first(where: { $0.pair.kind.rawValue == kind && !shown.contains($0.sentence) }) else { continue }
                shown.append(entry.sentence)
            }
        }
        return shown.map { gold[$0].tagged(predicted: score.predicted[$0]).captioned(gold[$0].origin.place) }
    }

    private static let listed = 12
    private static let examplesOfAKind = 2
}

/// Lengths of sentences in words that are looked at together.
private struct LengthBin {
    let name: String
    let most: Int

    static let all = [
        LengthBin(name: "1-5", most: 5), LengthBin(name: "6-10", most: 10), LengthBin(name: "11-20", most: 20), LengthBin(name: "21-40", most: 40),
        LengthBin(name: "over 40", most: .max),
    ]

    static func name(of length: Int) -> String { all.first { length <= $0.most }?.name ?? "" }
}

extension EntityScore {
    /// What F1 is.
    static let formula = "2 correct / (tagged + gold), an entity being correct where start, end and type are gold's"
}
