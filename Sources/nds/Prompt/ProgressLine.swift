import Diagnostics
import Foundation
import Notebook
import Synchronization

/// Shows on standard error how far the running cell has come, in one line that is redrawn in place and leaves nothing behind; above it
/// the table of a loop, as far as it is there. Shows nothing where standard error is no terminal, or one that cannot redraw a line.
///
/// The line appears a second after the work began, and is redrawn ten times a second at most. Updates may come from any thread.
final class ProgressLine: Sendable {
    /// Where the line goes, and the time.
    struct Screen: Sendable {
        var palette: Palette
        var size: @Sendable () -> (columns: Int, rows: Int)
        /// Seconds, on a clock that only moves forward.
        var now: @Sendable () -> Double
        var write: @Sendable (String) -> Void

        /// Standard error, if a line can be redrawn there.
        static var standardError: Screen? {
            guard Terminal.error.isTerminal, !Terminal.isDumb else { return nil }
            return Screen(
                palette: Terminal.error.palette, size: { Terminal.error.size },
                now: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }, write: { Terminal.error.write($0) })
        }
    }

    private struct State {
        var rate = ProgressRate()
        /// Nil before the first update after the line was cleared.
        var showsNextAt: Double?
        /// What the terminal shows, to be drawn again below a message.
        var shown: String?
        var table = RoundTable()
        /// What the terminal shows of the table, above the line.
        var rows: [String] = []
        /// Nil before the first round.
        var showsTableAt: Double?
        /// Rounds have ended that the terminal does not show yet.
        var isTableBehind = false

        /// Takes the cursor back to where the table begins, and all of it away.
        var erasure: String { (rows.isEmpty ? "\r" : "\r\u{1b}[\(rows.count)A") + "\u{1b}[J" }
        var isOnScreen: Bool { shown != nil || !rows.isEmpty }
        var drawing: String { rows.map { $0 + "\n" }.joined() + (shown ?? "") }
    }

    private static let secondsBeforeShown = 1.0
    private static let secondsBetweenShown = 0.1

    private let screen: Screen?
    private let state = Mutex(State())

    init(on screen: Screen? = .standardError) {
        self.screen = screen
    }

    func update(_ update: ProgressUpdate) {
        guard let screen else { return }
        state.withLock { state in
            let now = screen.now()
            let secondsLeft = state.rate.secondsLeft(after: update, now: now)
            if state.isTableBehind { Self.showTable(of: &state, on: screen, at: now) }
            guard let showsNextAt = state.showsNextAt else {
                state.showsNextAt = now + Self.secondsBeforeShown
                return
            }
            guard now >= showsNextAt else { return }
            state.showsNextAt = now + Self.secondsBetweenShown
            // In the last column some terminals would wrap.
            let line = progressLine(update, secondsLeft: secondsLeft, width: screen.size().columns - 1, palette: screen.palette)
            let shown = "\r" + line + "\u{1b}[K"
            state.shown = shown
            screen.write(shown)
        }
    }

    /// A round of a loop has ended: its rows are shown as soon as the loop has taken a second.
    func add(_ round: Round) {
        guard let screen else { return }
        state.withLock { state in
            let now = screen.now()
            state.table.add(round)
            state.isTableBehind = true
            state.showsTableAt = state.showsTableAt ?? now - (round.seconds ?? 0) + Self.secondsBeforeShown
            Self.showTable(of: &state, on: screen, at: now)
        }
    }

    private static func showTable(of state: inout State, on screen: Screen, at now: Double) {
        guard let due = state.showsTableAt, now >= due else { return }
        state.showsTableAt = now + secondsBetweenShown
        state.isTableBehind = false
        let erasure = state.isOnScreen ? state.erasure : ""
        let size = screen.size()
        // Below the table stand the progress and a message.
        state.rows = state.table.lines(width: size.columns - 1, height: size.rows - 3, palette: screen.palette)
        screen.write(erasure + state.drawing)
    }

    /// Erases all of it, before something else is written; what comes then counts as work that begins.
    func clear() {
        guard let screen else { return }
        state.withLock { state in
            if state.isOnScreen { screen.write(state.rows.isEmpty ? "\r\u{1b}[K" : state.erasure) }
            state = State()
        }
    }

    /// Writes a line of text where the progress is; the progress goes on below it.
    ///
    /// - Parameter write: used where there is no line to be redrawn.
    func write(above text: String, otherwise write: (String) -> Void) {
        guard let screen else { return write(text + "\n") }
        state.withLock { state in
            guard state.isOnScreen else { return screen.write(text + "\n") }
            screen.write((state.rows.isEmpty ? "\r\u{1b}[K" : state.erasure) + text + "\n" + state.drawing)
        }
    }

    /// Whether there is a terminal to show it on.
    var isShown: Bool { screen != nil }
}
