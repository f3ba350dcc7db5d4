import Diagnostics
import Store

/// Why a response of status 200 is no reply.
enum ResponseTrouble: Error, Hashable {
    /// What is wrong, and where.
    case notJSON(String)
    /// The server says that it failed, with the status it means, if it gives one.
    case serverError(status: Int?, message: String)
    case noChoice
    /// A choice without a text, for no reason that the server gives.
    case emptyChoice
}

extension ChatReply {
    /// Reads a response in OpenAI's format, as OpenAI, Ollama, llama.cpp, vLLM and others give it. Of several choices the first counts.
    ///
    /// - Throws: `Diagnostic` for what is no reply, with the place in the response where that is known.
    package init(response: [UInt8]) throws(Diagnostic) {
        do {
            self = try Self.read(response)
        } catch {
            throw error.diagnostic
        }
    }

    static func read(_ response: [UInt8]) throws(ResponseTrouble) -> ChatReply {
        let value = try parsed(response)
        guard value.members != nil else { throw .notJSON("a JSON object was expected, but this is \(value.kind)") }
        if let error = value["error"], case let message = errorMessage(error), !message.isEmpty {
            throw .serverError(status: (error["code"] ?? error["status"])?.integer, message: message)
        }
        guard let choice = value["choices"]?.list?.first else { throw .noChoice }
        // `text` is what servers of the older completions protocol give.
        guard let message = choice["message"], message.members != nil || choice["text"]?.text != nil else { throw .emptyChoice }
        let content = text(message["content"]) ?? choice["text"]?.text
        let finish = FinishReason(choice["finish_reason"]?.text)
        let said = Self.apart(content ?? message["refusal"]?.text ?? "")
        let thought = ["reasoning_content", "reasoning", "thinking"].lazy.compactMap { text(message[$0]) }.first { !$0.isEmpty } ?? said.reasoning
        let isExplained = finish == .length || finish == .contentFilter || message["refusal"]?.text != nil
        if said.text.isEmpty, !isExplained { throw .emptyChoice }
        return ChatReply(
            text: said.text, reasoning: thought, finish: finish, usage: usage(value["usage"]),
            logprobs: logprobs(choice["logprobs"]).map { inText($0, said.offset, said.text) },
            model: value["model"]?.text.flatMap { $0.isEmpty ? nil : $0 }, id: value["id"]?.text)
    }

    private static func parsed(_ response: [UInt8]) throws(ResponseTrouble) -> JSONValue {
        var bytes = response
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
        do {
            return try JSONValue(parsing: bytes, in: 0..<bytes.count) { Place(file: "response", position: .byte($0.lowerBound)) }
        } catch {
            let finding = error as? Diagnostic
            throw .notJSON([finding?.message, finding?.place?.description].compactMap(\.self).joined(separator: " at "))
        }
    }

    /// `{"error": {"message": …}}`, `{"error": "…"}`, or with the reason in other words.
    static func errorMessage(_ error: JSONValue) -> String {
        error.text ?? ["message", "detail", "msg", "code", "type"].lazy.compactMap { error[$0]?.text }.first { !$0.isEmpty } ?? ""
    }

    /// A text, or the texts of a list of parts.
    private static func text(_ content: JSONValue?) -> String? {
        content?.text ?? content?.list.map { $0.compactMap { $0.text ?? $0["text"]?.text }.joined() }
    }

    private static func usage(_ usage: JSONValue?) -> ChatUsage? {
        // A server that counts no token in a prompt does not count.
        guard let usage, let prompt = usage["prompt_tokens"]?.integer, prompt > 0 else { return nil }
        return ChatUsage(
            promptTokens: prompt,
            completionTokens: usage["completion_tokens"]?.integer ?? max(0, (usage["total_tokens"]?.integer ?? prompt) - prompt),
            reasoningTokens: usage["completion_tokens_details"]?["reasoning_tokens"]?.integer,
            cachedTokens: usage["prompt_tokens_details"]?["cached_tokens"]?.integer)
    }

    /// A list of tokens, or as in the older protocol one list of tokens and one of numbers.
    private static func logprobs(_ given: JSONValue?) -> [TokenLogprob]? {
        let found: [TokenLogprob?]
        if let list = given?["content"]?.list {
            found = list.map { entry in
                guard let token = entry["token"]?.text, let logprob = entry["logprob"]?.number else { return nil }
                let bytes = entry["bytes"]?.list?.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) }
                return TokenLogprob(token: token, logprob: logprob, bytes: bytes)
            }
        } else if let tokens = given?["tokens"]?.list, let numbers = given?["token_logprobs"]?.list, tokens.count == numbers.count {
            found = zip(tokens, numbers).map { token, number in
                token.text.flatMap { token in number.number.map { TokenLogprob(token: token, logprob: $0) } }
            }
        } else {
            return nil
        }
        return found.isEmpty || found.contains(nil) ? nil : found.compactMap(\.self)
    }

    /// The tokens of a text that begins so many bytes after the first token. All of them, where they do not spell it.
    private static func inText(_ logprobs: [TokenLogprob], _ offset: Int, _ text: String) -> [TokenLogprob] {
        var start = 0, end = 0
        let tokens = logprobs.filter { token in
            defer { start += token.bytes.count }
            guard start >= offset, end < text.utf8.count else { return false }
            end += token.bytes.count
            return true
        }
        return tokens.flatMap(\.bytes).elementsEqual(text.utf8) ? tokens : logprobs
    }
}
