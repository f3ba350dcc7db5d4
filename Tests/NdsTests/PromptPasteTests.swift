import Testing

@Suite(.serialized)
struct PromptPasteTests {
    private let home = TemporaryHome()

    @Test func aPasteSubmitsNothing() throws {
        let session = try PromptSession(home: home)
        #expect(session.terminal.screen.marksPastes)
        session.type(Key.paste("1 + 2\r\n+ 4\n"))
        session.expectEdited("1 + 2", "       + 4")
        session.type(Key.home + Key.backspace + Key.enter)
        session.expectEdited("1 + 2+ 4", "7", "nds>")
    }

    @Test func aTranscriptLosesItsPromptsAndAnswers() throws {
        let session = try PromptSession(home: home)
        session.type(Key.paste("nds 7> let a = 20\r\na = 20\r\nnds 8> (a +\r\n       1) * 2\r\n42\r\nnds 9> \r\n"))
        session.expectEdited("let a = 20", "       (a +", "       1) * 2")
        session.type(Key.enter)
        session.expectEdited("let a = 20", "       (a +", "       1) * 2", "a = 20", "42", "nds>")
        session.type(Key.paste("› a * 3\n60\n"))
        session.expectEdited("a * 3")
        session.enter("", andExpect: "60")
    }

    @Test func aTranscriptMayAskForTheValuesOfItsCells() throws {
        let session = try PromptSession(home: home)
        session.type(Key.paste("nds 1> 20 + 1\n21\nnds 2> _ * 2\n42\nnds 3> _1 + _2\n63\n") + Key.enter)
        session.expectEdited("20 + 1", "       _ * 2", "       _1 + _2", "21", "42", "63", "nds>")
    }

    @Test func aTranscriptThatTheTerminalDoesNotMarkLosesItsPromptToo() throws {
        let session = try PromptSession(home: home)
        session.enter("nds 7> 20 + 1", andExpect: "21")
    }

    @Test func aLongPasteIsTakenWhole() throws {
        let session = try PromptSession(home: home)
        let lines = (1...60).map { "let x\($0) = \($0)" }
        session.type(Key.paste(lines.joined(separator: "\n")) + Key.enter)
        session.terminal.expect("all cells should run") { $0.lastRows(2) == ["x60 = 60", "nds 61>"] }
    }

    @Test func controlCharactersInAPasteDoNothing() throws {
        let session = try PromptSession(home: home)
        session.type(Key.paste("1\u{4}\u{1} + \u{1b}[A2\u{b}"))
        session.expectEdited("1 + [A2")
    }
}
