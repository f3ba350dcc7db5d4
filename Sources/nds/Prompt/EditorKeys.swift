import CLibEdit

/// Keys that nobody can type, by which the editor has libedit act.
enum EditorKey {
    static let submit: Unicode.Scalar = "\u{90}"
    static let interrupt: Unicode.Scalar = "\u{91}"
    static let terminate: Unicode.Scalar = "\u{92}"
    static let list: Unicode.Scalar = "\u{93}"
    /// Where a key sends a sequence that begins with Escape and libedit must not be told of it: one for each of these actions.
    fileprivate static let ofSequences: ClosedRange<UInt32> = 0x80...0x8f
    fileprivate static func isOne(_ keys: String) -> Bool {
        keys.unicodeScalars.count == 1 && keys.unicodeScalars.allSatisfy { (0x80...0x9f).contains($0.value) }
    }
}

/// An action of ours, under the name by which an `.editrc` may bind it too, and its keys in libedit's notation.
private struct KeyAction {
    let name: String
    let keys: [String]
    let summary: String
    let press: libedit_action

    /// Those of its keys that send `ESC [ …` or `ESC O …`, as they are sent.
    var sequences: [String] {
        keys.filter { $0.hasPrefix("\\e[") || $0.hasPrefix("\\eO") }.map { "\u{1b}" + $0.dropFirst(2) }
    }
}

@MainActor private let actions: [KeyAction] = [
    KeyAction(name: "nds-accept", keys: ["^M", "^J"], summary: "Run the cell if it is complete") { editor, _ in
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
    KeyAction(name: "nds-edit-elsewhere", keys: ["^X^E"], summary: "Edit the cell in $VISUAL or $EDITOR") { editor, _ in
        act(editor) { $0.editElsewhere() }
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
    KeyAction(name: "nds-line-start", keys: ["^A", "\\e[H", "\\eOH", "\\e[1~"], summary: "Move to the line start") { editor, _ in
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

/// In vi's command mode these have a meaning that libedit gives them otherwise: `v` runs what it edited.
private let viCommands: [(keys: String, action: String)] = [("v", "nds-edit-elsewhere")]

extension LineEditor {
    /// Makes our actions known, so that an `.editrc` can name them.
    func addActions() {
        for action in actions { libedit_add_action(libedit.editor, action.name, action.summary, action.press) }
    }

    func bindKeys() {
        let editor = libedit.editor
        let own = actions.flatMap { action in action.keys.map { (keys: $0, action: action.name) } }
        let bindings = own + borrowed
        for (keys, action) in bindings where !isVi || !keys.hasPrefix("\\e") { libedit_bind(editor, keys, action) }
        guard isVi else { return }
        // Nothing may begin with Escape, which ends the typing: the reader itself knows the sequences.
        let sequences = Dictionary(grouping: actions.flatMap { action in action.sequences.map { ($0, action.name) } }, by: \.1)
        for (action, code) in zip(actions.map(\.name).filter { sequences[$0] != nil }, EditorKey.ofSequences) {
            guard let key = Unicode.Scalar(code) else { continue }
            for (sequence, _) in sequences[action] ?? [] { keySequences[Array(sequence.utf8)] = key }
            _ = [libedit_bind, libedit_bind_in_vi_command_mode].map { $0(editor, String(key), action) }
        }
        for (keys, action) in bindings where EditorKey.isOne(keys) || action == "nds-accept" || keys == "^X^E" {
            libedit_bind_in_vi_command_mode(editor, keys, action)
        }
        for (keys, action) in viCommands { libedit_bind_in_vi_command_mode(editor, keys, action) }
    }
}

/// - Returns: libedit's code for what is to be drawn.
private func act(_ editor: OpaquePointer?, _ action: @MainActor (LineEditor) -> Int32) -> UInt8 {
    let lineEditor = lineEditor(of: editor)
    return UInt8(MainActor.assumeIsolated { action(lineEditor) })
}
