import Annotator
import ArgumentParser
import ChatClient
import Corpus
import Foundation
import Loopback
import Newsroom
import Random

struct RecordingBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recording", abstract: "Annotates sentences by a model on loopback, which records them, and then once more from the recording alone.",
        discussion: "The sentences are generated news, the server answers with their gold labels. Only the second time is the row's `replay_s`.")

    @Option(help: "How many sentences.")
    var sentences = 10_000

    func validate() throws {
        if sentences < 1 { throw ValidationError("there is at least one sentence") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nds-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let news = generateNews(size: sentences, part: .train, stream: RandomStream(seed: 1, key: "bench"))
        let replies = Dictionary(news.sentences.map { ($0.text, reply($0)) }, uniquingKeysWith: { first, _ in first })
        let server = RawServer(keepsRequests: false) { request in
            .answer(headers: ["Content-Type: application/json"], completion(replies[asked(request.body)] ?? "{}"))
        }
        defer { server.stop() }
        let path = folder.appendingPathComponent("replies.jsonl").path

        let (recording, first) = try await timed { try await annotated(news, server.url, path, allowsNetwork: true) }
        let (replaying, second) = try await timed { try await annotated(news, server.url, path, allowsNetwork: false) }
        precondition(first.sentences == second.sentences, "a replay gives the labels of the first time")
        var figures = Figures()
        figures.add("task", "recording")
        figures.add("sentences", second.sentences.count)
        figures.add("entities", second.entityCount)
        figures.add("calls", server.count)
        figures.add("recorded_per_s", Double(server.count) / recording, digits: 0)
        figures.add("replay_s", replaying, digits: 3)
        figures.add("bytes", (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0)
        figures.report()
    }

    private func annotated(_ news: Dataset, _ url: String, _ path: String, allowsNetwork: Bool) async throws -> Dataset {
        let prompt = try BuiltInPrompt.standard.prompt()
        var model = LanguageModel(
            endpoint: try ChatEndpoint(url: url, model: "loopback"), parameters: ChatParameters(temperature: 0), prompt: prompt, types: EntityType.conll)
        model.asking = Asking(recording: path, allowsNetwork: allowsNetwork)
        return try await Annotation(of: news, by: model).dataset
    }
}

/// The labels of a sentence as a model would reply them.
private func reply(_ sentence: Sentence) -> String {
    ReplyForm.dictionary.text(sentence.spans, of: sentence.tokens)
}

/// The sentence that a request is about: the last line of its last message that names one.
private func asked(_ body: String) -> String {
    let object = (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any]
    let content = (object?["messages"] as? [[String: Any]])?.last?["content"] as? String
    return content?.split(separator: "\n").last { $0.hasPrefix("Text: ") }.map { String($0.dropFirst(6)) } ?? ""
}

private func completion(_ text: String) -> String {
    let message = (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    return #"{"id":"1","object":"chat.completion","model":"loopback","choices":[{"index":0,"message":{"role":"assistant","content":\#(message)},"#
        + #""finish_reason":"stop"}],"usage":{"prompt_tokens":400,"completion_tokens":20,"total_tokens":420}}"#
}
