@testable import Annotator
@testable import ChatClient
import Corpus
import Diagnostics
import Foundation
import Testing

private let frame = PromptFrame(messages: [
    .init(role: .system, parts: [.text("Say \"PER\" or {\"slot\": \"text\"}.\n")]), .init(role: .user, parts: [.text("Sentence: "), .slot(.tokens)]),
])

private func ask(temperature: Double = 0, frame: PromptFrame = frame) -> Ask {
    Ask(model: "gpt-4o-mini", parameters: ChatParameters(temperature: temperature, seed: 3), frame: frame, prompt: "plain", form: "dictionary")
}

private let sentence = Sentence(
    tokens: ["Ana", "said", "\"", "né", "\"", "."], origin: Origin(file: "/pool.txt", number: 4, line: 9),
    running: RunningText(text: "Ana said \"né\".", offsets: [0..<3, 4..<8, 9..<10, 10..<12, 12..<13, 13..<14]))

private func reply(_ text: String = "{\"Ana\": \"PER\"}", sample: Int = 0) -> RecordedReply {
    RecordedReply(
        ChatReply(
            text: text, reasoning: "Ana is a name.", finish: .stop, usage: ChatUsage(promptTokens: 51, completionTokens: 7),
            logprobs: [TokenLogprob(token: "{\"", logprob: -0.5), TokenLogprob(token: "\\xc3", logprob: -1.25, bytes: [0xc3])], model: "gpt-4o-mini-2024"),
        to: CallKey(ask(), sentence, sample: sample), about: sentence, seconds: 0.8128, at: Date(timeIntervalSince1970: 0))
}

/// A file with these lines.
private func file(_ lines: String..., endsWithNewline: Bool = true) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "nds-contents-\(UUID().uuidString).jsonl").path
    try Data((lines.joined(separator: "\n") + (endsWithNewline ? "\n" : "")).utf8).write(to: URL(fileURLWithPath: path))
    return path
}

private func contents(_ lines: String..., endsWithNewline: Bool = true) throws -> RecordingContents {
    let path = try file(lines.joined(separator: "\n"), endsWithNewline: endsWithNewline)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try RecordingContents(reading: path)
}

struct RecordingContentsTests {
    @Test func linesReadBackAsTheyWereWritten() throws {
        let read = try contents(ask().line, reply().json)
        #expect(read.asks == [ask().id: ask()])
        var expected = reply()
        expected.line = 2
        #expect(read.replies == [expected])
        #expect(read.replies.map(\.json) == [reply().json])
        #expect(read.byKey.keys.map(\.self) == [CallKey(ask(), sentence, sample: 0)])
    }

    @Test func aQuestionHasItsNameFromAllThatIsAsked() {
        let other = PromptFrame(messages: [.init(role: .user, parts: [.text("Sentence: "), .slot(.text)])])
        let asks = [ask(), ask(temperature: 1), ask(frame: other)]
        #expect(Set(asks.map(\.id)).count == 3)
        #expect(ask().id == ask().id && ask().id.count == 16)
    }

    @Test func aSentenceThatLooksLikeASlotIsText() {
        let sentence = Sentence(tokens: ["{{text}}", "{\"slot\":", "\"text\"}"], origin: Origin(file: "", number: 0, line: 1))
        #expect(frame.messages[1].text(for: sentence) == "Sentence: {{text}} {\"slot\": \"text\"}")
    }

    @Test func eachSampleHasASeedOfItsOwn() {
        let seeds = (0..<3).map { ask().request(about: { $0.text(for: sentence) }, sample: $0).parameters.seed }
        #expect(seeds == [3, 4, 5])
    }

    @Test func aTornLastLineIsIgnoredAndAnotherIsNot() throws {
        let torn = String(reply(sample: 1).json.dropLast(20))
        let read = try contents(ask().line, reply().json, torn, endsWithNewline: false)
        #expect(read.replies.count == 1 && read.tornLine == 3)
        #expect(throws: Diagnostic.self) { try contents(ask().line, torn, reply().json) }
    }

    @Test func aQuestionThatWasChangedIsRefused() throws {
        let changed = ask().line.replacingOccurrences(of: "Sentence: ", with: "Text: ")
        let error = #expect(throws: Diagnostic.self) { try contents(changed, reply().json) }
        #expect(error?.message == "what is asked has been changed")
    }

    @Test("a line that is wrong is refused with its place", arguments: [
        (#"{"ask":"x","prompt":"p"}"#, "1:1: what is asked needs a field `messages`"),
        (#"{"ask":"x","prompt":7,"form":"f","model":"m","parameters":{},"fields":{},"messages":[{"role":"user","content":["a"]}]}"#, "1:21: field `prompt` holds a number, but text is expected"),
        (#"{"ask":"x","messages":[]}"#, "1:23: `messages` is a list of messages"),
        (#"{"ask":"x","parameters":{"heat":1},"fields":{},"messages":[{"role":"user","content":["a"]}]}"#, "1:25: these are no parameters of a chat"),
        (#"{"ask":"x","messages":[{"role":"user","content":"a"}]}"#, "1:24: a message has a `role` and a `content` of parts"),
        (#"{"ask":"x","messages":[{"role":"user","content":[{"slot":"words"}]}]}"#, "1:50: a part of a message is text, or `{\"slot\": \"text\"}`"),
        (#"{"ask":"x","prompt":"p","form":"f","model":"m","parameters":{},"fields":{},"messages":[{"role":"user","content":["a"]}]}"#, "1:8: what is asked has been changed"),
        (#"{"call":"x","sentence":1,"tokens":["a"],"reply":"{}"}"#, "1:1: this reply is to `x`, and what that is stands nowhere in the recording"),
        (#"{"ask":"x","messages":[{"role":"robot","content":["a"]}]}"#, "1:24: a message has a `role` and a `content` of parts"),
        (#"{"call":"x","sentence":1,"reply":"{}"}"#, "1:1: a reply to a recorded question needs a field `tokens`"),
    ])
    func wrong(_ line: String, _ expected: String) throws {
        let error = #expect(throws: Diagnostic.self) { try contents(line) }
        guard case .line(let number, let column, _, _)? = error?.place?.position else {
            Issue.record("no place: \(error?.message ?? "")")
            return
        }
        #expect("\(number):\(column): \(error?.message ?? "")" == expected)
    }

    @Test func theFirstOfTwoRepliesToACallCounts() throws {
        let read = try contents(ask().line, reply("{}").json, reply().json)
        #expect(read.byKey.values.map(\.answer) == [.reply(Reply("{}"))])
    }

    @Test func linesOfAnotherMakeAreRead() throws {
        let read = try contents(
            #"{"tokens": ["Japan", "won"], "gold": [], "replies": {"LOC": "@@Japan## won", "PER": "Japan won"}}"#,
            #"{"sentence": 3, "reply": "{}", "votes": [["Ana", "PER", 4]], "llm": [[0, 1, "PER"]]}"#)
        #expect(read.replies.map(\.sentence) == [nil, 3])
        #expect(read.replies[0].answer == .reply(Reply(parts: [.init(type: "LOC", "@@Japan## won"), .init(type: "PER", "Japan won")])))
        #expect(read.replies[1].votes == [NamedEntity("Ana", "PER", votes: 4)])
    }
}

struct RecordingOfSeveralQuestionsTests {
    private func recording(_ prompt: String?) async throws -> Dataset {
        let other = Ask(model: "gpt-4o-mini", parameters: ChatParameters(), frame: frame, prompt: "short", form: "dictionary")
        var second = reply("{}")
        second.ask = other.id
        let strange = Ask(model: "gpt-4o-mini", parameters: ChatParameters(seed: 1), frame: frame, prompt: "strange", form: "verse")
        let path = try file(ask().line, reply().json, other.line, second.json, strange.line)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let dataset = Dataset(name: "pool", sentences: [sentence], types: [], labels: nil)
        return try await Annotation(of: dataset, by: Recording(path: path, name: "pool", prompt: prompt)).dataset
    }

    @Test func thePromptSaysWhichRepliesCount() async throws {
        #expect(try await recording("plain").entityCount == 1)
        #expect(try await recording("short").entityCount == 0)
        #expect(try await recording(String(ask().id.prefix(8))).entityCount == 1)
    }

    @Test func whereItIsOpenWhichCountTheQuestionsAreListed() async throws {
        func message(_ prompt: String?) async -> String {
            let error = await #expect(throws: Diagnostic.self) { try await recording(prompt) }
            return error?.message.replacing(/`[^`]*jsonl`/, with: "`pool.jsonl`") ?? ""
        }
        #expect(await message(nil) == "`pool.jsonl` holds replies to 3 questions")
        #expect(await message("long") == "`pool.jsonl` holds no replies to a prompt `long`")
        #expect(await message("strange") == "the replies in `pool.jsonl` are of the form `verse`, which this nds cannot read")
    }
}

struct RecordingFactsTests {
    @Test func countWhatIsInARecordingAndWhatIsIdle() throws {
        var cut = reply("{", sample: 1)
        cut.finish = .length
        let facts = RecordingFacts(
            try contents(ask().line, reply().json, reply("{}").json, cut.json, ask(temperature: 1).line, #"{"sentence": 3, "reply": "{}"}"#))
        #expect(facts.groups.map(\.ask?.prompt) == ["plain", nil])
        let group = try #require(facts.groups.first)
        #expect(group.replies == 2 && group.sentences == 1 && group.samples == 2 && group.repeated == 1 && group.cut == 1)
        #expect(group.promptTokens == 102 && group.completionTokens == 14 && group.models == ["gpt-4o-mini-2024"])
        #expect(group.from == "1970-01-01T00:00:00Z" && facts.idle == [ask(temperature: 1)])
    }

    @Test func puttingInOrderLosesNothingThatCounts() throws {
        let foreign = #"{"sentence": 3, "reply": "{}", "gold": [1]}"#
        let path = try file(ask().line, reply().json, ask().line, reply("{}").json, ask(temperature: 1).line, foreign, reply(sample: 1).json)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let before = try RecordingContents(reading: path).byKey.mapValues(\.answer)
        #expect(try RecordingContents.compact(path) == 3)
        #expect(try RecordingContents(reading: path).byKey.mapValues(\.answer) == before)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == [ask().line, reply().json, foreign, reply(sample: 1).json].map { $0 + "\n" }.joined())
        #expect(try RecordingContents.compact(path) == 0)
    }
}

struct ReplyLogTests {
    @Test func manyAtOnceAreAllThereEachOnALine() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "nds-log-\(UUID().uuidString)/a/b.jsonl").path
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        let logs = try (0..<2).map { _ in try ReplyLog(path: path, contents: RecordingContents()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sample in 0..<200 {
                group.addTask { try await logs[sample % 2].record(reply(sample: sample), to: ask()) }
            }
            try await group.waitForAll()
        }
        let read = try RecordingContents(reading: path)
        #expect(Set(read.replies.map(\.sample)) == Set(0..<200) && read.replies.count == 200)
        #expect(read.askOrder == [ask().id])
    }

    @Test func aTornLineIsCutWhenTheRecordingGoesOn() async throws {
        let path = try file(ask().line, String(reply().json.dropLast(9)), endsWithNewline: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let log = try ReplyLog(path: path, contents: RecordingContents(reading: path))
        try await log.record(reply(sample: 1), to: ask())
        let read = try RecordingContents(reading: path)
        #expect(read.replies.map(\.sample) == [1] && read.tornLine == nil && read.askOrder.count == 1)
    }
}
