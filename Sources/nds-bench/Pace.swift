import Diagnostics
import Synchronization

/// How fast the steps of a training follow each other. The first is not counted: it touches all memory for the first time, which
/// over a whole training is nothing, but over the few steps of a benchmark can be most of it.
final class Pace: Sendable {
    private struct Span {
        var first: ContinuousClock.Instant
        var last: ContinuousClock.Instant
    }

    private let span = Mutex<Span?>(nil)

    /// A training calls this after each of its steps.
    func note(_ update: ProgressUpdate) {
        let now = ContinuousClock.now
        span.withLock { $0 = Span(first: $0?.first ?? now, last: now) }
    }

    /// - Parameters:
    ///   - tokens: of all steps.
    ///   - first: of these, how many were in the first step.
    /// - Returns: tokens a second from the second step on; nil where there was no second.
    func tokensPerSecond(tokens: Int, first: Int) -> Double? {
        guard let span = span.withLock({ $0 }), span.last > span.first else { return nil }
        return Double(tokens - first) / (span.first.duration(to: span.last) / .seconds(1))
    }
}
