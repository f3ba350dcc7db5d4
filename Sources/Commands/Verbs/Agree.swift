import Corpus
import Notebook

extension Command {
    static let agree = Command(
        "agree", "judge labels against gold: precision, recall, F1 by type and by four rules, confusions, commonest mistakes",
        background: [MethodPhase.labels.background],
        example: """
            let gold = generate news size=100
            let card = agree (annotate gold by=oracle) with=gold
            assert card.f1 > 0.5 and card.f1 < 0.95
            assert card.f1 <= card.exact_f1 and card.exact_f1 <= card.partial_f1
            assert sum(card.errors.count) - card.errors.count[5] == gold.entities
            assert (agree gold with=gold).f1 == 1
            """,
        labels: Labels.common("dataset", "with"),
        Parameter<Dataset>("dataset", "what is judged"),
        Parameter<Dataset>("with", "the gold labels of the same sentences; it may hold more", isNamedOnly: true)
    ) { _, judged, gold in
        try ReportCard(judged: judged, gold: gold)
    }
}
