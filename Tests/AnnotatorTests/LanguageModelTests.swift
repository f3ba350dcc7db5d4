@testable import Annotator
@testable import ChatClient
import Corpus
import Diagnostics
import Foundation
import Synchronization
import Testing

/// A folder that goes away with its owner.
private final class Scratch: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "nds-model-\(UUID().uuidString)").path

    var recording: String { path + "/replies/pool.jsonl" }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Answers each request with what a closure makes of the sentence, and counts.
private final class Server: Sendable {
    private let asked = Mutex<[String]>([])
    private let answer: @Sendable (_ sentence: String, _ count: Int) -> Result<ChatReply, ChatFault>

    init(_ answer: @escaping @Sendable (String, Int) -> Result<ChatReply, ChatFault>) {
        self.answer = answer
    }

    /// The sentences that it was asked about, in order.
    var sentences: [String] { asked.withLock(\.self) }

    var service: ChatService {
        ChatService { request throws(ChatFault) in
            let sentence = request.messages.last?.content ?? ""
            let count = self.asked.withLock { asked in
                asked.append(sentence)
                return asked.count
            }
            return try self.answer(sentence, count).get()
        }
    }
}

/// Every capitalised word is a person.
private let persons = { @Sendable (sentence: String, _: Int) -> Result<ChatReply, ChatFault> in
    let names = sentence.split(separator: " ").filter { $0.first?.isUppercase == true }
    let text = "{" + names.map { "\"\($0)\": \"PER\"" }.joined(separator: ", ") + "}"
    return .success(ChatReply(text: text, usage: ChatUsage(promptTokens: 100, completionTokens: 10), model: "m"))
}

private let prompt = Prompt(name: "plain", identity: "plain", form: .dictionary) { _, types in
    PromptFrame(messages: [
        .init(role: .system, parts: [.text("Name the " + types.map(\.name).joined(separator: ", "))]), .init(role: .user, parts: [.slot(.text)]),
    ])
}

private func model(
    _ scratch: Scratch, _ server: Server?, samples: Int = 1, budget: Double? = nil, prices: Prices? = nil, allowsNetwork: Bool = true, concurrency: Int = 2,
    temperature: Double = 0
) throws -> LanguageModel {
    var limits = ChatLimits()
    limits.concurrency = concurrency
    var model = LanguageModel(
        endpoint: try ChatEndpoint(url: "http://127.0.0.1:9", model: "m", limits: limits), parameters: ChatParameters(temperature: temperature, maxTokens: 50),
        prompt: prompt, types: [EntityType("PER", "people"), EntityType("LOC", "places")], prices: prices)
    var asking = Asking(recording: scratch.recording, samples: samples, budget: budget, allowsNetwork: allowsNetwork)
    asking.service = server?.service
    model.asking = asking
    return model
}

private func dataset(_ texts: [String]) -> Dataset {
    Dataset(
        name: "pool",
        sentences: texts.enumerated().map { number, text in
            Sentence(tokens: text.split(separator: " ").map(String.init), origin: Origin(file: "/pool.txt", number: number, line: number + 1))
        }, types: [], labels: nil)
}

private let pool = dataset((0..<20).map { "Anna met Bob\($0) ." })

struct LanguageModelTests {
    @Test func eachSentenceIsAskedOnceAndNeverAgain() async throws {
        let scratch = Scratch(), server = Server(persons)
        let first = try await Annotation(of: pool, by: model(scratch, server))
        #expect(first.dataset.sentences.count == 20 && first.dataset.entityCount == 40)
        #expect(first.dataset.types == ["LOC", "PER"] && first.dataset.labels == LabelSource(name: "m"))
        #expect(Set(server.sentences).count == 20 && server.sentences.count == 20)
        let again = try await Annotation(of: pool, by: model(scratch, server))
        #expect(server.sentences.count == 20)
        #expect(again.dataset.sentences == first.dataset.sentences)
    }

    @Test func sentencesOfTheSameWordsShareACall() async throws {
        let scratch = Scratch(), server = Server(persons)
        let annotation = try await Annotation(of: dataset(["Anna left .", "Bob left .", "Anna left ."]), by: model(scratch, server))
        #expect(server.sentences.sorted() == ["Anna left .", "Bob left ."])
        #expect(annotation.dataset.entityCount == 3)
    }

    @Test func anotherParameterIsAnotherQuestion() async throws {
        let scratch = Scratch(), server = Server(persons)
        _ = try await Annotation(of: pool, by: model(scratch, server))
        _ = try await Annotation(of: pool, by: model(scratch, server, temperature: 1))
        #expect(server.sentences.count == 40)
        #expect(try RecordingContents(reading: scratch.recording).askOrder.count == 2)
    }

    @Test func aReplayAsksNobodyAndNamesWhatIsMissing() async throws {
        let scratch = Scratch(), server = Server(persons)
        _ = try await Annotation(of: dataset(["Anna left ."]), by: model(scratch, server))
        let both = dataset(["Anna left .", "Bob left ."])
        let error = await #expect(throws: Diagnostic.self) { try await Annotation(of: both, by: model(scratch, server, allowsNetwork: false)) }
        let message = error?.message.replacing(scratch.path, with: "")
        #expect(message == "1 of the 2 calls for `pool` are not recorded in `/replies/pool.jsonl`, and nothing is asked here")
        #expect(error?.notes == ["sentence 1, sample 0: Bob left ."])
        #expect(server.sentences.count == 1)
    }

    @Test func aSentenceThatIsRejectedIsAnsweredByThat() async throws {
        let server = Server { sentence, count in
            sentence.contains("Bob3") ? .failure(ChatFault(.rejected, status: 400, excerpt: "no such words")) : persons(sentence, count)
        }
        let scratch = Scratch()
        let first = try await Annotation(of: pool, by: model(scratch, server))
        #expect(first.dataset.sentences.count == 19)
        #expect(first.dataset.leftOut.map(\.reason) == [.refused] && first.dataset.leftOut.map(\.detail) == ["status 400: no such words"])
        _ = try await Annotation(of: pool, by: model(scratch, server))
        #expect(server.sentences.count == 20)
    }

    @Test func aQuestionThatIsAlwaysRejectedStopsSoonAndRecordsNothing() async throws {
        let scratch = Scratch(), server = Server { _, _ in .failure(ChatFault(.rejected, status: 400, excerpt: "no such field")) }
        let error = await #expect(throws: Diagnostic.self) { try await Annotation(of: pool, by: model(scratch, server)) }
        #expect(error?.message == "`127.0.0.1:9` rejects the request to `m`")
        #expect(error?.place?.description == "/pool.txt:1:1")
        #expect(server.sentences.count <= 5)
        #expect(try RecordingContents(reading: scratch.recording).replies.isEmpty)
    }

    @Test func whatFailsIsAskedAgainByTheNextRunAlone() async throws {
        let scratch = Scratch()
        let faulty = Server { sentence, count in
            sentence.contains("Bob7") ? .failure(ChatFault(.timedOut)) : persons(sentence, count)
        }
        let error = await #expect(throws: Diagnostic.self) { try await Annotation(of: pool, by: model(scratch, faulty)) }
        #expect(error?.place?.description == "/pool.txt:8:1")
        #expect(error?.notes.last?.hasPrefix("19 of 20 calls are recorded in `") == true)
        let server = Server(persons)
        #expect(try await Annotation(of: pool, by: model(scratch, server)).dataset.sentences.count == 20)
        #expect(server.sentences == ["Anna met Bob7 ."])
    }

    @Test func aFaultOfTheWholeEndpointStopsAtOnce() async throws {
        let scratch = Scratch(), server = Server { sentence, count in
            count > 4 ? .failure(ChatFault(.unauthorised, status: 401)) : persons(sentence, count)
        }
        await #expect(throws: Diagnostic.self) { try await Annotation(of: pool, by: model(scratch, server)) }
        #expect(server.sentences.count <= 6)
        #expect(try RecordingContents(reading: scratch.recording).replies.count == 4)
    }

    @Test func aReplyThatWasCutIsNeverAnAnswer() async throws {
        let scratch = Scratch(), server = Server { _, _ in
            .success(ChatReply(text: #"{"Anna": "PER"}"#, finish: .length, usage: ChatUsage(promptTokens: 9, completionTokens: 50)))
        }
        let annotation = try await Annotation(of: dataset(["Anna left ."]), by: model(scratch, server))
        #expect(annotation.dataset.sentences.isEmpty)
        #expect(annotation.dataset.leftOut.map(\.reason) == [.unreadable])
    }

    @Test func severalSamplesAreAskedAndVotedOn() async throws {
        let scratch = Scratch(), server = Server { _, count in
            .success(ChatReply(text: count % 3 == 0 ? "{}" : #"{"Anna": "PER"}"#))
        }
        let annotation = try await Annotation(of: dataset(["Anna left ."]), by: model(scratch, server, samples: 3, concurrency: 1))
        #expect(server.sentences.count == 3)
        #expect(annotation.dataset.sentences[0].ledger?.map(\.entity) == [NamedEntity("Anna", "PER", votes: 2)])
    }

    @Test func logprobsBecomeConfidenceAlsoFromTheRecording() async throws {
        let scratch = Scratch(), tokens = [("{\"", 0), ("Anna", -0.5), ("\": \"", 0), ("PER", -0.1), ("\"}", 0)]
        let server = Server { _, _ in
            .success(ChatReply(text: tokens.map(\.0).joined(), logprobs: tokens.map { TokenLogprob(token: $0.0, logprob: $0.1) }))
        }
        let asked = try await Annotation(of: dataset(["Anna left ."]), by: model(scratch, server)).dataset
        let confidence = try #require(asked.sentences[0].ledger?.first?.entity.confidence)
        #expect(abs(confidence - exp(-0.3)) < 1e-12)
        let replayed = try await Annotation(of: dataset(["Anna left ."]), by: model(scratch, nil, allowsNetwork: false)).dataset
        #expect(replayed.sentences == asked.sentences)
    }

    @Test func theBudgetIsNeverPassedAndWhatWasPaidForIsKept() async throws {
        let scratch = Scratch(), server = Server(persons)
        // A call costs 0.0001 · 1 + 0.00001 · 2 = 0.00012; before it is made, 50 tokens of reply are set aside.
        let prices = Prices(prompt: 1, completion: 2)
        let error = await #expect(throws: Diagnostic.self) {
            try await Annotation(of: pool, by: model(scratch, server, budget: 0.001, prices: prices))
        }
        let paid = server.sentences.count
        #expect(paid == 7 && error?.message == "the budget of 0.0010 does not reach for the next call: 0.00084 are spent")
        #expect(paid > 3 && Double(paid) * 0.00012 <= 0.001)
        #expect(try RecordingContents(reading: scratch.recording).replies.count == paid)
        let rest = Server(persons)
        #expect(try await Annotation(of: pool, by: model(scratch, rest, budget: 1, prices: prices)).dataset.sentences.count == 20)
        #expect(rest.sentences.count == 20 - paid)
    }

    @Test func callsThatTheServerDoesNotCountAreSpentAtTheirMostAlsoByTheNextRun() async throws {
        let scratch = Scratch(), prices = Prices(prompt: 1, completion: 2)
        let uncounted = { @Sendable (_: String, _: Int) -> Result<ChatReply, ChatFault> in .success(ChatReply(text: "{}")) }
        func asked(_ budget: Double) async -> Int {
            let server = Server(uncounted)
            await #expect(throws: Diagnostic.self) { try await Annotation(of: pool, by: model(scratch, server, budget: budget, prices: prices)) }
            return server.sentences.count
        }
        let first = await asked(0.001)
        #expect(first > 3)
        #expect(await asked(0.001) == 0)
        #expect(await asked(0.0015) == first / 2)
    }

    @Test func aTypeWithoutADefinitionIsNotAskedFor() async throws {
        let error = await #expect(throws: Diagnostic.self) { try await Annotation(of: pool, by: model(Scratch(), Server(persons)), types: ["PERS"]) }
        #expect(error?.message == "the model's prompt has no type `PERS`" && error?.label == "did you mean `PER`?")
    }

    @Test func aBudgetNeedsPrices() async throws {
        let error = await #expect(throws: Diagnostic.self) { try await Annotation(of: pool, by: model(Scratch(), Server(persons), budget: 1)) }
        #expect(error?.message == "a budget needs the prices of `m`")
    }

    @Test func whatIsInFlightWhenItIsStoppedIsRecorded() async throws {
        let scratch = Scratch(), count = Mutex(0)
        let (reached, reachedIn) = AsyncStream.makeStream(of: Void.self)
        let (go, goIn) = AsyncStream.makeStream(of: Void.self)
        var model = try model(scratch, nil, concurrency: 1)
        model.asking?.service = ChatService { request throws(ChatFault) in
            if count.withLock({ $0 += 1; return $0 }) == 3 {
                reachedIn.yield()
                for await _ in go { break }
            }
            return try persons(request.messages.last?.content ?? "", 0).get()
        }
        let stopped = model
        let task = Task { try await Annotation(of: pool, by: stopped) }
        for await _ in reached { break }
        task.cancel()
        goIn.yield()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(count.withLock(\.self) == 3)
        #expect(try RecordingContents(reading: scratch.recording).replies.count == 3)
    }
}
