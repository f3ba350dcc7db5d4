import Corpus
import Notebook
import Report

/// The report card of labels against gold.
package struct ReportCard: Kind, Codable {
    package let agreement: Agreement
    package let judged: Dataset
    package let gold: Dataset

    package static let kindName = "agreement"

    package static let fields: [Field<ReportCard>] = [
        Field("f1", "F1 over all types, a fraction", isColumn: true) { $0.agreement.score.f1 },
        Field("precision", "the share of given labels that are right", isColumn: true) { $0.agreement.score.precision },
        Field("recall", "the share of gold entities that were labelled", isColumn: true) { $0.agreement.score.recall },
        Field("types", "precision, recall, F1 and counts of each type") { $0.agreement.score.typeRecord },
        Field("confusion", "gold types by given types, with missed, spurious and wrong boundaries") { $0.confusion },
        Field("sentences", "how many sentences were judged") { $0.judged.sentences.count },
        Field("simulated", "true where either side is simulated") { $0.isSimulated },
    ]

    private var isSimulated: Bool { judged.labels?.isSimulated == true || gold.labels?.isSimulated == true }

    /// A row a gold type and one for what gold lacks; a column a given type, and what was missed.
    private var confusion: Table {
        let types = agreement.types
        var records = types.indices.map { gold in
            let equal = types.indices.map { (name: types[$0], value: Value.number(Double(agreement.confusion[gold][$0]))) }
            let boundaries = agreement.boundaryErrors[gold].reduce(0, +)
            return Record(
                [("gold", .text(types[gold]))] + equal
                    + [("boundary", .number(Double(boundaries))), ("missed", .number(Double(agreement.missed[gold])))])
        }
        let spurious = types.indices.map { (name: types[$0], value: Value.number(Double(agreement.spurious[$0]))) }
        records.append(Record([("gold", .text("spurious"))] + spurious))
        return Table(records: records)
    }

    package var summary: String {
        let simulated = isSimulated ? " (simulated labels)" : ""
        let score = agreement.score
        return "f1 \(threeDigits(score.f1)), precision \(threeDigits(score.precision)), recall \(threeDigits(score.recall)) "
            + "on \(counted(judged.sentences.count, "sentence"))\(simulated)"
    }

    package var blocks: [Block] {
        var table = confusion.shown
        table.title = "gold by given type, equal boundaries; then what met none"
        return [.text("\(judged.labels?.name ?? judged.name) against gold: \(summary)"), .table(agreement.score.table), .table(table)]
    }
}

extension Command {
    static let agree = Command(
        "agree", "judge labels against gold: precision, recall, F1 by type, confusions",
        example: """
            let gold = generate news size=100
            let card = agree (annotate gold by=oracle) with=gold
            assert card.f1 > 0.5 and card.f1 < 0.95
            assert (agree gold with=gold).f1 == 1
            """,
        labels: Labels.common("dataset", "with"),
        Parameter<Dataset>("dataset", "what is judged"),
        Parameter<Dataset>("with", "the gold labels of the same sentences; it may hold more", isNamedOnly: true)
    ) { _, judged, gold in
        ReportCard(agreement: try Agreement(judged: judged, gold: gold), judged: judged, gold: gold)
    }
}
