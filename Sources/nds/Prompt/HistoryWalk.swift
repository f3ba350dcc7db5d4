/// A walk through earlier cells with the arrow keys. It sees only the cells that begin with what stood before the cursor when it
/// set out, and ends again at the text that was being typed.
struct HistoryWalk {
    private struct Journey {
        var typed: CellBuffer
        var position: Int
        var shown: String
    }

    private var journey: Journey?

    /// The next older cell after the one shown, or nil where there is none.
    mutating func older(than current: CellBuffer, in cells: [String]) -> CellBuffer? {
        var walk = resumed(from: current, in: cells)
        guard let position = cells[..<walk.position].lastIndex(where: { fits($0, walk) }) else { return nil }
        walk.position = position
        walk.shown = cells[position]
        journey = walk
        return CellBuffer(walk.shown)
    }

    /// The next newer cell, after the newest one the text that was being typed, and nil beyond that.
    mutating func newer(than current: CellBuffer, in cells: [String]) -> CellBuffer? {
        var walk = resumed(from: current, in: cells)
        guard walk.position < cells.count else { return nil }
        guard let position = cells[(walk.position + 1)...].firstIndex(where: { fits($0, walk) }) else {
            journey = nil
            return walk.typed
        }
        walk.position = position
        walk.shown = cells[position]
        journey = walk
        return CellBuffer(walk.shown)
    }

    /// The walk under way, or a new one where what it showed last has been edited.
    private func resumed(from current: CellBuffer, in cells: [String]) -> Journey {
        if let journey, journey.shown == current.text { return journey }
        return Journey(typed: current, position: cells.count, shown: current.text)
    }

    private func fits(_ cell: String, _ walk: Journey) -> Bool {
        cell != walk.shown && cell.hasPrefix(walk.typed.textBeforeCursor)
    }
}
