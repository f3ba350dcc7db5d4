/// Why a request ended without a reply. A value: what is said of it is made in one place, `diagnostic(for:at:)`.
package struct ChatFault: Error, Sendable, Hashable, Codable {
    package enum Kind: Sendable, Hashable, Codable {
        /// The environment variable is not set.
        case noKey(variable: String)
        /// It holds what no header can.
        case unusableKey(variable: String)
        /// 400 and its like: this request is wrong.
        case rejected
        /// 401.
        case unauthorised
        /// 403.
        case forbidden
        /// 404: no such model, or no such URL.
        case notFound
        /// 429.
        case rateLimited
        /// 402, or 429 with the word that no credit is left.
        case noCredit
        /// 5xx, and 408, 409, 425, which servers give when they are at fault.
        case serverFailed
        /// No whole reply in the time of one attempt.
        case timedOut
        /// No connection at all.
        case unreachable
        /// The connection ended before the reply did.
        case cut
        /// The response is no reply: not HTTP, not JSON, without choices.
        case unreadable
        /// A choice without a text.
        case empty
        /// Another model answered, whose name has nothing in common with the one asked for.
        case wrongModel(String)
        /// To another host, port or protocol, and the key must not go there.
        case redirected(to: String)
        /// The encrypted connection cannot be made or trusted.
        case untrusted
        case tooLong
        /// There is no libcurl on this machine.
        case noLibrary
        /// The task was cancelled before the request was answered.
        case cancelled
    }

    package var kind: Kind
    /// How often the request was sent.
    package var attempts = 0
    /// Of the last response, if there was one.
    package var status: Int?
    /// The beginning of what the server or the connection had to say, without anything that looks like the key.
    package var excerpt = ""
    /// Seconds that the server asks to wait.
    package var retryAfter: Double?
    /// So many requests failed one after the other that the client sends no more.
    var isLastStraw = false

    init(_ kind: Kind, status: Int? = nil, excerpt: String = "", retryAfter: Double? = nil) {
        self.kind = kind
        self.status = status
        self.excerpt = excerpt
        self.retryAfter = retryAfter
    }

    /// Whether the same request may well succeed a little later.
    package var isWorthRetrying: Bool {
        switch kind {
        case .rateLimited, .serverFailed, .timedOut, .unreachable, .cut, .unreadable, .empty: true
        default: false
        }
    }

    /// Whether every other request to the endpoint would fail like this one.
    package var stopsEverything: Bool {
        switch kind {
        case .noKey, .unusableKey, .unauthorised, .forbidden, .notFound, .noCredit, .wrongModel, .redirected, .untrusted, .noLibrary: true
        // It was tried often enough by then.
        case .unreachable: true
        default: isLastStraw
        }
    }
}
