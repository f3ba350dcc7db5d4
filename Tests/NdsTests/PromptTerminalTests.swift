import Testing

/// Terminals that can do less, and text that takes more or less room than it has characters.
@Suite(.serialized)
struct PromptTerminalTests {
    private let home = TemporaryHome()

    @Test func aDumbTerminalGetsNoEscapeSequences() throws {
        let session = try PromptSession(home: home, environment: ["TERM": "dumb"])
        session.enter("1 + 2", andExpect: "3")
        session.type("sample x")
        session.expectEdited("sample x")
        session.type(Key.controlC)
        session.waitForPrompt()
        session.enter("trian", andExpect: "did you mean `train`?")
        #expect(session.leave() == 0)
        #expect(!session.terminal.screen.hasSeenEscape)
    }

    @Test func noColourMeansNoColour() throws {
        let session = try PromptSession(home: home, environment: ["NO_COLOR": "1"])
        session.type("sample")
        session.expectEdited("sample  · dataset size")
        session.type(Key.controlC)
        session.waitForPrompt()
        session.enter("trian", andExpect: "did you mean `train`?")
        #expect(!session.terminal.screen.hasSeenColour)
        let coloured = try PromptSession(home: home)
        #expect(coloured.terminal.screen.hasSeenColour)
    }

    @Test(arguments: [9, 12, 20])
    func aNarrowTerminalWraps(columns: Int) throws {
        let session = try PromptSession(home: home, columns: columns)
        let sum = (1...9).map(String.init).joined(separator: "+")
        session.type(sum)
        session.terminal.expect("all of it should be seen") { screen in
            screen.rows.suffix(4).joined().hasSuffix("> " + sum)
        }
        session.enter("", andExpect: "45")
        session.type("zz" + Key.enter)
        session.terminal.expect("the mistake should be told") { $0.rows.joined().replacing(" ", with: "").contains("unknownname`zz`") }
        session.waitForPrompt()
        #expect(session.leave() == 0)
    }

    @Test func rightToLeftAndDoubleWidthTextIsEditedAndPointedAt() throws {
        let session = try PromptSession(home: home)
        session.type("\"שלום 東京 café\"" + Key.home + Key.right + Key.right + Key.backspace + "ס")
        session.expectEdited("\"סלום 東京 café\"")
        session.enter("", andExpect: "סלום 東京 café")
        session.enter("\"東京\" + zzz", andExpect: "1   │ \"東京\" + zzz")
        session.terminal.expect("the caret should stand below the name") { screen in
            let rows = screen.lastRows(3)
            return rows[0].columns(before: "zzz") == rows[1].columns(before: "^^^")
        }
        session.type(String(repeating: "東", count: 40))
        session.terminal.expect("two rows should be filled") { $0.cursorRow == "東東東東" }
        session.type(Key.controlC)
        session.terminal.expect("no character should be split") { screen in
            screen.lastRows(3) == ["nds 2> " + String(repeating: "東", count: 36), "東東東東^C", "nds 2>"]
        }
    }

    @Test func theCellStaysWholeWhenTheTerminalIsResized() throws {
        let session = try PromptSession(home: home)
        session.type("(1 +" + Key.enter + "2 +")
        session.expectEdited("(1 +", "       2 +")
        for columns in [30, 100, 16, 80] {
            session.terminal.setSize(columns: columns)
            session.type(" 1 +")
            session.terminal.expect("the cell should be there") { $0.cursorRow.hasSuffix("1 +") }
        }
        session.enter(" 1)", andExpect: "8")
    }
}
