import Testing

@Suite(.serialized)
struct PromptEditingTests {
    private let home = TemporaryHome()

    @Test func aLineIsAnsweredAndControlDLeaves() throws {
        let session = try PromptSession(home: home)
        session.enter("1 + 2", andExpect: "3")
        #expect(session.leave() == 0)
        #expect(session.terminal.isCooked)
        #expect(!session.terminal.screen.marksPastes)
    }

    @Test func aCellOfSeveralLinesIsEditedAsOne() throws {
        let session = try PromptSession(home: home)
        session.type("(1 +" + Key.enter + "2 +" + Key.enter + "4)")
        session.expectEdited("(1 +", "     2 +", "     4)")
        session.type(Key.up + Key.up + Key.end + " 3 +")
        session.expectEdited("(1 + 3 +", "     2 +", "     4)")
        session.type(Key.down + Key.home + "5 + " + Key.enter)
        session.expectEdited("(1 + 3 +", "     5 + 2 +", "     4)", "15", "nds>")
    }

    @Test func backspaceJoinsLines() throws {
        let session = try PromptSession(home: home)
        session.type("(1 +" + Key.enter + "2)" + Key.left + Key.left + Key.backspace)
        session.expectEdited("(1 +2)")
        session.enter("", andExpect: "3")
    }

    @Test func textBeyondASCIISurvives() throws {
        let session = try PromptSession(home: home)
        session.type("\"東京éxß\"" + Key.left + Key.left + Key.backspace)
        session.expectEdited("\"東京éß\"")
        #expect(session.terminal.screen.column == 5 + 6)
        session.enter("", andExpect: "東京éß")
    }

    @Test func tabCompletesAWord() throws {
        let session = try PromptSession(home: home)
        session.type("tra" + Key.tab + "x")
        session.expectEdited("train x")
    }

    @Test func aSecondTabListsTheCandidates() throws {
        let session = try PromptSession(home: home)
        session.type("(1" + Key.enter + " l")
        session.expectEdited("(1", "      l")
        session.type(Key.tab + Key.tab)
        session.terminal.expect("`load` should be listed with its summary") { screen in
            screen.rows.contains { $0.hasPrefix("  load  ") && $0.count > 10 }
        }
        session.terminal.expect("the cell should be there again, below the list") { $0.cursorRow == "      l" && $0.column == 7 }
        session.expectEdited("(1", "      l")
    }

    @Test func aPasteSubmitsNothing() throws {
        let session = try PromptSession(home: home)
        #expect(session.terminal.screen.marksPastes)
        session.type(Key.paste("1 + 2\r\n+ 4\n"))
        session.expectEdited("1 + 2", "     + 4")
        session.type(Key.home + Key.backspace + Key.enter)
        session.expectEdited("1 + 2+ 4", "7", "nds>")
    }

    @Test func aLongLineWrapsAtTheNewWidth() throws {
        let session = try PromptSession(home: home)
        session.terminal.setSize(columns: 30)
        session.type(String(repeating: "x", count: 40))
        session.expectEdited(String(repeating: "x", count: 25), String(repeating: "x", count: 15))
    }

    @Test func viModeOfTheUserIsRespected() throws {
        try "bind -v\n".write(toFile: home.path + "/.editrc", atomically: true, encoding: .utf8)
        let session = try PromptSession(home: home)
        #expect(!session.terminal.screen.marksPastes)
        session.type("1 + 5" + Key.escape + "r2")
        session.expectEdited("1 + 2")
        session.enter("", andExpect: "3")
        session.type("abc" + Key.escape + "0")
        session.terminal.expect("the cursor should stand on the first character") { $0.cursorRow == "nds> abc" && $0.column == 5 }
        session.type(Key.controlC)
        session.waitForPrompt()
        #expect(session.leave() == 0)
    }
}
