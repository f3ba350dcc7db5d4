import Foundation
import Testing

/// A cell in the user's editor.
@Suite(.serialized)
struct PromptEditorTests {
    private let home = TemporaryHome()
    private let editElsewhere = Key.controlX + Key.controlE

    @Test func aCellComesBackAsItWasLeftAndIsNotRun() throws {
        let session = try PromptSession(home: home, environment: ["EDITOR": #"sed -i -e 's/1 + 2/(1 +\n2) * 4/'"#])
        session.type("1 + 2" + editElsewhere)
        session.expectEdited("(1 +", "       2) * 4")
        session.type(Key.enter)
        session.expectEdited("(1 +", "       2) * 4", "12", "nds>")
    }

    @Test func theEditorHasTheTerminal() throws {
        let script = "tty < /dev/tty; stty -a < /dev/tty | grep -ow -- '-\\?icanon'; ls \"$1\"; read line; echo \"$line\" > \"$1\" #"
        let session = try PromptSession(home: home, environment: ["VISUAL": script, "EDITOR": "false"])
        session.type("x" + editElsewhere)
        session.terminal.expect("the editor should run on a plain terminal") { screen in
            screen.rows.contains("icanon") && screen.rows.contains { $0.hasSuffix("/cell.nds") }
        }
        #expect(!session.terminal.screen.marksPastes)
        session.type("20 + 1" + Key.enter)
        session.expectEdited("20 + 1")
        #expect(session.terminal.screen.marksPastes)
        session.enter("", andExpect: "21")
    }

    @Test func anEditorThatFailsLeavesTheCell() throws {
        let session = try PromptSession(home: home, environment: ["EDITOR": "no-such-editor"])
        session.type("(1 +" + Key.enter + "2" + editElsewhere)
        session.terminal.expect("the trouble should be told above the cell") { screen in
            screen.rows.contains { $0.contains("error: the editor `no-such-editor` ended with code 127") }
        }
        session.expectEdited("(1 +", "       2")
        session.enter(")", andExpect: "3")
    }

    @Test(arguments: [
        (["EDITOR": #"printf '\377' >"#], "error: what the editor `printf '\\377' >` left is not UTF-8 text"),
        (["TMPDIR": "/dev/null"], "error: cannot write `/dev/null/…` for the editor"),
    ])
    func aCellThatCannotGoThereOrComeBackStaysAsItIs(environment: [String: String], trouble: String) throws {
        let session = try PromptSession(home: home, columns: 200, environment: environment)
        session.type("1 + 2" + editElsewhere)
        let parts = trouble.components(separatedBy: "…")
        session.terminal.expect("the trouble should be told above the cell") { screen in
            screen.rows.contains { row in row.hasPrefix(parts[0]) && parts.allSatisfy(row.contains) }
        }
        session.expectEdited("1 + 2")
        session.enter("", andExpect: "3")
    }

    @Test func controlCIsTheEditorsOwn() throws {
        let session = try PromptSession(home: home, environment: ["EDITOR": "trap '' INT; echo ready; read line; echo 4 > \"$1\" #"])
        session.type("1" + editElsewhere)
        session.terminal.expect("the editor should run") { $0.rows.contains("ready") }
        session.type(Key.controlC + Key.enter)
        session.expectEdited("4")
    }

    @Test func terminationMeanwhileEndsBoth() throws {
        let session = try PromptSession(home: home, environment: ["EDITOR": "echo ready; exec sleep 60 #"])
        session.type("1" + editElsewhere)
        session.terminal.expect("the editor should run") { $0.rows.contains("ready") }
        session.terminal.signal(SIGTERM)
        #expect(session.terminal.exitCode() == 143)
        #expect(session.terminal.isCooked)
    }

    @Test func stoppingTheEditorStopsThePromptWithIt() throws {
        let environment = home.environment.merging(["PS1": "$ ", "EDITOR": "echo ready $$; read line; echo 7 > \"$1\" #"]) { $1 }
        let shell = try PseudoTerminal(["/bin/bash", "--norc", "-i"], environment: environment)
        shell.type(PromptSession.program + Key.enter)
        shell.expect("the prompt should come") { $0.cursorRow == "nds 1>" }
        shell.type("1" + editElsewhere)
        shell.expect("the editor should run") { screen in screen.rows.contains { $0.hasPrefix("ready ") } }
        let editor = try #require(shell.screen.rows.first { $0.hasPrefix("ready ") }).dropFirst("ready ".count)
        shell.type(Key.controlZ)
        shell.expect("the shell should have the terminal, the editor being stopped too") { screen in
            let status = (try? String(contentsOfFile: "/proc/\(editor)/stat", encoding: .utf8)) ?? ""
            return screen.rows.contains { $0.contains("Stopped") } && screen.cursorRow == "$" && status.contains(") T ")
        }
        let stopped = shell.screen.row
        shell.type("fg" + Key.enter)
        shell.expect("the job should go on") { $0.rows.dropFirst(stopped + 1).contains { $0.hasSuffix("/nds") } }
        shell.type(Key.enter)
        shell.expect("the cell should come back") { $0.cursorRow == "nds 1> 7" }
    }
}
