import Diagnostics
import Foundation
import Notebook
import Script
import Store
import Testing

@testable import Commands

/// The scripts that ship carry what they gave, and what replays quickly is replayed.
@MainActor
struct ScriptRecordTests {
    nonisolated private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    nonisolated private static let scripts = root.appendingPathComponent("scripts").path
    nonisolated private static let names = scripts(in: "") + lessons
    nonisolated private static let lessons = scripts(in: "lessons/")

    nonisolated private static func scripts(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: scripts + "/" + folder)) ?? []
        return names.filter { $0.hasSuffix(".nds") }.sorted().map { folder + $0 }
    }

    @Test func thereAreScripts() {
        #expect(Self.names.contains("quickstart.nds") && Self.lessons.count == 8)
    }

    /// A script without a lock waits for its first run: then it records nothing at all.
    @Test(arguments: names)
    func everyScriptHasRecordedOutputAndALockOrNeither(name: String) throws {
        let path = Self.scripts + "/" + name
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let tree = try parse(SourceText(name: name, text: text))
        let recorded = tree.statements.flatMap(\.recorded)
        #expect(!recorded.isEmpty && tree.misplacedRecordings.isEmpty)
        guard FileManager.default.fileExists(atPath: Lock.path(of: path)) else {
            #expect(!recorded.contains { !$0.body.isEmpty })
            return
        }
        #expect(!recorded.contains { $0.body.isEmpty })
        for line in recorded {
            let tolerances = line.text.matches(of: #/(?:\+-|±) *([0-9.]+)/#).compactMap { Double($0.1) }
            #expect(tolerances.allSatisfy { $0 <= 0.03 }, "\(line.text)")
        }
        let lock = try #require(try Lock(reading: Lock.path(of: path)))
        #expect(lock.script == Digest(of: text).text && !lock.calls.isEmpty && lock.program == Language.nds.version)
        #expect(!lock.text.contains("\"/"), "a lock names no folder of one machine")
    }

    @Test func theSmallScriptReplays() async throws {
        try await replay(Self.root.appendingPathComponent("Tests/CommandsTests/Fixtures/recorded.nds").path)
    }

    /// Every reply that it needs is recorded beside it, so nobody is asked.
    @Test func thePromptsReplay() async throws {
        try await replay(Self.scripts + "/prompts.nds")
    }

    /// They need no model and no network.
    @Test(arguments: lessons)
    func everyLessonReplays(name: String) async throws {
        try await replay(Self.scripts + "/" + name)
    }

    /// It needs MiniLM and a minute.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["NDS_DATA"] != nil))
    func theQuickStartReplays() async throws {
        try await replay(Self.scripts + "/quickstart.nds")
    }

    private func replay(_ path: String) async throws {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        let tree = try program(SourceText(name: url.lastPathComponent, text: try String(contentsOf: url, encoding: .utf8)), folder: folder, path: path)
        let lock = try #require(try Lock(reading: Lock.path(of: path)))
        let replay = Replay(tree, in: Session(language: .nds), folder: folder, parameters: [:], lock: lock)
        let outcome = try await replay.run()
        let wrong = outcome.differences.map(\.diagnostic) + [outcome.divergence?.diagnostic].compactMap(\.self)
        #expect(outcome.agrees, "\(wrong.map { $0.rendered() }.joined(separator: "\n"))")
        #expect(outcome.lineCount > 0)
    }
}
