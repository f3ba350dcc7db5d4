import Diagnostics
import Foundation
import Notebook
import Script
import Store
import Synchronization
import Testing

/// What of a script runs a second time, in a language whose commands count their runs.
@MainActor
@Suite final class LedgerTests {
    private let folder = NSTemporaryDirectory() + "nds-ledger-\(UUID())"
    private let runs = Runs()

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func run(_ script: String, store: CallStore?, remark: (@Sendable (String) -> Void)? = nil, tellRound: (@Sendable (Round) -> Void)? = nil) async throws -> [Cell] {
        let session = Session(language: runs.language, store: store)
        session.tellRound = tellRound
        if let remark { session.remark = remark }
        let tree = try parse(SourceText(name: "test.nds", text: script))
        var cells: [Cell] = []
        for statement in tree.statements { cells.append(try await session.run(statement, of: tree, folder: folder)) }
        return cells
    }

    private var store: CallStore { CallStore(folder: folder + "/store", limit: 1 << 30) }

    /// Runs a script and gives the commands that ran, in order.
    private func ran(_ script: String) async throws -> [String] {
        runs.clear()
        _ = try await run(script, store: store)
        return runs.names
    }

    @Test("what ran is not run again, and its value is the same")
    func again() async throws {
        let script = "let a = grow 3\nlet b = twice a\nb.size"
        let first = try await run(script, store: store)
        let second = try await run(script, store: store)
        #expect(runs.names == ["grow", "twice"])
        #expect(first.last?.value?.summary == "6" && second.last?.value?.summary == "6")
        #expect(first.map(\.isCached) == [false, false, false])
        #expect(second.map(\.isCached) == [true, true, false])
        #expect(second.map(\.calls.count) == [1, 1, 0])
        #expect(second[1].calls[0].digest == first[1].calls[0].digest)
    }

    @Test("a round whose calls were all known tells no time, so that no estimate rests on it")
    func knownRounds() async throws {
        _ = try await ran("for size in [3, 4] { twice (grow size) }")
        let known = Mutex<[Bool]>([])
        _ = try await run("for size in [3, 5, 4] { twice (grow size) }", store: store, tellRound: { round in known.withLock { $0.append(round.seconds == nil) } })
        #expect(known.withLock { $0 } == [true, false, true])
    }

    @Test("a changed line recomputes what depends on it and nothing else")
    func change() async throws {
        _ = try await ran("let a = grow 3\nlet b = grow 4\nlet c = twice a\nlet d = twice b")
        #expect(try await ran("let a = grow 3\nlet b = grow 5\nlet c = twice a\nlet d = twice b") == ["grow", "twice"])
    }

    @Test("a changed line that gives the same value recomputes nothing more")
    func sameValue() async throws {
        _ = try await ran("twice (grow 4)")
        #expect(try await ran("twice (twice (grow 2))") == ["grow", "twice"])
    }

    @Test("a new name, a cell in between and the order of cells change nothing")
    func renaming() async throws {
        _ = try await ran("let a = grow 3\nlet b = twice a")
        #expect(try await ran("let x = 1\nlet other = grow 3\ngrow 3\nlet b = twice other") == [])
    }

    @Test("what nobody looks into is neither made nor loaded")
    func deferral() async throws {
        let loop = "for n in 1..3 { let big = grow n\n twice big | sizes }"
        #expect(try await ran(loop).count == 9)
        #expect(try await ran(loop) == [])
        let store = store
        #expect(store.clear().calls == 9)
        #expect(try await ran("for n in 2..2 { sizes (twice (grow n)) }") == ["grow", "twice", "sizes"])
    }

    @Test("a value that is not kept is made again only where another call needs it")
    func largeValue() async throws {
        let score = "huge 9000000 | sizes"
        #expect(try await ran(score) == ["huge", "sizes"])
        #expect(try await ran(score) == [])
        #expect(try await ran("huge 9000000 | twice") == ["huge", "twice"])
        #expect(try await ran("huge 9000000 | twice | sizes") == ["sizes"])
    }

    @Test("a value bound at the top level is kept whatever its size")
    func boundValue() async throws {
        _ = try await ran("let h = huge 9000000")
        #expect(try await ran("let h = huge 9000000\nh.size") == [])
    }

    @Test("a seed is part of what a drawing command is known by, and of no other")
    func seeds() async throws {
        _ = try await ran("seed 1\ngrow 2\nroll 6")
        #expect(try await ran("seed 2\ngrow 2\nroll 6") == ["roll"])
        #expect(try await ran("seed 1\nroll 6") == [])
    }

    @Test("what has no say in the value is no part of what a call is known by")
    func threads() async throws {
        _ = try await ran("grow 2 threads=1")
        #expect(try await ran("grow 2 threads=2") == [])
        let cells = try await run("grow 2 threads=2", store: nil)
        #expect(cells[0].calls[0].arguments.map(\.parameter) == ["size", "speed"])
        #expect(cells[0].calls[0].arguments.map(\.isDefault) == [false, true])
    }

    @Test("a file that changed is read again")
    func inputs() async throws {
        let path = folder + "/size.txt"
        try "3".write(toFile: path, atomically: true, encoding: .utf8)
        let script = "let a = read \"size.txt\"\ntwice a"
        #expect(try await ran(script) == ["read", "twice"])
        #expect(try await ran(script) == [])
        try "4".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await ran(script) == ["read", "twice"])
        let cells = try await run(script, store: nil)
        #expect(cells[0].calls[0].inputs == [.init(path: path, digest: Digest(of: "4"))])
    }

    @Test("a call with an effect is made every time")
    func effects() async throws {
        #expect(try await ran("put (grow 2)") == ["grow", "put"])
        #expect(try await ran("put (grow 2)") == ["put"])
    }

    @Test("what was remarked is remarked again where the value comes from the store")
    func remarks() async throws {
        let remarks = Remarks()
        _ = try await run("grow 7", store: store)
        _ = try await run("grow 7", store: store) { remarks.add($0) }
        #expect(remarks.all == ["grown to 7"])
    }

    @Test("what failed is not kept; a loop goes on where it failed")
    func failure() async throws {
        let loop = "for n in [1, 2, 3] { read \"\\(n).txt\" | sizes }"
        try "1".write(toFile: folder + "/1.txt", atomically: true, encoding: .utf8)
        runs.clear()
        await #expect(throws: (any Error).self) { try await self.run(loop, store: self.store) }
        for n in 2...3 { try "\(n)".write(toFile: folder + "/\(n).txt", atomically: true, encoding: .utf8) }
        #expect(try await ran(loop) == ["read", "sizes", "read", "sizes"])
    }

    @Test("a store that cannot be written is said once and costs nothing")
    func readOnly() async throws {
        try "in the way".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
        let remarks = Remarks()
        let cells = try await run("twice (grow 2)\ntwice (grow 5)", store: CallStore(folder: folder + "/file", limit: 1 << 20)) { remarks.add($0) }
        #expect(cells.last?.value?.summary == "ball of 10")
        #expect(remarks.all.count { $0.hasPrefix("what is computed is not kept") } == 1)
    }

    @Test("a session is resumed from its journal and the store: what was written is not written again")
    func resuming() async throws {
        let path = folder + "/journal.jsonl"
        let first = Session(language: runs.language, store: store, journal: try Journal(path: path))
        for line in ["seed 4", "let a = grow 3", "put a", "let bad = grow 0", "let b = roll 100", "let c = put a"] {
            let tree = try parse(SourceText(name: "prompt", text: line))
            for statement in tree.statements { _ = try? await first.run(statement, of: tree, folder: folder) }
        }
        runs.clear()
        let again = Session(language: runs.language, store: store)
        let result = try await again.resume(Journal.lines(of: path))
        #expect(runs.names == [])
        #expect(result.restored == 5 && result.lost.map(\.cell.source) == ["let bad = grow 0"])
        #expect(result.reloaded.map(\.command) == ["grow", "roll"])
        #expect(result.notRunAgain.map(\.command) == ["put", "put"])
        #expect(again.names["b"]?.summary == first.names["b"]?.summary)
        #expect(again.names["c"]?.summary == first.names["c"]?.summary)

        _ = store.clear()
        let recomputed = try await Session(language: runs.language, store: store).resume(Journal.lines(of: path))
        #expect(recomputed.recomputed.map(\.command) == ["grow", "roll"] && recomputed.reloaded.isEmpty)
    }

    @Test("a journal cut at any byte of its last line loses nothing but that line")
    func cutJournal() async throws {
        let path = folder + "/journal.jsonl"
        let session = Session(language: runs.language, store: store, journal: try Journal(path: path))
        for line in ["let a = grow 3", "let b = twice a"] {
            let tree = try parse(SourceText(name: "prompt", text: line))
            _ = try await session.run(tree.statements[0], of: tree, folder: folder)
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let count = Journal.lines(of: path).count
        let last = try #require(whole.dropLast().lastIndex(of: UInt8(ascii: "\n")))
        for end in (last + 1)..<(whole.count - 1) {
            try whole[..<end].write(to: URL(fileURLWithPath: path))
            #expect(Journal.lines(of: path).count == count - 1)
            let journal = try Journal(path: path)
            journal.end(.good)
            #expect(Journal.lines(of: path).last?.end?.outcome == .good)
            let again = Session(language: runs.language, store: store)
            _ = try await again.resume(Journal.lines(of: path))
            #expect(again.names["a"]?.summary == "ball of 3")
        }
    }
}

/// Which commands ran.
private final class Runs: Sendable {
    private let ran = Mutex<[String]>([])

    var names: [String] { ran.withLock { $0 } }
    func clear() { ran.withLock { $0 = [] } }
    func note(_ name: String) { ran.withLock { $0.append(name) } }

    struct Ball: Kind, Codable {
        static let kindName = "ball"
        static let fields: [Field<Ball>] = [Field("size", "how large", isColumn: true) { $0.size }]
        var size: Int
        var stuffing: [Double] = []
        var summary: String { "ball of \(size)" }
    }

    var language: Language {
        Language(
            commands: [
                Command(
                    "grow", "a ball", example: "", Parameter<Int>("size", "how large", .positive),
                    Parameter<Int>("threads", "how many", default: 1, isNamedOnly: true).withoutSayInTheValue,
                    Parameter<Int>("speed", "how fast", default: 2, isNamedOnly: true)
                ) { context, size, _, _ in
                    self.note("grow")
                    context.remark("grown to \(size)")
                    return Ball(size: size)
                },
                Command("huge", "a ball of so many bytes", example: "", Parameter<Int>("size", "how large")) { _, size in
                    self.note("huge")
                    return Ball(size: size, stuffing: [Double](repeating: 1, count: size / 8))
                },
                Command("twice", "one of twice the size", example: "", Parameter<Ball>("ball", "which")) { _, ball in
                    self.note("twice")
                    return Ball(size: 2 * ball.size)
                },
                Command("sizes", "its size", example: "", Parameter<Ball>("ball", "which")) { _, ball in
                    self.note("sizes")
                    return ball.size
                },
                Command("roll", "a number", isSeeded: true, example: "", Parameter<Int>("below", "the bound")) { context, bound in
                    self.note("roll")
                    var stream = context.stream
                    return stream.int(below: bound)
                },
                Command("read", "a ball from a file", effect: .reads, example: "", Parameter<InputPath>("path", "which")) { _, path in
                    self.note("read")
                    guard let text = try? String(contentsOfFile: path.path, encoding: .utf8), let size = Int(text) else {
                        throw Diagnostic("there is no ball in `\(path.path)`")
                    }
                    return Ball(size: size)
                },
                Command("put", "a ball somewhere", effect: .writes, example: "", Parameter<Ball>("ball", "which")) { _, ball in
                    self.note("put")
                    return "put \(ball.size)"
                },
            ], kinds: [Ball.self], version: "0", engine: "none")
    }
}
