import CLibEdit

/// libedit's editor and its history, with cells in place of lines.
final class Libedit {
    let editor: OpaquePointer
    private let past: OpaquePointer
    /// Columns by which all lines of a cell but the first are indented: the width of the prompt.
    private(set) var margin = 0

    /// - Parameter application: the name under which the user's `.editrc` may bind keys.
    init?(application: String) {
        guard let editor = libedit_open(application) else { return nil }
        guard let past = history_init() else {
            el_end(editor)
            return nil
        }
        self.editor = editor
        self.past = past
        libedit_leave_signals_alone(editor)
        libedit_history_limit(past, .max)
        libedit_set_history(editor, past)
    }

    deinit {
        el_end(editor)
        history_end(past)
    }

    /// Edits a cell and returns it, or nil at the end of the input.
    func edit() -> String? {
        var count: Int32 = 0
        guard let line = el_wgets(editor, &count), count > 0 else { return nil }
        var drawn = (0..<Int(count)).compactMap { Unicode.Scalar(UInt32(line[$0])) }
        if drawn.last == "\n" { drawn.removeLast() }
        return CellBuffer(drawn: drawn, cursor: 0, margin: margin).text
    }

    /// The cell being edited. Whoever sets it asks libedit to draw it.
    var cell: CellBuffer {
        get {
            let drawn = self.drawn
            return CellBuffer(drawn: drawn.scalars, cursor: drawn.cursor, margin: margin)
        }
        set {
            let before = drawn
            let after = newValue.drawn(margin: margin)
            if before.scalars == after.scalars {
                el_cursor(editor, Int32(after.cursor - before.cursor))
                return
            }
            el_cursor(editor, Int32(before.scalars.count - before.cursor))
            el_deletestr(editor, Int32(before.scalars.count))
            el_winsertstr(editor, after.scalars.map { wchar_t($0.value) } + [0])
            el_cursor(editor, Int32(after.cursor - after.scalars.count))
        }
    }

    /// What libedit draws behind its prompt, and where its cursor stands in that.
    var drawn: (scalars: [Unicode.Scalar], cursor: Int) {
        guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return ([], 0) }
        let scalars = UnsafeBufferPointer(start: start, count: line.lastchar - start)
        return (scalars.compactMap { Unicode.Scalar(UInt32($0)) }, line.cursor - start)
    }

    /// Has libedit act on a key next, before any that is typed.
    func press(_ key: Unicode.Scalar) {
        el_wpush(editor, [wchar_t(key.value), 0])
    }

    /// Makes room for a prompt of another width. The history holds its cells as they are drawn, so it is filled anew.
    func setMargin(_ columns: Int, past cells: [String]) {
        guard columns != margin else { return }
        margin = columns
        libedit_history_clear(past)
        cells.forEach(remember)
    }

    /// Lets Ctrl-R find a cell.
    func remember(_ cell: String) {
        libedit_history_enter(past, String(String.UnicodeScalarView(CellBuffer(cell).drawn(margin: margin).scalars)))
    }
}
