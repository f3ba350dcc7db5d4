import Diagnostics
import Foundation
import Synchronization

/// Shows on standard error how far the running cell has come, in one line that is redrawn in place and leaves nothing behind.
/// Shows nothing where standard error is no terminal, or one that cannot redraw a line.
///
/// One object lives as long as one cell runs: the line appears when that has taken a second, and is redrawn ten times a second at
/// most. Updates may come from any thread.
final class ProgressLine: Sendable {
    /// Where the line goes, and the time.
    struct Screen: Sendable {
        var palette: Palette
        var width: @Sendable () -> Int
        /// Seconds, on a clock that only moves forward.
        var now: @Sendable () -> Double
        var write: @Sendable (String) -> Void

        /// Standard error, if a line can be redrawn there.
        static var standardError: Screen? {
            guard Terminal.error.isTerminal, !Terminal.isDumb else { return nil }
            return Screen(
                palette: Terminal.error.palette, width: { Terminal.error.size.columns },
                now: { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }, write: { Terminal.error.write($0) })
        }
    }

    private struct State {
        var rate = ProgressRate()
        var showsNextAt: Double
        var isShown = false
        var isFinished = false
    }

    private static let secondsBeforeShown = 1.0
    private static let secondsBetweenShown = 0.1

    private let screen: Screen?
    private let state: Mutex<State>

    init(on screen: Screen? = .standardError) {
        self.screen = screen
        state = Mutex(State(showsNextAt: (screen?.now() ?? 0) + Self.secondsBeforeShown))
    }

    func show(_ update: ProgressUpdate) {
        guard let screen else { return }
        state.withLock { state in
            let now = screen.now()
            let secondsLeft = state.rate.secondsLeft(after: update, now: now)
            guard now >= state.showsNextAt, !state.isFinished else { return }
            state.showsNextAt = now + Self.secondsBetweenShown
            state.isShown = true
            // In the last column some terminals would wrap.
            let line = progressLine(update, secondsLeft: secondsLeft, width: screen.width() - 1, palette: screen.palette)
            screen.write("\r" + line + "\u{1b}[K")
        }
    }

    /// Erases the line, so that something else can be written; the next update shows it again.
    func erase() {
        state.withLock { state in
            if state.isShown { screen?.write("\r\u{1b}[K") }
            state.isShown = false
        }
    }

    /// Erases the line; updates that still come are not shown.
    func finish() {
        erase()
        state.withLock { $0.isFinished = true }
    }
}
