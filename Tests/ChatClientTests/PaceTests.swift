@testable import ChatClient
import Foundation
import Random
import Synchronization
import Testing

/// When each of so many requests may go.
private func turns(_ count: Int, requests: Double? = nil, tokens: Double? = nil, usage: ChatUsage? = nil) async throws -> [Double] {
    let time = TestClock()
    let pace = Pace(requestsPerMinute: requests, tokensPerMinute: tokens, clock: time.clock)
    var turns: [Double] = []
    for _ in 0..<count {
        let cost = try await pace.turn(promptBytes: 400, maxTokens: 50)
        turns.append(time.now)
        pace.settle(estimate: cost, promptBytes: 400, usage: usage)
    }
    return turns
}

@Test func requestsFollowEachOtherEvenly() async throws {
    #expect(try await turns(4, requests: 30) == [0, 2, 4, 6])
    #expect(try await turns(3) == [0, 0, 0])
}

/// 400 bytes are taken for 100 tokens and the answer for 50; what the server counts takes the place of that.
@Test func tokensAreEstimatedAndThenCounted() async throws {
    #expect(try await turns(3, tokens: 600) == [0, 15, 30])
    #expect(try await turns(4, tokens: 600, usage: ChatUsage(promptTokens: 40, completionTokens: 20)) == [0, 6, 12, 18])
    #expect(try await turns(3, requests: 30, tokens: 6000, usage: ChatUsage(promptTokens: 40, completionTokens: 20)) == [0, 2, 4], "the harder limit counts")
}

@Test func noMinuteHoldsMoreThanIsAllowed() async throws {
    let turns = try await turns(200, requests: 45)
    #expect(turns.allSatisfy { start in turns.filter { $0 >= start && $0 < start + 60 - 1e-6 }.count <= 45 })
}

@Test func aServerThatAsksForAPauseHoldsBackAll() async throws {
    let time = TestClock()
    let pace = Pace(requestsPerMinute: nil, tokensPerMinute: nil, clock: time.clock)
    pace.holdBack(20)
    pace.holdBack(5)
    _ = try await pace.turn(promptBytes: 1, maxTokens: nil)
    #expect(time.now == 20)
}

@Test func pausesGrowAndAreTheSameForTheSameSeed() {
    let stream = RandomStream(seed: 1, key: "chat")
    let pauses = (1...10).map { RetryPause.seconds(after: $0, retryAfter: nil, stream: stream) }
    #expect(pauses == (1...10).map { RetryPause.seconds(after: $0, retryAfter: nil, stream: stream) })
    #expect(zip(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]).allSatisfy { $0 >= $1 / 2 && $0 <= $1 })
    #expect(pauses != (1...10).map { RetryPause.seconds(after: $0, retryAfter: nil, stream: RandomStream(seed: 2, key: "chat")) })
}

private let askedPauses: [(headers: [String: String], seconds: Double?)] = [
    (["retry-after": "120"], 120), (["retry-after": "1.5"], 1.5), (["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT"], 10),
    (["retry-after": "Sunday, 06-Nov-94 08:49:47 GMT"], 10), (["retry-after": "Sun Nov  6 08:49:47 1994"], 10),
    (["retry-after-ms": "1500", "retry-after": "9"], 1.5), (["retry-after": "Sun, 06 Nov 1994 08:49:27 GMT"], nil), (["retry-after": "-3"], nil),
    (["retry-after": "0"], nil), (["retry-after": "inf"], nil), (["retry-after": "soon"], nil), ([:], nil),
]

@Test(arguments: askedPauses)
func whatAServerAsksForIsReadInItsForms(headers: [String: String], seconds: Double?) {
    #expect(RetryPause.asked(by: headers, at: TestClock.date) == seconds)
}

@Test func theGateLetsPassInOrder() async throws {
    let gate = Gate(width: 1)
    try await gate.enter()
    let second = Task { try await gate.enter() }
    while await gate.waitingCount < 1 { await Task.yield() }
    let third = Task { try await gate.enter() }
    while await gate.waitingCount < 2 { await Task.yield() }
    second.cancel()
    #expect(await (try? second.value) == nil)
    await gate.leave()
    try await third.value
    await gate.leave()
    try await gate.enter()
}

/// In the order in which they came.
private final class Arrivals: Sendable {
    let names = Mutex<[String]>([])
}

@Test func whoComesBackGoesBeforeWhoIsNew() async throws {
    let gate = Gate(width: 1), arrivals = Arrivals()
    try await gate.enter()
    var tasks: [Task<Void, any Error>] = []
    for (name, returns) in [("new 1", false), ("new 2", false), ("back 1", true), ("back 2", true)] {
        tasks.append(Task {
            try await gate.enter(returns: returns)
            arrivals.names.withLock { $0.append(name) }
            await gate.leave()
        })
        while await gate.waitingCount < tasks.count { await Task.yield() }
    }
    await gate.leave()
    for task in tasks { try await task.value }
    #expect(arrivals.names.withLock(\.self) == ["back 1", "back 2", "new 1", "new 2"])
}
