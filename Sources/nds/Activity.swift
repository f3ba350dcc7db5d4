import Diagnostics
import Foundation
import Notebook
import Synchronization

/// What is shown beside the values, all on standard error: progress while a cell runs, and remarks, each said once a session.
final class Activity: Sendable {
    private let line = ProgressLine()
    /// Where a cell may be being typed.
    private let notices: Notices?
    /// Remarks come from whatever thread a command runs on.
    private let said = Mutex<Set<String>>([])

    @MainActor
    init(_ session: Session, notices: Notices? = nil) {
        self.notices = notices
        session.progress = { [line] in line.update($0) }
        session.remark = { [self] in say($0) }
        if line.isShown { session.tellRound = { [line] in line.add($0) } }
    }

    /// Says of a cell that nothing in it had to be computed, and the time that this saved.
    func tellIfCached(_ cell: Cell) {
        guard cell.isCached else { return }
        let saved = cell.savedSeconds >= 1 ? ": \(clock(seconds: cell.savedSeconds)) saved" : ""
        Terminal.error.write(lines: [Terminal.error.palette.dim("· cached" + saved)])
    }

    /// The cell has ended: takes its progress line away.
    func end() { line.clear() }

    private func say(_ remark: String) {
        guard said.withLock({ $0.insert(remark).inserted }) else { return }
        let text = Terminal.error.palette.dim("· " + remark)
        // Work may outlive its cell, and finish while the next one is being typed.
        if notices?.post(text) != true { line.write(above: text) { Terminal.error.write($0) } }
    }
}
