import CLibEdit
import Diagnostics

/// A hint behind the line that is being typed. libedit knows nothing of it: it is drawn when all keys are acted upon, and taken away
/// before the next one is.
struct HintLine {
    /// What takes the hint that is shown away.
    private var eraser: String?

    private static let gap = 2
    private static let fewestColumns = 8

    /// - Parameters:
    ///   - cursor: where the cursor stands.
    ///   - lineEnd: where the line that it stands in ends.
    ///   - isLastLine: nothing of the cell stands below that line.
    ///   - columns: of the terminal; the hint takes what is left of them and never wraps.
    mutating func show(
        _ hint: String, cursor: CellLayout.Spot, lineEnd: CellLayout.Spot, isLastLine: Bool, columns: Int, palette: Palette
    ) {
        let start = lineEnd.column + Self.gap
        // In the last column some terminals would wrap.
        let room = columns - 1 - start
        guard cursor.row == lineEnd.row, room >= Self.fewestColumns else { return }
        // Without colours something must tell it from what was typed.
        let shown = (palette.isColoured ? hint : "· " + hint).clipped(to: room)
        let there = "\u{1b}7\u{1b}[\(start - cursor.column)C"
        libedit_print(there + palette.dim(shown) + "\u{1b}8")
        // A terminal that has become narrower may have wrapped it.
        eraser = there + (isLastLine ? "\u{1b}[J" : "\u{1b}[K") + "\u{1b}8"
    }

    mutating func erase() {
        guard let eraser else { return }
        libedit_print(eraser)
        self.eraser = nil
    }
}
