@testable import ChatClient
import Diagnostics
import Foundation
import Store
import Testing

private let service = try! ChatEndpoint(url: "https://api.example.org/v1", model: "tiny-1")

private func reply(_ json: String) throws -> ChatReply { try ChatReply(response: Array(json.utf8)) }

private func choice(_ message: String, _ more: String = #""finish_reason":"stop""#) -> String {
    #"{"choices":[{"message":\#(message),\#(more)}]}"#
}

@Test func theBodyHoldsWhatAReplyDependsOnInOneOrder() throws {
    let request = ChatRequest(
        messages: [ChatMessage(.system, "Say \"yes\"."), ChatMessage(.user, "Été\n?")],
        parameters: ChatParameters(temperature: 0, maxTokens: 50, seed: 7, json: true, logprobs: true))
    let expected = #"{"model":"tiny-1","messages":[{"role":"system","content":"Say \"yes\"."},{"role":"user","content":"Été\n?"}],"#
        + #""temperature":0,"max_tokens":50,"seed":7,"response_format":{"type":"json_object"},"logprobs":true}"#
    #expect(request.body(for: service) == expected)
    let plain = ChatRequest(messages: [ChatMessage(.user, "x")], parameters: ChatParameters(temperature: 0.7))
    #expect(plain.body(for: service) == #"{"model":"tiny-1","messages":[{"role":"user","content":"x"}],"temperature":0.7}"#)
}

@Test func theBodyIsTheSameWhereverAndWithWhateverKeyItIsAsked() throws {
    let other = try ChatEndpoint(url: "http://localhost:8000", model: "tiny-1", key: try APIKey("env:OTHER"), headers: [try ExtraHeader("X-Title", "nds")])
    #expect(question.body(for: other) == question.body(for: service))
}

@Test func furtherFieldsComeLastAndSorted() throws {
    let fields = try ExtraFields(#"{"top_p": 0.90, "options": {"b": [1, null], "a": "x"}}"#)
    let end = #""options":{"a":"x","b":[1,null]},"top_p":0.90}"#
    #expect(question.body(for: try ChatEndpoint(url: "http://h", model: "m", fields: fields)).hasSuffix(end))
    #expect(try ExtraFields(#"{"options":{"a":"x","b":[1,null]},"top_p":0.90}"#) == fields)
    #expect(try JSONDecoder().decode(ExtraFields.self, from: JSONEncoder().encode(fields)) == fields)
}

/// As OpenAI gives it, with all that it gives.
@Test func aWholeResponseIsRead() throws {
    let whole = try reply(
        #"{"id":"chatcmpl-1","object":"chat.completion","created":1707335688,"model":"tiny-1-2024","system_fingerprint":null,"#
            + #""choices":[{"index":0,"message":{"role":"assistant","content":"Añ!","function_call":null,"tool_calls":null},"finish_reason":"length","#
            + #""logprobs":{"content":[{"token":"A","bytes":[65],"logprob":-0.5,"top_logprobs":[]},"#
            + #"{"token":"\\xc3","bytes":[195],"logprob":-1,"top_logprobs":[]},{"token":"\\xb1!","bytes":[177,33],"logprob":-9999.0,"top_logprobs":[]}]}}],"#
            + #""usage":{"completion_tokens":3,"prompt_tokens":213,"total_tokens":216,"prompt_tokens_details":{"cached_tokens":128},"completion_tokens_details":{"reasoning_tokens":1}}}"#)
    #expect(whole.text == "Añ!" && whole.reasoning == nil && whole.finish == .length && whole.model == "tiny-1-2024" && whole.id == "chatcmpl-1")
    #expect(whole.usage == ChatUsage(promptTokens: 213, completionTokens: 3, reasoningTokens: 1, cachedTokens: 128))
    #expect(whole.logprobs(in: 0..<1) == [-0.5])
    #expect(whole.logprobs(in: 1..<3) == [-1, -9999])
    #expect(whole.logprobs(in: 0..<4) == [-0.5, -1, -9999])
    #expect(try JSONDecoder().decode(ChatReply.self, from: JSONEncoder().encode(whole)) == whole)
}

@Test func logprobsThatDoNotSpellTheTextAreKeptButSayNothingOfItsParts() throws {
    let odd = try reply(choice(#"{"content":"Anna"}"#, #""logprobs":{"content":[{"token":"Otto","logprob":-1}]}"#))
    #expect(odd.logprobs?.count == 1 && odd.logprobs(in: 0..<4) == nil)
    let older = try reply(#"{"choices":[{"text":"ab","message":null,"logprobs":{"tokens":["a","b"],"token_logprobs":[-1,-2]}}]}"#)
    #expect(older.text == "ab" && older.logprobs(in: 1..<2) == [-2])
    let unsure = try reply(choice(#"{"content":"ab"}"#, #""logprobs":{"content":[{"token":"ab","logprob":null}]}"#))
    #expect(unsure.logprobs == nil)
}

/// Ollama, llama.cpp and vLLM leave out, rename and add.
@Test func localServersMayLeaveOutWhatTheyDoNotKnow() throws {
    let bare = try reply(#"{"choices":[{"message":{"content":"Anna"}}]}"#)
    #expect(bare == ChatReply(text: "Anna", finish: .other(nil)))
    #expect(try reply(choice(#"{"content":"x"}"#, #""finish_reason":null,"logprobs":null"#)).logprobs == nil)
    #expect(try reply(#"{"choices":[{"message":{"content":"x"}}],"usage":null,"model":"","id":7}"#) == ChatReply(text: "x", finish: .other(nil)))
    #expect(try reply(#"{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":0,"completion_tokens":0}}"#).usage == nil)
    #expect(try reply(#"{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":5,"total_tokens":9}}"#).usage?.completionTokens == 4)
    #expect(try reply(choice(#"{"content":"x"}"#, #""finish_reason":"MAX_TOKENS""#)).finish == .length)
    #expect(try reply(choice(#"{"content":"x"}"#, #""finish_reason":"tool_calls""#)).finish == .other("tool_calls"))
}

@Test func contentMayBeAListOfParts() throws {
    #expect(try reply(choice(#"{"content":[{"type":"text","text":"An"},{"type":"image"},{"type":"text","text":"na"}]}"#)).text == "Anna")
    #expect(try reply(choice(#"{"content":["An","na"]}"#)).text == "Anna")
}

@Test(arguments: ["reasoning_content", "reasoning", "thinking"])
func aFieldOfThoughtsStandsApart(field: String) throws {
    let thoughtful = try reply(choice(#"{"content":"Anna","\#(field)":"a person"}"#))
    #expect(thoughtful.text == "Anna" && thoughtful.reasoning == "a person")
    #expect(try reply(choice(#"{"content":null,"\#(field)":"a per"}"#, #""finish_reason":"length""#)).text == "")
}

@Test(arguments: [
    ("<think>\nA name.\n</think>\n\nAnna", "Anna", "A name."), ("  <thinking>A name.</thinking>Anna", "Anna", "A name."),
    ("A name.\n</think>\nAnna", "Anna", "A name."), ("<think></think>Anna", "Anna", nil), ("Anna <think> so", "Anna <think> so", nil),
])
func thoughtsBeforeTheTextStandApart(content: String, text: String, thought: String?) throws {
    let thoughtful = try reply(choice(#"{"content":\#(jsonString(content))}"#))
    #expect(thoughtful.text == text && thoughtful.reasoning == thought)
}

@Test func aReplyCutWithinItsThoughtHasNoText() throws {
    let cut = try reply(choice(#"{"content":"<think>A na"}"#, #""finish_reason":"length""#))
    #expect(cut.text == "" && cut.reasoning == "A na" && cut.finish == .length)
}

@Test func logprobsOfThoughtsAreLeftOut() throws {
    let tokens = #"{"token":"<think>","logprob":-1},{"token":"a","logprob":-2},{"token":"</think>\n","logprob":-3},{"token":"An","logprob":-4},{"token":"na","logprob":-5}"#
    let thoughtful = try reply(choice(#"{"content":"<think>a</think>\nAnna"}"#, #""logprobs":{"content":[\#(tokens)]}"#))
    #expect(thoughtful.logprobs(in: 2..<4) == [-5] && thoughtful.logprobs?.count == 2)
}

@Test func fencesAndBlanksOfTheTextStay() throws {
    #expect(try reply(choice(#"{"content":"```json\n{\"Anna\": \"PER\"}\n```\n"}"#)).text == "```json\n{\"Anna\": \"PER\"}\n```\n")
}

@Test(arguments: [
    ("", "the response is no chat completion: the end came too early at response, byte 0"),
    (#"{"choices":[{"mess"#, "the response is no chat completion: quotes without their end at response, byte 13"),
    ("[]", "the response is no chat completion: a JSON object was expected, but this is a list"),
    (#"{"choices":[]}"#, "the response has no `choices`"), (#"{"object":"chat.completion"}"#, "the response has no `choices`"),
    (#"{"choices":[{}]}"#, "the response has a choice without a text"),
    (#"{"choices":[null]}"#, "the response has a choice without a text"),
    (#"{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}"#, "the response has a choice without a text"),
    (#"{"choices":[{"message":{"content":"<think>so</think>"},"finish_reason":"stop"}]}"#, "the response has a choice without a text"),
    (#"{"error":{"message":"no such model","code":404}}"#, "the response holds an error instead of a reply: no such model"),
    (#"{"error":"out of memory"}"#, "the response holds an error instead of a reply: out of memory"),
])
func whatIsNoReplyIsRefused(json: String, message: String) {
    #expect(throws: Diagnostic(message)) { try reply(json) }
}

@Test func aRefusalIsAReplyInTheModelsWords() throws {
    #expect(try reply(choice(#"{"content":null,"refusal":"I cannot."}"#)).text == "I cannot.")
    #expect(try reply(choice(#"{"content":""}"#, #""finish_reason":"content_filter""#)) == ChatReply(text: "", finish: .contentFilter))
}

/// Request and response of a real service, which are not part of the project.
@Test(.enabled(if: ProcessInfo.processInfo.environment["NDS_DATA"] != nil, "NDS_DATA names no folder"))
func recordedResponsesOfARealServiceAreReadAsTheyAre() throws {
    let folder = ProcessInfo.processInfo.environment["NDS_DATA"] ?? ""
    var pairs = 0
    for number in 3...5 {
        let text = try String(contentsOfFile: "\(folder)/llm-replies/chat-completions-\(number).jsonl", encoding: .utf8)
        for line in text.split(separator: "\n") {
            let pair = try JSONValue(parsing: Array(line.utf8), in: 0..<line.utf8.count) { _ in Place(file: "pair") }
            let response = try #require(pair.list?.last)
            let reply = try ChatReply(response: Array(line.utf8)[response.range].map(\.self))
            let foundation = try #require(try JSONSerialization.jsonObject(with: Data(Array(line.utf8)[response.range])) as? [String: Any])
            let choice = try #require((foundation["choices"] as? [[String: Any]])?.first)
            #expect(reply.text == (choice["message"] as? [String: Any])?["content"] as? String)
            #expect(reply.finish == .stop && reply.model == "gpt-3.5-turbo-1106" && reply.id == foundation["id"] as? String)
            #expect(reply.usage?.completionTokens == reply.logprobs?.count && reply.usage?.promptTokens == 213)
            #expect(reply.logprobs(in: 0..<reply.text.utf8.count)?.count == reply.logprobs?.count)
            #expect(ModelMatch(asked: "gpt-3.5-turbo", answered: reply.model ?? "") == .same)
            pairs += 1
        }
    }
    #expect(pairs == 8)
}

extension ChatReply {
    /// Nil where there are none, or where the tokens do not spell the text.
    fileprivate func logprobs(in part: Range<Int>) -> [Double]? {
        logprobs.flatMap { TokenPlaces($0, spelling: Array(text.utf8)) }?.logprobs(in: part)
    }
}
