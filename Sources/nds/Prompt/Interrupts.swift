import Dispatch
import Foundation
import Synchronization

/// What Ctrl-C, Ctrl-Z and SIGTERM do while something runs.
enum Interrupts {
    private static let queue = DispatchQueue(label: "interrupts")

    /// Runs `body`. Ctrl-C calls `cancel`, which is to make the body return soon, with what it has; a second one within two
    /// seconds ends the program with code 130. SIGTERM ends it with code 143. Both leave the terminal as it was found, as does
    /// Ctrl-Z, which stops the program until `fg`.
    ///
    /// - Parameters:
    ///   - isTyping: somebody types ahead: the keys are kept for the next prompt and not shown amid what the run shows.
    ///   - cancel: called on another thread, once for each Ctrl-C.
    @MainActor
    static func whileRunning<Value>(
        isTyping: Bool = false, cancel: @escaping @Sendable () -> Void, _ body: @MainActor () async throws -> Value
    ) async rethrows -> Value {
        SignalInbox.receive(isTyping ? [.interrupt, .terminate, .suspend] : [.interrupt, .terminate])
        let insistence = Mutex(Insistence())
        if isTyping { Terminal.hideKeys() }
        let source = DispatchSource.makeReadSource(fileDescriptor: SignalInbox.descriptor, queue: queue)
        source.setEventHandler { @Sendable in
            let signals = SignalInbox.take()
            if signals.contains(.terminate) { end(code: 143) }
            if signals.contains(.suspend) { stop() }
            guard signals.contains(.interrupt) else { return }
            if insistence.withLock({ $0.isShown(at: .now) }) { end(code: 130) }
            cancel()
        }
        source.activate()
        defer {
            queue.sync { source.cancel() }
            if isTyping {
                SignalInbox.release([.suspend, .resume])
                Terminal.showKeys()
            }
        }
        return try await body()
    }

    private static func end(code: Int32) -> Never {
        Terminal.restore()
        _exit(code)
    }

    /// Ctrl-Z. Returns when `fg` is given.
    private static func stop() {
        Terminal.restore()
        SignalInbox.stopProcess()
        Terminal.hideKeys()
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
