import Foundation
import Testing

@testable import nds

/// Lines that come while a cell is being typed.
@Suite(.serialized)
struct PromptNoticeTests {
    private let home = TemporaryHome()

    /// An editor whose notices come at certain moments: the tests' own program run once more, on a terminal, for one test.
    private func editor(_ role: String) throws -> PseudoTerminal {
        let test = "PromptNoticeTests/\(role)"
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let command = [program, "--testing-library", "swift-testing", "--filter", test]
        let terminal = try PseudoTerminal(command, environment: home.environment.merging([Self.role: role]) { $1 })
        terminal.expect("the prompt should come") { $0.cursorRow == "say 1>" }
        return terminal
    }

    private static let role = "NDS_TEST_ROLE"
    private static func plays(_ role: String) -> Bool { ProcessInfo.processInfo.environment[self.role] == role }

    @Test(.enabled(if: plays("posting"))) @MainActor func posting() throws {
        let editor = LineEditor(
            application: "say", palette: .plain, history: CellHistory(), completer: { _, _ in Completion(candidates: [], replaced: 0..<0) },
            hinter: { text, _ in text.hasSuffix("n") ? "hint" : nil }, withoutPrompts: { $0 }, isComplete: { $0.hasSuffix(".") })
        // What is typed asks for the notice that comes at once, from another thread.
        let notices = editor.notices
        Thread.detachNewThread {
            for number in 1... {
                usleep(300_000)
                _ = notices.post("notice \(number)")
            }
        }
        var number = 0
        while case .cell(let text) = editor.readCell(prompt: "say \(number + 1)> ") {
            number += 1
            Terminal.output.write("heard \(text)\n")
        }
    }

    @Test func theLineBeingTypedIsNotDestroyed() throws {
        let terminal = try editor("posting")
        terminal.type("some words i")
        for number in 1...3 {
            terminal.type("\(number)")
            terminal.expect("notice \(number) should stand above the line") { screen in
                screen.rows.contains("notice \(number)") && screen.isOnLastRow
                    && screen.cursorRow.hasPrefix("say 1> some words i\((1...number).map(String.init).joined())")
            }
        }
        terminal.type("." + Key.enter)
        #expect(terminal.expect("it should be read whole") { $0.rows.contains("heard some words i123.") })
    }
}
