import Diagnostics
import Foundation
import Random
import Synchronization

/// Asks a model, as often and as long as its endpoint allows, and gives a reply or the fault that ended the request.
///
/// A fault that would end every request, such as a key that is not accepted, ends all that wait and all that come later.
package final class ChatClient: Sendable {
    package let endpoint: ChatEndpoint
    private let transport: any Transport
    private let environment: @Sendable (String) -> String?
    private let clock: ChatClock
    private let stream: RandomStream
    private let gate: Gate
    private let pace: Pace
    private let state = Mutex(State())

    private struct State {
        var end: ChatFault?
        var failuresInARow = 0
        var sent = 0
        var models: [String] = []
    }

    /// So many requests that failed one after the other, each after all its attempts, say that the server is down.
    private static let mostFailuresInARow = 10

    /// - Parameter seed: of the chance in the pauses between attempts; replies do not depend on it.
    package convenience init(_ endpoint: ChatEndpoint, seed: Int = 1) {
        self.init(endpoint, transport: CurlTransport(), environment: { ProcessInfo.processInfo.environment[$0] }, clock: .system, seed: seed)
    }

    init(_ endpoint: ChatEndpoint, transport: any Transport, environment: @escaping @Sendable (String) -> String?, clock: ChatClock, seed: Int = 1) {
        self.endpoint = endpoint
        self.transport = transport
        self.environment = environment
        self.clock = clock
        stream = RandomStream(seed: seed, key: "chat")
        gate = Gate(width: endpoint.limits.concurrency)
        pace = Pace(requestsPerMinute: endpoint.limits.requestsPerMinute, tokensPerMinute: endpoint.limits.tokensPerMinute, clock: clock)
    }

    /// How often the server was asked so far, attempts that failed included.
    package var sent: Int { state.withLock(\.sent) }

    /// What is worth telling, each thing once: a key that goes unencrypted, a relative of the model that answers.
    package var remarks: [Diagnostic] {
        [endpoint.warning].compactMap(\.self) + state.withLock(\.models).map(endpoint.remark(onModel:))
    }

    /// The reply to a request, after as many attempts as it takes and the endpoint allows.
    ///
    /// Where the task is cancelled, what waits ends at once, and an attempt that is on its way is still waited for, since it is paid for:
    /// its reply is returned, and if it fails there is no other.
    ///
    /// - Throws: the fault of the last attempt.
    package func reply(to request: ChatRequest) async throws(ChatFault) -> ChatReply {
        let body = request.body(for: endpoint)
        let stream = stream.substream(body)
        var attempts = 0
        /// The end of patience, known from the first attempt on: how long a request waits for its turn does not count.
        var end = Double.infinity
        while true {
            var fault: ChatFault
            switch await attempt(body, request, &attempts, &end) {
            case .reply(let reply):
                state.withLock { $0.failuresInARow = 0 }
                return reply
            case .over(let end): throw end
            case .failed(let failed): fault = failed
            }
            fault.attempts = attempts
            let pause = RetryPause.seconds(after: attempts, retryAfter: fault.retryAfter, stream: stream)
            let isLast = attempts >= endpoint.limits.attempts || clock.now() + pause > end
            if isLast || !fault.isWorthRetrying { throw ended(fault) }
            if fault.retryAfter != nil { pace.holdBack(pause) }
            do {
                try await clock.sleep(pause)
            } catch {
                throw cancelled(attempts, fault)
            }
        }
    }

    /// Remembers a fault that ends all requests.
    private func ended(_ fault: ChatFault) -> ChatFault {
        state.withLock { state in
            var fault = fault
            if fault.isWorthRetrying { state.failuresInARow += 1 }
            fault.isLastStraw = state.failuresInARow >= Self.mostFailuresInARow
            if fault.stopsEverything { state.end = state.end ?? fault }
            return fault
        }
    }

    private func cancelled(_ attempts: Int, _ last: ChatFault? = nil) -> ChatFault {
        var fault = ChatFault(.cancelled, status: last?.status, excerpt: last?.excerpt ?? "")
        fault.attempts = attempts
        return fault
    }

    private enum Outcome {
        case reply(ChatReply)
        case failed(ChatFault)
        /// The request cannot be sent any more.
        case over(ChatFault)
    }

    private func attempt(_ body: String, _ request: ChatRequest, _ attempts: inout Int, _ end: inout Double) async -> Outcome {
        do { try await gate.enter(returns: attempts > 0) } catch { return .over(cancelled(attempts)) }
        let outcome = await attemptInside(body, request, &attempts, &end)
        await gate.leave()
        return outcome
    }

    private func attemptInside(_ body: String, _ request: ChatRequest, _ attempts: inout Int, _ end: inout Double) async -> Outcome {
        let bytes = request.promptBytes
        guard let cost = try? await pace.turn(promptBytes: bytes, maxTokens: request.parameters.maxTokens), !Task.isCancelled else {
            return .over(cancelled(attempts))
        }
        if let fault = state.withLock(\.end) { return .over(fault) }
        do throws(ChatFault) {
            let (headers, secrets) = try headers()
            if attempts == 0 { end = clock.now() + endpoint.limits.patience }
            attempts += 1
            let exchange = Exchange(endpoint: endpoint, secrets: secrets, now: clock.date)
            let wire = WireRequest(url: endpoint.url, headers: headers, body: Array(body.utf8), limits: endpoint.limits)
            let reply = try exchange.reply(in: try await exchange.response(to: wire, send: send))
            pace.settle(estimate: cost, promptBytes: bytes, usage: reply.usage)
            if let answered = reply.model { try check(answered) }
            return .reply(reply)
        } catch {
            return .failed(error)
        }
    }

    private func send(_ request: WireRequest) async -> Result<WireResponse, WireTrouble> {
        state.withLock { $0.sent += 1 }
        return await transport.send(request)
    }

    private func check(_ answered: String) throws(ChatFault) {
        switch ModelMatch(asked: endpoint.model, answered: answered) {
        case .same: break
        case .related: state.withLock { if !$0.models.contains(answered) { $0.models.append(answered) } }
        case .foreign: throw ChatFault(.wrongModel(answered), status: 200)
        }
    }

    /// With the secrets, which are read now and for this attempt alone.
    private func headers() throws(ChatFault) -> (headers: [(name: String, value: String)], secrets: [Secret]) {
        var headers = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
        var secrets: [Secret] = []
        do {
            if let variable = endpoint.key.variable {
                let secret = try Secret(variable: variable, environment: environment)
                headers.append(("Authorization", secret.header(after: "Bearer ")))
                secrets.append(secret)
            }
            for header in endpoint.headers {
                if let variable = APIKey.variable(in: header.value) {
                    let secret = try Secret(variable: variable, environment: environment)
                    headers.append((header.name, secret.header(after: "")))
                    secrets.append(secret)
                } else {
                    headers.append((header.name, header.value))
                }
            }
        } catch {
            switch error {
            case .missing(let variable): throw ChatFault(.noKey(variable: variable))
            case .unusable(let variable): throw ChatFault(.unusableKey(variable: variable))
            }
        }
        return (headers, secrets)
    }
}
