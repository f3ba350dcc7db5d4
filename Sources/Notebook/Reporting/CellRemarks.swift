import Synchronization

/// What is remarked while a cell runs, each remark once.
final class CellRemarks: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) {
        lines.withLock { if !$0.contains(line) { $0.append(line) } }
    }
}
