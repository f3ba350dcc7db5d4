import Synchronization

/// Lines for the person at the prompt that come while a cell is being typed, from whatever thread.
final class Notices: Sendable {
    private struct State {
        var isOpen = false
        var lines: [String] = []
    }

    private let state = Mutex(State())

    /// Hands a line to the editor, which shows it above the cell.
    ///
    /// - Returns: false where no cell is being typed; the line is then the caller's to write.
    func post(_ line: String) -> Bool {
        let isTaken = state.withLock { state in
            if state.isOpen { state.lines.append(line) }
            return state.isOpen
        }
        if isTaken { SignalInbox.wake() }
        return isTaken
    }

    func open() { state.withLock { $0.isOpen = true } }

    /// Takes out what has come.
    func take() -> [String] { state.withLock { state in state.lines.takeAll() } }

    /// From now on callers write themselves. Returns what came too late for the cell.
    func close() -> [String] {
        state.withLock { state in
            state.isOpen = false
            return state.lines.takeAll()
        }
    }
}

extension [String] {
    fileprivate mutating func takeAll() -> [String] {
        defer { self = [] }
        return self
    }
}
