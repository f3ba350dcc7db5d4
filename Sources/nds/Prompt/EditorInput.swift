import CLibEdit
import Foundation

extension LineEditor {
    /// The next key, or nil when the terminal is gone. Signals and notices that come meanwhile are acted upon here.
    func nextKey() -> Unicode.Scalar? {
        defer { hint.erase() }
        while true {
            if let urgentKey { return urgentKey }
            if ahead.isEmpty, !hasInput(within: 0) { showHint() }
            guard let byte = nextByte() else {
                if urgentKey == nil { return nil } else { continue }
            }
            if byte == 0x1b, let key = keyOfSequence() { return key }
            if let key = decoder.take(byte) { return key }
        }
    }

    /// The next byte from the keyboard; nil where the terminal is gone or something is more urgent.
    private func nextByte() -> UInt8? {
        if !ahead.isEmpty { return ahead.removeFirst() }
        while true {
            var sources = [Terminal.input.rawValue, SignalInbox.descriptor].map { awaited($0) }
            guard poll(&sources, nfds_t(sources.count), -1) > 0 else {
                if errno == EINTR { continue }
                return nil
            }
            if sources[1].revents != 0 {
                hint.erase()
                answer(SignalInbox.take())
                show(notices: notices.take())
                if urgentKey != nil { return nil }
                if !hasInput(within: 0) { showHint() }
                continue
            }
            var byte: UInt8 = 0
            switch read(Terminal.input.rawValue, &byte, 1) {
            case 1: return byte
            case -1 where errno == EINTR || errno == EAGAIN: continue
            default: return nil
            }
        }
    }

    private func hasInput(within milliseconds: Int32) -> Bool {
        var keyboard = awaited(Terminal.input.rawValue)
        return poll(&keyboard, 1, milliseconds) > 0
    }

    /// After Escape: the key whose sequence follows at once, as no fingers could type it. What follows otherwise is read again.
    private func keyOfSequence() -> Unicode.Scalar? {
        guard !isPasting else { return nil }
        var sequence: [UInt8] = [0x1b]
        while keySequences.keys.contains(where: { $0.starts(with: sequence) }) {
            if let key = keySequences[sequence] { return key }
            guard !ahead.isEmpty || hasInput(within: Self.sequenceMilliseconds), let byte = nextByte() else { break }
            sequence.append(byte)
        }
        ahead.insert(contentsOf: sequence.dropFirst(), at: 0)
        return nil
    }

    private static let sequenceMilliseconds: Int32 = 25

    private func showHint() {
        guard !Terminal.isDumb, !isPasting else { return }
        let cell = libedit.cell
        guard let text = hinter(cell.text, cell.textBeforeCursor.utf8.count) else { return }
        let (drawn, cursor) = cell.drawn(margin: libedit.margin)
        let lineEnd = drawn[cursor...].firstIndex(of: "\n") ?? drawn.count
        let layout = self.layout
        hint.show(
            text, cursor: layout.spot(after: drawn[..<cursor]), lineEnd: layout.spot(after: drawn[..<lineEnd]),
            isLastLine: lineEnd == drawn.count, columns: layout.columns, palette: palette)
    }

    private func answer(_ noted: Signals) {
        var signals = noted
        if signals.contains(.suspend) {
            stop()
            signals.formUnion(SignalInbox.take())
            signals.insert(.resume)
        }
        if signals.contains(.resize) { el_resize(libedit.editor) }
        if signals.contains(.resume) {
            takeTerminal()
            libedit_print(Terminal.isDumb ? "\r" : "\r\u{1b}[K")
            libedit_redraw(libedit.editor)
        }
        if signals.contains(.interrupt) { urgentKey = EditorKey.interrupt }
        if signals.contains(.terminate) { urgentKey = EditorKey.terminate }
    }

    /// Shows lines above the cell, which goes on below them as it was.
    func show(notices lines: [String]) {
        guard !lines.isEmpty else { return }
        takeCellAway()
        libedit_print(lines.map { $0 + "\r\n" }.joined())
        libedit_redraw(libedit.editor)
    }

    /// Clears the rows of the cell; the cursor then stands where the prompt began. A redraw brings them back.
    func takeCellAway() {
        guard !Terminal.isDumb else { return libedit_print("\r\n") }
        let (drawn, cursor) = libedit.drawn
        let row = min(layout.spot(after: drawn[..<cursor]).row, Terminal.output.size.rows - 1)
        libedit_print("\r" + (row > 0 ? "\u{1b}[\(row)A" : "") + "\u{1b}[J")
    }

    private var layout: CellLayout { CellLayout(columns: Terminal.output.size.columns, promptWidth: libedit.margin) }

    /// Keys one by one, pastes marked.
    func takeTerminal() {
        libedit_set_raw(libedit.editor, 1)
        announcePastes(true)
    }

    /// The terminal as it was found.
    func giveTerminalBack() {
        announcePastes(false)
        libedit_set_raw(libedit.editor, 0)
    }

    /// Ctrl-Z: gives the terminal back and stops. Returns when `fg` is given.
    private func stop() {
        giveTerminalBack()
        libedit_print("\r\n")
        SignalInbox.stopProcess()
    }

    /// The rest of a bracketed paste, inserted as one text that submits nothing.
    func paste() -> Int32 {
        let end: [Unicode.Scalar] = ["\u{1b}", "[", "2", "0", "1", "~"]
        var pasted: [Unicode.Scalar] = []
        isPasting = true
        defer { isPasting = false }
        while !pasted.ends(with: end) {
            var scalar: wchar_t = 0
            guard el_wgetc(libedit.editor, &scalar) == 1 else { return CC_EOF }
            if urgentKey != nil { return CC_NORM }
            if let scalar = Unicode.Scalar(UInt32(scalar)) { pasted.append(scalar) }
        }
        // libedit has the terminal exchange carriage returns and line feeds.
        let text = pasted.dropLast(end.count).map { $0 == "\n" ? "\r" : $0 == "\r" ? "\n" : $0 }
        libedit.cell.insert(withoutPrompts(cleaned(paste: text)))
        return CC_REFRESH
    }
}

extension [Unicode.Scalar] {
    fileprivate func ends(with tail: [Unicode.Scalar]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}
