import Foundation
import Notebook
import Random
import Testing

/// A script that is killed again and again and goes on: what was computed before a kill is never computed again.
///
/// `NDS_KILLS` says how often; two hundred take some minutes.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct KillTests {
    private let home = TemporaryHome()
    private let kills = ProcessInfo.processInfo.environment["NDS_KILLS"].flatMap(Int.init) ?? 4

    private func script() throws -> String {
        let path = home.path + "/long.nds"
        let rounds = 4 + kills * 3 / 4
        let text = """
            seed 5
            let start = bert size=tiny
            let few = generate news size=40
            let base = generate news size=20000
            let arms = for round in 1..\(rounds) {
                seed round
                let drawn = sample base 19000
                let tagger = train start on=few batch=8 steps=2 lr=1e-3
                eval tagger on=(sample drawn 10)
            }
            arms
            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func start(_ script: String, cache: String) throws -> (process: Process, output: FileHandle) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: PromptSession.program)
        process.arguments = ["run", script, "--json"]
        process.environment = home.environment.merging(["XDG_CACHE_HOME": cache]) { $1 }
        let path = home.path + "/output-\(UUID()).jsonl"
        try Data().write(to: URL(fileURLWithPath: path))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        process.standardError = FileHandle.nullDevice
        try process.run()
        return (process, try FileHandle(forReadingFrom: URL(fileURLWithPath: path)))
    }

    /// The cells of a whole run, without their times.
    private func values(_ script: String, cache: String) throws -> [NSDictionary] {
        let (process, output) = try start(script, cache: cache)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try output.readDataToEndOfFile().split(separator: UInt8(ascii: "\n")).map { line in
            var cell = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            cell["seconds"] = nil
            return cell as NSDictionary
        }
    }

    private func files(_ folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).map { folder + "/" + $0 }
    }

    /// Waits until a run has noted so many calls, or has ended.
    private func waitForCalls(_ count: Int, in cache: String, of process: Process) {
        let lines = { self.files(cache + "/nds/runs").reduce(0) { $0 + ((try? Data(contentsOf: URL(fileURLWithPath: $1)))?.count { $0 == 10 } ?? 0) } }
        let start = lines()
        while process.isRunning, lines() < start + count { usleep(500) }
    }

    private func unfinishedFiles(_ cache: String) -> Set<String> {
        Set(files(cache + "/nds/calls").filter { $0.hasSuffix(".tmp") })
    }

    /// Whether a kill left a torn last line or an unfinished file, and takes note of the files.
    private func wasWriting(_ cache: String, _ known: inout Set<String>) throws -> Bool {
        let unfinished = unfinishedFiles(cache)
        defer { known = unfinished }
        let isTorn = try files(cache + "/nds/runs").contains { path in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            return bytes.last.map { $0 != UInt8(ascii: "\n") } ?? false
        }
        return isTorn || !unfinished.subtracting(known).isEmpty
    }

    @Test("killed at random times a script loses nothing but the running call, and ends with the same figures")
    func kill() throws {
        let path = try script()
        let cache = home.path + "/cache"
        var moments = RandomStream(seed: 12, key: "kill")
        var unfinished: Set<String> = []
        var kills = 0, writing = 0, tries = 0
        while kills < self.kills, tries < 4 * self.kills {
            tries += 1
            let (process, _) = try start(path, cache: cache)
            if tries % 3 == 0 {
                // Random times seldom fall into a write: some of the kills look for one.
                while process.isRunning, unfinishedFiles(cache).subtracting(unfinished).isEmpty { usleep(500) }
                usleep(UInt32(moments.uniform() * 50_000))
            } else {
                waitForCalls(1 + moments.int(below: 3), in: cache, of: process)
                usleep(UInt32(moments.uniform() * 300_000))
            }
            if process.isRunning {
                Foundation.kill(process.processIdentifier, SIGKILL)
                kills += 1
            }
            process.waitUntilExit()
            if try wasWriting(cache, &unfinished) { writing += 1 }
        }
        #expect(kills == self.kills, "the script must be longer than all its runs together")
        let resumed = try values(path, cache: cache)
        #expect(resumed == (try values(path, cache: home.path + "/another cache")))

        let calls = files(cache + "/nds/runs").flatMap { Journal.lines(of: $0) }.compactMap(\.call)
        let computed = calls.filter { !$0.isCached }.map(\.key.text)
        #expect(Set(computed).count == computed.count, "a call that had ended was made again")
        #expect(calls.contains { $0.isCached })
        print("\(kills) kills, \(writing) of them inside a write; \(computed.count) calls computed, none of them twice")
        #expect(writing >= kills / 10)
    }

    @Test("a journal and a store cut anywhere cost the cut call alone")
    func cut() throws {
        let path = home.path + "/short.nds"
        try "for size in [10, 20, 30] { generate news size=size }\n".write(toFile: path, atomically: true, encoding: .utf8)
        let cache = home.path + "/cache"
        let whole = try values(path, cache: cache)
        let stored = try files(cache + "/nds/calls").filter { try !FileManager.default.attributesOfItem(atPath: $0)[.type].map { $0 as? FileAttributeType == .typeDirectory }! }
        #expect(stored.count == 3)
        let journal = try #require(files(cache + "/nds/runs").first)
        for share in [0, 0.01, 0.5, 0.999] {
            let file = URL(fileURLWithPath: stored[0]), bytes = try Data(contentsOf: file)
            try bytes.prefix(Int(Double(bytes.count) * share)).write(to: file)
            let log = try Data(contentsOf: URL(fileURLWithPath: journal))
            try log.dropLast(7).write(to: URL(fileURLWithPath: journal))
            let before = Journal.lines(of: journal).count
            #expect(try values(path, cache: cache) == whole)
            let calls = Journal.lines(of: journal).dropFirst(before).compactMap(\.call)
            #expect(calls.map(\.isCached).count { !$0 } == 1)
        }
    }

    @Test("two runs at the same time share a store and spoil nothing")
    func together() throws {
        let path = home.path + "/shared.nds"
        try "for size in 1..40 { generate news size=(size * 10) }\n".write(toFile: path, atomically: true, encoding: .utf8)
        let cache = home.path + "/cache"
        let runs = try (0..<3).map { _ in try start(path, cache: cache) }
        for run in runs {
            run.process.waitUntilExit()
            #expect(run.process.terminationStatus == 0)
        }
        let expected = try values(path, cache: home.path + "/another cache")
        #expect(try values(path, cache: cache) == expected)
        #expect(Journal.lines(of: try #require(files(cache + "/nds/runs").first)).compactMap(\.call).count == 160)
    }
}
