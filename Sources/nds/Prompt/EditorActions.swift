import CLibEdit
import Diagnostics

/// What the keys do. Each returns libedit's code for what is to be drawn.
extension LineEditor {
    func edit(_ change: (inout CellBuffer) -> Void) -> Int32 {
        change(&libedit.cell)
        return CC_REFRESH
    }

    func accept() -> Int32 {
        // A paste that the terminal does not mark comes as typed keys.
        let text = withoutPrompts(libedit.cell.text)
        if text.allSatisfy(\.isWhitespace) || isComplete(text) { return submit(text) }
        return edit { $0.insert("\n") }
    }

    /// Hands the cell to the user's editor and takes it back. Nothing runs before Enter.
    func editElsewhere() -> Int32 {
        let cell = libedit.cell
        takeCellAway()
        giveTerminalBack()
        let outcome = ExternalEditor.edit(cell.text)
        takeTerminal()
        switch outcome {
        case .edited(let text): libedit.cell = CellBuffer(cleaned(paste: Array(text.unicodeScalars)))
        case .failed(let finding): libedit_print(finding.rendered(palette).replacing("\n", with: "\r\n") + "\r\n")
        case .terminated: urgentKey = EditorKey.terminate
        }
        el_resize(libedit.editor)
        libedit_redraw(libedit.editor)
        return CC_NORM
    }

    func interrupt() -> Int32 {
        outcome = .interrupted
        urgentKey = nil
        return submit(libedit.cell.text + "^C")
    }

    func terminate() -> Int32 {
        outcome = .terminated
        urgentKey = nil
        return submit(libedit.cell.text)
    }

    /// Ends the editing below the last line, wherever the cursor stands.
    private func submit(_ text: String) -> Int32 {
        libedit.press(EditorKey.submit)
        return edit { $0 = CellBuffer(text) }
    }

    func moveUp() -> Int32 {
        let cell = libedit.cell
        if !cell.isOnFirstLine { return edit { $0.moveUp() } }
        return recall(walk.older(than: cell, in: history.cells))
    }

    func moveDown() -> Int32 {
        let cell = libedit.cell
        if !cell.isOnLastLine { return edit { $0.moveDown() } }
        return recall(walk.newer(than: cell, in: history.cells))
    }

    private func recall(_ cell: CellBuffer?) -> Int32 {
        guard let cell else { return CC_REFRESH_BEEP }
        return edit { $0 = cell }
    }

    /// Tab: inserts what all candidates share; a second one lists them.
    func complete() -> Int32 {
        let cell = libedit.cell
        let completion = completer(cell.text, cell.textBeforeCursor.utf8.count)
        if let completed = completion.applied(to: cell.text) {
            unsettled = completion.candidates.count > 1 ? completed : nil
            return edit { $0 = completed }
        }
        guard unsettled == cell, !completion.candidates.isEmpty else {
            unsettled = cell
            return CC_REFRESH_BEEP
        }
        // The list goes below the cell: libedit first moves to its end, then acts on the key that lists.
        listing = (completion.candidates, cell)
        libedit.press(EditorKey.list)
        return edit { $0 = CellBuffer(cell.text) }
    }

    func list() -> Int32 {
        guard let listing else { return CC_NORM }
        self.listing = nil
        let size = Terminal.output.size
        let lines = candidateList(listing.candidates, width: size.columns, limit: max(4, size.rows - 4), palette: palette)
        libedit_print("\r\n" + lines.map { $0 + "\r\n" }.joined())
        libedit.cell = listing.cell
        libedit_redraw(libedit.editor)
        return CC_NORM
    }
}
