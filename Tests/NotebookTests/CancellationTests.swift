import Diagnostics
import Notebook
import Script
import Testing

/// A command that is interrupted gives what it has; the line that asked for it ends with `CancellationError`.
@MainActor
struct CancellationTests {
    /// Runs a script in a task that is cancelled as soon as `linger` reports progress; gives the session and what the task threw.
    private func interrupted(_ script: String) async -> (Session, Result<[Cell], any Error>) {
        let session = Session(language: testLanguage)
        session.keepsValues = true
        let (started, continuation) = AsyncStream.makeStream(of: Void.self)
        session.progress = { _ in continuation.yield() }
        let task = Task { try await run(script, session: session) }
        for await _ in started { break }
        task.cancel()
        return (session, await task.result)
    }

    @Test func thePartialValueIsBoundBeforeTheLineEnds() async throws {
        let (session, result) = await interrupted("let kept = linger bag(5)\nlet never = bag 6")
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(session.names["kept"]?.summary == "partial of 5")
        #expect(session.names["never"] == nil)
    }

    @Test func withoutANameItIsTheLastValue() async throws {
        let (session, result) = await interrupted("linger bag(5)")
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(session.names["_"]?.summary == "partial of 5")
    }

    @Test func onTheLeftOfAPipeItStaysAtHand() async throws {
        let (session, result) = await interrupted("let score = linger bag(5) | fit on=bag(5)")
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(session.names["_"]?.summary == "partial of 5")
        #expect(session.names["score"] == nil)
    }

    @Test func aLoopStartsNoFurtherRound() async throws {
        let (session, result) = await interrupted("let before = bag 1\nlet t = for i in 1..3 { linger bag(i) }")
        #expect(throws: CancellationError.self) { try result.get() }
        #expect(session.names["before"] != nil && session.names["t"] == nil)
    }

    @Test func theSessionWorksOn() async throws {
        let (session, _) = await interrupted("let kept = linger bag(5)")
        #expect(try await run("kept.size", session: session).last?.value?.summary == "5")
    }
}
