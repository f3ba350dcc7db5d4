/// What a model answered to one request.
package struct ChatReply: Sendable, Hashable, Codable {
    /// The answer as the model wrote it, fences and all; what it thought before, if the server or the model marks it, stands apart.
    package var text: String
    package var reasoning: String?
    package var finish: FinishReason
    /// What the server counted; nil where it does not count.
    package var usage: ChatUsage?
    /// Of each token of the text in order; nil where the server gives none.
    package var logprobs: [TokenLogprob]?
    /// The model that answered, in the server's words.
    package var model: String?
    /// The server's own name of this reply.
    package var id: String?

    package init(
        text: String, reasoning: String? = nil, finish: FinishReason = .stop, usage: ChatUsage? = nil, logprobs: [TokenLogprob]? = nil,
        model: String? = nil, id: String? = nil
    ) {
        self.text = text
        self.reasoning = reasoning
        self.finish = finish
        self.usage = usage
        self.logprobs = logprobs
        self.model = model
        self.id = id
    }
}

/// Why a model stopped.
package enum FinishReason: Sendable, Hashable, Codable {
    case stop
    /// The limit of tokens was reached: the reply is cut off.
    case length
    case contentFilter
    /// The server gives another reason, or none.
    case other(String?)

    init(_ word: String?) {
        self = switch word?.lowercased() {
        case "stop", "eos", "end_turn", "stop_sequence": .stop
        case "length", "max_tokens", "limit": .length
        case "content_filter", "safety": .contentFilter
        default: .other(word)
        }
    }
}

/// Tokens as the server counted them.
package struct ChatUsage: Sendable, Hashable, Codable {
    package var promptTokens: Int
    package var completionTokens: Int
    /// Of the completion's tokens, those that were thought and not said.
    package var reasoningTokens: Int?
    /// Of the prompt's tokens, those that the server remembered, which some services charge less for.
    package var cachedTokens: Int?

    package init(promptTokens: Int, completionTokens: Int, reasoningTokens: Int? = nil, cachedTokens: Int? = nil) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.reasoningTokens = reasoningTokens
        self.cachedTokens = cachedTokens
    }
}

package struct TokenLogprob: Sendable, Hashable, Codable {
    package var token: String
    /// Natural logarithm.
    package var logprob: Double
    /// The token's bytes of UTF-8: a token may be a part of a character.
    package var bytes: [UInt8]

    package init(token: String, logprob: Double, bytes: [UInt8]? = nil) {
        self.token = token
        self.logprob = logprob
        self.bytes = bytes ?? Array(token.utf8)
    }
}

/// Where each token stands in a text.
package struct TokenPlaces: Sendable {
    private let tokens: [(range: Range<Int>, logprob: Double)]

    /// Nil where the tokens do not spell the text.
    package init?(_ logprobs: [TokenLogprob], spelling bytes: [UInt8]) {
        guard logprobs.lazy.flatMap(\.bytes).elementsEqual(bytes) else { return nil }
        var end = 0
        tokens = logprobs.map { token in
            end += token.bytes.count
            return (end - token.bytes.count..<end, token.logprob)
        }
    }

    /// Of the tokens that lie in a part of the text, wholly or not.
    package func logprobs(in part: Range<Int>) -> [Double] {
        tokens.filter { $0.range.overlaps(part) }.map(\.logprob)
    }
}
