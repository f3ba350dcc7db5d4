import Corpus
import Diagnostics
import Notebook
import Report

extension Command {
    static let repairs = Command(
        "repairs", "which errors of a baseline each arm repairs on the test sentences, and which it adds: by entity type, by what is wrong, by mention",
        example: """
            let news = generate news size=60
            let test = generate news part=test size=40
            let runs = for epochs in [1, 8] { for s in 1..2 { seed s; train (bert size=tiny) on=news batch=20 epochs=epochs lr=3e-3 | eval on=test } }
            let shift = repairs runs rows="epochs" over="s" baseline=1
            let arm = shift.arms[0]
            assert sum(shift.by_error.before) - shift.by_error.before[4] == test.entities * (1 - mean([runs.recall[0], runs.recall[1]])) +- 1e-9
            assert arm.repaired > 0 and arm.before - arm.repaired == arm.after - arm.added +- 1e-9
            """,
        Parameter<Table>("runs", "the table of a `for` whose body ends in `eval`"),
        Parameter<String>("rows", "the column that names the arms", isNamedOnly: true),
        Parameter<String>("over", "the column that tells an arm's seeds apart", isNamedOnly: true),
        Parameter<Value>("baseline", "the arm whose errors are repaired, as its column shows it", isNamedOnly: true)
    ) { _, table, rows, over, baseline in
        let arms = try Arms(table, rows: rows, over: over)
        return try Repairs(arms, baseline: arms.index(of: baseline.summary))
    }
}

extension Repairs {
    /// - Throws: `Diagnostic` where no arm has a score with a seed of the baseline.
    init(_ arms: Arms, baseline: Int) throws {
        var notes = arms.notes
        var found: [Arm] = []
        var first: Dataset?
        for (number, arm) in arms.all.enumerated() where number != baseline {
            let scores = arms.pairs(number, baseline).compactMap { pair in
                pair.arm.score.flatMap { arm in pair.baseline.score.map { (before: $0, after: arm) } }
            }
            guard let gold = scores.first?.before.gold else {
                notes.append("\(arm.name) has no score with a seed of \(arms.all[baseline].name): it is left out")
                continue
            }
            first = first ?? gold
            let types = Set(scores.flatMap { $0.before.entities.types + $0.after.entities.types })
            var shift = ErrorShift(types: types.sorted())
            for (before, after) in scores { shift.add(before: before.predicted, after: after.predicted, gold: gold.sentences) }
            found.append(Arm(name: arm.name, seeds: scores.count, shift: shift))
        }
        guard let first else {
            throw Diagnostic(
                "no arm has a score with a seed of `\(arms.all[baseline].name)`", label: "the table of a `for` whose body ends in `eval` holds scores")
        }
        let runs = arms.all.flatMap { $0.runs.map(\.run) }
        self.init(
            baseline: arms.all[baseline].name, arms: found, test: first.name, labels: arms.labels, isSimulated: runs.contains(where: \.isSimulated),
            notes: notes)
    }
}
