import Dispatch
import Foundation
import Synchronization

/// What Ctrl-C and SIGTERM do while something runs.
enum Interrupts {
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
        let insistence = Mutex(Insistence())
        let source = DispatchSource.makeReadSource(fileDescriptor: SignalInbox.descriptor, queue: queue)
        source.setEventHandler { @Sendable in
            let signals = SignalInbox.take()
            if signals.contains(.terminate) { end(code: 143) }
            guard signals.contains(.interrupt) else { return }
            if insistence.withLock({ $0.isShown(at: .now) }) { end(code: 130) }
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
}

/// Tells a Ctrl-C that asks a run to stop from one that ends the program because the run did not.
struct Insistence {
    private static let patience = Duration.seconds(2)
    private var last: ContinuousClock.Instant?

    /// Whether this Ctrl-C comes within two seconds of another one.
    mutating func isShown(at now: ContinuousClock.Instant) -> Bool {
        defer { last = now }
        return last.map { now - $0 <= Self.patience } ?? false
    }
}
