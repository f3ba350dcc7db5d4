@testable import ChatClient
import Foundation
import Testing

private let url = ProcessInfo.processInfo.environment["NDS_CHAT_URL"]
private let model = ProcessInfo.processInfo.environment["NDS_CHAT_MODEL"] ?? "gpt-4o-mini"

/// A server that nobody here wrote, which runs already and may fail as often as it likes: any that speaks the protocol.
@Test(.enabled(if: url != nil, "NDS_CHAT_URL names no server"))
func aServerThatOthersWroteAnswersEachRequest() async throws {
    let endpoint = try ChatEndpoint(url: url ?? "", model: model)
    let client = ChatClient(endpoint)
    let count = 300
    let results = await withTaskGroup(of: Result<ChatReply, ChatFault>.self) { group in
        for index in 0..<count {
            let message = ChatMessage(.user, "Name the entities: Angela Merkel flew to Paris, no. \(index).")
            let parameters = ChatParameters(temperature: 0, maxTokens: 20, seed: index, json: index % 2 == 0, logprobs: index % 3 == 0)
            group.addTask { await result(of: client, ChatRequest(messages: [message], parameters: parameters)) }
        }
        return await group.reduce(into: []) { $0.append($1) }
    }
    let faults = results.compactMap(\.fault).map { $0.diagnostic(for: endpoint).rendered() }
    #expect(results.count == count && faults.isEmpty, "\(faults.prefix(3).joined(separator: "\n"))")
    #expect(results.compactMap(\.reply).allSatisfy { !$0.text.isEmpty && $0.model.map { ModelMatch(asked: model, answered: $0) } != .foreign })
    print("\(client.sent) requests for \(count) replies; first: \(results.compactMap(\.reply).first.map { "\($0)" } ?? "none")")
}
