import Foundation
import Testing

@Suite(.serialized)
struct PromptHistoryTests {
    private let home = TemporaryHome()

    @Test func anEarlierSessionIsRecalled() throws {
        let earlier = try PromptSession(home: home)
        earlier.enter("1 + 2", andExpect: "3")
        #expect(earlier.leave() == 0)

        let session = try PromptSession(home: home)
        session.type(Key.up)
        session.expectEdited("1 + 2")
        session.enter(" + 4", andExpect: "7")
    }

    @Test func aCellOfSeveralLinesIsRecalledWhole() throws {
        let session = try PromptSession(home: home)
        session.type("(1 +" + Key.enter)
        session.enter("2)", andExpect: "3")
        session.enter("1 + 1", andExpect: "2")
        session.type(Key.up + Key.up)
        session.expectEdited("(1 +", "       2)")
        session.type(Key.up + Key.end + " 4 +" + Key.enter)
        session.expectEdited("(1 + 4 +", "       2)", "7", "nds>")
    }

    @Test func arrowsFindCellsThatBeginWithWhatWasTyped() throws {
        let session = try PromptSession(home: home)
        session.enter("1 + 2", andExpect: "3")
        session.enter("4 + 4", andExpect: "8")
        session.type("1 +" + Key.up)
        session.expectEdited("1 + 2")
        session.type(Key.down)
        session.expectEdited("1 +")
    }

    @Test func controlRSearches() throws {
        let session = try PromptSession(home: home)
        session.enter("1 + 2", andExpect: "3")
        session.enter("4 + 4", andExpect: "8")
        session.type(Key.controlR + "+ 2")
        session.terminal.expect("the cell should be found") { $0.lastRows(2) == ["nds 3> 1 + 2", "bck:+ 2"] }
        session.enter("", andExpect: "3")
    }

    @Test func twoSessionsKeepBothHistories() throws {
        let one = try PromptSession(home: home)
        let other = try PromptSession(home: home)
        one.enter("1 + 2", andExpect: "3")
        other.enter("2 + 3", andExpect: "5")
        one.enter("4 + 4", andExpect: "8")
        #expect(one.leave() == 0)
        #expect(other.leave() == 0)

        let session = try PromptSession(home: home)
        session.type(Key.up)
        session.expectEdited("4 + 4")
        session.type(Key.up)
        session.expectEdited("2 + 3")
        session.type(Key.up)
        session.expectEdited("1 + 2")
    }

    @Test func historyListsTheCellsWithWhatTheyGave() throws {
        let session = try PromptSession(home: home)
        session.type("(1 +" + Key.enter)
        session.enter("2)", andExpect: "3")
        session.enter("assert 1 > 2", andExpect: "1 > 2 is false")
        session.enter("let text = \"yes\"", andExpect: "text = yes")
        session.type("history" + Key.enter)
        session.terminal.expect("the cells should be listed") { screen in
            screen.lastRows(8) == [
                "nds 1> (1 +", "       2)", "3", "nds 2> assert 1 > 2", "failed: the assertion does not hold",
                "nds 3> let text = \"yes\"", "yes", "nds 5>",
            ]
        }
        session.enter("(history \"let\").cells[\"cell\"]", andExpect: "[3]")
    }

    @Test func historyShowsEarlierSessionsOnRequest() throws {
        let earlier = try PromptSession(home: home)
        earlier.enter("20 + 1", andExpect: "21")
        let other = try PromptSession(home: home)
        other.enter("40 + 2", andExpect: "42")
        earlier.terminal.signal(SIGTERM)
        #expect(earlier.terminal.exitCode() == 143)

        let session = try PromptSession(home: home)
        session.enter("1 + 1", andExpect: "2")
        session.type("history all=true" + Key.enter)
        session.terminal.expect("all sessions should be listed, this one last") { screen in
            let rows = screen.lastRows(11).map { $0.hasPrefix("session of ") ? "session" : $0 }
            return rows == [
                "session", "nds 1> 20 + 1", "21", "", "session", "nds 1> 40 + 2", "42", "", "nds 1> 1 + 1", "2", "nds 3>",
            ]
        }
        session.enter("history.count", andExpect: "2")
        #expect(other.leave() == 0)
    }
}
