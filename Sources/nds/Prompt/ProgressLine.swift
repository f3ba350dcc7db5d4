import Diagnostics
import Foundation
import Synchronization

/// Shows on standard error how far the running cell has come, in one line that is redrawn in place and leaves nothing behind.
/// Shows nothing where standard error is no terminal, or one that cannot redraw a line.
///
/// The line appears a second after the work began, and is redrawn ten times a second at most. Updates may come from any thread.
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
        /// Nil before the first update after the line was cleared.
        var showsNextAt: Double?
        /// What the terminal shows, to be drawn again below a message.
        var shown: String?
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
            guard let showsNextAt = state.showsNextAt else {
                state.showsNextAt = now + Self.secondsBeforeShown
                return
            }
            guard now >= showsNextAt else { return }
            state.showsNextAt = now + Self.secondsBetweenShown
            // In the last column some terminals would wrap.
            let line = progressLine(update, secondsLeft: secondsLeft, width: screen.width() - 1, palette: screen.palette)
            let shown = "\r" + line + "\u{1b}[K"
            state.shown = shown
            screen.write(shown)
        }
    }

    /// Erases the line, before something else is written; what comes then counts as work that begins.
    func clear() {
        guard let screen else { return }
        state.withLock { state in
            if state.shown != nil { screen.write("\r\u{1b}[K") }
            state = State()
        }
    }

    /// Writes a line of text where the progress is; the progress goes on below it.
    ///
    /// - Parameter write: used where there is no line to be redrawn.
    func write(above text: String, otherwise write: (String) -> Void) {
        guard let screen else { return write(text + "\n") }
        state.withLock { state in
            screen.write(state.shown.map { "\r\u{1b}[K" + text + "\n" + $0 } ?? text + "\n")
        }
    }
}
