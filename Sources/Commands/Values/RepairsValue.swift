import Corpus
import Notebook
import Report

/// Which errors of a baseline each arm repairs, and which it adds, on the same test sentences.
package struct Repairs: Kind, Codable {
    struct Arm: Sendable, Codable {
        var name: String
        /// How many pairs with the same seed are added up.
        var seeds: Int
        var shift: ErrorShift
    }

    let baseline: String
    let arms: [Arm]
    let test: String
    let labels: [String]
    let isSimulated: Bool
    let notes: [String]

    package static let kindName = "repairs"

    package static let fields: [Field<Repairs>] = [
        Field("arms", "of each arm, means over seeds: the baseline's errors and its own, those repaired and those added") { $0.armTable },
        Field("by_error", "the same by what is wrong: type, boundary, both, missed, spurious") { $0.table(by: "error") { $0.kind.rawValue } },
        Field("by_type", "the same by entity type") { $0.table(by: "type") { $0.type } },
        Field("rows", "the same by entity type and what is wrong; what is neither repaired nor right before has become another error") { $0.rowTable },
        Field("repaired", "the entities repaired, the commonest first, with how often over the seeds") { $0.entities(areRepaired: true) },
        Field("added", "the entities gone wrong, the commonest first, with how often over the seeds") { $0.entities(areRepaired: false) },
        Field("baseline", "whose errors are repaired") { $0.baseline },
        Field("simulated", "true where simulated labels were trained on or judged by") { $0.isSimulated },
        Field("notes", "arms left out") { $0.notes },
    ]

    private static let columns = ["before", "after", "repaired", "added", "seeds"]

    /// Means over seeds of the rows that are wanted.
    private func figures(_ arm: Arm, where isWanted: (ErrorShift.Row) -> Bool = { _ in true }) -> [Value] {
        let sums = [\ErrorShift.Row.before, \.after, \.repaired, \.added].map { arm.shift.sum($0, where: isWanted) }
        return sums.map { .number(Double($0) / Double(arm.seeds)) } + [.number(Double(arm.seeds))]
    }

    private var armTable: Table {
        Table(columns: ["arm"] + Self.columns, rows: arms.map { [.text($0.name)] + figures($0) })
    }

    private func table(by column: String, _ name: (ErrorShift.Row) -> String) -> Table {
        Table(columns: ["arm", column] + Self.columns, rows: arms.flatMap { arm in
            var names: [String] = []
            for row in arm.shift.rows where !names.contains(name(row)) { names.append(name(row)) }
            return names.map { wanted in [.text(arm.name), .text(wanted)] + figures(arm) { name($0) == wanted } }
        })
    }

    private var rowTable: Table {
        Table(columns: ["arm", "type", "error"] + Self.columns, rows: arms.flatMap { arm in
            arm.shift.rows.map { row in
                [.text(arm.name), .text(row.type), .text(row.kind.rawValue)] + figures(arm) { $0.type == row.type && $0.kind == row.kind }
            }
        })
    }

    private func entities(areRepaired: Bool) -> Table {
        Table(columns: ["arm", "mention", "type", "error", "count"], rows: arms.flatMap { arm in
            arm.shift.entities.filter { $0.isRepaired == areRepaired }.map { entity in
                [.text(arm.name), .text(entity.mention), .text(entity.type), .text(entity.kind.rawValue), entity.count.value]
            }
        })
    }

    /// Mean counts: a tenth is as fine as they need to be.
    private func shown(_ table: Table) -> TextTable {
        var shown = table.shown
        guard arms.contains(where: { $0.seeds > 1 }) else { return shown }
        for (column, name) in table.columns.enumerated() where Self.columns.dropLast().contains(name) {
            for (row, values) in table.rows.enumerated() {
                if case .number(let mean) = values[column] { shown.rows[row][column] = oneDigit(mean) }
            }
        }
        return shown
    }

    package var summary: String {
        let parts = arms.map { arm in
            let (repaired, added) = (arm.shift.sum(\.repaired), arm.shift.sum(\.added))
            return "\(arm.name) repairs \(perSeed(repaired, arm.seeds)) of \(perSeed(arm.shift.sum(\.before), arm.seeds)) and adds \(perSeed(added, arm.seeds))"
        }
        return "errors of \(baseline) on \(test), means over seeds: \(parts.joined(separator: "; "))" + labelRemark(isSimulated: isSimulated, names: labels)
    }

    package var blocks: [Block] {
        let lists = [("repaired most often", true), ("added most often", false)].map { title, areRepaired in
            (title: title, table: entities(areRepaired: areRepaired))
        }
        return [
            .text(([summary] + notes.map { "· \($0)" }).joined(separator: "\n")), .table(shown(table(by: "error") { $0.kind.rawValue })),
            .table(shown(table(by: "type") { $0.type })),
        ] + lists.filter { !$0.table.rows.isEmpty }.map { list in
            var shown = list.table.rows(mostFrequent(list.table)).shown
            shown.title = list.title
            return .table(shown)
        }
    }

    /// The first rows of each arm.
    private func mostFrequent(_ table: Table) -> [Int] {
        arms.flatMap { arm in table.rows.indices.filter { table.rows[$0][0].summary == arm.name }.prefix(Self.listed) }
    }

    private static let listed = 5
}

private func perSeed(_ count: Int, _ seeds: Int) -> String {
    count % seeds == 0 ? grouped(count / seeds) : oneDigit(Double(count) / Double(seeds))
}
