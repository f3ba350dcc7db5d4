import Testing

/// The hint of the signature behind what is typed.
@Suite(.serialized)
struct PromptHintTests {
    private let home = TemporaryHome()

    @Test func whatACallTakesIsShownWhileItIsTypedAndGoesOnEnter() throws {
        let session = try PromptSession(home: home)
        session.type("sample")
        session.expectEdited("sample  dataset size")
        #expect(session.terminal.screen.column == 13)
        session.type(" news")
        session.expectEdited("sample news  size")
        session.type(Key.enter)
        session.terminal.expect("the hint should be gone") { screen in
            screen.rows.contains("nds 1> sample news") && screen.cursorRow == "nds 1>"
        }
    }

    @Test func theValueOfAParameterIsExplained() throws {
        let session = try PromptSession(home: home)
        session.type("generate news size=")
        session.terminal.expect("the parameter should be explained") { $0.cursorRow.contains("size=  how many sentences") }
        session.type("3")
        session.terminal.expect("it should be explained still") { $0.cursorRow.contains("size=3  how many sentences") }
        session.type(Key.controlC)
        session.terminal.expect("the hint should be gone") { $0.lastRows(2) == ["nds 1> generate news size=3^C", "nds 1>"] }
    }

    @Test func itIsCutWhereTheLineEnds() throws {
        let session = try PromptSession(home: home, columns: 40)
        session.type("train m ")
        session.terminal.expect("one row should hold it") { screen in
            screen.cursorRow.hasPrefix("nds 1> train m   on=… ") && screen.cursorRow.hasSuffix("…") && screen.cursorRow.count <= 39
                && screen.isOnLastRow
        }
        session.type("on=generated_news_o ")
        session.expectEdited("train m on=generated_news_o")
        session.type("epochs=")
        session.expectEdited("train m on=generated_news_o epoch", "s=  passes over the dataset, a number …")
    }

    @Test func itStandsInTheLineOfTheCursor() throws {
        let session = try PromptSession(home: home)
        session.type("for i in 1..2 {" + Key.enter + "sample" + Key.enter + "}" + Key.up)
        session.expectEdited("for i in 1..2 {", "       sample", "       }")
        session.type(Key.end)
        session.expectEdited("for i in 1..2 {", "       sample  dataset size", "       }")
        session.type(Key.backspace + Key.backspace)
        session.expectEdited("for i in 1..2 {", "       samp", "       }")
    }

    @Test func itIsTakenAwayBeforeTheTerminalChanges() throws {
        let session = try PromptSession(home: home)
        session.type("sample")
        session.expectEdited("sample  dataset size")
        session.terminal.setSize(columns: 50)
        session.type(" ")
        session.expectEdited("sample   dataset size")
        session.type("x")
        session.expectEdited("sample x  size")
        session.terminal.signal(15)
        #expect(session.terminal.exitCode() == 143)
        #expect(session.terminal.screen.rows.contains("nds 1> sample x"))
    }
}
