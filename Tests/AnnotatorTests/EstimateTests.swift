@testable import Annotator
@testable import ChatClient
import Corpus
import Diagnostics
import Foundation
import Random
import Testing

private func words(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }

private let pool = Dataset(
    name: "pool",
    sentences: (0..<40).map { number in
        let words = ["Anna", "met", "Bob"] + Array(repeating: "again", count: number % 7) + ["."]
        return Sentence(tokens: words, origin: Origin(file: "/pool.txt", number: number, line: number + 1))
    }, types: [], labels: nil)

/// A service that counts three tokens for each word, and ten or eleven tokens for a reply.
private func reply(to request: ChatRequest) -> ChatReply {
    let prompt = request.messages.map(\.content).joined(separator: "\n")
    let names = prompt.split(separator: " ").count { $0 == "again" }
    return ChatReply(text: "[]", usage: ChatUsage(promptTokens: 3 * words(prompt), completionTokens: 10 + names % 2), model: "m")
}

private func model(_ recording: String, prompt: BuiltInPrompt = .list, prices: Prices? = nil, samples: Int = 1, name: String = "m") throws -> LanguageModel {
    var model = LanguageModel(
        endpoint: try ChatEndpoint(url: "http://127.0.0.1:9", model: name, limits: ChatLimits()), parameters: ChatParameters(maxTokens: 400),
        prompt: try prompt.prompt(), types: EntityType.conll, prices: prices)
    var asking = Asking(recording: recording, samples: samples)
    asking.service = ChatService { request throws(ChatFault) in reply(to: request) }
    model.asking = asking
    return model
}

private func scratch() -> String {
    FileManager.default.temporaryDirectory.appending(path: "nds-estimate-\(UUID().uuidString)").path
}

struct EstimateTests {
    @Test func withoutARecordingTheCountIsOursAndTheRangeWide() throws {
        let estimate = try model(scratch() + "/r.jsonl", prices: Prices(prompt: 1, completion: 10)).estimate(pool, tokenizer: { words })
        let prompts = try pool.sentences.map { words(try BuiltInPrompt.list.prompt().frame($0, EntityType.conll).messages.map { $0.text(for: pool.sentences[0]) }.joined(separator: "\n")) }
        // 40 sentences, but 33 of them repeat the words of the first seven.
        #expect(estimate.sentences == 40 && estimate.calls == 7 && estimate.recordedCalls == 0)
        let ours = Double(7 * prompts[0] + (0..<7).reduce(0, +))
        #expect(estimate.promptTokens == Estimated(low: 0.8 * ours, middle: ours, high: 1.3 * ours))
        #expect(estimate.completionTokens.low > 0 && estimate.completionTokens.low < estimate.completionTokens.middle)
        #expect(estimate.completionTokens.middle < estimate.completionTokens.high && estimate.completionTokens.high <= 7 * 400)
        let cost = try #require(estimate.cost)
        #expect(abs(cost.middle - (estimate.promptTokens.middle + 10 * estimate.completionTokens.middle) / 1e6) < 1e-12)
        #expect(cost.low < cost.middle && cost.middle < cost.high)
        #expect(estimate.samplePrompt.hasSuffix("Text: Anna met Bob .\nAnswer:") && estimate.samplePrompt.hasPrefix("system:\n"))
        #expect(estimate.basis == [
            "prompt tokens: our count, not yet corrected by what m counts",
            "reply tokens: as an answer of the form list takes; no reply to this prompt is recorded",
        ])
    }

    @Test func recordedUsageCorrectsTheCount() async throws {
        let folder = scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var few = pool
        few.sentences = Array(pool.sentences.prefix(4))
        _ = try await Annotation(of: few, by: model(folder + "/r.jsonl"))
        let estimate = try model(folder + "/r.jsonl").estimate(pool, tokenizer: { words })
        #expect(estimate.calls == 3 && estimate.recordedCalls == 4 && estimate.cost == nil && estimate.costText == nil)
        #expect(estimate.basis == [
            "prompt tokens: our count corrected by 4 recorded calls", "reply tokens: as 4 recorded replies to this prompt took",
            "no cost: `llm` was given no `prices`",
        ])
        // What the service will really count.
        let rest = try await Annotation(of: pool, by: model(folder + "/r.jsonl"))
        #expect(rest.dataset.sentences.count == 40)
        let all = try RecordingContents(reading: folder + "/r.jsonl").replies.compactMap(\.usage)
        let truth = Double(all.dropFirst(4).reduce(0) { $0 + $1.promptTokens })
        #expect(abs(estimate.promptTokens.middle - truth) < 0.001 * truth)
        #expect(abs(estimate.promptTokens.low - 0.98 * estimate.promptTokens.middle) < 1e-6)
        let replies = Double(all.dropFirst(4).reduce(0) { $0 + $1.completionTokens })
        #expect(estimate.completionTokens.low < replies && replies < estimate.completionTokens.high)
        let nothing = try model(folder + "/r.jsonl", prices: Prices(prompt: 1, completion: 1)).estimate(pool, tokenizer: { words })
        #expect(nothing.calls == 0 && nothing.recordedCalls == 7 && nothing.costText == "0" && nothing.samplePrompt.isEmpty)
    }

    @Test func anotherPromptOrModelTellsLess() async throws {
        let folder = scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try await Annotation(of: pool, by: model(folder + "/r.jsonl"))
        let prompt = try model(folder + "/r.jsonl", prompt: .marked).estimate(pool, tokenizer: { words })
        #expect(prompt.basis[0] == "prompt tokens: our count corrected by 7 recorded calls")
        #expect(prompt.basis[1] == "reply tokens: as an answer of the form marked takes; no reply to this prompt is recorded")
        let other = try model(folder + "/r.jsonl", name: "n").estimate(pool, tokenizer: { words })
        #expect(other.basis[0] == "prompt tokens: our count, not yet corrected by what n counts")
    }

    @Test func samplesAreCallsOfTheirOwnAndReasoningTakesTokens() throws {
        let one = try model(scratch() + "/r.jsonl").estimate(pool, tokenizer: { words })
        let five = try model(scratch() + "/r.jsonl", samples: 5).estimate(pool, tokenizer: { words })
        #expect(five.calls == 35 && abs(five.promptTokens.middle - 5 * one.promptTokens.middle) < 1e-6)
        let standard = try model(scratch() + "/r.jsonl", prompt: .standard).estimate(pool, tokenizer: { words })
        let cot = try model(scratch() + "/r.jsonl", prompt: .cot).estimate(pool, tokenizer: { words })
        #expect(cot.completionTokens.middle > standard.completionTokens.middle + 7 * 100)
        #expect(cot.completionTokens.high <= 7 * 400)
    }

    @Test func aTeacherOnThisMachineCostsNothing() {
        let oracle = NoisyOracle(stream: RandomStream(seed: 1, key: "test"))
        let estimate = AnnotationEstimate.free(pool, by: oracle)
        #expect(estimate.calls == 0 && estimate.costText == "0" && estimate.basis == ["noisy oracle is asked over no network"])
    }

    @Test func aRangeNarrowsWithWhatIsSeen() throws {
        #expect(Estimated(ofCalls: 10, like: []) == nil && Estimated(ofCalls: 0, like: [1]) == nil)
        #expect(Estimated(ofCalls: 10, like: [2], weight: 3) == Estimated(low: 45, middle: 60, high: 75))
        #expect(Estimated(ofCalls: 10, like: [2, 2, 2]) == Estimated(low: 19.6, middle: 20, high: 20.4))
        let few = try #require(Estimated(ofCalls: 1000, like: [8, 12])), many = try #require(Estimated(ofCalls: 1000, like: Array(repeating: [8, 12], count: 50).flatMap(\.self)))
        #expect(few.middle == 10_000 && many.middle == 10_000)
        #expect(few.high - few.low > 5 * (many.high - many.low))
        // Twice the standard error of a mean of 100, and of 1,000 to come.
        #expect(abs(many.high / many.middle - 1 - 2 * (4.0404 * (0.01 + 0.001)).squareRoot() / 10) < 1e-4)
    }

    @Test func theRangeHoldsTheTruthAboutAsOftenAsItShould() throws {
        var stream = RandomStream(seed: 9, key: "estimates")
        var held = 0
        for _ in 0..<400 {
            let seen = (0..<20).map { _ in 50 + 100 * stream.uniform() }
            let truth = (0..<200).reduce(0.0) { sum, _ in sum + 50 + 100 * stream.uniform() }
            let estimate = try #require(Estimated(ofCalls: 200, like: seen))
            if estimate.low <= truth && truth <= estimate.high { held += 1 }
        }
        #expect((370...398).contains(held))
    }
}
