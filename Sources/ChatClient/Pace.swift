import Synchronization

/// Keeps requests, and the tokens that they cost, below so many a minute: each has its turn, evenly one after the other, so that no
/// minute holds more, whenever it begins. A server that asks for a pause holds all of them back.
final class Pace: Sendable {
    private struct State {
        /// When the next request may go, for the limit of requests and for that of tokens, and for the server.
        var nextRequest = 0.0, nextTokens = 0.0, notBefore = 0.0
        /// What replies cost so far, which tells what the next will cost.
        var replies = 0, promptTokens = 0, promptBytes = 0, completionTokens = 0
    }

    private let secondsPerRequest: Double
    private let secondsPerToken: Double
    private let clock: ChatClock
    private let state = Mutex(State())

    init(requestsPerMinute: Double?, tokensPerMinute: Double?, clock: ChatClock) {
        secondsPerRequest = requestsPerMinute.map { 60 / $0 } ?? 0
        secondsPerToken = tokensPerMinute.map { 60 / $0 } ?? 0
        self.clock = clock
    }

    /// Waits for the turn of a request.
    ///
    /// - Returns: the tokens that it is taken to cost.
    /// - Throws: where the task is cancelled meanwhile.
    func turn(promptBytes: Int, maxTokens: Int?) async throws -> Double {
        let (turn, cost) = state.withLock { state in
            let cost = Self.estimate(state, promptBytes: promptBytes, maxTokens: maxTokens)
            let turn = max(clock.now(), state.nextRequest, state.nextTokens)
            state.nextRequest = turn + secondsPerRequest
            state.nextTokens = turn + cost * secondsPerToken
            return (turn, cost)
        }
        while case let wait = max(turn, state.withLock(\.notBefore)) - clock.now(), wait > 0 { try await clock.sleep(wait) }
        return cost
    }

    /// No request goes for so many seconds.
    func holdBack(_ seconds: Double) {
        let end = clock.now() + seconds
        state.withLock { $0.notBefore = max($0.notBefore, end) }
    }

    /// A reply came: what it cost is put in the place of what it was taken to cost.
    func settle(estimate: Double, promptBytes: Int, usage: ChatUsage?) {
        guard let usage else { return }
        state.withLock { state in
            state.replies += 1
            state.promptTokens += usage.promptTokens
            state.promptBytes += promptBytes
            state.completionTokens += usage.completionTokens
            state.nextTokens += (Double(usage.promptTokens + usage.completionTokens) - estimate) * secondsPerToken
        }
    }

    /// Before the first reply four bytes a token, and a short answer.
    private static func estimate(_ state: State, promptBytes: Int, maxTokens: Int?) -> Double {
        let most = Double(maxTokens ?? .max)
        if state.replies == 0 { return Double(promptBytes) / 4 + min(most, 100) }
        let perByte = state.promptBytes > 0 ? Double(state.promptTokens) / Double(state.promptBytes) : 0.25
        return Double(promptBytes) * perByte + min(most, Double(state.completionTokens) / Double(state.replies))
    }
}
