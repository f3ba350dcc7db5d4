import CLibEdit
import Diagnostics
import Foundation

/// Reads cells from the terminal with libedit: one buffer a cell, however many lines it has. For use where standard input and
/// output are both terminals.
@MainActor
final class LineEditor {
    enum Input: Equatable {
        /// A cell, as `isComplete` accepted it; never blank.
        case cell(String)
        /// Ctrl-C: what was typed is discarded.
        case interrupted
        /// Ctrl-D on an empty line, or the terminal is gone.
        case endOfInput
        /// SIGTERM. The terminal is as it was found.
        case terminated
    }

    typealias Completer = @MainActor (_ text: String, _ cursor: Int) -> Completion

    let libedit: Libedit
    let palette: Palette
    let completer: Completer
    let isComplete: @MainActor (String) -> Bool
    private(set) var history: CellHistory
    private var historyTrouble: Diagnostic?

    /// Set by the keys that end the editing with something other than a cell.
    var outcome: Input?
    var walk = HistoryWalk()
    /// The cell as the last Tab left it, if that could add nothing: the next Tab lists.
    var exhausted: CellBuffer?
    var listing: (candidates: [Completion.Candidate], cell: CellBuffer)?
    var decoder = KeyDecoder()
    /// Delivered before any key that is typed, until it has been acted upon.
    var urgentKey: Unicode.Scalar?
    /// In vi mode a sequence that begins with Escape would delay the Escape key itself.
    let hasEscapeSequences: Bool
    /// The prompt as libedit wants it. Lives as long as the program.
    private nonisolated(unsafe) let prompt: UnsafeMutablePointer<CChar>?

    /// - Parameters:
    ///   - application: the name under which the user's `.editrc` may bind keys.
    ///   - prompt: stands before the first line of a cell; the others are indented to the same column.
    ///   - completer: what could stand at the cursor, a UTF-8 offset into the text.
    ///   - isComplete: whether Enter ends the cell; otherwise it begins another line.
    /// - Throws: `Diagnostic` if this terminal cannot be edited on.
    init(
        application: String, prompt: String, palette: Palette, history: CellHistory, completer: @escaping Completer,
        isComplete: @escaping @MainActor (String) -> Bool
    ) throws {
        Terminal.rememberModes()
        // libedit decodes keys and measures characters by the locale, which is plain ASCII until one is chosen.
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
        guard let libedit = Libedit(application: application, margin: prompt.displayWidth) else {
            throw Diagnostic("this terminal cannot be edited on")
        }
        self.libedit = libedit
        self.palette = palette
        self.history = history
        self.completer = completer
        self.isComplete = isComplete
        self.prompt = strdup(palette.isColoured ? painted(prompt) : prompt)
        history.cells.forEach(libedit.remember)
        // Some systems build libedit for vi; whoever wants that says `bind -v`, which clears the map of keys and therefore comes
        // before our own bindings.
        libedit_choose_emacs(libedit.editor)
        el_source(libedit.editor, nil)
        // Without editing no key of ours would reach us, Ctrl-C among them.
        libedit_enable_editing(libedit.editor)
        hasEscapeSequences = libedit_is_vi(libedit.editor) == 0
        attach()
        bindKeys()
    }

    /// Shows the prompt and returns what was entered at it.
    func readCell() -> Input {
        SignalInbox.receive([.interrupt, .terminate, .suspend, .resume, .resize])
        defer { SignalInbox.release([.suspend, .resume, .resize]) }
        while true {
            outcome = nil
            urgentKey = nil
            walk = HistoryWalk()
            // Before the prompt is shown, so that the terminal echoes nothing behind it.
            libedit_set_raw(libedit.editor, 1)
            announcePastes(true)
            let text = libedit.edit()
            announcePastes(false)
            if let outcome { return outcome }
            guard let text else {
                Terminal.output.write("\n")
                return .endOfInput
            }
            guard !text.allSatisfy(\.isWhitespace) else { continue }
            remember(text)
            return .cell(text)
        }
    }

    /// A history that cannot be written is reported once and kept for this session.
    private func remember(_ text: String) {
        libedit.remember(text)
        do { try history.append(text) } catch {
            guard historyTrouble == nil, let trouble = error as? Diagnostic else { return }
            historyTrouble = trouble
            Terminal.error.write(trouble.rendered(Terminal.error.palette) + "\n")
        }
    }

    /// Asks the terminal to mark what is pasted, so that line ends in it submit nothing.
    func announcePastes(_ isOn: Bool) {
        if hasEscapeSequences, !Terminal.isDumb { libedit_print(isOn ? "\u{1b}[?2004h" : "\u{1b}[?2004l") }
    }

    private func attach() {
        let editor = libedit.editor
        libedit_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
        libedit_set_prompt(editor, { editor in lineEditor(of: editor).prompt }, CChar(promptMarker.value))
        libedit_set_reader(editor) { editor, scalar in
            let lineEditor = lineEditor(of: editor)
            guard let key = MainActor.assumeIsolated({ lineEditor.nextKey() }) else { return 0 }
            scalar?.pointee = wchar_t(key.value)
            return 1
        }
    }
}

/// The editor behind one of libedit's callbacks; libedit calls back only from within `readCell`, on the main thread.
func lineEditor(of editor: OpaquePointer?) -> LineEditor {
    guard let client = libedit_client(editor) else { preconditionFailure("a callback of an editor that was never attached") }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
}

/// Encloses what is sent to the terminal but takes no columns. It must not end the prompt (libedit loses it there), hence the
/// blank.
private let promptMarker: Unicode.Scalar = "\u{1}"

private func painted(_ prompt: String) -> String {
    let words = prompt.prefix { $0 != " " }
    return "\(promptMarker)\u{1b}[1;32m\(promptMarker)\(words)\(promptMarker)\u{1b}[0m\(promptMarker)\(prompt.dropFirst(words.count))"
}
