import Corpus
import Diagnostics
import Notebook

/// The rows of a table of trainings, as arms that were run with several seeds each.
struct Arms: Sendable {
    struct Arm: Sendable {
        /// What stands in the arm's column, as it is shown.
        let name: String
        /// In the order of the table.
        fileprivate(set) var runs: [(seed: String, run: Run)]
    }

    /// In order of first appearance.
    private(set) var all: [Arm] = []
    /// Rows that do not count.
    private(set) var notes: [String] = []

    /// - Parameters: the names of the columns that hold the arm and the seed.
    /// - Throws: `Diagnostic` for a column that is not there, two rows for one arm and seed, and as `runs()` of `Table`.
    init(_ table: Table, rows armColumn: String, over seedColumn: String) throws {
        let names = try table.labels(armColumn), seeds = try table.labels(seedColumn)
        for (row, run) in try table.runs().enumerated() {
            let (name, seed) = (names[row], seeds[row])
            guard let run else {
                notes.append("\(name) has no figure with \(seedColumn) \(seed): that row does not count")
                continue
            }
            let index = all.firstIndex { $0.name == name } ?? all.count
            if index == all.count { all.append(Arm(name: name, runs: [])) }
            guard !all[index].runs.contains(where: { $0.seed == seed }) else {
                let others = table.columns.filter { $0 != armColumn && $0 != seedColumn }
                throw Diagnostic(
                    "two rows have \(armColumn) `\(name)` and \(seedColumn) `\(seed)`",
                    label: "`rows` and `over` name the columns that tell them apart; there are also \(others.joined(separator: ", "))")
            }
            all[index].runs.append((seed, run))
        }
    }

    /// The number of the arm that is called so.
    /// - Throws: `Diagnostic` that lists the arms.
    func index(of name: String) throws -> Int { try armNumber(name, among: all.map(\.name)) }

    /// Whose labels were trained on.
    var labels: [String] { all.flatMap { $0.runs.map(\.run) }.labels }

    /// The runs that two arms have with the same seeds, in the order of the second.
    func pairs(_ arm: Int, _ baseline: Int) -> [(seed: String, arm: Run, baseline: Run)] {
        all[baseline].runs.compactMap { seed, run in
            all[arm].runs.first { $0.seed == seed }.map { (seed, $0.run, run) }
        }
    }
}

/// The number of the arm that is called so; a schedule is also known by its name without arguments.
/// - Throws: `Diagnostic` that lists the arms.
func armNumber(_ name: String, among names: [String]) throws -> Int {
    if let index = names.firstIndex(of: name) { return index }
    let bare = names.indices.filter { names[$0].prefix { $0 != "(" } == name }
    if bare.count == 1 { return bare[0] }
    throw Diagnostic(
        "no arm is called `\(name)`",
        label: suggestion(for: name, among: names).map { "did you mean `\($0)`?" } ?? "there are " + names.joined(separator: ", "))
}
