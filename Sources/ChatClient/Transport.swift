/// A request as it goes over the wire. It holds the key: nothing shows it.
struct WireRequest: Sendable, CustomStringConvertible, CustomReflectable {
    var url: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    var limits: ChatLimits

    var description: String { "a request to \(url)" }
    var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}

struct WireResponse: Sendable {
    var status: Int
    /// Names in small letters; of headers that stand twice the last.
    var headers: [String: String]
    var body: [UInt8]
}

/// Why there is no response.
enum WireTrouble: Error, Hashable {
    case timedOut, unreachable(String), cut(String), untrusted(String), notHTTP(String), tooLong, noLibrary
}

/// Carries one request and brings the response, whatever its status. Follows no redirect.
protocol Transport: Sendable {
    func send(_ request: WireRequest) async -> Result<WireResponse, WireTrouble>
}
