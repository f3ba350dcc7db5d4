import ArgumentParser
import ChatClient
import Diagnostics
import Foundation
import Loopback

struct ClientBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "Asks a chat-completions server on loopback, in this same process, which answers at once.",
        discussion: "The memory is that of client and server together.")

    @Option(help: "How many requests.")
    var requests = 20_000

    @Option(help: "How many are on their way at a time; the client's default without it.")
    var concurrency: Int?

    func validate() throws {
        guard requests > 1, concurrency ?? 1 > 0 else { throw ValidationError("there are at least two requests, and one at a time") }
    }

    func run() async throws {
        let server = RawServer(keepsRequests: false) { _ in .answer(headers: ["Content-Type: application/json"], Self.response) }
        defer { server.stop() }
        var limits = ChatLimits()
        limits.concurrency = concurrency ?? limits.concurrency
        let endpoint = try ChatEndpoint(url: server.url, model: "loopback", limits: limits)
        let client = ChatClient(endpoint)
        let start = residentMiB()
        let (firstSeconds, _) = try await timed { try await ask(client, 0..<requests / 2) }
        let middle = residentMiB()
        let (secondSeconds, _) = try await timed { try await ask(client, requests / 2..<requests) }
        var figures = Figures()
        figures.add("task", "client")
        figures.add("requests", server.count)
        figures.add("concurrency", limits.concurrency)
        figures.add("requests_per_s", Double(requests) / (firstSeconds + secondSeconds), digits: 0)
        figures.add("rss_start_mib", start)
        figures.add("rss_middle_mib", middle)
        figures.add("rss_end_mib", residentMiB())
        figures.report()
    }

    /// A sentence a request, as many tasks at a time as the client lets through.
    private func ask(_ client: ChatClient, _ numbers: Range<Int>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in numbers {
                if number - numbers.lowerBound >= client.endpoint.limits.concurrency { try await group.next() }
                group.addTask {
                    let request = ChatRequest(messages: [
                        ChatMessage(.system, "Name the entities as a dictionary."), ChatMessage(.user, "Sentence \(number): Angela Merkel flew to Paris."),
                    ])
                    do throws(ChatFault) {
                        _ = try await client.reply(to: request)
                    } catch {
                        throw error.diagnostic(for: client.endpoint)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static let response =
        #"{"id":"c1","object":"chat.completion","model":"loopback","choices":[{"index":0,"message":{"role":"assistant","content":"{\"Angela Merkel\": \"PER\", \"Paris\": \"LOC\"}"},"#
        + #""finish_reason":"stop"}],"usage":{"prompt_tokens":24,"completion_tokens":14,"total_tokens":38}}"#
}

/// Memory that the process holds now.
private func residentMiB() -> Double {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Double(pages * sysconf(numericCast(_SC_PAGESIZE))) / 1_048_576
}
