import ChatClient
import Corpus
import Diagnostics
import Foundation
import Store

/// One reply of a teacher, or its refusal, as a line of a recording.
///
/// A line that nds wrote says what was asked (`ask`), of which words (`tokens`, and `text` where that is more than the tokens with
/// spaces), and what it cost. A line of another make has at least a `reply`, or `replies` by type, and tells the sentence by its number,
/// its `tokens` or both.
package struct RecordedReply: Sendable, Hashable {
    package enum Answer: Sendable, Hashable {
        case reply(Reply)
        /// Asking again would give the same: the server's words.
        case refused(String)
    }

    /// The number of the sentence in its file; nil where the tokens alone tell it.
    package var sentence: Int?
    package var tokens: [String]?
    package var text: String?
    /// The name of what was asked; nil in a line of another make.
    package var ask: String?
    package var sample: Int
    package var answer: Answer
    package var finish: FinishReason?
    /// As the server calls it.
    package var model: String?
    /// What the model thought before, where it says so apart.
    package var reasoning: String?
    package var usage: ChatUsage?
    package var logprobs: [TokenLogprob]?
    /// What several samples that were counted elsewhere came to.
    package var votes: [NamedEntity]?
    package var seconds: Double?
    /// When it came, in UTC: `2026-11-24T18:40:00Z`.
    package var at: String?
    /// Of the line in its file, from 1; 0 for one that was just made.
    package var line: Int

    /// A reply that has just come.
    init(_ reply: ChatReply, to call: CallKey, about sentence: Sentence, seconds: Double, at: Date) {
        self.init(.reply(Reply(reply.text)), to: call, about: sentence, at: at)
        finish = reply.finish
        model = reply.model
        reasoning = reply.reasoning
        usage = reply.usage
        logprobs = reply.logprobs
        self.seconds = (seconds * 1000).rounded() / 1000
    }

    /// An answer that has just come, and nothing beside it.
    init(_ answer: Answer, to call: CallKey, about sentence: Sentence, at: Date) {
        self.answer = answer
        self.sentence = sentence.origin.number
        tokens = sentence.tokens
        text = sentence.running?.text == sentence.text ? nil : sentence.running?.text
        ask = call.ask
        sample = call.sample
        self.at = at.formatted(.iso8601)
        line = 0
    }

    /// What it is a reply to; nil in a line of another make.
    var key: CallKey? {
        guard let ask, let tokens else { return nil }
        return CallKey(ask: ask, tokens: tokens, text: text, sample: sample)
    }

    var isCut: Bool { finish == .length }
}

/// What a call is known by: what was asked of which words, and which sample of several it is.
package struct CallKey: Sendable, Hashable {
    package let ask: String
    package let tokens: [String]
    /// The running text, where it is other than the tokens with spaces.
    package let text: String?
    package let sample: Int

    init(ask: String, tokens: [String], text: String?, sample: Int) {
        self.ask = ask
        self.tokens = tokens
        self.text = text
        self.sample = sample
    }

    init(_ ask: Ask, _ sentence: Sentence, sample: Int) {
        let running = sentence.running?.text
        self.init(ask: ask.id, tokens: sentence.tokens, text: running == sentence.text ? nil : running, sample: sample)
    }
}

extension RecordedReply {
    /// As a line of a recording: the same members in the same order, so that recordings can be compared and merged line by line.
    var json: String {
        var members: [String] = []
        func add(_ name: String, _ json: String?) {
            if let json { members.append("\"\(name)\":\(json)") }
        }
        add("call", ask.map(jsonString))
        add("sample", sample > 0 || ask != nil ? "\(sample)" : nil)
        add("sentence", sentence.map { "\($0)" })
        add("tokens", tokens.map { "[" + $0.map(jsonString).joined(separator: ",") + "]" })
        add("text", text.map(jsonString))
        switch answer {
        case .reply(let reply):
            if reply.parts.contains(where: { $0.type != nil }) {
                add("replies", "{" + reply.parts.map { "\(jsonString($0.type ?? "")):\(jsonString($0.text))" }.joined(separator: ",") + "}")
            } else {
                add("reply", jsonString(reply.text))
            }
        case .refused(let why): add("refused", jsonString(why))
        }
        add("reasoning", reasoning.map(jsonString))
        add("finish_reason", finish.map { jsonString($0.word) })
        add("model", model.map(jsonString))
        add("prompt_tokens", usage.map { "\($0.promptTokens)" })
        add("completion_tokens", usage.map { "\($0.completionTokens)" })
        add("votes", votes.map { votes in
            "[" + votes.map { "[\(jsonString($0.mention)),\(jsonString($0.type)),\($0.votes ?? 0)]" }.joined(separator: ",") + "]"
        })
        add("logprobs", logprobs.map { tokens in
            "[" + tokens.map(\.json).joined(separator: ",") + "]"
        })
        add("seconds", seconds.map { "\($0)" })
        add("at", at.map(jsonString))
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Reads a line.
    ///
    /// - Parameter place: of a part of the line, in bytes.
    /// - Throws: `Diagnostic` with line and column for a line that is no reply.
    init(_ row: JSONValue, line: Int, place: (Range<Int>) -> Place) throws {
        func unexpected(_ name: String, _ value: JSONValue, expected: String) -> Diagnostic {
            Diagnostic("field `\(name)` holds \(value.kind), but \(expected) is expected", at: place(value.range))
        }
        func field(_ name: String, _ meaning: String) throws -> JSONValue {
            if let value = row[name] { return value }
            throw Diagnostic("a row needs a field `\(name)`, \(meaning)", at: place(row.range))
        }
        func optional<Part>(_ name: String, _ expected: String, _ part: (JSONValue) -> Part?) throws -> Part? {
            guard let value = row[name] else { return nil }
            if case .null = value.content { return nil }
            guard let part = part(value) else { throw unexpected(name, value, expected: expected) }
            return part
        }
        tokens = try optional("tokens", "a list of words") { value in
            let words = value.list?.compactMap(\.text)
            return words?.count == value.list?.count ? words : nil
        }
        if tokens == nil || row["sentence"] != nil {
            let number = try field("sentence", "the number of its sentence")
            guard let sentence = number.integer, sentence >= 0 else {
                throw unexpected("sentence", number, expected: "the number of a sentence")
            }
            self.sentence = sentence
        }
        if let why = try optional("refused", "the words of a refusal", \.text) {
            answer = .refused(why)
        } else if let parts = try optional("replies", "a text for each type", { $0.replyParts }) {
            answer = .reply(Reply(parts: parts))
        } else {
            let text = try field("reply", "the text of the reply")
            guard let reply = text.text else { throw unexpected("reply", text, expected: "the text of the reply") }
            answer = .reply(Reply(reply))
        }
        text = try optional("text", "the text that was asked about", \.text)
        ask = try optional("call", "the name of what was asked", \.text)
        sample = try optional("sample", "the number of a sample") { $0.integer } ?? 0
        finish = try optional("finish_reason", "the reason why the reply ends", \.text).map(FinishReason.init(word:))
        model = try optional("model", "the name of a model", \.text)
        reasoning = try optional("reasoning", "what the model thought", \.text)
        if let prompt = try optional("prompt_tokens", "a number of tokens", \.integer),
            let completion = try optional("completion_tokens", "a number of tokens", \.integer)
        {
            usage = ChatUsage(promptTokens: prompt, completionTokens: completion)
        }
        votes = try optional("votes", "a list of [mention, type, votes]") { value in
            let entities = value.list?.compactMap { NamedEntity(voted: $0) }
            return entities?.count == value.list?.count ? entities : nil
        }
        logprobs = try optional("logprobs", "a list of [token, log-probability]") { value in
            let tokens = value.list?.compactMap { TokenLogprob($0) }
            return tokens?.count == value.list?.count ? tokens : nil
        }
        seconds = try optional("seconds", "a number of seconds", \.number)
        at = try optional("at", "a time", \.text)
        self.line = line
        if ask != nil, tokens == nil { throw Diagnostic("a reply to a recorded question needs a field `tokens`", at: place(row.range)) }
    }
}

extension JSONValue {
    /// `{"LOC": "@@Japan## won", …}`
    fileprivate var replyParts: [Reply.Part]? {
        let parts = members?.compactMap { member in member.value.text.map { Reply.Part(type: member.name, $0) } }
        return parts?.count == members?.count && parts?.isEmpty == false ? parts : nil
    }
}

extension NamedEntity {
    /// `["Japan", "Location", 4]`
    fileprivate init?(voted value: JSONValue) {
        guard let parts = value.list, parts.count == 3, let mention = parts[0].text, let type = parts[1].text, let votes = parts[2].integer,
            votes >= 0
        else { return nil }
        self.init(mention, type, votes: votes)
    }
}

extension TokenLogprob {
    /// `["Japan",-0.25]`; with its bytes behind, where it is a part of a character.
    fileprivate var json: String {
        let rest = bytes.elementsEqual(token.utf8) ? "" : ",[\(bytes.map(String.init).joined(separator: ","))]"
        return "[\(jsonString(token)),\(logprob)\(rest)]"
    }

    fileprivate init?(_ value: JSONValue) {
        guard let parts = value.list, (2...3).contains(parts.count), let token = parts[0].text, let logprob = parts[1].number else { return nil }
        let bytes = parts.count == 3 ? parts[2].list?.compactMap { $0.integer.flatMap(UInt8.init(exactly:)) } : nil
        self.init(token: token, logprob: logprob, bytes: bytes)
    }
}
