import Corpus
import Notebook
import Report

/// The report card of labels against gold.
package struct ReportCard: Kind, Codable {
    package let agreement: Agreement
    package let judged: Dataset
    /// For every judged sentence the same one.
    package let gold: Dataset

    /// - Throws: as `Agreement`.
    init(judged: Dataset, gold: Dataset) throws {
        agreement = try Agreement(judged: judged, gold: gold)
        self.judged = judged
        self.gold = try gold.matched(to: judged)
    }

    package static let kindName = "agreement"

    package static let fields: [Field<ReportCard>] = [
        Field("f1", "F1 over all types, a fraction", isColumn: true) { $0.agreement.score.f1 },
        Field("precision", "the share of given labels that are right", isColumn: true) { $0.agreement.score.precision },
        Field("recall", "the share of gold entities that were labelled", isColumn: true) { $0.agreement.score.recall },
        Field("accuracy", "the share of words with the right label, where every word has one; none for spans") { $0.isOfWords ? $0.agreement.score.recall : nil },
        Field("types", "precision, recall, F1 and counts of each type") { $0.agreement.score.typeRecord },
        Field("rules", "precision, recall and F1 of all types and of each by four rules: " + MatchRule.meanings) { $0.rules },
        Field("exact_f1", "F1 where " + MatchRule.exact.meaning) { $0.f1(by: .exact) },
        Field("partial_f1", "F1 by half credits: " + MatchRule.partial.meaning) { $0.f1(by: .partial) },
        Field("type_f1", "F1 where " + MatchRule.type.meaning) { $0.f1(by: .type) },
        Field("errors", "what became of the entities, each counted once, with its share of the gold and of the judged ones") { $0.errors },
        Field("confusion", "gold types by given types where boundaries are the same, then wrong boundaries, missed and spurious: each entity counted once") { $0.confusion },
        Field("false_positives", "given entities that are not right, the commonest first") { $0.falsePositives },
        Field("false_negatives", "gold entities not labelled right, the commonest first") { $0.falseNegatives },
        Field("calibration", "how many of the entities with equally many votes, or of about the same confidence, are right; empty where the teacher says neither") { $0.calibration },
        Field("coverage", "for each threshold of `keep`: how many sentences would be left, and how good their labels are") { $0.coverage },
        Field("sentences", "how many sentences were judged") { $0.judged.sentences.count },
        Field("labels", "whose labels are judged") { $0.judged.labels?.name },
        Field("simulated", "true where either side is simulated") { $0.isSimulated },
    ]

    /// Every word has a label: what F1 is to spans, accuracy is to them.
    private var isOfWords: Bool { gold.labelling == .words }

    var isSimulated: Bool { judged.labels?.isSimulated == true || gold.labels?.isSimulated == true }

    private func f1(by rule: MatchRule) -> Double { agreement.scores(by: rule)[0].f1 }

    private var rules: Table {
        let scores = MatchRule.allCases.flatMap(agreement.scores)
        return Table(columns: ["rule", "type", "precision", "recall", "f1"], rows: scores.map { score in
            [.text(score.rule.rawValue), .text(score.type ?? "all"), .number(score.precision), .number(score.recall), .number(score.f1)]
        })
    }

    /// F1 alone, a row a type.
    private var f1ByRule: TextTable {
        let scores = MatchRule.allCases.map(agreement.scores)
        let rows = scores[0].indices.map { row in [scores[0][row].type ?? "all"] + scores.map { threeDigits($0[row].f1) } }
        return TextTable(
            title: "F1 by rule", columns: [TextTable.Column("")] + MatchRule.allCases.map { .init($0.rawValue, .right) },
            rows: Array(rows.dropFirst()) + rows.prefix(1))
    }

    private var errors: Table {
        let overall = agreement.score.overall
        func share(_ count: Int, of all: Int) -> Value { all == 0 ? .none : .number(Double(count) / Double(all)) }
        return Table(columns: ["kind", "count", "of_gold", "of_judged"], rows: PairKind.allCases.map { kind in
            let count = agreement.count(of: kind)
            return [
                .text(kind.rawValue), .number(Double(count)), kind == .spurious ? .none : share(count, of: overall.gold),
                kind == .missed ? .none : share(count, of: overall.predicted),
            ]
        })
    }

    /// Rows add up to the gold entities of a type, columns to the judged ones.
    private var confusion: Table {
        let types = agreement.types
        func counts(_ column: (Int) -> Int) -> [(name: String, value: Value)] {
            types.indices.map { (name: types[$0], value: Value.number(Double(column($0)))) }
        }
        var records = types.indices.map { gold in
            let boundaries = agreement.boundaryErrors[gold].reduce(0, +)
            return Record(
                [("gold", .text(types[gold]))] + counts { agreement.confusion[gold][$0] }
                    + [("boundary", .number(Double(boundaries))), ("missed", .number(Double(agreement.missed[gold])))])
        }
        records.append(Record([("gold", .text("boundary"))] + counts { judged in agreement.boundaryErrors.reduce(0) { $0 + $1[judged] } }))
        records.append(Record([("gold", .text("spurious"))] + counts { agreement.spurious[$0] }))
        return Table(records: records)
    }

    private var falsePositives: Table { judged.mistakes(againstMatched: gold).falsePositives.table(type: "given", met: "gold") }

    private var falseNegatives: Table { judged.mistakes(againstMatched: gold).falseNegatives.table(type: "gold", met: "given") }

    private var calibration: Table {
        Table(columns: ["by", "from", "to", "entities", "mean", "precision"], rows: judged.calibration(againstMatched: gold).map { bin in
            [
                .text(bin.measure.rawValue), .number(bin.lower), .number(bin.upper), .number(Double(bin.entities)), .number(bin.mean),
                .number(bin.precision),
            ]
        })
    }

    private var coverage: Table {
        Table(
            columns: ["keep", "at_least", "sentences", "share", "precision", "recall", "f1"],
            rows: judged.coverage(againstMatched: gold).map { row in
                [
                    .text(row.selection.measure.rawValue), .number(row.selection.least), .number(Double(row.sentences)), .number(row.share),
                    .number(row.counts.precision), .number(row.counts.recall), .number(row.counts.f1),
                ]
            })
    }

    package var summary: String {
        let remark = labelRemark(isSimulated: isSimulated, names: [judged.labels?.name, gold.labels?.name])
        return "\(agreement.score.figures(on: gold.labelling)) on \(counted(judged.sentences.count, "sentence"))\(remark)"
    }

    package var blocks: [Block] {
        let (positives, negatives) = (falsePositives, falseNegatives)
        // Boundaries are no question where every word has a label, and a confusion of so many labels is read by its field.
        let ofSpans: [Block] = isOfWords ? [] : [
            .table(f1ByRule), .table(errors.shown("what became of the entities")),
            .table(confusion.shown("gold by given type, equal boundaries; then what met none")),
        ]
        return [.text("\(judged.labels?.name ?? judged.name) against gold: \(summary)"), .table(agreement.score.table)] + ofSpans + [("commonest false positives", positives), ("commonest false negatives", negatives)].filter { !$1.rows.isEmpty }.map {
            .table($1.first(Self.listed).shown($1.rows.count > Self.listed ? "\($0), \(Self.listed) of \(grouped($1.rows.count))" : $0))
        } + [("how sure the teacher is, and how often it is right", calibration), ("what `keep` would leave", coverage)].filter { !$1.rows.isEmpty }.map {
            .table($1.shown($0))
        }
    }

    /// How many mistakes are shown of each sort; the fields hold all.
    private static let listed = 10
}

extension MatchRule {
    fileprivate static var meanings: String {
        allCases.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: ", ")
    }
}

extension [Mistake] {
    /// - Parameters: what the columns of the two types are called.
    fileprivate func table(type: String, met: String) -> Table {
        Table(columns: ["mention", type, met, "kind", "count"], rows: map { mistake in
            [
                .text(mistake.mention), .text(mistake.type), mistake.met.map { .text($0) } ?? .none, .text(mistake.kind.rawValue),
                .number(Double(mistake.count)),
            ]
        })
    }
}

extension Table {
    func shown(_ title: String) -> TextTable {
        var table = shown
        table.title = title
        return table
    }

    fileprivate func first(_ count: Int) -> Table {
        Table(columns: columns, rows: Array(rows.prefix(count)))
    }
}
