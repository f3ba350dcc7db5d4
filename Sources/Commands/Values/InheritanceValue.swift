import Corpus
import Notebook
import Report

/// Whether students make their teacher's confusions: how often the teacher takes one type for another on the sentences it labelled,
/// beside how often the students do on the test set, and a baseline that was not taught by it.
///
/// With x = teacher - baseline and y = arm - baseline for each confusion, weighted by the gold entities n of its type on the test set,
/// the share inherited is Σ n x y / Σ n x²: least squares of y on x through 0. It is 0 for an arm that errs as the baseline does and 1
/// for one that errs as the teacher does. Our own figure; no paper's.
package struct Inheritance: Kind, Codable {
    struct Arm: Sendable, Codable {
        var name: String
        var seeds: Int
        /// Means over seeds, in the order of `teacher`.
        var rates: [Double]
        /// Nil where the teacher errs as the baseline does.
        var share: Double?
    }

    let teacherName: String
    /// On the sentences that it labelled: taken for another type, or missed.
    let teacher: [ConfusionRate]
    /// The gold entities of each of these types on the test set.
    let entities: [Int]
    let baseline: Arm
    let arms: [Arm]
    let test: String
    let labels: [String]
    let isSimulated: Bool
    let notes: [String]

    package static let kindName = "inheritance"

    package static let fields: [Field<Inheritance>] = [
        Field("confusions", "gold type, what it is taken for (or missed), how often: by the teacher on the sentences it labelled, by the baseline and each arm on the test set; shares of the type's gold entities, means over seeds") { $0.confusionTable },
        Field("shares", "of each arm the share of the teacher's confusions that it inherits: 0 where it errs as the baseline, 1 where it errs as the teacher") { $0.shareTable },
        Field("teacher", "whose confusions they are") { $0.teacherName },
        Field("baseline", "the arm that the teacher did not teach") { $0.baseline.name },
        Field("simulated", "true where the teacher or labels are simulated") { $0.isSimulated },
        Field("notes", "arms left out, types that the teacher does not know") { $0.notes },
    ]

    private var confusionTable: Table {
        Table(
            columns: ["gold", "given", "teacher", baseline.name] + arms.map(\.name),
            rows: teacher.indices.map { index in
                [.text(teacher[index].gold), .text(teacher[index].given ?? "missed"), .number(teacher[index].rate)]
                    + ([baseline] + arms).map { .number($0.rates[index]) }
            })
    }

    private var shareTable: Table {
        Table(columns: ["arm", "inherited", "seeds"], rows: arms.map { [.text($0.name), $0.share.value, $0.seeds.value] })
    }

    /// The confusion by which the teacher differs most from the baseline.
    private var strongest: Int? {
        func excess(_ index: Int) -> Double { abs(teacher[index].rate - baseline.rates[index]) * Double(entities[index]) }
        return teacher.indices.max { excess($0) < excess($1) }
    }

    package var summary: String {
        let shares = arms.map { arm in "\(arm.name) \(arm.share.map { "\(Int((100 * $0).rounded())) %" } ?? "none")" }
        let example = strongest.map { index in
            let rates = ([baseline] + arms).map { "\($0.name) \(threeDigits($0.rates[index]))" }
            return "; \(teacher[index].name): teacher \(threeDigits(teacher[index].rate)), \(rates.joined(separator: ", "))"
        }
        return "of the confusions of \(teacherName) on \(test) inherited: \(shares.joined(separator: ", "))\(example ?? "")"
            + labelRemark(isSimulated: isSimulated, names: labels)
    }

    package var blocks: [Block] {
        [.text(([summary] + notes.map { "· \($0)" }).joined(separator: "\n")), .table(confusionTable.shown), .table(shareTable.shown)]
    }
}

extension Inheritance.Arm {
    /// - Parameter scores: one a seed, all of the same test set.
    init(_ name: String, _ scores: [Score], of teacher: [ConfusionRate]) {
        let rates = scores.map { score -> [ConfusionRate] in
            Agreement(judged: score.predicted, gold: score.gold.sentences.map(\.spans), labelSet: score.gold.types).confusionRates
        }
        self.init(name: name, seeds: scores.count, rates: teacher.map { wanted in
            rates.reduce(0) { $0 + ($1.first { $0.gold == wanted.gold && $0.given == wanted.given }?.rate ?? 0) } / Double(max(1, rates.count))
        })
    }

    /// The share of the way from the baseline's confusions to the teacher's.
    func inherited(from teacher: [ConfusionRate], over baseline: Inheritance.Arm, entities: [Int]) -> Double? {
        var products = 0.0, squares = 0.0
        for (index, confusion) in teacher.enumerated() {
            let x = confusion.rate - baseline.rates[index], y = rates[index] - baseline.rates[index], n = Double(entities[index])
            products += n * x * y
            squares += n * x * x
        }
        return squares == 0 ? nil : products / squares
    }
}
