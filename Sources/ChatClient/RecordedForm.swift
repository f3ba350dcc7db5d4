import Store

extension ChatParameters {
    /// The parameters that are given, as a JSON object: what a request's body holds of them.
    package var recorded: String {
        "{" + members.map { "\(jsonString($0.name)):\($0.json)" }.joined(separator: ",") + "}"
    }

    /// Reads `recorded` back; nil for an object with members that are no parameters.
    package init?(_ value: JSONValue) {
        guard let written = value.members else { return nil }
        self.init()
        for (name, value) in written {
            switch name {
            case "temperature": temperature = value.number
            case "max_tokens": maxTokens = value.integer
            case "seed": seed = value.integer
            case "response_format": json = value["type"]?.text == "json_object"
            case "logprobs": logprobs = value.flag ?? false
            default: return nil
            }
        }
        // One that is spelt wrong would be lost silently.
        guard members.count == written.count else { return nil }
    }
}

extension FinishReason {
    /// As OpenAI writes it; empty where a server gives no reason.
    package var word: String {
        switch self {
        case .stop: "stop"
        case .length: "length"
        case .contentFilter: "content_filter"
        case .other(let word): word ?? ""
        }
    }

    package init(word: String) {
        self.init(word.isEmpty ? nil : word)
    }
}
