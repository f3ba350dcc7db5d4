import Foundation
import Testing

@Suite(.serialized)
struct PauseTests {
    private let program = Program()
    private let lesson = "## # Sums\npause \"Predict: what is 1 + 2?\"\n1 + 2\n"

    private func run(_ path: String) throws -> PseudoTerminal {
        try PseudoTerminal([PromptSession.program, "run", path], environment: program.home.environment)
    }

    private func waits(_ screen: TerminalScreen) -> Bool { screen.cursorRow.hasPrefix("(Return goes on)") }

    @Test func aRunAtATerminalWaitsForReturnAndThenReveals() throws {
        let terminal = try run(program.script("x.nds", lesson))
        terminal.expect("it should wait") { waits($0) && $0.rows.contains("Predict: what is 1 + 2?") }
        #expect(!terminal.screen.rows.contains("3"))
        terminal.type(Key.enter)
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.lastRows(5) == ["## # Sums", "Predict: what is 1 + 2?", "› 1 + 2", "3", ""])
    }

    @Test func aGuessStaysToBeLookedAt() throws {
        let terminal = try run(program.script("x.nds", lesson))
        terminal.expect("it should wait") { waits($0) }
        terminal.type("three" + Key.enter)
        #expect(terminal.exitCode() == 0)
        #expect(terminal.screen.lastRows(4) == ["(Return goes on) three", "› 1 + 2", "3", ""])
    }

    @Test func controlCStopsThereAsAnywhere() throws {
        let terminal = try run(program.script("x.nds", lesson))
        terminal.expect("it should wait") { waits($0) }
        terminal.type(Key.controlC)
        #expect(terminal.exitCode() == 130)
        #expect(terminal.screen.rows.contains { $0.contains("interrupted") } && !terminal.screen.rows.contains("3"))
    }

    @Test func controlDGoesOnAndTheNextPauseWaitsAgain() throws {
        let terminal = try run(program.script("x.nds", "pause \"one\"\npause \"two\"\n1 + 2\n"))
        terminal.expect("it should wait") { waits($0) && $0.rows.contains("one") }
        terminal.type(Key.controlD)
        terminal.expect("it should wait again") { waits($0) && $0.rows.contains("two") }
        terminal.type(Key.enter)
        #expect(terminal.exitCode() == 0)
    }

    @Test func thePromptWaitsTooAndASessionThatIsResumedDoesNot() throws {
        let session = try PromptSession(home: program.home)
        session.type("pause \"Predict: who?\"" + Key.enter)
        session.terminal.expect("it should wait") { waits($0) && $0.rows.contains("Predict: who?") }
        session.type(Key.enter)
        session.terminal.expect("the prompt should be back in place of the question") { $0.cursorRow == "nds 2>" }
        session.enter("1 + 2", andExpect: "3")
        session.type("pause" + Key.enter)
        session.terminal.expect("it should wait") { waits($0) }
        session.type(Key.controlC)
        session.terminal.expect("it should be told") { $0.lastRows(2).contains("interrupted") }
        session.waitForPrompt()
        #expect(session.leave() == 0)

        let next = try PromptSession(home: program.home, arguments: ["--resume"])
        next.enter("_2 + 1", andExpect: "4")
    }

    @Test func whereNobodyReadsAlongNothingWaits() throws {
        let path = try program.script("x.nds", lesson)
        let run = try program.run("run", path)
        #expect(run.status == 0 && run.output.contains("› pause \"Predict: what is 1 + 2?\"\n› 1 + 2\n3\n"))
        #expect(try program.run("run", path, "--json").output.contains("\"value\":3"))
        #expect(try program.run([], input: Data(lesson.utf8)).output.hasSuffix("› 1 + 2\n3\n"))
        #expect(try program.run("check", path).output.hasSuffix("x.nds: good\n"))
        #expect(try program.run("plan", path).status == 0)
    }
}
