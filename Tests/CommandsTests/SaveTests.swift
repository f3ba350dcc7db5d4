import Diagnostics
import Foundation
import Notebook
import Script
import Store
import Testing

@testable import Commands

/// `save` in sessions that lie in folders of their own.
@MainActor
struct SaveTests {
    private func session(_ body: (ScratchSession) async throws -> Void) async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        do {
            try await body(scratch)
        } catch let findings as Findings {
            Issue.record("\(findings.all.map { $0.rendered() }.joined(separator: "\n"))")
        }
    }

    private func read(_ name: String, _ scratch: ScratchSession) throws -> String {
        try String(contentsOfFile: scratch.folder + "/" + name, encoding: .utf8)
    }

    private let training = """
        seed 5
        let news = generate news size=40
        let news = generate news size=30
        news
        let model = bert size=tiny
        let tagger = train model on=news batch=8 steps=3
        eval tagger on=news
        """

    @Test func theSavedScriptReplaysToTheSame() async throws {
        try await session { scratch in
            try await scratch.run(training + "\nlet score = eval tagger on=news\nlet other = generate news size=5\nsave \"x.nds\" for=score")
            let script = try read("x.nds", scratch)
            #expect(script.hasPrefix("""
                nds 1

                ## # score

                seed 5

                let news = generate news size=30
                let model = bert size=tiny
                let tagger = train model on=news batch=8 steps=3

                let score = eval tagger on=news
                #= f1 0.
                """))
            let tree = try parse(SourceText(name: "x.nds", text: script))
            let lock = try Lock(reading: scratch.folder + "/x.nds.lock")
            #expect(lock?.script == Digest(of: script).text && lock?.calls.map(\.command) == ["generate", "bert", "train", "eval"])
            let replay = Replay(tree, in: Session(language: .nds), folder: scratch.folder, parameters: [:], lock: lock)
            #expect(try await replay.run().agrees)
        }
    }

    @Test func theTranscriptIsSavedWhole() async throws {
        try await session { scratch in
            try await scratch.run("let news = generate news size=30\nnews\nsave \"x.nds\" for=news\nlet facts = describe news\nsave \"all.nds\" all=true")
            let script = try read("all.nds", scratch)
            #expect(!script.contains("save") && script.contains("\nnews\n#= news train: 30 sentences, "))
            #expect(script.hasPrefix("nds 1\n\nseed 1\n\nlet news = generate news size=30\n#= "))
            #expect(script.contains("\nlet facts = describe news\n#= "))
        }
    }

    @Test func whatASliceReadsAndTheSessionWroteIsWrittenByTheScript() async throws {
        try await session { scratch in
            try FileManager.default.createDirectory(atPath: scratch.folder + "/out", withIntermediateDirectories: true)
            try await scratch.run("""
                let news = generate news size=30
                write news "news.conll"
                write news "other.conll"
                let again = load "news.conll" limit=10
                save "out/x.nds" for=again
                """)
            let script = try read("out/x.nds", scratch)
            #expect(script.contains("\nwrite news \"../news.conll\"\n"))
            #expect(script.contains("\nlet again = load \"../news.conll\" limit=10\n#= "))
            #expect(!script.contains("other"))
            #expect(try read("out/x.nds.lock", scratch).contains("\"../news.conll\": \""))
        }
    }

    @Test func aFileThatSaveDidNotMakeIsNotReplacedUnasked() async throws {
        try await session { scratch in
            try "mine".write(toFile: scratch.folder + "/x.nds", atomically: true, encoding: .utf8)
            try await scratch.run("let n = generate news size=5")
            await #expect(throws: Diagnostic.self) { try await scratch.run("save \"x.nds\" for=n") }
            #expect(try read("x.nds", scratch) == "mine")
            scratch.session.confirm = { _ in false }
            let refused = await #expect(throws: Diagnostic.self) { try await scratch.run("save \"x.nds\" for=n") }
            #expect(refused?.message == "`x.nds` stays as it is")
            var asked = ""
            scratch.session.confirm = { question in
                asked = question
                return true
            }
            try await scratch.run("save \"x.nds\" for=n")
            #expect(asked == "x.nds is there already and `save` did not make it as it is. Replace it?")
            let saved = try read("x.nds", scratch)
            #expect(saved.hasPrefix("nds 1\n"))
            // What save made it replaces without a question, until somebody edits it.
            scratch.session.confirm = nil
            try await scratch.run("save \"x.nds\" for=n")
            try (saved + "# edited\n").write(toFile: scratch.folder + "/x.nds", atomically: true, encoding: .utf8)
            let edited = await #expect(throws: Diagnostic.self) { try await scratch.run("save \"x.nds\" for=n") }
            #expect(edited?.message == "`x.nds` is there already and `save` did not make it as it is" && edited?.label == "`force=true` replaces it")
            try await scratch.run("save \"x.nds\" for=n force=true")
            #expect(try read("x.nds", scratch) == saved)
        }
    }

    @Test func whatDoesNotReplayIsNotSaved() async throws {
        try await session { scratch in
            try "One sentence here.\n".write(toFile: scratch.folder + "/a.txt", atomically: true, encoding: .utf8)
            try await scratch.run("let text = load \"a.txt\"")
            try "Two sentences. Are here.\n".write(toFile: scratch.folder + "/a.txt", atomically: true, encoding: .utf8)
            let changed = await #expect(throws: Diagnostic.self) { try await scratch.run("save \"x.nds\" for=text") }
            #expect(changed?.message == "`x.nds` is not saved: the replay gave another value" || changed?.message.hasPrefix("`x.nds` is not saved: recorded is `") == true)
            try FileManager.default.removeItem(atPath: scratch.folder + "/a.txt")
            let gone = await #expect(throws: Diagnostic.self) { try await scratch.run("save \"x.nds\" for=text") }
            #expect(gone?.message == "`x.nds` is not saved: there is no file `a.txt`")
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder).filter { $0.hasPrefix("x.nds") } == [])
        }
    }

    @Test(arguments: [
        ("save \"x.nds\"", "1:1+12 `save` wants a name or the whole transcript"), ("save \"x.nds\" for=n all=true", "1:1+27 `save` wants a name or the whole transcript"),
        ("save \"x.nds\" for=m", "1:1+18 no cell made `m`"), ("save \"nowhere/x.nds\" for=n", "1:1+26 there is no folder `F/nowhere`"), ("save \"x.nds\" all=true", ""),
    ])
    func whatCannotBeSavedSaysWhy(line: String, message: String) async throws {
        try await session { scratch in
            try await scratch.run("let n = generate news size=5")
            if message.isEmpty { try await scratch.run(line) } else {
                let error = await #expect(throws: Diagnostic.self) { try await scratch.run(line) }
                guard let error, case .line(let line, let column, let length, _)? = error.place?.position else {
                    Issue.record("\(line) should fail at a place")
                    return
                }
                #expect("\(line):\(column)+\(length) \(error.message)".replacing(scratch.folder, with: "F") == message)
            }
        }
    }

    @Test func anInterruptedReplayLeavesNothing() async throws {
        try await session { scratch in
            try await scratch.run("let model = bert size=tiny\nlet news = generate news size=40\nlet tagger = train model on=news batch=4 steps=60")
            let (started, continuation) = AsyncStream.makeStream(of: Void.self)
            scratch.session.progress = { _ in continuation.yield() }
            let work = Task { try await scratch.run("save \"x.nds\" for=tagger") }
            for await _ in started { break }
            work.cancel()
            await #expect(throws: CancellationError.self) { try await work.value }
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder).filter { $0.contains("x.nds") } == [])
        }
    }
}
