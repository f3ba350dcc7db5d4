import Diagnostics
import Foundation
import Notebook
import Synchronization

/// What is shown beside the values while a cell runs, all on standard error: progress, and remarks, each said once.
final class Activity: Sendable {
    private let line = ProgressLine()
    /// Remarks come from whatever thread a command runs on.
    private let said = Mutex<Set<String>>([])

    @MainActor
    init(_ session: Session) {
        session.progress = { [line] in line.update($0) }
        session.remark = { [self] in say($0) }
    }

    /// Takes the progress line away, so that something can be written.
    func clear() { line.clear() }

    private func say(_ remark: String) {
        guard said.withLock({ $0.insert(remark).inserted }) else { return }
        clear()
        Terminal.error.write(lines: [Terminal.error.palette.dim("· " + remark)])
    }
}
