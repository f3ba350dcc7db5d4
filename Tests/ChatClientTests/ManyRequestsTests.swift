@testable import ChatClient
import Foundation
import Loopback
import Random
import Synchronization
import Testing

private func number(in body: String) -> Int { Int(body.split(separator: "no. ").last?.prefix { $0.isNumber } ?? "") ?? -1 }

/// One request in five meets a fault, by a seed; the answer repeats the number of the question.
private func behaviour(_ request: RawServer.Request) -> RawServer.Behaviour {
    var stream = RandomStream(seed: 5, key: "faults").substream(request.number)
    let answer = completion("\(number(in: request.body))")
    if stream.uniform() >= 0.2 { return .answer(answer) }
    return stream.pick([
        .answer(status: 429, headers: ["Retry-After: 2"], ""), .answer(status: 429, ""), .answer(status: 500, ""), .answer(status: 502, "<html>"),
        .answer(status: 503, ""), .send(""), .send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + answer.prefix(40)), .send("HTTP/1.1 200"), .send("nonsense"),
        .answer("{\"choices\": [{"), .answer("{\"choices\": []}"), .answer("{\"choices\": [{\"message\": {\"content\": null}}]}"), .hang,
    ])
}

@Test func aThousandRequestsOverABadServerEndExactlyOnceEach() async throws {
    let server = RawServer(behaviour)
    defer { server.stop() }
    var limits = ChatLimits()
    limits.timeout = 0.3
    limits.concurrency = 16
    let client = client(try endpoint(server, limits: limits))
    let answers = await withTaskGroup(of: (Int, Result<ChatReply, ChatFault>).self) { group in
        for index in 0..<1000 {
            group.addTask { (index, await result(of: client, ChatRequest(messages: [ChatMessage(.user, "no. \(index)")]))) }
        }
        return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.map(\.0).sorted() == Array(0..<1000))
    #expect(answers.allSatisfy { $1.reply?.text == "\($0)" }, "\(answers.compactMap(\.1.fault))")
    // libcurl itself asks again where a connection that was used before ends without a byte.
    #expect(client.sent > 1150 && server.count >= client.sent)
}

@Test func neverMoreThanTheLimitAreOnTheirWay() async throws {
    let open = Mutex((now: 0, most: 0))
    let server = RawServer { _ in
        open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        usleep(2000)
        open.withLock { $0.now -= 1 }
        return .answer(completion())
    }
    defer { server.stop() }
    var limits = ChatLimits()
    limits.concurrency = 3
    let client = client(try endpoint(server, limits: limits))
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<60 { group.addTask { _ = await result(of: client) } }
    }
    #expect(open.withLock(\.most) == 3 && server.count == 60)
}

@Test func cancellingEndsWhatWaitsAndKeepsWhatIsOnItsWay() async throws {
    let arrived = Mutex(0), release = Mutex(false)
    let server = RawServer { _ in
        arrived.withLock { $0 += 1 }
        while !release.withLock({ $0 }) { usleep(500) }
        return .answer(completion())
    }
    defer { server.stop() }
    var limits = ChatLimits()
    limits.concurrency = 2
    let client = client(try endpoint(server, limits: limits))
    let tasks = (0..<10).map { _ in Task { await result(of: client) } }
    while arrived.withLock({ $0 }) < 2 { try await Task.sleep(for: .milliseconds(1)) }
    for task in tasks { task.cancel() }
    var results: [Result<ChatReply, ChatFault>] = []
    release.withLock { $0 = true }
    for task in tasks { results.append(await task.value) }
    #expect(results.filter { $0.reply != nil }.count == 2)
    #expect(results.compactMap(\.fault).map(\.kind) == Array(repeating: .cancelled, count: 8))
    #expect(server.count == 2)
    #expect(await result(of: client).reply != nil, "the client goes on for others")
}

@Test func cancellingEndsAPauseBetweenAttempts() async throws {
    let server = RawServer { _ in .answer(status: 503, "down") }
    defer { server.stop() }
    let client = ChatClient(try endpoint(server, key: APIKey.none))
    let task = Task { await result(of: client) }
    while server.count == 0 { try await Task.sleep(for: .milliseconds(1)) }
    task.cancel()
    let fault = await task.value.fault
    #expect(fault?.kind == .cancelled && fault?.attempts == 1 && fault?.excerpt == "down" && server.count == 1)
}

@Test func waitingForATurnCostsNoPatience() async throws {
    let server = RawServer { $0.number == 2 ? .answer(status: 503, "") : .answer(completion()) }
    defer { server.stop() }
    var limits = ChatLimits()
    (limits.concurrency, limits.requestsPerMinute, limits.patience) = (1, 1, 90)
    let clock = TestClock()
    let client = client(try endpoint(server, limits: limits), clock)
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<5 { group.addTask { #expect(await result(of: client).reply != nil) } }
    }
    #expect(clock.now > limits.patience && server.count == 6)
}
