@testable import ChatClient
import Diagnostics
import Store
import Testing

struct RecordedFormTests {
    private func parsed(_ json: String) throws -> JSONValue {
        try JSONValue(parsing: Array(json.utf8), in: 0..<json.utf8.count) { _ in Place(file: "") }
    }

    @Test("parameters read back as they were written", arguments: [
        ChatParameters(), ChatParameters(temperature: 0), ChatParameters(temperature: 0.7, maxTokens: 256, seed: 7, json: true, logprobs: true),
    ])
    func parameters(_ parameters: ChatParameters) throws {
        #expect(ChatParameters(try parsed(parameters.recorded)) == parameters)
    }

    @Test("a member that is no parameter, or is not what it should be, is not overlooked")
    func strangers() throws {
        for json in [#"{"temprature":0}"#, #"{"temperature":"warm"}"#, #"{"max_tokens":1.5}"#, "[]"] {
            #expect(ChatParameters(try parsed(json)) == nil, "\(json)")
        }
    }

    @Test("a reason to stop reads back as it was written", arguments: [
        FinishReason.stop, .length, .contentFilter, .other("tool_calls"), .other(nil),
    ])
    func reasons(_ reason: FinishReason) {
        #expect(FinishReason(word: reason.word) == reason)
    }
}
