import Foundation
import Testing

@Suite(.serialized)
struct PromptSignalTests {
    private let home = TemporaryHome()
    /// Runs until it is interrupted.
    private let longCell = "for i in 1..1000000 { i }"

    @Test func controlCDiscardsTheCell() throws {
        let session = try PromptSession(home: home)
        session.type("(1 +" + Key.enter + "2")
        session.expectEdited("(1 +", "       2")
        session.type(Key.up)
        session.terminal.expect("the cursor should go up") { $0.cursorRow == "nds 1> (1 +" }
        session.type(Key.controlC)
        session.expectEdited("(1 +", "       2^C", "nds>")
        session.enter("1 + 2", andExpect: "3")
    }

    @Test func controlCStopsARunningCell() throws {
        let session = try PromptSession(home: home)
        session.type(longCell + Key.enter)
        session.terminal.expect("the cell should run") { $0.row > 0 && session.terminal.runsACell }
        session.type(Key.controlC)
        session.terminal.expect("the interruption should be told") { screen in
            screen.lastRows(2).contains { $0.contains("interrupted") }
        }
        session.waitForPrompt()
        session.enter("1 + 2", andExpect: "3")
    }

    @Test func aCommandThatTakesLongSaysHowFarItIsAndCanBeStopped() throws {
        let session = try PromptSession(home: home)
        session.type("generate news size=50000000" + Key.enter)
        session.terminal.expect("it should say how far it is") { $0.cursorRow.hasPrefix("generate  ") && $0.cursorRow.contains("ETA") }
        session.type(Key.controlC)
        session.terminal.expect("it should be stopped, its progress gone") { $0.lastRows(2) == ["interrupted", "nds 2>"] }
    }

    @Test func terminationWhileEditingRestoresTheTerminal() throws {
        let session = try PromptSession(home: home)
        #expect(!session.terminal.isCooked)
        session.type("1 +")
        session.expectEdited("1 +")
        session.terminal.signal(SIGTERM)
        #expect(session.terminal.exitCode() == 143)
        #expect(session.terminal.isCooked)
        #expect(!session.terminal.screen.marksPastes)
    }

    @Test func terminationEndsARunningCell() throws {
        let session = try PromptSession(home: home)
        session.type(longCell + Key.enter)
        session.terminal.expect("the cell should run") { $0.row > 0 && session.terminal.runsACell }
        session.terminal.signal(SIGTERM)
        #expect(session.terminal.exitCode() == 143)
        #expect(session.terminal.isCooked)
    }

    @Test func controlZStopsAndFgGoesOn() throws {
        let shell = try PseudoTerminal(["/bin/bash", "--norc", "-i"], environment: home.environment.merging(["PS1": "$ "]) { $1 })
        shell.type(PromptSession.program + Key.enter)
        shell.expect("the prompt should come") { $0.cursorRow == "nds 1>" }
        shell.type("1 + 2")
        shell.expect("the keys should be shown") { $0.cursorRow == "nds 1> 1 + 2" }
        shell.type(Key.controlZ)
        shell.expect("the shell should have the terminal again") { screen in
            screen.rows.contains { $0.contains("Stopped") } && screen.cursorRow == "$"
        }
        shell.type("fg" + Key.enter)
        shell.expect("the cell should be there again") { $0.cursorRow == "nds 1> 1 + 2" && $0.column == 12 }
        shell.type(Key.enter)
        shell.expect("it should run") { $0.lastRows(3) == ["nds 1> 1 + 2", "3", "nds 2>"] }
    }

    @Test func controlZWithoutAShellChangesNothing() throws {
        let session = try PromptSession(home: home)
        session.type("1 + 2")
        session.expectEdited("1 + 2")
        session.type(Key.controlZ)
        session.enter("", andExpect: "3")
    }

    @Test func controlZStopsARunningCellAndFgGoesOn() throws {
        let shell = try PseudoTerminal(["/bin/bash", "--norc", "-i"], environment: home.environment.merging(["PS1": "$ "]) { $1 })
        shell.type(PromptSession.program + Key.enter)
        shell.expect("the prompt should come") { $0.cursorRow == "nds 1>" }
        shell.type("for i in 1..1000000 { i * i }" + Key.enter)
        shell.expect("the cell should run") { $0.cursorRow == "" && shell.runsACell }
        shell.type(Key.controlZ)
        shell.expect("the shell should have the terminal again") { screen in
            screen.rows.contains { $0.contains("Stopped") } && screen.cursorRow == "$"
        }
        shell.type("fg" + Key.enter)
        shell.expect("the cell should run on") { _ in shell.runsACell }
        shell.type(Key.controlC)
        shell.expect("the interruption should be told") { $0.lastRows(2) == ["interrupted", "nds 2>"] }
    }

    @Test func theSessionIsKeptWhenTheProgramIsTerminated() throws {
        let session = try PromptSession(home: home)
        session.enter("let a = 20 + 1", andExpect: "a = 21")
        session.enter("a * 2", andExpect: "42")
        session.type("4 +")
        session.expectEdited("4 +")
        session.terminal.signal(SIGTERM)
        #expect(session.terminal.exitCode() == 143)

        let next = try PromptSession(home: home, arguments: ["--resume"])
        next.terminal.expect("the cells should be back, and their numbers") { $0.cursorRow == "nds 3>" }
        next.type(Key.up)
        next.expectEdited("a * 2")
        next.enter(" + _1 + _2", andExpect: "105")
        #expect(next.leave() == 0)
    }

    @Test func aSessionThatIsTerminatedWhileACellRunsIsKeptToo() throws {
        let session = try PromptSession(home: home)
        session.enter("let a = 20 + 1", andExpect: "a = 21")
        session.type(longCell + Key.enter)
        session.terminal.expect("the cell should run") { $0.cursorRow == "" && session.terminal.runsACell }
        session.terminal.signal(SIGTERM)
        #expect(session.terminal.exitCode() == 143)
        #expect(session.terminal.isCooked)

        let next = try PromptSession(home: home, arguments: ["--resume"])
        next.enter("a + 1", andExpect: "22")
    }
}
