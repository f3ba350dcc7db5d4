import Foundation

/// Time, as the client sees it: tests hand in one that does not pass by itself.
struct ChatClock: Sendable {
    /// Seconds since some moment; never goes back.
    var now: @Sendable () -> Double
    /// What the calendar says, for servers that name a moment.
    var date: @Sendable () -> Date
    /// Throws where the task is cancelled meanwhile.
    var sleep: @Sendable (_ seconds: Double) async throws -> Void

    static let system: ChatClock = {
        let start = ContinuousClock.now
        return ChatClock(
            now: { start.duration(to: .now) / .seconds(1) }, date: { Date() },
            sleep: { try await Task.sleep(for: .seconds($0), clock: .continuous) })
    }()
}
