import Dispatch
import Foundation
import Synchronization

/// What Ctrl-C and SIGTERM do while something runs.
enum Interrupts {
    /// A second Ctrl-C within this time ends the program.
    private static let patience = Duration.seconds(2)
    private static let queue = DispatchQueue(label: "interrupts")

    /// Runs `body`. Ctrl-C calls `cancel`, which is to make the body return soon, with what it has; a second one within two
    /// seconds ends the program with code 130. SIGTERM ends it with code 143. Both leave the terminal as it was found.
    ///
    /// - Parameter cancel: called on another thread, once for each Ctrl-C.
    @MainActor
    static func whileRunning<Value>(
        cancel: @escaping @Sendable () -> Void, _ body: @MainActor () async throws -> Value
    ) async rethrows -> Value {
        SignalInbox.receive([.interrupt, .terminate])
        let lastInterrupt = LastInterrupt()
        let source = DispatchSource.makeReadSource(fileDescriptor: SignalInbox.descriptor, queue: queue)
        source.setEventHandler { @Sendable in
            let signals = SignalInbox.take()
            if signals.contains(.terminate) { end(code: 143) }
            guard signals.contains(.interrupt) else { return }
            if lastInterrupt.isWithin(patience) { end(code: 130) }
            cancel()
        }
        source.activate()
        defer { queue.sync { source.cancel() } }
        return try await body()
    }

    private static func end(code: Int32) -> Never {
        Terminal.restore()
        _exit(code)
    }

    private final class LastInterrupt: Sendable {
        private let instant = Mutex<ContinuousClock.Instant?>(nil)

        /// Whether there was an earlier one not longer ago than that; notes this one.
        func isWithin(_ patience: Duration) -> Bool {
            instant.withLock { last in
                defer { last = .now }
                return last.map { .now - $0 < patience } ?? false
            }
        }
    }
}
