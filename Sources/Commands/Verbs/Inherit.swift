import Corpus
import Diagnostics
import Notebook

extension Command {
    static let inherit = Command(
        "inherit", "whether students make their teacher's confusions: how often it takes ORG for LOC on the sentences it labelled, and they on the test set",
        example: """
            let gold = generate news size=60
            let confused = relabel gold {ORG: "LOC", LOC: "ORG"}
            let labels = {gold: gold, confused: confused}
            let runs = for row in labels { for s in 1..2 { seed s; train (bert size=tiny) on=row.value batch=10 epochs=6 lr=3e-3 | eval on=gold } }
            let same = inherit runs rows="name" over="s" baseline="gold" teacher=(agree confused with=gold)
            assert same.confusions.gold[0] == "LOC" and same.confusions.given[1] == "ORG" and same.confusions.teacher[1] == 1
            assert same.shares.inherited[0] > 0.8
            """,
        Parameter<Table>("runs", "the table of a `for` whose body ends in `eval`"),
        Parameter<String>("rows", "the column that names the arms", isNamedOnly: true),
        Parameter<String>("over", "the column that tells an arm's seeds apart", isNamedOnly: true),
        Parameter<Value>("baseline", "the arm that learned nothing from the teacher, as its column shows it", isNamedOnly: true),
        Parameter<ReportCard>("teacher", "the teacher's labels judged by gold: what `agree` gives", isNamedOnly: true)
    ) { _, table, rows, over, baseline, card in
        let arms = try Arms(table, rows: rows, over: over)
        return try Inheritance(arms, baseline: arms.index(of: baseline.summary), teacher: card)
    }
}

extension Inheritance {
    /// - Throws: `Diagnostic` where the baseline or every other arm has no score.
    init(_ arms: Arms, baseline: Int, teacher card: ReportCard) throws {
        let scores = arms.all.map { arm in arm.runs.compactMap(\.run.score) }
        guard let test = scores[baseline].first?.gold, scores.indices.contains(where: { $0 != baseline && !scores[$0].isEmpty }) else {
            throw Diagnostic("no scores to find confusions in", label: "the table of a `for` whose body ends in `eval` holds them")
        }
        let confusions = card.agreement.confusionRates.filter { $0.entities > 0 }
        let counts = test.sentences.flatMap(\.spans).reduce(into: [String: Int]()) { $0[$1.type, default: 0] += 1 }
        let entities = confusions.map { counts[$0.gold] ?? 0 }
        let base = Arm(arms.all[baseline].name, scores[baseline], of: confusions)
        var found: [Arm] = []
        var notes = arms.notes
        for index in arms.all.indices where index != baseline {
            guard !scores[index].isEmpty else {
                notes.append("\(arms.all[index].name) has no score: it is left out")
                continue
            }
            var arm = Arm(arms.all[index].name, scores[index], of: confusions)
            arm.share = arm.inherited(from: confusions, over: base, entities: entities)
            found.append(arm)
        }
        let unknown = test.types.filter { type in !confusions.contains { $0.gold == type } }
        if !unknown.isEmpty { notes.append("the sentences that the teacher labelled have no gold \(unknown.joined(separator: ", ")): nothing is known of these") }
        let teacher = card.judged.labels
        let runs = arms.all.flatMap { $0.runs.map(\.run) }
        self.init(
            teacherName: teacher?.name ?? card.judged.name, teacher: confusions, entities: entities, baseline: base, arms: found, test: test.name,
            labels: arms.labels + [teacher?.name].compactMap(\.self),
            isSimulated: teacher?.isSimulated == true || card.gold.labels?.isSimulated == true || runs.contains(where: \.isSimulated), notes: notes)
    }
}
