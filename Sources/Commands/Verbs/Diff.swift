import Corpus
import Diagnostics
import Notebook

extension Command {
    static let diff = Command(
        "diff", "where two labellings of the same sentences differ: a table with a row for each entity that is not the same in both; `tally` counts them by kind",
        example: """
            let news = generate news size=60
            let differences = sort (diff (annotate news by=oracle) news) "kind" "mention"
            assert differences[0].kind == "boundary"
            let lost = for row in differences { if row.kind == "only second" { {count: 1} } else { {count: 0} } }
            assert sum(lost.count) == (agree (annotate news by=oracle) with=news).errors.count[4]
            assert (diff news news).kind == []
            """,
        labels: Labels.common("first", "second"),
        Parameter<Dataset>("first", "one labelling"),
        Parameter<Dataset>("second", "the other one; it may hold more sentences")
    ) { _, first, second in
        for dataset in [first, second] { try requireLabels(dataset) }
        _ = try Dataset.commonTypes([first, second])
        let second = try second.matched(to: first)
        return Table(disagreements: first.disagreements(withMatched: second), of: first.sentences)
    }
}

extension Table {
    /// A row a disagreement. `mention` is the first labelling's where it has the entity, `other` the second's where its words are
    /// others. A column `file` tells sentences of several files apart.
    fileprivate init(disagreements: [Disagreement], of sentences: [Sentence]) {
        let files = FileNames(of: sentences)
        func text(_ text: String?) -> Value { text.map { .text($0) } ?? .none }
        self.init(
            columns: files.columns + ["sentence", "kind", "mention", "first", "second", "other"],
            rows: disagreements.map { disagreement in
                let sentence = sentences[disagreement.sentence], pair = disagreement.pair
                let mentions = [pair.judged, pair.gold].compactMap { $0.map(sentence.mention) }
                return files.cells(of: sentence) + [
                    .number(Double(sentence.origin.number)), .text(pair.kind.betweenEquals), text(mentions.first),
                    text(pair.judged?.type), text(pair.gold?.type), text(mentions.first == mentions.last ? nil : mentions.last),
                ]
            })
    }
}

extension PairKind {
    /// What it is called where neither labelling is gold.
    fileprivate var betweenEquals: String {
        switch self {
        case .missed: "only second"
        case .spurious: "only first"
        default: rawValue
        }
    }
}
