import Diagnostics
import Foundation

/// A server that speaks OpenAI's chat-completions protocol, the model to ask there, and how hard it may be asked.
///
/// It can be stored and shown: it holds no secret, only where secrets are found.
package struct ChatEndpoint: Sendable, Hashable, Codable {
    /// Where requests are posted, in full.
    package let url: String
    package let model: String
    package let key: APIKey
    package let headers: [ExtraHeader]
    package let fields: ExtraFields
    package let limits: ChatLimits

    /// - Parameters:
    ///   - url: of the service, `https://api.openai.com/v1`, or of its completions; a host alone means its `/v1`.
    ///   - headers: sent with each request, beside the key.
    ///   - fields: added to the body of each request.
    /// - Throws: `Diagnostic` for a URL that is none or holds a secret, and for a model without a name.
    package init(
        url: String, model: String, key: APIKey = .none, headers: [ExtraHeader] = [], fields: ExtraFields = .none,
        limits: ChatLimits = ChatLimits()
    ) throws(Diagnostic) {
        if model.allSatisfy(\.isWhitespace) { throw Diagnostic("a model needs a name") }
        self.url = try Self.completions(of: url)
        self.model = model
        self.key = key
        self.headers = headers
        self.fields = fields
        self.limits = limits
    }

    private static func completions(of text: String) throws(Diagnostic) -> String {
        // With a scheme but no slashes, `localhost:8000` looks like a URL too.
        guard text.contains("://") else {
            throw Diagnostic("`\(text)` is no URL", label: "give `\"http://\(text)\"` or `\"https://\(text)\"`")
        }
        guard var parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else { throw Diagnostic("`\(text)` is no URL") }
        guard parts.scheme == "http" || parts.scheme == "https" else {
            throw Diagnostic("`\(text)` is no address of HTTP", label: "it begins with `http://` or `https://`")
        }
        // The message does not repeat these: they may be secrets.
        if parts.user != nil || parts.password != nil {
            throw Diagnostic("a URL holds neither a name nor a password", label: "give the key as `key=\"env:NAME\"`")
        }
        let query = parts.queryItems ?? []
        if let secret = query.first(where: { ExtraHeader.isSecret($0.name) || ["key", "token", "access_token"].contains($0.name.lowercased()) }) {
            throw Diagnostic("`\(secret.name)` in a URL is a secret", label: "give the key as `key=\"env:NAME\"`")
        }
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        if path.isEmpty { path = "/v1" }
        if !path.hasSuffix("/chat/completions") { path += "/chat/completions" }
        parts.percentEncodedPath = path
        parts.fragment = nil
        guard let url = parts.string else { throw Diagnostic("`\(text)` is no URL") }
        return url
    }

    /// Whether requests stay on this machine: they go through no proxy then.
    package var isLoopback: Bool { Origin(url)?.isLoopback ?? false }

    /// Worth telling before anything is asked: a key that would cross a network for all to read.
    package var warning: Diagnostic? {
        guard let variable = key.variable, let origin = Origin(url), origin.scheme == "http", !origin.isLoopback else { return nil }
        return Diagnostic("the key in `\(variable)` is sent to `\(origin.host)` without encryption", label: "give a URL that begins with `https://`")
    }
}

/// How hard a server may be asked, and how long it is waited for.
package struct ChatLimits: Sendable, Hashable, Codable {
    /// Seconds for one attempt, until the whole reply is there.
    package var timeout = 120.0
    /// Seconds until a connection must stand.
    package var connectTimeout = 15.0
    /// The most attempts for one request, and the most seconds from the first to the last; a server that asks for a longer pause is
    /// taken at its word, and the request fails.
    package var attempts = 8
    package var patience = 600.0
    /// The most requests on their way at a time.
    package var concurrency = 8
    /// Nil is without a limit.
    package var requestsPerMinute: Double?
    /// Of prompts and replies together; estimated before a request, corrected by what the server counted.
    package var tokensPerMinute: Double?
    /// Bytes of a response; what is longer is refused.
    package var mostBytes = 16 << 20

    package init() {}
}

/// A header that is sent beside the key. Its value stands here unless it is a secret: that is read from the environment, like a key.
package struct ExtraHeader: Sendable, Hashable, Codable {
    package let name: String
    /// The value, or `env:NAME`.
    package let value: String

    private static let secrets: Set = ["authorization", "proxy-authorization", "api-key", "api_key", "apikey", "x-api-key", "cookie", "x-auth-token"]
    private static let own: Set = ["content-type", "content-length", "host", "transfer-encoding", "connection", "accept-encoding", "expect"]

    /// - Throws: `Diagnostic` for what no header may hold, for one that the client writes, and for a secret that is written down, which
    ///   the message does not repeat.
    package init(_ name: String, _ value: String) throws(Diagnostic) {
        guard !name.isEmpty, name.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !#"()<>@,;:\"/[]?={}"#.utf8.contains($0) }) else {
            throw Diagnostic("`\(name)` is no name of a header")
        }
        if Self.own.contains(name.lowercased()) { throw Diagnostic("the header `\(name)` is written by nds itself") }
        if Self.isSecret(name), APIKey.variable(in: value) == nil {
            throw Diagnostic("the header `\(name)` is a secret, and secrets are read from environment variables", label: "give `\"env:NAME\"`")
        }
        guard !value.isEmpty, value.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw Diagnostic("the header `\(name)` needs a value of plain letters, digits and signs")
        }
        self.name = name
        self.value = value
    }

    static func isSecret(_ name: String) -> Bool { secrets.contains(name.lowercased()) }
}

/// Scheme, host and port: what a key may be sent to.
struct Origin: Hashable {
    let scheme: String
    let host: String
    let port: Int

    init?(_ url: String) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(),
            scheme == "http" || scheme == "https", !host.isEmpty
        else { return nil }
        self.scheme = scheme
        self.host = host
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }

    var isLoopback: Bool {
        let name = host.trimmingCharacters(in: ["[", "]"])
        return name == "localhost" || name.hasSuffix(".localhost") || name == "::1" || name.hasPrefix("127.") && name.allSatisfy { $0.isNumber || $0 == "." }
    }

    /// Whether a redirect from here may take the key along: to the same host and port, or from the plain to the encrypted one.
    func mayLead(to other: Origin) -> Bool {
        self == other || host == other.host && scheme == "http" && other.scheme == "https" && port == 80 && other.port == 443
    }
}
