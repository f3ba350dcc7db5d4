import CLibEdit
import Foundation

extension LineEditor {
    /// The next key, or nil when the terminal is gone. Signals that come meanwhile are acted upon here.
    func nextKey() -> Unicode.Scalar? {
        while true {
            if let urgentKey { return urgentKey }
            var sources = [Terminal.input.rawValue, SignalInbox.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&sources, nfds_t(sources.count), -1) > 0 else {
                if errno == EINTR { continue }
                return nil
            }
            if sources[1].revents != 0 {
                answer(SignalInbox.take())
                continue
            }
            var byte: UInt8 = 0
            switch read(Terminal.input.rawValue, &byte, 1) {
            case 1: if let key = decoder.take(byte) { return key }
            case -1 where errno == EINTR || errno == EAGAIN: continue
            default: return nil
            }
        }
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
            libedit_set_raw(libedit.editor, 1)
            libedit_print(Terminal.isDumb ? "\r" : "\r\u{1b}[K")
            announcePastes(true)
            libedit_redraw(libedit.editor)
        }
        if signals.contains(.interrupt) { urgentKey = EditorKey.interrupt }
        if signals.contains(.terminate) { urgentKey = EditorKey.terminate }
    }

    /// Ctrl-Z: gives the terminal back as it was and stops as if the signal had never been caught. Returns when `fg` is given.
    private func stop() {
        announcePastes(false)
        libedit_set_raw(libedit.editor, 0)
        libedit_print("\r\n")
        SignalInbox.release(.suspend)
        // Whichever thread takes the signal stops them all, and SIGCONT makes the inbox readable. Without a shell to say `fg`
        // nothing stops, and nothing comes.
        kill(getpid(), SIGTSTP)
        var inbox = pollfd(fd: SignalInbox.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&inbox, 1, 500)
        SignalInbox.receive(.suspend)
    }

    /// The rest of a bracketed paste, inserted as one text that submits nothing.
    func paste() -> Int32 {
        let end: [Unicode.Scalar] = ["\u{1b}", "[", "2", "0", "1", "~"]
        var pasted: [Unicode.Scalar] = []
        while !pasted.ends(with: end) {
            var scalar: wchar_t = 0
            guard el_wgetc(libedit.editor, &scalar) == 1 else { return CC_EOF }
            if urgentKey != nil { return CC_NORM }
            if let scalar = Unicode.Scalar(UInt32(scalar)) { pasted.append(scalar) }
        }
        // libedit has the terminal exchange carriage returns and line feeds.
        let text = pasted.dropLast(end.count).map { $0 == "\n" ? "\r" : $0 == "\r" ? "\n" : $0 }
        libedit.cell.insert(cleaned(paste: text))
        return CC_REFRESH
    }
}

extension [Unicode.Scalar] {
    fileprivate func ends(with tail: [Unicode.Scalar]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}
