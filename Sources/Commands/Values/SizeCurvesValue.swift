import Corpus
import Foundation
import Notebook
import Report
import Significance

/// What gold sentences are worth with and without distilled data: F1 against their number, and what the distilled data saves.
package struct SizeCurves: Kind, Codable {
    /// With so many gold sentences the arm reaches what the baseline takes others for.
    struct Saving: Sendable, Codable {
        var arm: String
        var size: Double
        var f1: Double
        /// The gold sentences that reach as much alone; nil outside the sizes that were tried.
        var alone: Double?
        /// Not even the largest size does.
        var isBeyond: Bool
        /// In the currency of the prices: sentences saved, less the annotation; nil without a price.
        var money: Double?

        var saved: Double? { alone.map { $0 - size } }
    }

    struct Prices: Sendable, Codable {
        /// Of a gold sentence.
        var sentence: Double?
        /// Of all distilled data together.
        var annotation: Double
    }

    let baseline: SizeCurve
    let arms: [SizeCurve]
    let savings: [Saving]
    /// The teacher's F1.
    let teacher: Double?
    let prices: Prices
    /// The size that the verdict is about; nil: the one that saves most.
    let chosen: Double?
    let test: String?
    let labels: [String]
    let isSimulated: Bool
    let notes: [String]

    package static let kindName = "curve"

    package static let fields: [Field<SizeCurves>] = [
        Field("points", "of each arm and number of gold sentences: F1, its standard deviation, trainings") { $0.pointTable },
        Field("savings", "of each arm but the baseline and each size: its F1, the gold sentences that reach as much without the distilled data (none outside the sizes tried), those saved, and what that comes to in money, less the annotation") { $0.savingTable },
        Field("crossings", "with how many gold sentences each arm is as good as the teacher; none where it is not within the sizes tried, or already at the smallest") { $0.crossingTable },
        Field("verdicts", "a sentence for each arm but the baseline") { value in value.arms.map { value.verdict(on: $0.name) } },
        Field("baseline", "the arm without distilled data") { $0.baseline.name },
        Field("teacher", "the teacher's F1, where it is given") { $0.teacher },
        Field("simulated", "true where simulated labels were trained on or judged by") { $0.isSimulated },
        Field("notes", "how sizes between those tried are told, and what the figures do not tell") { $0.notes },
    ]

    private var all: [SizeCurve] { [baseline] + arms }

    private var pointTable: Table {
        Table(columns: ["arm", "size", "f1", "std", "trainings"], rows: all.flatMap { arm in
            arm.points.map { [.text(arm.name), .number($0.size), .number($0.f1.mean), $0.f1.deviation.value, $0.f1.count.value] }
        })
    }

    private var savingTable: Table {
        Table(columns: ["arm", "size", "f1", "alone", "saved", "money"], rows: savings.map { saving in
            [
                .text(saving.arm), .number(saving.size), .number(saving.f1), saving.alone.map { $0.rounded() }.value,
                saving.saved.map { $0.rounded() }.value, saving.money.map { ($0 * 100).rounded() / 100 }.value,
            ]
        })
    }

    private var crossingTable: Table {
        Table(columns: ["arm", "size"], rows: all.map { arm in
            guard let teacher, case .size(let size) = arm.reach(teacher) else { return [.text(arm.name), .none] }
            return [.text(arm.name), .number(size.rounded())]
        })
    }

    /// `with both, 250 gold sentences reach what 610 reach with gold; at 0.1 a gold sentence that saves 36, minus 0.17 for the annotation`.
    /// Sizes at which nothing is saved are named first.
    func verdict(on arm: String) -> String {
        let own = savings.filter { $0.arm == arm && (chosen == nil || $0.size == chosen) }
        if own.isEmpty { return "with \(arm), nothing is known of \(whole(chosen ?? 0)) gold sentences" }
        let losing = own.filter { !$0.isBeyond && ($0.saved ?? -1).rounded() <= 0 }
        guard let gain = gain(of: own) else {
            guard let best = losing.max(by: { ($0.saved ?? -.infinity, -$0.size) < ($1.saved ?? -.infinity, -$1.size) }), let alone = best.alone else {
                return "with \(arm), no size reaches what \(baseline.name) does with \(whole(baseline.points.first?.size ?? 0)), its fewest: it does not save anything"
            }
            return "with \(arm), it does not save anything: \(whole(best.size)) gold sentences reach what \(whole(alone)) reach with \(baseline.name)"
        }
        return losing.isEmpty ? "with \(arm), \(gain)" : "with \(arm), nothing is saved at \(listed(losing.map { whole($0.size) })) gold sentences; \(gain)"
    }

    /// What the size tells that saves most, or the first beyond all that the baseline reaches; nil where none saves anything.
    private func gain(of own: [Saving]) -> String? {
        let told = own.filter { ($0.saved ?? 0).rounded() > 0 }.max { ($0.saved ?? 0, -$0.size) < ($1.saved ?? 0, -$1.size) }
        if let told, let saved = told.saved, let alone = told.alone {
            let reach = "\(whole(told.size)) gold sentences reach what \(whole(alone)) reach with \(baseline.name)"
            guard let price = prices.sentence, let money = told.money else { return reach }
            let bill = "; at \(Value.number(price).summary) a gold sentence that saves \(amount(price * saved)), minus \(Value.number(prices.annotation).summary) for the annotation"
            return reach + bill + (money > 0 ? "" : ": it does not save anything")
        }
        return own.first(where: \.isBeyond).map { beyond in
            let largest = whole(baseline.points.last?.size ?? 0)
            return "\(whole(beyond.size)) gold sentences reach more than \(baseline.name) does with \(largest), its most: what that saves is not known"
        }
    }

    package var summary: String {
        arms.map { verdict(on: $0.name) }.joined(separator: "; ") + labelRemark(isSimulated: isSimulated, names: labels)
    }

    package var blocks: [Block] {
        let crossings = teacher.map { teacher in
            all.map { arm -> String in
                switch arm.reach(teacher) {
                case .size(let size): "\(arm.name) with \(whole(size)) gold sentences"
                case .below(let size): "\(arm.name) already with \(whole(size))"
                case .beyond(let size): "\(arm.name) not even with \(whole(size))"
                }
            }.joined(separator: ", ")
        }
        let lines = crossings.map { ["as good as the teacher (f1 \(threeDigits(teacher ?? 0))): \($0)"] } ?? []
        return [.table(pointTable.shown), .table(savingTable.shown), .text((lines + [summary] + notes.map { "· \($0)" }).joined(separator: "\n"))]
    }
}

private func whole(_ size: Double) -> String { grouped(Int(size.rounded())) }

/// Money: no cents where there is much of it.
private func amount(_ money: Double) -> String {
    abs(money) >= 9.995 ? grouped(Int(money.rounded())) : String(format: "%.2f", money)
}

/// `50`, `50 and 100`, `50, 100 and 250`.
private func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
}
