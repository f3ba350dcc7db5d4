import Store

package struct ChatMessage: Sendable, Hashable, Codable {
    package enum Role: String, Sendable, Codable { case system, user, assistant }

    package var role: Role
    package var content: String

    package init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}

/// How a model is to answer. What is nil is left to the server.
package struct ChatParameters: Sendable, Hashable, Codable {
    package var temperature: Double?
    /// The most tokens of a reply (`max_tokens`); a reply that is cut there ends with `finishReason` length.
    package var maxTokens: Int?
    package var seed: Int?
    /// Asks for a reply that is one JSON object (`response_format`).
    package var json: Bool
    /// Asks for the log-probability of each token of the reply.
    package var logprobs: Bool

    package init(temperature: Double? = nil, maxTokens: Int? = nil, seed: Int? = nil, json: Bool = false, logprobs: Bool = false) {
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.seed = seed
        self.json = json
        self.logprobs = logprobs
    }

    /// The members of the request's body, in a fixed order.
    var members: [(name: String, json: String)] {
        var members: [(name: String, json: String)] = []
        if let temperature { members.append(("temperature", jsonNumber(temperature))) }
        if let maxTokens { members.append(("max_tokens", "\(maxTokens)")) }
        if let seed { members.append(("seed", "\(seed)")) }
        if json { members.append(("response_format", #"{"type":"json_object"}"#)) }
        if logprobs { members.append(("logprobs", "true")) }
        return members
    }
}

/// One question to a model.
package struct ChatRequest: Sendable, Hashable, Codable {
    package var messages: [ChatMessage]
    package var parameters: ChatParameters

    package init(messages: [ChatMessage], parameters: ChatParameters = ChatParameters()) {
        self.messages = messages
        self.parameters = parameters
    }

    /// What is sent, in one canonical form: the members in a fixed order without blanks, further fields of the endpoint last, sorted by
    /// name. It holds all that a reply depends on, model and parameters included, and neither key nor address: a recording can know a
    /// call by it.
    package func body(for endpoint: ChatEndpoint) -> String {
        let texts = messages.map { #"{"role":"\#($0.role.rawValue)","content":\#(jsonString($0.content))}"# }
        let members = [("model", jsonString(endpoint.model)), ("messages", "[\(texts.joined(separator: ","))]")]
            + parameters.members + endpoint.fields.members
        return "{" + members.map { "\(jsonString($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }

    /// Bytes of all messages: what the number of prompt tokens is estimated from.
    var promptBytes: Int { messages.reduce(0) { $0 + $1.content.utf8.count } }
}

/// Whole numbers without a fraction, as most programs write them.
private func jsonNumber(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
}
