import Notebook
import Report
import Testing

@testable import Commands

@MainActor
struct PauseTests {
    private let script = """
        ## # Names
        let news = generate news size=5
        ## Think first.
        pause "Predict: how *many* names?"
        news.entities
        pause
        pause "To try: six."
        """

    private func run(_ prepare: (Session) -> Void = { _ in }) async throws -> ScratchSession {
        let scratch = try ScratchSession()
        prepare(scratch.session)
        try await scratch.run(script)
        return scratch
    }

    @Test func aReportShowsItAsProseInItsPlace() async throws {
        let scratch = try await run()
        defer { scratch.remove() }
        let cells = scratch.session.document().cells
        #expect(cells.map(\.prose) == ["# Names", "Think first.\n\nPredict: how *many* names?", "To try: six."])
        #expect(cells.map(\.command) == ["let news = generate news size=5", "news.entities", ""])
    }

    @Test func itIsNoPartOfTheWork() async throws {
        let scratch = try await run()
        defer { scratch.remove() }
        try await scratch.run("save \"all.nds\" all=true")
        let saved = try String(contentsOfFile: scratch.folder + "/all.nds", encoding: .utf8)
        let lock = try String(contentsOfFile: scratch.folder + "/all.nds.lock", encoding: .utf8)
        #expect(saved.contains("generate news") && !saved.contains("pause") && !lock.contains("pause"))
    }

    @Test func whereSomebodyReadsAlongTheRunWaits() async throws {
        var waitedFor: [String] = []
        let scratch = try await run { session in session.awaitReader = { waitedFor.append($0) } }
        defer { scratch.remove() }
        #expect(waitedFor == ["Predict: how *many* names?", "", "To try: six."])
    }

    @Test func whoeverStopsAtItStopsTheRun() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let task = Task { @MainActor in
            scratch.session.awaitReader = { _ in withUnsafeCurrentTask { $0?.cancel() } }
            try await scratch.run("## Think.\npause \"Predict: x\"\nlet a = 1")
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(scratch.session.names["a"] == nil)
        #expect(scratch.session.document().cells.map(\.prose) == ["Think.\n\nPredict: x"])
    }
}
