import Corpus
import Notebook
import Report
import Significance

/// Arms over seeds, each against a baseline.
///
/// Two tests answer two questions, and a difference is called real where both do. The sign-flip test over seeds (`SignFlip`): would
/// other trainings of the same arms say the same, or was it the luck of initialisation and order? The paired bootstrap over test
/// sentences (`ResampledF1`): would another test set of the same kind, or do the arms differ on a few sentences of this one? Either
/// alone calls differences real that the other shows to be chance. The larger of the two p-values, corrected over the arms by Holm,
/// is what the verdict goes by.
package struct Comparison: Kind, Codable {
    struct ArmFigures: Sendable, Codable {
        struct Passes: Sendable, Codable {
            var name: String
            var mean: Double
        }

        var name: String
        var f1: Spread
        var steps: Spread?
        var passes: [Passes]
        /// Means over seeds; empty without scores.
        var types: [TypeFigure]
    }

    /// What the arms are called by, and what the seeds.
    let rows: String
    let over: String
    let baseline: String
    /// The p-value below which a difference is real.
    let level: Double
    let arms: [ArmFigures]
    /// One for each arm but the baseline.
    let contrasts: [Contrast]
    /// The test set; nil without scores.
    let test: String?
    let labels: [String]
    let isSimulated: Bool
    let notes: [String]

    package static let kindName = "comparison"

    package static let fields: [Field<Comparison>] = [
        Field("arms", "of each arm: seeds; mean, standard deviation (n - 1), smallest and largest F1; steps, passes over each source, F1 by type, means over seeds") { $0.armTable },
        Field("contrasts", "of each arm against the baseline, on the seeds that both have: the mean difference of F1, a fraction, with its interval (other seeds and other test sentences, 1 - p of them within); p_seeds of the exact sign-flip test over seeds; p_sentences of the paired bootstrap over test sentences; p, the larger of the two after Holm's correction; what comes of it") { $0.contrastTable },
        Field("types", "of each arm and type: mean F1, and the mean difference to the baseline") { $0.typeTable },
        Field("verdicts", "a sentence for each arm but the baseline") { $0.contrasts.map(\.verdict) },
        Field("real", "the arms that differ from the baseline, both by the test over seeds and by the one over sentences") { $0.contrasts.filter(\.isReal).map(\.arm) },
        Field("baseline", "what the arms are compared with") { $0.baseline },
        Field("p", "the p-value to be reached") { $0.level },
        Field("simulated", "true where simulated labels were trained on or judged by") { $0.isSimulated },
        Field("notes", "rows left out, seeds that one arm lacks, arms of unequal length") { $0.notes },
    ]

    private var armTable: Table {
        Table(records: arms.map { arm in
            var fields: [(name: String, value: Value)] = [
                (rows, .text(arm.name)), ("seeds", arm.f1.count.value), ("mean", arm.f1.mean.value), ("std", arm.f1.deviation.value),
                ("min", arm.f1.min.value), ("max", arm.f1.max.value),
            ]
            if let steps = arm.steps { fields.append(("steps", steps.mean.value)) }
            for passes in arm.passes { fields.append((passes.name, passes.mean.value)) }
            for type in arm.types { fields.append((type.type, type.f1.value)) }
            return Record(fields)
        })
    }

    private var contrastTable: Table {
        Table(
            columns: [rows, "seeds", "difference", "low", "high", "p_seeds", "p_sentences", "p", "outcome"],
            rows: contrasts.map { contrast in
                [
                    .text(contrast.arm), contrast.seeds.value, contrast.difference.value, contrast.low.value, contrast.high.value,
                    contrast.pSeeds.value, contrast.pSentences.value, contrast.p.value, .text(contrast.outcome.rawValue),
                ]
            })
    }

    /// No p-value is 0: one that three digits cannot tell is said to be below them.
    private var shownContrasts: TextTable {
        var table = contrastTable.shown
        for column in table.columns.indices where ["p_seeds", "p_sentences", "p"].contains(table.columns[column].name) {
            for row in table.rows.indices where table.rows[row][column] == threeDigits(0) { table.rows[row][column] = "<0.001" }
        }
        return table
    }

    private var typeTable: Table {
        Table(columns: [rows, "type", "f1", "difference"], rows: arms.flatMap { arm in
            let contrast = contrasts.first { $0.arm == arm.name }
            return arm.types.map { figure in
                let difference = contrast?.types.first { $0.type == figure.type }?.f1
                return [.text(arm.name), .text(figure.type), .number(figure.f1), difference.value]
            }
        })
    }

    package var summary: String {
        let seeds = Set(arms.map(\.f1.count)).sorted()
        let range = seeds.count == 1 ? counted(seeds[0], "seed") : "\(seeds.first ?? 0) to \(counted(seeds.last ?? 0, "seed"))"
        let outcomes = Contrast.Outcome.allCases.compactMap { outcome -> String? in
            let arms = contrasts.filter { $0.outcome == outcome }
            guard !arms.isEmpty else { return nil }
            return "\(outcome.rawValue): " + arms.map { $0.isReal ? "\($0.arm) (\(signedPoints($0.difference ?? 0)))" : $0.arm }.joined(separator: ", ")
        }
        let place = test.map { " on \($0)" } ?? ""
        return "\(counted(contrasts.count, "arm")) against \(baseline), \(range)\(place): \(outcomes.joined(separator: "; "))"
            + labelRemark(isSimulated: isSimulated, names: labels)
    }

    package var blocks: [Block] {
        let tests = contrasts.count { $0.pSeeds != nil }
        let method = "real is what both tests say: p_seeds, sign flips over seeds (would other trainings say the same?), and p_sentences, a paired "
            + "bootstrap over test sentences (would another test set?); p is the larger of the two after Holm over \(counted(tests, "contrast"))"
        return [
            .text(summary), .table(armTable.shown), .table(shownContrasts),
            .text((contrasts.map(\.verdict) + ([method] + notes).map { "· \($0)" }).joined(separator: "\n")),
        ]
    }
}
