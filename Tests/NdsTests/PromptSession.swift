import Foundation
import Testing

/// The `nds` of this build at its prompt, with a home folder of its own.
final class PromptSession {
    let terminal: PseudoTerminal

    init(home: TemporaryHome, arguments: [String] = [], columns: Int = 80, environment: [String: String] = [:]) throws {
        terminal = try PseudoTerminal([Self.program] + arguments, environment: home.environment.merging(environment) { $1 }, columns: columns)
        waitForPrompt()
    }

    /// Executables are built into the folder of the tests.
    static var program: String {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("nds").path
    }

    func type(_ keys: String) {
        terminal.type(keys)
    }

    /// Waits for an empty prompt on the last line.
    func waitForPrompt(sourceLocation: SourceLocation = #_sourceLocation) {
        terminal.expect("there should be an empty prompt", { screen in
            screen.cursorRow.wholeMatch(of: /nds \d+>/) != nil && screen.column == screen.cursorRow.count + 1 && screen.isOnLastRow
        }, sourceLocation: sourceLocation)
    }

    /// Enters a line and waits for a line of output and the next prompt.
    func enter(_ line: String, andExpect answer: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let before = terminal.screen.row
        type(line + Key.enter)
        terminal.expect("`\(line)` should be answered by `\(answer)`", { screen in
            screen.rows.dropFirst(before + 1).contains { $0.contains(answer) }
        }, sourceLocation: sourceLocation)
        waitForPrompt(sourceLocation: sourceLocation)
    }

    /// Waits until the lines at the prompt are these; the first one is given without the prompt, the others as they are shown, but
    /// for the number of an empty prompt.
    func expectEdited(_ lines: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        let wanted = ["nds> " + lines[0]] + lines.dropFirst()
        terminal.expect("the cell should be \(lines)", { screen in
            let shown = screen.rows.reversed().drop(while: \.isEmpty).prefix(wanted.count)
            return shown.reversed().map(\.withoutCellNumber) == wanted
        }, sourceLocation: sourceLocation)
    }

    func leave() -> Int32? {
        type(Key.controlD)
        return terminal.exitCode()
    }
}

extension String {
    /// A row that begins with a prompt, as `nds> …`.
    var withoutCellNumber: String { replacing(/^nds \d+>/, with: "nds>") }
}

enum Key {
    static let enter = "\r"
    static let tab = "\t"
    static let backspace = "\u{7f}"
    static let escape = "\u{1b}"
    static let up = "\u{1b}[A"
    static let down = "\u{1b}[B"
    static let right = "\u{1b}[C"
    static let left = "\u{1b}[D"
    static let home = "\u{1b}[H"
    static let end = "\u{1b}[F"
    static let controlC = "\u{3}"
    static let controlD = "\u{4}"
    static let controlR = "\u{12}"
    static let controlX = "\u{18}"
    static let controlE = "\u{5}"
    static let controlZ = "\u{1a}"

    static func paste(_ text: String) -> String { "\u{1b}[200~" + text + "\u{1b}[201~" }
}

/// An empty home folder, removed with the object.
final class TemporaryHome {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "nds-home-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var environment: [String: String] { ["HOME": path, "XDG_STATE_HOME": path + "/state"] }
    var historyPath: String { path + "/state/nds/history.jsonl" }
}
