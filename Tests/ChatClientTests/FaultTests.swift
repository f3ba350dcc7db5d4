@testable import ChatClient
import Diagnostics
import Foundation
import Loopback
import Synchronization
import Testing

private typealias Does = RawServer.Behaviour

private let good = Does.answer(completion())

private func error(_ message: String, code: String = "") -> String { #"{"error":{"message":"\#(message)","type":"t","code":"\#(code)"}}"# }

/// A limit for tests in which an attempt must run out of time.
private var short: ChatLimits {
    var limits = ChatLimits()
    limits.timeout = 0.1
    return limits
}

@Suite struct FaultTests {
    @Test func aGoodAnswerTakesOneRequestWithTheKeyAndTheBody() async throws {
        let (result, server, endpoint) = try await outcome(good)
        #expect(result.reply?.text == "Anna" && result.reply?.usage?.promptTokens == 10)
        let request = try #require(server.requests.first)
        #expect(server.count == 1 && request.body == question.body(for: endpoint))
        #expect(request.head.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
        #expect(request.head.contains("\r\nAuthorization: Bearer \(secretKey)\r\n") && request.head.contains("\r\nContent-Type: application/json\r\n"))
        #expect(!request.head.lowercased().contains("expect:"))
    }

    @Test(arguments: [
        (400, ChatFault.Kind.rejected), (401, .unauthorised), (402, .noCredit), (403, .forbidden), (404, .notFound), (413, .rejected), (422, .rejected),
    ])
    func whatWouldFailAgainIsNotRetried(status: Int, kind: ChatFault.Kind) async throws {
        let (result, server, _) = try await outcome(.answer(status: status, error("so it is")), good)
        let fault = try #require(result.fault)
        #expect(fault.kind == kind && fault.status == status && fault.excerpt == "so it is" && fault.attempts == 1 && !fault.isWorthRetrying)
        #expect(server.count == 1)
    }

    @Test(arguments: [408, 409, 425, 429, 500, 502, 503, 504, 529])
    func whatMayPassIsRetried(status: Int) async throws {
        let clock = TestClock()
        let (result, server, _) = try await outcome(.answer(status: status, error("later")), .answer(status: status, "<html><b>later</b></html>"), good, clock: clock)
        #expect(result.reply?.text == "Anna" && server.count == 3)
        #expect(clock.pauses.count == 2 && (0.5...1).contains(clock.pauses[0]) && (1...2).contains(clock.pauses[1]))
    }

    @Test func attemptsHaveAnEnd() async throws {
        let clock = TestClock()
        let (result, server, endpoint) = try await outcome(.answer(status: 503, "<html><title>503</title> down\n for  now</html>"), clock: clock)
        #expect(result.fault?.kind == .serverFailed && result.fault?.attempts == 8 && server.count == 8 && clock.pauses.count == 7)
        #expect(zip(clock.pauses, [1, 2, 4, 8, 16, 32, 60]).allSatisfy { $0 >= $1 / 2 && $0 <= $1 })
        let finding = result.fault?.diagnostic(for: endpoint, at: Place(file: "news.conll", line: 7))
        #expect(finding?.message == "`127.0.0.1:\(server.port)` fails" && finding?.place?.line == 7)
        #expect(finding?.notes == ["status 503: 503 down for now", "8 attempts in all"])
    }

    @Test func aPauseThatTheServerAsksForIsKept() async throws {
        let clock = TestClock()
        let busy = { Does.answer(status: 429, headers: [$0], error("slow down")) }
        let (result, _, _) = try await outcome(
            busy("Retry-After: 7"), busy("Retry-After: Sun, 06 Nov 1994 08:50:37 GMT"), busy("retry-after-ms: 250"), busy("Retry-After: soon"), good, clock: clock)
        #expect(result.reply != nil)
        // 60 seconds after the clock's beginning, 7 of which had passed.
        #expect(zip(clock.pauses, [7.0...7.7, 52...54, 0.25...0.28, 4...8]).allSatisfy { $1.contains($0) }, "\(clock.pauses)")
    }

    @Test func aPauseBeyondPatienceEndsTheRequest() async throws {
        let (result, server, endpoint) = try await outcome(.answer(status: 429, headers: ["Retry-After: 3600"], error("tomorrow")), good)
        #expect(result.fault?.kind == .rateLimited && server.count == 1)
        #expect(result.fault?.diagnostic(for: endpoint).notes == ["status 429: tomorrow", "the server asks to wait 3600 seconds"])
    }

    @Test func creditThatIsSpentIsNoMatterOfWaiting() async throws {
        let (result, server, _) = try await outcome(.answer(status: 429, error("check your plan", code: "insufficient_quota")), good)
        #expect(result.fault?.kind == .noCredit && server.count == 1)
    }

    @Test func aServerThatHangsIsGivenUpAndAskedAgain() async throws {
        let (result, server, _) = try await outcome(.hang, good, limits: short)
        #expect(result.reply?.text == "Anna" && server.count == 2)
        var once = short
        once.attempts = 1
        #expect(try await outcome(.hang, limits: once).result.fault?.kind == .timedOut)
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
    ])
    func aConnectionThatIsCutIsMadeAgain(part: String) async throws {
        let (result, server, _) = try await outcome(.send(part), good)
        #expect(result.reply?.text == "Anna" && server.count == 2)
        var once = ChatLimits()
        once.attempts = 1
        let fault = try await outcome(.send(part), limits: once).result.fault
        // A head that ends early may be taken for a whole one without a body.
        #expect(fault?.kind == .cut || part.hasSuffix("Content-Le") && fault?.kind == .unreadable, "\(String(describing: fault))")
    }

    @Test(arguments: [
        "hello", "\u{0}\u{1}\r\n\r\n", "HTTP/1.1 abc\r\n\r\nx", "HTTP/9.9 200 OK\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 200 OK\r\nfoo bar\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 302 Found\r\nLocation: //\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 204 None\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"choices\":",
        "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"choices\":[]}",
    ])
    func whatIsNoReplyIsAskedForAgain(response: String) async throws {
        let (result, server, _) = try await outcome(.send(response), good)
        #expect(result.reply?.text == "Anna" && server.count == 2)
        var once = ChatLimits()
        once.attempts = 1
        #expect(try await outcome(.send(response), limits: once).result.fault?.kind == .unreadable)
    }

    /// Lax, but plain enough.
    @Test(arguments: [
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200\r\n\r\n", "HTTP/1.0 200 OK\n\n", "HTTP/1.1 200 OK\r\nSet-Cookie: \u{1}\r\n: x\r\n\r\n",
    ])
    func unusualHeadsAreRead(head: String) async throws {
        #expect(try await outcome(.send(head + completion())).result.reply?.text == "Anna")
    }

    @Test func chunksWithATrailerAreRead() async throws {
        let body = completion()
        let chunks = "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\nX-Sum: 1\r\n\r\n"
        #expect(try await outcome(.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)).result.reply?.text == "Anna")
    }

    @Test func anEmptyChoiceIsAskedForAgain() async throws {
        let empty = Does.answer(#"{"choices":[{"message":{"content":""},"finish_reason":"stop"}]}"#)
        let (result, server, _) = try await outcome(empty, good)
        #expect(result.reply != nil && server.count == 2)
    }

    @Test func anErrorInABodyOfStatus200CountsAsWhatItSays() async throws {
        let limited = #"{"error":{"message":"slow down","code":429}}"#, denied = #"{"error":{"message":"no","code":401}}"#
        let (result, server, _) = try await outcome(.answer(limited), .answer(error("oops")), .answer(denied))
        #expect(result.fault?.kind == .unauthorised && result.fault?.excerpt == "no" && server.count == 3)
    }

    @Test func aResponseOfAbsurdSizeIsBrokenOff() async throws {
        var limits = ChatLimits()
        limits.mostBytes = 1 << 20
        let (result, server, endpoint) = try await outcome(.answer(String(repeating: "x", count: 5 << 20)), good, limits: limits)
        #expect(result.fault?.kind == .tooLong && server.count == 1)
        #expect(result.fault?.diagnostic(for: endpoint).message == "a response of `127.0.0.1:\(server.port)` is longer than 1 MiB")
    }

    @Test func anotherModelIsAFaultAndARelativeARemark() async throws {
        let (result, server, _) = try await outcome(.answer(completion(model: "llama-3")), good)
        #expect(result.fault?.kind == .wrongModel("llama-3") && server.count == 1)
        let relative = RawServer { _ in .answer(completion(model: "tiny-2")) }
        defer { relative.stop() }
        let client = client(try endpoint(relative))
        for _ in 0..<3 { #expect(await ChatClientTests.result(of: client).reply != nil) }
        #expect(client.remarks == [Diagnostic("`tiny-1` was asked, and its relative `tiny-2` answers")])
    }

    @Test func aServerThatIsNotThereIsTriedAndThenNamed() async throws {
        let server = RawServer { _ in good }
        server.stop()
        let client = client(try endpoint(server))
        let fault = await result(of: client).fault
        #expect(fault?.kind == .unreachable && fault?.attempts == 8 && fault?.excerpt.contains("127.0.0.1") == true)
        #expect(await result(of: client).fault == fault, "the next request fails at once")
        #expect(client.sent == 8)
    }

    @Test func aRedirectIsFollowedOnTheSameHostWithKeyAndBody() async throws {
        let moved = Does.answer(status: 307, headers: ["Location: /v2/chat"], "")
        let (result, server, endpoint) = try await outcome(moved, good)
        #expect(result.reply != nil && server.count == 2)
        let second = try #require(server.requests.last)
        #expect(second.head.hasPrefix("POST /v2/chat ") && second.head.contains(secretKey) && second.body == question.body(for: endpoint))
        #expect(try await outcome(moved).server.count == 6 * 8, "a circle ends")
    }

    @Test func aRedirectToAnotherHostIsRefusedBeforeTheKeyGoesThere() async throws {
        let other = RawServer { _ in good }
        defer { other.stop() }
        for place in ["\(other.url)/chat", "//127.0.0.1:\(other.port)/", "https://evil.invalid/", "//ex%20ample:1/%zz"] {
            let (result, _, _) = try await outcome(.answer(status: 307, headers: ["Location: \(place)"], ""), good)
            guard case .redirected(let to) = result.fault?.kind else { Issue.record("\(result)"); continue }
            let asked = place.contains("evil") ? "https://evil.invalid:443" : place.contains("ample") ? "http://ex ample:1" : "http://127.0.0.1:\(other.port)"
            #expect(to == asked && result.fault?.attempts == 1)
        }
        #expect(other.count == 0)
    }

    @Test func encryptionMayBeGainedByARedirectAndNotLost() throws {
        let plain = try #require(Origin("http://h/v1")), secure = try #require(Origin("https://h/v1"))
        #expect(plain.mayLead(to: secure) && !secure.mayLead(to: plain) && plain.mayLead(to: plain))
        for other in ["https://h:8443", "https://h.evil.org", "http://h:8080"] { #expect(!plain.mayLead(to: try #require(Origin(other)))) }
    }

    @Test(arguments: [(nil, ChatFault.Kind.noKey(variable: "TEST_KEY")), (" \n", .noKey(variable: "TEST_KEY")), ("a\nb", .unusableKey(variable: "TEST_KEY")), ("schlüssel", .unusableKey(variable: "TEST_KEY"))])
    func withoutAKeyNothingIsSent(key: String?, kind: ChatFault.Kind) async throws {
        let (result, server, _) = try await outcome(good, key: key)
        #expect(result.fault?.kind == kind && result.fault?.attempts == 0 && server.count == 0)
    }

    @Test func aKeyThatIsNotAcceptedEndsAllRequests() async throws {
        let server = RawServer { $0.number < 3 ? good : .answer(status: 401, error("who are you")) }
        defer { server.stop() }
        var limits = ChatLimits()
        limits.concurrency = 2
        let client = client(try endpoint(server, limits: limits))
        let results = await withTaskGroup(of: Result<ChatReply, ChatFault>.self) { group in
            for _ in 0..<50 { group.addTask { await result(of: client) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.filter { $0.reply != nil }.count == 3)
        #expect(results.compactMap(\.fault).allSatisfy { $0.kind == .unauthorised } && results.count == 50)
        #expect(server.count <= 5, "those that were on their way")
    }

    @Test func aServerThatFailsEveryRequestIsGivenUp() async throws {
        let server = RawServer { _ in .answer(status: 500, "") }
        defer { server.stop() }
        var limits = ChatLimits()
        limits.attempts = 2
        let client = client(try endpoint(server, limits: limits))
        for number in 1...30 {
            let fault = await result(of: client).fault
            #expect(fault?.kind == .serverFailed && fault?.stopsEverything == (number >= 10))
        }
        #expect(server.count == 20)
    }
}
