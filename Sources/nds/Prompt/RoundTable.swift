import Diagnostics
import Notebook
import Report

/// The table of a loop that is still running: the rows that are there, and when the rest will be.
struct RoundTable {
    /// The newest: more than fit on any screen.
    private var rounds: [Round] = []
    private var rowCount = 0

    private static let most = 200

    mutating func add(_ round: Round) {
        rounds.append(round)
        rowCount += round.rows.count
        // A loop may have rounds by the hundred thousand.
        if rounds.count >= 2 * Self.most { rounds.removeFirst(Self.most) }
    }

    /// The newest rows that fit, and a line that tells how far the loop is; nothing where there is no room.
    ///
    /// - Parameters:
    ///   - width, height: of the room, in columns and lines.
    func lines(width: Int, height: Int, palette: Palette) -> [String] {
        let room = height - Self.head - 1
        guard let last = rounds.last, room > 0 else { return [] }
        let table = TerminalRenderer(palette: .plain, width: width).lines([.table(Table(rounds: rounds.suffix(room)).shown)]).map { $0.clipped(to: width) }
        let rows = table.dropFirst(Self.head).suffix(room)
        let hidden = rowCount - rows.count
        var facts = ["\(last.done)/\(last.total) rounds"]
        if hidden > 0 { facts.append("\(counted(hidden, "row")) above") }
        if let left = secondsLeft, last.done < last.total { facts.append("ETA " + clock(seconds: left)) }
        let status = ("· " + facts.joined(separator: " · ")).clipped(to: width)
        return [palette.strong(table[0]), palette.dim(table[1])] + rows + [palette.dim(status)]
    }

    /// Lines of the table's heading: names and a rule.
    private static let head = 2

    /// If the rounds to come take as long as the newest that were computed did; rounds of which hardly anything had to be computed took no
    /// time to speak of. Nil before one was computed.
    var secondsLeft: Double? {
        let seconds = rounds.compactMap(\.seconds)
        let longest = seconds.max() ?? 0
        let computed = seconds.filter { $0 > longest / 20 }
        guard longest > 0.05, let last = rounds.last else { return nil }
        return computed.reduce(0, +) / Double(computed.count) * Double(last.total - last.done)
    }
}
