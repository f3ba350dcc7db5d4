@testable import Annotator
@testable import ChatClient
import Corpus
import Foundation
import Loopback
import Random
import Synchronization
import Testing

/// One request in five meets a fault, by a seed; the others are answered with the two names of the sentence.
private func behaviour(_ request: RawServer.Request) -> RawServer.Behaviour {
    var stream = RandomStream(seed: 8, key: "faults").substream(request.number)
    let answer = #"{"model":"m","choices":[{"message":{"content":"{\"Ada\": \"PER\", \"Bob\": \"PER\"}"},"finish_reason":"stop"}]}"#
    if stream.uniform() >= 0.2 { return .answer(answer) }
    return stream.pick([
        .answer(status: 429, headers: ["Retry-After: 3"], ""), .answer(status: 429, ""), .answer(status: 500, ""), .answer(status: 502, "<html>"),
        .answer(status: 503, ""), .send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + answer.prefix(40)), .send("HTTP/1.1 200"), .send("nonsense"),
        .answer("{\"choices\": [{"), .answer("{\"choices\": []}"), .answer("{\"choices\": [{\"message\": {\"content\": null}}]}"),
    ])
}

/// A clock that jumps ahead where somebody sleeps.
private func impatientClock() -> ChatClock {
    let time = Elapsed()
    return ChatClock(
        now: { time.now }, date: { Date() },
        sleep: { seconds in
            try Task.checkCancellation()
            time.pass(seconds)
            await Task.yield()
        })
}

private final class Elapsed: Sendable {
    private let seconds = Mutex(0.0)

    var now: Double { seconds.withLock(\.self) }
    func pass(_ more: Double) { seconds.withLock { $0 += more } }
}

struct FaultyServerTests {
    @Test func aThousandSentencesOverABadServerEndAnnotatedOnceEach() async throws {
        let server = RawServer(behaviour)
        defer { server.stop() }
        let folder = FileManager.default.temporaryDirectory.appending(path: "nds-faulty-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sentences = (0..<1000).map { number in
            Sentence(tokens: ["Ada", "met", "Bob", "\(number)", "."], origin: Origin(file: "/pool.txt", number: number, line: number + 1))
        }
        let endpoint = try ChatEndpoint(url: server.url, model: "m")
        let client = ChatClient(endpoint, transport: CurlTransport(), environment: { _ in nil }, clock: impatientClock())
        var model = LanguageModel(
            endpoint: endpoint, parameters: ChatParameters(temperature: 0), prompt: try BuiltInPrompt.standard.prompt(), types: EntityType.conll)
        model.asking = Asking(recording: folder + "/pool.jsonl")
        model.asking?.service = ChatService { request throws(ChatFault) in try await client.reply(to: request) }
        let pool = Dataset(name: "pool", sentences: sentences, types: [], labels: nil)
        let labelled = try await Annotation(of: pool, by: model).dataset
        #expect(labelled.sentences.map(\.tokens) == sentences.map(\.tokens))
        #expect(labelled.entityCount == 2000 && labelled.leftOut.isEmpty)
        let recorded = try RecordingContents(reading: folder + "/pool.jsonl").replies
        #expect(recorded.count == 1000 && Set(recorded.map(\.sentence)) == Set(0..<1000))
        #expect(server.count > 1150)
    }
}
