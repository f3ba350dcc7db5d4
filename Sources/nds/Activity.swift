import Diagnostics
import Foundation
import Notebook
import Synchronization

/// What is shown beside the values, all on standard error: progress while a cell runs, and remarks, each said once a session.
final class Activity: Sendable {
    private struct State {
        var line = ProgressLine()
        var said: Set<String> = []
    }

    /// Updates and remarks come from whatever thread a command runs on.
    private let state = Mutex(State())

    @MainActor
    init(_ session: Session) {
        session.progress = { [self] update in state.withLock { $0.line }.show(update) }
        session.remark = { [self] remark in say(remark) }
    }

    /// A cell begins.
    func begin() {
        state.withLock { $0.line = ProgressLine() }
    }

    /// The cell has ended: takes its progress line away.
    func end() {
        state.withLock { $0.line }.finish()
    }

    private func say(_ remark: String) {
        let line: ProgressLine? = state.withLock { $0.said.insert(remark).inserted ? $0.line : nil }
        guard let line else { return }
        line.erase()
        Terminal.error.write(lines: [Terminal.error.palette.dim("· " + remark)])
    }
}
