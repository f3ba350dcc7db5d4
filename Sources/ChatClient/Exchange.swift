import Foundation
import Store

/// What a server's answer to one attempt means: a reply or a fault.
struct Exchange {
    let endpoint: ChatEndpoint
    let secrets: [Secret]
    let now: @Sendable () -> Date

    private static let mostRedirects = 5
    private static let longestExcerpt = 300

    /// Sends a request, and once more for each redirect to a place where the key may go.
    func response(
        to request: WireRequest, send: (WireRequest) async -> Result<WireResponse, WireTrouble>
    ) async throws(ChatFault) -> WireResponse {
        var request = request
        for _ in 0...Self.mostRedirects {
            let response: WireResponse
            switch await send(request) {
            case .success(let received): response = received
            case .failure(let trouble): throw fault(of: trouble)
            }
            guard (300..<400).contains(response.status), let location = response.headers["location"] else { return response }
            request.url = try target(of: location, from: request.url, status: response.status)
        }
        throw ChatFault(.unreadable, excerpt: "more than \(Self.mostRedirects) redirects, one after the other")
    }

    private func target(of location: String, from url: String, status: Int) throws(ChatFault) -> String {
        guard let from = Origin(url), let base = URL(string: url), let target = URL(string: location, relativeTo: base)?.absoluteString,
            let to = Origin(target)
        else { throw ChatFault(.unreadable, status: status, excerpt: "a redirect to an unsound place") }
        guard from.mayLead(to: to) else { throw ChatFault(.redirected(to: "\(to.scheme)://\(to.host):\(to.port)"), status: status) }
        return target
    }

    private func fault(of trouble: WireTrouble) -> ChatFault {
        switch trouble {
        case .timedOut: ChatFault(.timedOut)
        case .unreachable(let reason): ChatFault(.unreachable, excerpt: excerpt(reason))
        case .cut(let reason): ChatFault(.cut, excerpt: excerpt(reason))
        case .untrusted(let reason): ChatFault(.untrusted, excerpt: excerpt(reason))
        case .notHTTP(let reason): ChatFault(.unreadable, excerpt: excerpt(reason))
        case .tooLong: ChatFault(.tooLong)
        case .noLibrary: ChatFault(.noLibrary)
        }
    }

    func reply(in response: WireResponse) throws(ChatFault) -> ChatReply {
        guard (200..<300).contains(response.status) else { throw fault(of: response) }
        do {
            return try ChatReply.read(response.body)
        } catch {
            switch error {
            // A gateway that answers 200 and says in the body what went wrong.
            case .serverError(let status, let message):
                throw fault(status: status.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 500, message, headers: response.headers)
            case .emptyChoice: throw ChatFault(.empty, status: response.status)
            case .notJSON, .noChoice: throw ChatFault(.unreadable, status: response.status, excerpt: excerpt(error.diagnostic.message))
            }
        }
    }

    private func fault(of response: WireResponse) -> ChatFault {
        let text = String(decoding: response.body.prefix(64 << 10), as: UTF8.self)
        let value = try? JSONValue(parsing: response.body, in: 0..<response.body.count) { _ in .init(file: "response") }
        let said = value.map { ChatReply.errorMessage($0["error"] ?? $0) } ?? ""
        return fault(status: response.status, said.isEmpty ? plain(text) : said, code: value?["error"]?["code"]?.text, headers: response.headers)
    }

    private func fault(status: Int, _ message: String, code: String? = nil, headers: [String: String]) -> ChatFault {
        let kind: ChatFault.Kind =
            switch status {
            case 401: .unauthorised
            case 402: .noCredit
            case 403: .forbidden
            case 404: .notFound
            case 408, 409, 425, 500...: .serverFailed
            case 429: code == "insufficient_quota" ? .noCredit : .rateLimited
            case 400..<500: .rejected
            default: .unreadable
            }
        return ChatFault(kind, status: status, excerpt: excerpt(message), retryAfter: RetryPause.asked(by: headers, at: now()))
    }

    /// The beginning of a message on one line, without secrets.
    private func excerpt(_ message: String) -> String {
        // Cut only afterwards: half a secret would not be recognised.
        let clean = secrets.reduce(message) { $1.removed(from: $0) }
        let line = clean.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > Self.longestExcerpt ? line.prefix(Self.longestExcerpt - 1) + "…" : line
    }

    /// A page of HTML without its tags.
    private func plain(_ text: String) -> String {
        guard text.drop(while: \.isWhitespace).hasPrefix("<") else { return text }
        var isTag = false
        return String(text.map { character -> Character in
            defer { if character == ">" { isTag = false } }
            if character == "<" { isTag = true }
            return isTag ? " " : character
        })
    }
}
