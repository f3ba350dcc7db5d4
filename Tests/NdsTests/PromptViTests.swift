import Testing

/// `.editrc` of the user, and vi mode that it chooses.
@Suite(.serialized)
struct PromptViTests {
    private let home = TemporaryHome()

    private func session(editrc: String, environment: [String: String] = [:]) throws -> PromptSession {
        try editrc.write(toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
        return try PromptSession(home: home, environment: environment)
    }

    @Test func keysOfTheUsersOwnWork() throws {
        let session = try session(editrc: "bind ^T ed-prev-char\nnds:bind ^G nds-complete\nother:bind ^T ed-next-char\n")
        session.type("13\u{14}2")
        session.expectEdited("123")
        session.type(Key.controlC)
        session.waitForPrompt()
        session.type("tra\u{7}x")
        session.terminal.expect("Ctrl-G should complete") { $0.cursorRow.hasPrefix("nds 1> train x  on=…") }
    }

    @Test func viModeEditsAndSubmits() throws {
        let session = try session(editrc: "bind -v\n")
        session.type("1 + 5" + Key.escape + "r2")
        session.expectEdited("1 + 2")
        session.enter("", andExpect: "3")
        session.type("abc" + Key.escape + "0")
        session.terminal.expect("the cursor should stand on the first character") { $0.cursorRow == "nds 2> abc" && $0.column == 7 }
        session.type(Key.controlC)
        session.waitForPrompt()
        #expect(session.leave() == 0)
    }

    @Test func escapeTakesEffectAtOnce() throws {
        let session = try session(editrc: "bind -v\n")
        session.type("12" + Key.escape)
        session.terminal.expect("the cursor should stand on the last character") { $0.cursorRow == "nds 1> 12" && $0.column == 8 }
    }

    @Test func arrowsAndPastesWorkInBothOfItsModes() throws {
        let session = try session(editrc: "bind -v\n")
        session.enter("1 + 2", andExpect: "3")
        session.type(Key.up + Key.left + Key.backspace + "- ")
        session.expectEdited("1 +- 2")
        session.type(Key.controlC)
        session.waitForPrompt()
        session.type("7" + Key.escape + Key.up)
        session.expectEdited("1 + 2")
        session.type("x")
        session.expectEdited("1 +")
        session.type(Key.controlC)
        session.waitForPrompt()
        session.type(Key.paste("nds 1> (4 +\n       4)\n8\n"))
        session.expectEdited("(4 +", "       4)")
        session.enter("", andExpect: "8")
    }

    @Test func vHandsTheCellToTheEditorAndRunsNothing() throws {
        let session = try session(editrc: "bind -v\n", environment: ["EDITOR": "sed -i -e s/1/3/"])
        session.type("1 + 2" + Key.escape)
        session.terminal.expect("command mode") { $0.column == 11 }
        session.type("v")
        session.expectEdited("3 + 2")
        session.enter("", andExpect: "5")
    }

    @Test func aFileWithNonsenseDoesNoHarm() throws {
        let session = try session(editrc: "bind\nbind -x\nnonsense here\nedit off\n\u{1}\u{2}\n")
        session.enter("1 + 2", andExpect: "3")
        #expect(session.leave() == 0)
    }
}
