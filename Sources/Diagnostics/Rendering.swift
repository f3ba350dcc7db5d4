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
    ///
    /// - Parameter isRemark: nothing is wrong; it is worth knowing.
    package func rendered(_ palette: Palette = .plain, isRemark: Bool = false) -> String {
        let (message, label) = (message.displayable, label.displayable)
        var lines = [(isRemark ? palette.strong("note:") : palette.error("error:")) + " " + palette.strong(message)]
        switch place?.position {
        case .line(let line, let column, let length, let excerpt) where !excerpt.isEmpty:
            let number = String(line)
            let gutter = String(repeating: " ", count: max(4, number.count + 2))
            let shown = Excerpt(excerpt, column: column, length: length)
            lines.append(palette.dim(gutter + "┌─ ") + place!.description.displayable)
            lines.append(palette.dim(number + gutter.dropFirst(number.count) + "│ ") + shown.text)
            let carets = palette.error(String(repeating: "^", count: shown.caretWidth))
            let text = label.isEmpty ? carets : carets + " " + palette.error(label)
            lines.append(palette.dim(gutter + "│ ") + String(repeating: " ", count: shown.indent) + text)
        case .some:
            lines.append(palette.dim("    ┌─ ") + place!.description.displayable + (label.isEmpty ? "" : ": " + label))
        case nil:
            if !label.isEmpty { lines[0] += " (\(label))" }
        }
        lines += notes.map { "    " + palette.dim("= ") + $0.displayable }
        return lines.joined(separator: "\n")
    }
}

/// A line cut to what fits around the culprit, as it can be shown, so that the caret stands right.
private struct Excerpt {
    var text: String
    var indent: Int
    var caretWidth: Int

    /// - Parameter limit: columns; a character without width counts as one.
    init(_ line: String, column: Int, length: Int, limit: Int = 110) {
        let characters = Array(line.displayable)
        let widths = characters.map { max(1, $0.displayWidth) }
        let start = min(max(column - 1, 0), characters.count)
        var first = 0
        if widths.reduce(0, +) > limit {
            var lead = widths[..<start].reduce(0, +)
            while lead > limit / 2 {
                lead -= widths[first]
                first += 1
            }
        }
        var last = first, room = limit
        while last < characters.count, widths[last] <= room {
            room -= widths[last]
            last += 1
        }
        let end = min(max(start, min(start + length, characters.count)), max(start, last))
        let lead = first > 0 ? "…" : ""
        indent = lead.count + characters[first..<start].reduce(0) { $0 + $1.displayWidth }
        caretWidth = max(1, characters[start..<end].reduce(0) { $0 + $1.displayWidth })
        text = lead + String(characters[first..<last]) + (last < characters.count ? "…" : "")
    }
}
