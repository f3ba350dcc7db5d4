import Annotator
import Foundation
import Loopback
import Random
import Synchronization
import Testing

/// An annotation that is killed again and again and goes on: what was paid for is never paid for twice.
///
/// `NDS_KILLS` says how often; two hundred take some minutes.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct RecordingKillTests {
    private let home = TemporaryHome()
    private let kills = ProcessInfo.processInfo.environment["NDS_KILLS"].flatMap(Int.init) ?? 4
    private static let concurrency = 4

    /// Answers after some milliseconds, and counts how often each sentence was asked about.
    private final class CountingServer: Sendable {
        private let counts = Mutex<[String: Int]>([:])
        private let server: Mutex<RawServer?>

        init() {
            server = Mutex(nil)
            let server = RawServer(keepsRequests: false) { [self] request in
                let sentence = request.body.firstMatch(of: /Ada [0-9]+ met Bob [0-9]+/).map { String($0.output) } ?? ""
                let number = counts.withLock { counts in
                    counts[sentence, default: 0] += 1
                    return counts.values.reduce(0, +)
                }
                usleep(UInt32(4000 + number * 7919 % 9000))
                return .answer(
                    headers: ["Content-Type: application/json"],
                    #"{"model":"loopback","choices":[{"message":{"role":"assistant","content":"{\"Ada\": \"PER\", \"Bob\": \"PER\"}"},"finish_reason":"stop"}],"#
                        + #""usage":{"prompt_tokens":300,"completion_tokens":12}}"#)
            }
            self.server.withLock { $0 = server }
        }

        var url: String { server.withLock { $0?.url ?? "" } }
        var asked: [String: Int] { counts.withLock(\.self) }
        func stop() { server.withLock { $0?.stop() } }
    }

    private func start(_ script: String, _ url: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: PromptSession.program)
        process.arguments = ["run", script, "url=\(url)"]
        process.environment = home.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func recorded(_ path: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try RecordingContents(reading: path).replies.map { ($0.tokens ?? []).dropLast().joined(separator: " ") }
    }

    @Test("killed at random times an annotation asks for no recorded reply again, and for those in flight alone")
    func kill() throws {
        let sentences = 60 * kills + 60
        let pool = home.path + "/pool.txt", script = home.path + "/pool.nds", recording = home.path + "/replies.jsonl"
        try (0..<sentences).map { "Ada \($0) met Bob \($0).\n\n" }.joined().write(toFile: pool, atomically: true, encoding: .utf8)
        try """
        param url: text
        let pool = load "pool.txt"
        let labelled = annotate pool by=(llm "loopback" url=url concurrency=\(Self.concurrency)) record="replies.jsonl"
        assert labelled.sentences == \(sentences) and labelled.entities == \(2 * sentences)
        """.write(toFile: script, atomically: true, encoding: .utf8)
        let server = CountingServer()
        defer { server.stop() }
        var moments = RandomStream(seed: 21, key: "kill")
        var before: [String: Int] = [:]
        var kills = 0
        while kills < self.kills {
            let known = try recorded(recording)
            let asked = server.asked.values.reduce(0, +)
            let process = try start(script, server.url)
            while process.isRunning, server.asked.values.reduce(0, +) == asked { usleep(300) }
            usleep(UInt32(moments.uniform() * 150_000))
            guard process.isRunning else { break }
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            kills += 1
            // What stood in the recording before this run was not asked for by it.
            usleep(20_000)
            let now = server.asked
            #expect(known.allSatisfy { now[$0] == before[$0] })
            before = now
        }
        #expect(kills == self.kills, "the annotation must be longer than all its runs together")
        let last = try start(script, server.url)
        last.waitUntilExit()
        #expect(last.terminationStatus == 0)
        let asked = server.asked.values.reduce(0, +)
        let replies = try recorded(recording)
        #expect(replies.count == sentences && Set(replies).count == sentences, "each is recorded once")
        #expect(asked - sentences <= Self.concurrency * kills, "only those in flight are asked for again")
        print("\(kills) kills: \(sentences) sentences took \(asked) calls, \(asked - sentences) of them again after a kill")
    }
}
