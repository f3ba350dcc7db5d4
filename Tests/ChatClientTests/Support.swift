@testable import ChatClient
import Foundation
import Loopback
import Synchronization

/// A clock that stands, and jumps ahead when somebody sleeps: no test waits.
final class TestClock: Sendable {
    private let state = Mutex((now: 0.0, pauses: [Double]()))
    static let date = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    var pauses: [Double] { state.withLock(\.pauses) }
    var now: Double { state.withLock(\.now) }

    var clock: ChatClock {
        ChatClock(
            now: { self.now }, date: { Self.date + self.now },
            sleep: { seconds in
                try Task.checkCancellation()
                self.state.withLock { $0 = ($0.now + seconds, $0.pauses + [seconds]) }
                await Task.yield()
            })
    }
}

let secretKey = "sk-test-0123456789abcdefXYZ"
let question = ChatRequest(messages: [ChatMessage(.user, "Who flew to Paris?")])

/// A response as OpenAI gives it.
func completion(_ text: String = "Anna", model: String = "tiny-1") -> String {
    #"{"id":"c1","model":"\#(model)","choices":[{"index":0,"message":{"role":"assistant","content":"\#(text)"},"finish_reason":"stop"}],"#
        + #""usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12}}"#
}

func endpoint(_ server: RawServer, key: APIKey? = nil, limits: ChatLimits = ChatLimits()) throws -> ChatEndpoint {
    try ChatEndpoint(url: server.url, model: "tiny-1", key: try key ?? APIKey("env:TEST_KEY"), limits: limits)
}

func client(_ endpoint: ChatEndpoint, _ clock: TestClock = TestClock(), key: String? = secretKey) -> ChatClient {
    ChatClient(endpoint, transport: CurlTransport(), environment: { $0 == "TEST_KEY" ? key : nil }, clock: clock.clock)
}

/// What a server that does the given things, one a request and the last for ever, makes of one question.
func outcome(
    _ behaviours: RawServer.Behaviour..., limits: ChatLimits = ChatLimits(), clock: TestClock = TestClock(), key: String? = secretKey
) async throws -> (result: Result<ChatReply, ChatFault>, server: RawServer, endpoint: ChatEndpoint) {
    let server = RawServer { behaviours[min($0.number, behaviours.count - 1)] }
    defer { server.stop() }
    let endpoint = try endpoint(server, limits: limits)
    return (await result(of: client(endpoint, clock, key: key)), server, endpoint)
}

func result(of client: ChatClient, _ request: ChatRequest = question) async -> Result<ChatReply, ChatFault> {
    do throws(ChatFault) { return .success(try await client.reply(to: request)) } catch { return .failure(error) }
}

extension Result where Success == ChatReply, Failure == ChatFault {
    var fault: ChatFault? { if case .failure(let fault) = self { fault } else { nil } }
    var reply: ChatReply? { try? get() }
}
