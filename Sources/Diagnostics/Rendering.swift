/// Terminal colours, or nothing at all.
package struct Palette: Sendable {
    package let isColoured: Bool

    package init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    package static let plain = Palette(isColoured: false)
    package static let coloured = Palette(isColoured: true)

    package func paint(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }

    package func error(_ text: String) -> String { paint(text, "1;31") }
    package func strong(_ text: String) -> String { paint(text, "1") }
    package func dim(_ text: String) -> String { paint(text, "2") }
}

extension Diagnostic {
    /// The finding as people read it, with the excerpt and a caret under the culprit. Ends without a newline.
    package func rendered(_ palette: Palette = .plain) -> String {
        var lines = [palette.error("error:") + " " + palette.strong(message)]
        switch place?.position {
        case .line(let line, let column, let length, let excerpt) where !excerpt.isEmpty:
            let number = String(line)
            let gutter = String(repeating: " ", count: max(4, number.count + 2))
            let shown = Excerpt(excerpt, column: column, length: length)
            lines.append(palette.dim(gutter + "┌─ ") + place!.description)
            lines.append(palette.dim(number + gutter.dropFirst(number.count) + "│ ") + shown.text)
            let carets = palette.error(String(repeating: "^", count: shown.caretWidth))
            let text = label.isEmpty ? carets : carets + " " + palette.error(label)
            lines.append(palette.dim(gutter + "│ ") + String(repeating: " ", count: shown.indent) + text)
        case .some:
            lines.append(palette.dim("    ┌─ ") + place!.description + (label.isEmpty ? "" : ": " + label))
        case nil:
            if !label.isEmpty { lines[0] += " (\(label))" }
        }
        lines += notes.map { "    " + palette.dim("= ") + $0 }
        return lines.joined(separator: "\n")
    }
}

/// A line cut to what fits around the culprit, tabs and controls replaced by blanks so that the caret stands right.
private struct Excerpt {
    var text: String
    var indent: Int
    var caretWidth: Int

    init(_ line: String, column: Int, length: Int, limit: Int = 110) {
        var characters = line.map { $0 == "\t" || $0.displayWidth == 0 && $0.isASCII ? " " : $0 }
        var start = min(max(column - 1, 0), characters.count)
        var lead = ""
        if characters.count > limit, start > limit / 2 {
            let cut = start - limit / 2
            characters.removeFirst(cut)
            start -= cut
            lead = "…"
        }
        let isLong = characters.count > limit
        characters = Array(characters.prefix(limit))
        let end = min(start + length, characters.count)
        indent = lead.count + String(characters[..<start]).displayWidth
        caretWidth = max(1, start < end ? String(characters[start..<end]).displayWidth : 1)
        text = lead + String(characters) + (isLong ? "…" : "")
    }
}
