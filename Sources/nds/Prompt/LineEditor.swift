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
    typealias Hinter = @MainActor (_ text: String, _ cursor: Int) -> String?

    let libedit: Libedit
    let palette: Palette
    let completer: Completer
    let hinter: Hinter
    let withoutPrompts: @MainActor (String) -> String
    let isComplete: @MainActor (String) -> Bool
    /// Where lines that come while a cell is being typed are to be posted.
    let notices = Notices()
    private(set) var history: CellHistory
    private var historyTrouble: Diagnostic?

    /// Set by the keys that end the editing with something other than a cell.
    var outcome: Input?
    var walk = HistoryWalk()
    /// The cell as the last Tab left it, where that did not settle the word: another Tab lists the candidates.
    var unsettled: CellBuffer?
    var listing: (candidates: [Completion.Candidate], cell: CellBuffer)?
    var hint = HintLine()
    var decoder = KeyDecoder()
    /// Bytes that were read and turned out to be no sequence of a key.
    var ahead: [UInt8] = []
    /// Sequences that begin with Escape, where the reader must know them: the bytes, and the key that stands for them.
    var keySequences: [[UInt8]: Unicode.Scalar] = [:]
    var isPasting = false
    /// Delivered before any key that is typed, until it has been acted upon.
    var urgentKey: Unicode.Scalar?
    /// In vi mode a binding that begins with Escape would delay the Escape key itself.
    private(set) var isVi = false
    /// The prompt as libedit wants it, freed when another takes its place.
    private nonisolated(unsafe) var prompt: UnsafeMutablePointer<CChar>?

    /// - Parameters:
    ///   - application: the name under which the user's `.editrc` may bind keys.
    ///   - completer: what could stand at the cursor, a UTF-8 offset into the text.
    ///   - hinter: what to show behind the line that the cursor stands in.
    ///   - withoutPrompts: what is left of a transcript that is pasted.
    ///   - isComplete: whether Enter ends the cell; otherwise it begins another line.
    init(
        application: String, palette: Palette, history: CellHistory, completer: @escaping Completer, hinter: @escaping Hinter,
        withoutPrompts: @escaping @MainActor (String) -> String, isComplete: @escaping @MainActor (String) -> Bool
    ) {
        Terminal.rememberModes()
        // libedit decodes keys and measures characters by the locale, which is plain ASCII until one is chosen.
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" {
            setlocale(LC_CTYPE, "C.UTF-8")
        }
        guard let libedit = Libedit(application: application) else { preconditionFailure("libedit found no memory") }
        self.libedit = libedit
        self.palette = palette
        self.history = history
        self.completer = completer
        self.hinter = hinter
        self.withoutPrompts = withoutPrompts
        self.isComplete = isComplete
        // Some systems build libedit for vi; whoever wants that says `bind -v`, which clears the map of keys and therefore comes
        // before our own bindings.
        libedit_choose_emacs(libedit.editor)
        addActions()
        el_source(libedit.editor, nil)
        // Without editing no key of ours would reach us, Ctrl-C among them.
        libedit_enable_editing(libedit.editor)
        isVi = libedit_is_vi(libedit.editor) != 0
        attach()
        bindKeys()
    }

    /// Shows the prompt and returns what was entered at it.
    ///
    /// - Parameter prompt: stands before the first line of the cell; the others are indented to the same column.
    func readCell(prompt: String) -> Input {
        SignalInbox.receive([.interrupt, .terminate, .suspend, .resume, .resize])
        defer { SignalInbox.release([.suspend, .resume, .resize]) }
        setPrompt(prompt)
        while true {
            outcome = nil
            urgentKey = nil
            unsettled = nil
            walk = HistoryWalk()
            notices.open()
            // Before the prompt is shown, so that the terminal echoes nothing behind it.
            takeTerminal()
            let text = libedit.edit()
            announcePastes(false)
            Terminal.error.write(lines: notices.close())
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

    private func setPrompt(_ text: String) {
        libedit.setMargin(text.displayWidth, past: history.cells)
        free(prompt)
        prompt = strdup(palette.isColoured ? painted(text) : text)
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
        if !Terminal.isDumb { libedit_print(isOn ? "\u{1b}[?2004h" : "\u{1b}[?2004l") }
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

/// Two sequences in a row would count as columns.
private func painted(_ prompt: String) -> String {
    let sent = { (sequence: String) in "\(promptMarker)\u{1b}[\(sequence)m\(promptMarker)" }
    let name = prompt.prefix { $0 != " " }
    return sent("1;32") + name + sent("0;2") + prompt.dropFirst(name.count).dropLast(2) + sent("0") + prompt.suffix(2)
}
