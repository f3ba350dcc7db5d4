import Foundation
import Testing

/// Earlier values, and what an interrupted cell leaves.
@Suite(.serialized)
struct PromptValueTests {
    private let home = TemporaryHome()

    @Test func earlierValuesAreNamedByTheNumberInThePrompt() throws {
        let session = try PromptSession(home: home)
        session.enter("20 + 1", andExpect: "21")
        session.enter("_ * 2", andExpect: "42")
        session.enter("let text = \"no\"", andExpect: "text = no")
        session.terminal.expect("the prompt should bear the number of the cell") { $0.cursorRow == "nds 4>" }
        session.enter("_1 + _2", andExpect: "63")
        session.enter("_9", andExpect: "^^ the newest is `_4`")
        session.terminal.expect("what does not check is no cell") { $0.cursorRow == "nds 5>" }
        session.type("1 + _" + Key.tab + Key.tab)
        session.terminal.expect("the values should be listed, the newest first") { screen in
            screen.lastRows(5) == ["  _4  63", "  _3  no", "  _2  42", "  _1  21", "nds 5> 1 + _"]
        }
        #expect(session.terminal.screen.rows.contains { $0.contains("cell 5:1:1") })
    }

    @Test func anInterruptedTrainingIsBoundAndShown() throws {
        let session = try PromptSession(home: home, columns: 200)
        session.type("seed 3" + Key.enter)
        session.terminal.expect("the seed should be set") { $0.cursorRow == "nds 2>" }
        session.enter("let news = generate news size=200", andExpect: "news = news train")
        session.type("let tagger = train (bert size=tiny) on=news epochs=1000 batch=4" + Key.enter)
        session.terminal.expect("the training should show how far it is") { $0.cursorRow.contains("ETA") }
        session.type(Key.controlC)
        session.terminal.expect("what it has should be shown") { screen in
            let rows = screen.lastRows(3)
            return rows[0].hasPrefix("tagger = tiny: BERT") && rows[0].contains("partly trained (interrupted)")
                && rows[1] == "interrupted" && rows[2] == "nds 4>"
        }
        session.enter("tagger.partial", andExpect: "true")
        session.enter("_3.partial", andExpect: "true")
    }

    @Test func ofAnInterruptedPipeTheLeftSideIsKept() throws {
        let session = try PromptSession(home: home, columns: 200)
        session.enter("let news = generate news size=200", andExpect: "news = news train")
        session.type("let f = (train (bert size=tiny) on=news epochs=1000 batch=4 | eval on=news).f1" + Key.enter)
        session.terminal.expect("the training should show how far it is") { $0.cursorRow.contains("ETA") }
        session.type(Key.controlC)
        session.terminal.expect("the model so far should be shown") { screen in
            let rows = screen.lastRows(3)
            return rows[0].hasPrefix("_ = tiny: BERT") && rows[1] == "interrupted" && rows[2] == "nds 3>"
        }
        session.enter("_.partial", andExpect: "true")
    }

    @Test func whatIsTypedWhileACellRunsStandsAtTheNextPrompt() throws {
        let session = try PromptSession(home: home)
        session.type("(for i in 1..400000 { i }).i[5]" + Key.enter)
        session.terminal.expect("the cell should run") { $0.row > 0 && session.terminal.runsACell }
        session.type("1 + 2")
        session.expectEdited("1 + 2")
        #expect(session.terminal.screen.rows.count { $0.contains("1 + 2") } == 1)
    }
}
