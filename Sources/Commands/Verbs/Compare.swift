import Diagnostics
import Notebook
import Significance

extension Command {
    static let compare = Command(
        "compare",
        "arms over seeds against a baseline, real only where two tests say so: over seeds (would other trainings say the same?) and over test sentences (would another test set?)",
        isSeeded: true,
        example: """
            let gold = generate news size=60
            let poor = relabel gold {PER: "ORG", ORG: "LOC", LOC: "PER"}
            let labels = {gold: gold, poor: poor}
            let runs = for row in labels { for s in 1..6 { seed s; train (bert size=tiny) on=row.value batch=10 epochs=6 lr=3e-3 | eval on=gold } }
            let result = compare runs rows="name" over="s" baseline="gold" resamples=500
            assert result.real == ["poor"]
            assert result.contrasts[0].outcome == "worse" and result.contrasts[0].p_seeds == 2 / 2^6
            assert result.arms["seeds"] == [6, 6] and result.arms["mean"][0] == mean([runs.f1[0], runs.f1[1], runs.f1[2], runs.f1[3], runs.f1[4], runs.f1[5]]) +- 1e-12
            let few = for row in labels { for s in 1..2 { seed s; train (bert size=tiny) on=row.value batch=20 epochs=1 | eval on=gold } }
            assert (compare few rows="name" over="s" baseline="gold" resamples=100).contrasts[0].outcome == "too few seeds"
            """,
        foresee: foreseen,
        Parameter<Table>("runs", "the table of a `for` whose body ends in `eval`, or another with a column `f1`"),
        Parameter<String>("rows", "the column that names the arms", isNamedOnly: true),
        Parameter<String>("over", "the column that tells an arm's seeds apart", isNamedOnly: true),
        Parameter<Value>("baseline", "the arm that the others are compared with, as its column shows it", isNamedOnly: true),
        Parameter<Double>("p", "a difference is real where the larger p-value of both tests, corrected over the arms, is no larger", default: usualLevel, .share, isNamedOnly: true),
        Parameter<Int>("resamples", "how many test sets the bootstrap draws", default: 10_000, .positive, isNamedOnly: true),
        plan: { context, table, rows, over, baseline, level, _ in
            let result = try comparison(table, rows, over, baseline, level, resamples: 1, context)
            return PlannedCall(standIn: result, work: Work(), notes: result.notes)
        }
    ) { context, table, rows, over, baseline, level, resamples in
        try comparison(table, rows, over, baseline, level, resamples: resamples, context)
    }

    private static let usualLevel = 0.05

    private static func comparison(
        _ table: Table, _ rows: String, _ over: String, _ baseline: Value, _ level: Double, resamples: Int, _ context: Context
    ) throws -> Comparison {
        let arms = try Arms(table, rows: rows, over: over)
        let number = try arms.index(of: baseline.summary)
        guard arms.all.count > 1 else {
            throw Diagnostic("there is nothing to compare `\(baseline.summary)` with", label: "`\(rows)` names no other arm")
        }
        return Comparison(arms, rows: rows, over: over, baseline: number, level: level, resamples: resamples, stream: context.stream)
    }

    /// How many seeds it takes, which the ranges of the loops tell.
    private static let foreseen: ForesightRule = { arguments in
        guard case .text(let rows)? = arguments.constant("rows"), case .text(let over)? = arguments.constant("over"),
            let names = arguments.column(rows, of: "runs"), let seeds = arguments.column(over, of: "runs")
        else { return [] }
        var arms: [(name: String, seeds: Set<String>)] = []
        for (name, seed) in zip(names, seeds) {
            if let index = arms.firstIndex(where: { $0.name == name }) { arms[index].seeds.insert(seed) } else { arms.append((name, [seed])) }
        }
        // What the baseline is called is known from the run alone where an arm is the value of a call; then the one with most seeds is taken.
        let wanted = arguments.constant("baseline")?.summary
        guard let baseline = arms.first(where: { $0.name == wanted }) ?? arms.max(by: { $0.seeds.count < $1.seeds.count }) else { return [] }
        let others = arms.filter { $0.name != baseline.name }
        var level = usualLevel
        if case .number(let given)? = arguments.constant("p") { level = given }
        return SeedDesign(level: level, pairs: others.map { $0.seeds.intersection(baseline.seeds).count }).remarks(others.map(\.name))
    }
}
