import Diagnostics
import Foundation
import Script
import Testing

@testable import Notebook

/// What a session's cells come to as a script.
@MainActor
struct SliceTests {
    /// Runs cells as they would be typed, each on its own; those that fail stay in the session as failures.
    private func session(_ cells: String...) async -> Session {
        let session = Session(language: testLanguage)
        session.keepsValues = true
        for cell in cells {
            guard let tree = try? parse(SourceText(name: "prompt", text: cell)) else {
                Issue.record("`\(cell)` does not parse")
                continue
            }
            for statement in tree.statements {
                _ = try? await session.run(statement, of: tree, folder: scriptFolder.path)
            }
        }
        return session
    }

    private func slice(_ name: String, _ session: Session, folder: String? = nil) throws -> String {
        try session.slice(making: name, folder: folder ?? scriptFolder.path).text
    }

    /// The script without its head, in which nothing is ever chosen.
    private func body(_ name: String, _ session: Session) throws -> String {
        let lines = try slice(name, session).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(2) == ["nds 1", ""])
        return lines.dropFirst(2).drop { $0.hasPrefix("## # ") || $0.isEmpty }.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }

    @Test func itHoldsWhatTheNameNeedsAndNothingElse() async throws {
        let session = await session(
            "let a = bag 2", "let other = bag 7", "a", "palette", "let b = bag 3", "fit a on=b", "let s = fit a on=b", "let later = bag 9")
        #expect(try slice("s", session) == """
            nds 1

            ## # s

            let a = bag 2
            let b = bag 3

            let s = fit a on=b
            #= f1 0.4, epochs 3, rate 0.5, schedule simple, limit all, shuffle true

            """)
    }

    @Test func aNameMeansItsLatestBindingBeforeEachUse() async throws {
        let session = await session("let a = bag 2", "let a = bag 3", "let s = fit a on=a", "let a = bag 4")
        #expect(try body("s", session).hasPrefix("let a = bag 3\n\nlet s = fit a on=a\n"))
    }

    @Test func aNameThatIsNeededTwiceIsBoundUnderTwoNames() async throws {
        let session = await session("let a = bag 2", "let a_1 = bag 9", "let a = pour a into=a", "let a = fit a on=a_1")
        #expect(try body("a", session).hasPrefix("""
            let a_2 = bag 2
            let a_1 = bag 9
            let a_3 = pour a_2 into=a_2

            let a = fit a_3 on=a_1
            #= f1
            """))
    }

    @Test func earlierValuesGetNames() async throws {
        let session = await session("bag 2", "bag 3", "let s = fit _ on=_1", "_.f1")
        #expect(try body("s", session).hasPrefix("let bag_1 = bag 2\nlet bag_2 = bag 3\n\nlet s = fit bag_2 on=bag_1\n#= "))
        #expect(try body("_4", session).hasSuffix("let number_4 = s.f1\n#= 0.6"))
    }

    @Test func aWordThatIsAChoiceOrHiddenIsNoName() async throws {
        let session = await session(
            "let linear = bag 2", "let i = bag 3", "let s = fit (bag 1) on=(bag 4) schedule=linear",
            "let t = for i in [1, 2] { let linear = i; linear * 2 }", "let u = [(for i in [linear.size] { i }), i.size]")
        #expect(!(try slice("s", session).contains("let linear")))
        #expect(!(try slice("t", session).contains("bag")))
        #expect(try body("u", session).hasPrefix("let linear = bag 2\nlet i = bag 3\n\nlet u = "))
    }

    @Test func namesWithinTextsAndBlocksAreFollowedAndRenamed() async throws {
        let session = await session("let n = 1", "let n = n + 1", "let n = for k in [n] { \"\\(n) of \\((n) + k)\" }")
        #expect(try body("n", session).hasPrefix("""
            let n_1 = 1
            let n_2 = n_1 + 1

            let n = for k in [n_2] { "\\(n_2) of \\((n_2) + k)" }
            """))
    }

    @Test func cellsThatFailedAreDroppedAndNeverReliedOn() async throws {
        let session = await session("let a = bag 2", "let a = fail \"broken\"", "let s = fit a on=a")
        #expect(try body("s", session).hasPrefix("let a = bag 2\n\nlet s = fit a on=a"))
    }

    @Test func whatAnInterruptedCellLeftIsNotSaved() async throws {
        let session = Session(language: testLanguage)
        session.keepsValues = true
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        session.progress = { _ in continuation.yield() }
        let task = Task { try await run("let a = linger bag(5)", session: session) }
        for await _ in started { break }
        task.cancel()
        _ = await task.result
        let error = #expect(throws: Diagnostic.self) { try slice("a", session) }
        #expect(error?.message == "`a` comes from a cell that did not end: it was interrupted")
        #expect(error?.label == "run it again to save it" && error?.notes == ["it was: let a = linger bag(5)"])
    }

    @Test func aTranscriptOfNothingIsNotSaved() async throws {
        let session = await session("fail \"broken\"")
        #expect(throws: Diagnostic("there are no cells to save yet")) { try session.transcript(folder: scriptFolder.path) }
    }

    @Test func theSeedInForceStandsOnTop() async throws {
        let session = await session("seed 3", "let a = draw (bag 5)", "seed 4", "let b = draw (bag 6)")
        #expect(try body("a", session).hasPrefix("seed 3\n\nlet a = draw (bag 5)\n"))
        #expect(try body("b", session).hasPrefix("seed 4\n\nlet b = draw (bag 6)\n"))
        let unseeded = await self.session("let a = draw (bag 5)")
        #expect(try body("a", unseeded).hasPrefix("seed 1\n"), "what the session said aloud the script says too")
    }

    @Test func drawsUnderSeveralSeedsComeOutTheSame() async throws {
        let session = await session("seed 3", "let a = draw (bag 5)", "seed 4", "let b = draw (bag 6)", "let both = [a, b]")
        let text = try slice("both", session)
        let again = try await run(text)
        #expect(again.last?.value?.summary == session.names["both"]?.summary)
    }

    @Test func functionsAreFollowedToWhatTheyTakeFromAroundThem() async throws {
        let session = await session(
            "let g = 2", "def twice(x) { let y = x * g; y }", "let g = 5", "def never(x) { x }", "let s = [twice(3), g]", "def twice(x) { x }")
        #expect(try body("s", session) == """
            let g_1 = 2
            def twice(x) { let y = x * g_1; y }
            let g = 5

            let s = [twice(3), g]
            #= [6, 5]
            """)
    }

    @Test func branchesAreFollowed() async throws {
        let session = await session("let a = 1", "let b = 2", "let c = 3", "let s = if a > 1 { b } else { let c = 9; c }")
        #expect(try body("s", session).hasPrefix("let a = 1\nlet b = 2\n\nlet s = if"))
    }

    @Test func parametersNotesRecordingsAndAssertionsAreKept() async throws {
        let session = await session(
            "param size: number = 2 \"how many balls\"", "## # Bags\n## A small one.\nlet a = bag size", "## nobody needs this\nlet c = bag 1",
            "assert a.size == 2, \"small\"", "assert c.size == 1", "let s = fit a on=a\n#= f1 0.5 +- 0.1", "assert s.f1 == 0.5")
        #expect(try slice("s", session) == """
            nds 1

            param size: number = 2 "how many balls"

            ## # Bags
            ## A small one.
            let a = bag size

            assert a.size == 2, "small"

            let s = fit a on=a
            #= f1 0.5 +- 0.1

            assert s.f1 == 0.5

            """)
    }

    @Test func unknownNamesAreRejectedWithWhatMayBeMeant() async throws {
        let session = await session("let score = bag 2")
        #expect(throws: Diagnostic("no cell made `scroe`", label: "did you mean `score`?")) { try slice("scroe", session) }
    }

    @Test func theTranscriptHoldsEverythingAndTheFailuresAsRemarks() async throws {
        let session = await session("let a = bag 2", "a", "palette", "let a = fail \"broken\"", "let a = bag 3", "let s = fit a on=_1")
        let text = try session.transcript(folder: scriptFolder.path).text
        #expect(text == """
            nds 1

            let a_1 = bag 2
            #= bag of 2

            a_1
            #= bag of 2

            palette
            #= colour  weight
            #= red      1.000
            #= blue     2.500

            # let a = fail "broken"
            # failed: broken

            let a = bag 3
            #= bag of 3

            let s = fit a on=a_1
            #= f1 0.6, epochs 3, rate 0.5, schedule simple, limit all, shuffle true

            """)
        #expect(try await run(text).count == 5)
    }
}

/// Slices of sessions that read and write files.
@MainActor
struct SliceFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("nds-slice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("sub"), withIntermediateDirectories: true)
        try "some text".write(to: folder.appendingPathComponent("a.txt"), atomically: true, encoding: .utf8)
        try "some text".write(to: folder.appendingPathComponent("bag.txt"), atomically: true, encoding: .utf8)
    }

    private func text(_ name: String, _ script: String, from place: String = "") async throws -> String {
        defer { try? FileManager.default.removeItem(at: folder) }
        let session = Session(language: testLanguage)
        let tree = try parse(SourceText(name: "prompt", text: script))
        for statement in tree.statements { _ = try await session.run(statement, of: tree, folder: folder.path) }
        return try session.slice(making: name, folder: folder.path + place).text
    }

    @Test func aFileThatWasWrittenBeforeItIsReadIsWrittenAgain() async throws {
        let text = try await text("t", """
            store bag(1) "other.txt"
            store bag(2) "bag.txt"
            let b = bag 3
            store b "./bag.txt"
            store bag(4) "sub"
            let t = open "bag.txt"
            store bag(5) "bag.txt"
            """)
        #expect(text.hasPrefix("nds 1\n\n## # t\n\nlet b = bag 3\nstore b \"./bag.txt\"\n\nlet t = open \"bag.txt\"\n#= "))
    }

    @Test func pathsLeadFromWhereTheScriptLies() async throws {
        let script = "param file: path = \"bag.txt\"\nlet t = [(open \"a.txt\"), (open file), (open \"\(folder.path)/a.txt\")]"
        #expect(try await text("t", script, from: "/sub/deep").contains("""
            param file: path = "../../bag.txt"

            let t = [(open "../../a.txt"), (open file), (open "\(folder.path)/a.txt")]
            """))
        #expect(Paths.relative("/a/b/c", from: "/a/d") == "../b/c")
        #expect(Paths.relative("/a", from: "/a") == ".")
    }
}
