import Corpus
import Diagnostics
import Notebook
import Significance

/// The F1 of a teacher: a figure, or what tells it.
private struct TeacherF1: Argument {
    let f1: Double
    static var type: ValueType { .either([.number, ReportCard.type, Score.type]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .number(let number) where (0...1).contains(number): f1 = number
        case .kind(let card as ReportCard): f1 = card.agreement.score.f1
        case .kind(let score as Score): f1 = score.entities.f1
        default: throw Mismatch(expected: "an F1 from 0 to 1, or what `agree` or `eval` gives")
        }
    }
}

extension Command {
    static let curve = Command(
        "curve", "how F1 grows with the number of gold sentences, with and without distilled data: how many of them that saves, and what it is worth",
        example: """
            let runs = for size in [100, 200, 400, 800] { for arm in ["alone", "both"] { if arm == "both" { {f1: 0.6} } else { {f1: 0.3 + size / 2000} } } }
            let worth = curve runs size="size" rows="arm" baseline="alone" teacher=0.5 price=0.1 annotation=3
            assert worth.savings.alone == [566, 566, 566, 566]
            assert worth.savings.saved[0] == 466 and worth.savings.money[0] == 43.57
            assert worth.crossings.size == [400, none]
            assert worth.verdicts[0] == "with both, nothing is saved at 800 gold sentences; 100 gold sentences reach what 566 reach with alone; at 0.1 a gold sentence that saves 47, minus 3 for the annotation"
            """,
        Parameter<Table>("runs", "the table of a `for` over sizes whose body ends in `eval`, or another with a column `f1`; trainings of one size and arm are averaged"),
        Parameter<String>("size", "the column with the number of gold sentences", isNamedOnly: true),
        Parameter<String>("rows", "the column that names the arms: with the distilled data and without", isNamedOnly: true),
        Parameter<Value>("baseline", "the arm without distilled data, as its column shows it", isNamedOnly: true),
        Parameter<TeacherF1?>("teacher", "the teacher's F1: a number from 0 to 1, or what `agree` or `eval` gives", default: nil, isNamedOnly: true),
        Parameter<Double?>("price", "what a gold sentence costs", default: nil, .optional(.notNegative), isNamedOnly: true),
        Parameter<Double>("annotation", "what the distilled data costs, all of it", default: 0, .notNegative, isNamedOnly: true),
        Parameter<Double?>("at", "the number of gold sentences that the verdict is about", default: nil, shown: "the one that saves most", .optional(.positive), isNamedOnly: true)
    ) { _, table, size, rows, baseline, teacher, price, annotation, chosen in
        let prices = SizeCurves.Prices(sentence: price, annotation: annotation)
        return try SizeCurves(table, size: size, rows: rows, baseline: baseline.summary, teacher: teacher?.f1, prices: prices, chosen: chosen)
    }
}

extension SizeCurves {
    /// - Throws: `Diagnostic` for columns and arms that are not there, sizes that are no numbers, and as `runs()` of `Table`.
    fileprivate init(
        _ table: Table, size: String, rows: String, baseline: String, teacher: Double?, prices: Prices, chosen: Double?
    ) throws {
        let names = try table.labels(rows), runs = try table.runs()
        _ = try table.labels(size)
        let sizes = try (table.column(size) ?? []).map { value in
            guard case .number(let number) = value, number >= 0 else {
                throw Diagnostic("`\(size)` is to be a number of gold sentences in each row, not \(value.type.description)")
            }
            return number
        }
        var figures: [(name: String, sizes: [Double: [Double]])] = []
        for (row, run) in runs.enumerated() {
            guard let run else { continue }
            let index = figures.firstIndex { $0.name == names[row] } ?? figures.count
            if index == figures.count { figures.append((names[row], [:])) }
            figures[index].sizes[sizes[row], default: []].append(run.f1)
        }
        let curves = figures.map { arm in
            SizeCurve(name: arm.name, points: arm.sizes.compactMap { size, f1 in Spread(f1).map { SizeCurve.Point(size: size, f1: $0) } })
        }
        let number = try armNumber(baseline, among: curves.map(\.name))
        let alone = curves[number], others = curves.indices.filter { $0 != number }.map { curves[$0] }
        guard alone.points.count > 1, alone.points[0].size > 0 else {
            throw Diagnostic("the arm `\(alone.name)` makes no curve: it needs two sizes or more, all above 0")
        }
        let savings = others.flatMap { arm in
            arm.points.map { point in
                var saving = Saving(arm: arm.name, size: point.size, f1: point.f1.mean, isBeyond: false)
                switch alone.reach(point.f1.mean) {
                case .size(let size): saving.alone = size
                case .below: break
                case .beyond: saving.isBeyond = true
                }
                if let price = prices.sentence { saving.money = saving.saved.map { $0 * price - prices.annotation } }
                return saving
            }
        }
        var notes = ["between the sizes tried, F1 is taken to be linear in the logarithm of the size; nothing is said of others"]
        if curves.contains(where: { $0.points.contains { $0.f1.count == 1 } }) {
            notes.append("points of one training: a point of F1 more or less may be chance, and with it the sentences saved")
        }
        let known = runs.compactMap(\.self)
        self.init(
            baseline: alone, arms: others, savings: savings, teacher: teacher, prices: prices, chosen: chosen,
            test: known.lazy.compactMap { $0.score?.gold.name }.first, labels: known.labels, isSimulated: known.contains(where: \.isSimulated), notes: notes)
    }
}
