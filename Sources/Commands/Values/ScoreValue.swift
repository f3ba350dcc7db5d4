import Corpus
import Notebook
import Report
import Store

/// How well a model tags a dataset, by strict matching of entities, or of labels where every word has one.
package struct Score: Kind, Codable {
    /// The entities that were tagged, one list a sentence of `gold`.
    package let predicted: [[Span]]
    /// What they come to: counts of each sentence and type.
    package let entities: EntityScore
    /// What was judged and by which gold.
    package let judged: String
    package let gold: Dataset
    /// How the model was trained, if it was.
    package let training: TrainingFacts?
    /// Sentences that were too long for the model, and what that cost.
    package let notes: [String]

    init(predicted: [[Span]], judged: String, gold: Dataset, training: TrainingFacts?, notes: [String]) {
        self.predicted = predicted
        self.judged = judged
        self.gold = gold
        self.training = training
        self.notes = notes
        entities = EntityScore(predicted: predicted, gold: gold.sentences.map(\.spans), labelSet: gold.types)
    }

    private enum CodingKeys: CodingKey { case predicted, judged, gold, training, notes }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let predicted = try container.decode([[Span]].self, forKey: .predicted)
        let judged = try container.decode(String.self, forKey: .judged)
        let gold = try container.decode(Dataset.self, forKey: .gold)
        guard predicted.count == gold.sentences.count else { throw DamagedValue() }
        self.init(
            predicted: predicted, judged: judged, gold: gold,
            training: try container.decodeIfPresent(TrainingFacts.self, forKey: .training),
            notes: try container.decode([String].self, forKey: .notes))
    }

    package static let kindName = "score"

    /// What was tagged where is needed to compare runs.
    package static let staysInTables = true

    package static let fields: [Field<Score>] = [
        Field("f1", "F1 over all types, a fraction") { $0.entities.f1 },
        Field("precision", "the share of tagged entities that are right") { $0.entities.precision },
        Field("recall", "the share of gold entities that were found") { $0.entities.recall },
        Field("accuracy", "the share of words with the right label, where every word has one; none for spans") { $0.isOfWords ? $0.entities.recall : nil },
        Field("types", "precision, recall, F1 and counts of each type") { $0.entities.typeRecord },
        Field("correct", "entities tagged right") { $0.entities.overall.correct },
        Field("predicted", "entities tagged") { $0.entities.overall.predicted },
        Field("gold", "gold entities") { $0.entities.overall.gold },
        Field("labels", "whose labels the model was trained on") { $0.training?.labels },
        Field("simulated", "true where simulated labels were trained on or judged by") { $0.isSimulated },
        Field("notes", "sentences too long for the model, and gold entities lost by that") { $0.notes },
    ]

    /// Every word has a label: what F1 is to spans, accuracy is to them.
    private var isOfWords: Bool { gold.labelling == .words }

    var isSimulated: Bool { training?.isSimulated == true || gold.labels?.isSimulated == true }

    package var columns: [(name: String, value: Value)] {
        if isOfWords { return (training?.columns ?? []) + [("accuracy", .number(entities.recall)), ("f1", .number(entities.f1))] }
        return (training?.columns ?? []) + [
            ("f1", .number(entities.f1)), ("precision", .number(entities.precision)), ("recall", .number(entities.recall)),
        ] + entities.byType.map { ($0.type, .number($0.counts.f1)) }
    }

    package var summary: String {
        let remark = labelRemark(isSimulated: isSimulated, names: [training?.labels, gold.labels?.name])
        return "\(entities.figures(on: gold.labelling)) on \(gold.name)\(remark)"
    }

    package var blocks: [Block] {
        [.text(([judged + ": " + summary] + notes.map { "· \($0)" }).joined(separator: "\n")), .table(entities.table)]
    }
}

extension EntityScore {
    /// `f1 0.712, precision 0.694, recall 0.731`, or where every word has a label `accuracy 0.937`.
    func figures(on labelling: Labelling) -> String {
        switch labelling {
        case .spans: "f1 \(threeDigits(f1)), precision \(threeDigits(precision)), recall \(threeDigits(recall))"
        case .words: "accuracy \(threeDigits(recall))"
        }
    }

    var typeRecord: Record {
        Record(byType.map { ($0.type, .record($0.counts.record)) })
    }

    /// A row a type and one for all.
    var table: TextTable {
        let rows = byType.map { ($0.type, $0.counts) } + [("all", overall)]
        return TextTable(
            columns: [.init("type")] + ["f1", "precision", "recall", "correct", "predicted", "gold"].map { .init($0, .right) },
            rows: rows.map { name, counts in
                [
                    name, threeDigits(counts.f1), threeDigits(counts.precision), threeDigits(counts.recall), grouped(counts.correct),
                    grouped(counts.predicted), grouped(counts.gold),
                ]
            })
    }
}

extension EntityCounts {
    fileprivate var record: Record {
        Record([
            ("f1", .number(f1)), ("precision", .number(precision)), ("recall", .number(recall)), ("correct", .number(Double(correct))),
            ("predicted", .number(Double(predicted))), ("gold", .number(Double(gold))),
        ])
    }
}

/// What one line says of labels that no human and no language model gave; nothing of others.
func labelRemark(isSimulated: Bool, names: [String?]) -> String {
    if isSimulated { return " (simulated labels)" }
    return names.contains { $0.map(LabelSource.isStandIn) ?? false } ? " (labels by a stand-in for a language model)" : ""
}
