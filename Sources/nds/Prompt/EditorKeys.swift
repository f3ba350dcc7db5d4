import CLibEdit

/// Keys that nobody can type, by which the editor has libedit act.
enum EditorKey {
    static let submit: Unicode.Scalar = "\u{90}"
    static let interrupt: Unicode.Scalar = "\u{91}"
    static let terminate: Unicode.Scalar = "\u{92}"
    static let list: Unicode.Scalar = "\u{93}"
    fileprivate static let all = [submit, interrupt, terminate, list].map { String($0) }
}

/// An action of ours, under the name by which an `.editrc` may bind it too, and its keys in libedit's notation.
private struct KeyAction {
    let name: String
    let keys: [String]
    let summary: String
    let press: libedit_action
}

@MainActor private let actions: [KeyAction] = [
    KeyAction(name: "nds-accept", keys: ["^M", "^J"], summary: "Run the cell, or begin a line if it is not complete") { editor, _ in
        act(editor) { $0.accept() }
    },
    KeyAction(name: "nds-new-line", keys: ["\\e^M", "\\e^J"], summary: "Begin a line") { editor, _ in
        act(editor) { $0.edit { $0.insert("\n") } }
    },
    KeyAction(name: "nds-complete", keys: ["^I"], summary: "Complete the word, or list what it could be") { editor, _ in
        act(editor) { $0.complete() }
    },
    KeyAction(name: "nds-paste", keys: ["\\e[200~"], summary: "Insert a bracketed paste") { editor, _ in
        act(editor) { $0.paste() }
    },
    KeyAction(name: "nds-delete-or-leave", keys: ["^D"], summary: "Delete a character; on an empty line, leave") { editor, _ in
        act(editor) { $0.libedit.cell.isEmpty ? CC_EOF : $0.edit { $0.deleteForward() } }
    },
    KeyAction(name: "nds-delete", keys: ["\\e[3~"], summary: "Delete the character at the cursor") { editor, _ in
        act(editor) { $0.edit { $0.deleteForward() } }
    },
    KeyAction(name: "nds-rub-out", keys: ["^?", "^H"], summary: "Delete the character before the cursor") { editor, _ in
        act(editor) { $0.edit { $0.deleteBackward() } }
    },
    KeyAction(name: "nds-left", keys: ["^B", "\\e[D", "\\eOD"], summary: "Move left") { editor, _ in
        act(editor) { $0.edit { $0.moveLeft() } }
    },
    KeyAction(name: "nds-right", keys: ["^F", "\\e[C", "\\eOC"], summary: "Move right") { editor, _ in
        act(editor) { $0.edit { $0.moveRight() } }
    },
    KeyAction(name: "nds-up", keys: ["^P", "\\e[A", "\\eOA"], summary: "Move up, or to an older cell") { editor, _ in
        act(editor) { $0.moveUp() }
    },
    KeyAction(name: "nds-down", keys: ["^N", "\\e[B", "\\eOB"], summary: "Move down, or to a newer cell") { editor, _ in
        act(editor) { $0.moveDown() }
    },
    KeyAction(name: "nds-line-start", keys: ["^A", "\\e[H", "\\eOH", "\\e[1~"], summary: "Move to the line's start") { editor, _ in
        act(editor) { $0.edit { $0.moveToLineStart() } }
    },
    KeyAction(name: "nds-line-end", keys: ["^E", "\\e[F", "\\eOF", "\\e[4~"], summary: "Move to the line's end") { editor, _ in
        act(editor) { $0.edit { $0.moveToLineEnd() } }
    },
    KeyAction(name: "nds-interrupt", keys: [String(EditorKey.interrupt)], summary: "Discard the cell") { editor, _ in
        act(editor) { $0.interrupt() }
    },
    KeyAction(name: "nds-terminate", keys: [String(EditorKey.terminate)], summary: "End the session") { editor, _ in
        act(editor) { $0.terminate() }
    },
    KeyAction(name: "nds-list", keys: [String(EditorKey.list)], summary: "List the candidates") { editor, _ in
        act(editor) { $0.list() }
    },
]

/// Keys for libedit's own actions that it leaves unbound, or binds to something else than people expect.
private let borrowed: [(keys: String, action: String)] = [
    (String(EditorKey.submit), "ed-newline"),
    ("^R", "em-inc-search-prev"),
    ("^W", "ed-delete-prev-word"),
    // In UTF-8 a byte with its highest bit set is no Meta key.
    ("\\eb", "ed-prev-word"), ("\\e[1;5D", "ed-prev-word"),
    ("\\ef", "em-next-word"), ("\\e[1;5C", "em-next-word"),
    ("\\ed", "em-delete-next-word"), ("\\e^?", "ed-delete-prev-word"),
]

extension LineEditor {
    func bindKeys() {
        let editor = libedit.editor
        for action in actions { libedit_add_action(editor, action.name, action.summary, action.press) }
        let own = actions.flatMap { action in action.keys.map { (keys: $0, action: action.name) } }
        let bindings = (own + borrowed).filter { hasEscapeSequences || !$0.keys.hasPrefix("\\e") }
        for (keys, action) in bindings { libedit_bind(editor, keys, action) }
        guard !hasEscapeSequences else { return }
        for (keys, action) in bindings where EditorKey.all.contains(keys) || action == "nds-accept" {
            libedit_bind_in_vi_command_mode(editor, keys, action)
        }
    }
}

/// - Returns: libedit's code for what is to be drawn.
private func act(_ editor: OpaquePointer?, _ action: @MainActor (LineEditor) -> Int32) -> UInt8 {
    let lineEditor = lineEditor(of: editor)
    return UInt8(MainActor.assumeIsolated { action(lineEditor) })
}
