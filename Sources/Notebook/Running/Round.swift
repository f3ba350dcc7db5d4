import Synchronization

/// A round of a `for` that has ended, of the innermost one where loops are nested. Side-band: shown while the loop goes on, never part of
/// a value.
package struct Round: Sendable {
    /// Rounds that have ended, and how many there are if the loops around it all run as often as now.
    package let done: Int
    package let total: Int
    /// The rows that it adds to the table, with the variables of all loops around it.
    package let rows: [Record]
    /// How long it took; nil where no call of it had to be made, since all were known from an earlier run.
    package let seconds: Double?
}

extension Table {
    /// The rows of rounds so far, as the loop's table will show them.
    package init(rounds: some Sequence<Round>) {
        self.init(records: rounds.flatMap(\.rows))
    }
}

/// Where the loops that are running stand, from the outermost in.
struct LoopPosition: Sendable {
    /// What each row of the loop begins with.
    let lead: [(name: String, value: Value)]
    let index: Int
    let count: Int
}

/// How many rounds have been told of, for a loop to know that one within it told of its own.
final class RoundCount: Sendable {
    private let count = Mutex(0)

    var told: Int { count.withLock { $0 } }

    func tell() { count.withLock { $0 += 1 } }
}

extension [LoopPosition] {
    /// The round that has ended at this place.
    /// - Parameter adding: its rows, which begin with the innermost loop's lead.
    func round(adding rows: [Record], seconds: Double?) -> Round {
        let outer = dropLast().flatMap(\.lead)
        return Round(
            done: reduce(0) { $0 * $1.count + $1.index } + 1, total: reduce(1) { $0 * $1.count },
            rows: rows.map { Record(outer + $0.fields) }, seconds: seconds)
    }
}
