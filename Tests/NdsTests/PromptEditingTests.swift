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
        session.expectEdited("(1 +", "       2 +", "       4)")
        session.type(Key.up + Key.up + Key.end + " 3 +")
        session.expectEdited("(1 + 3 +", "       2 +", "       4)")
        session.type(Key.down + Key.home + "5 + " + Key.enter)
        session.expectEdited("(1 + 3 +", "       5 + 2 +", "       4)", "15", "nds>")
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
        #expect(session.terminal.screen.column == 7 + 6)
        session.enter("", andExpect: "東京éß")
    }

    @Test func tabCompletesAWord() throws {
        let session = try PromptSession(home: home)
        session.type("tra" + Key.tab + "x")
        session.terminal.expect("the word should be whole, a blank behind it") { $0.cursorRow.hasPrefix("nds 1> train x") }
    }

    @Test func aSecondTabListsTheCandidates() throws {
        let session = try PromptSession(home: home)
        session.type("(1" + Key.enter + " l")
        session.expectEdited("(1", "        l")
        session.type(Key.tab + Key.tab)
        session.terminal.expect("`load` should be listed with its summary") { screen in
            screen.rows.contains { $0.hasPrefix("  load  ") && $0.count > 10 }
        }
        session.terminal.expect("the cell should be there again, below the list") { $0.cursorRow == "        l" && $0.column == 9 }
        session.expectEdited("(1", "        l")
    }

    @Test func aLongLineWrapsAtTheNewWidth() throws {
        let session = try PromptSession(home: home)
        session.terminal.setSize(columns: 30)
        session.type(String(repeating: "x", count: 40))
        session.expectEdited(String(repeating: "x", count: 23), String(repeating: "x", count: 17))
    }
}
