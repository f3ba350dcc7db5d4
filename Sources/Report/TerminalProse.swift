import CCommonMark
import Diagnostics

extension TerminalRenderer {
    /// CommonMark as lines for a terminal: wrapped, with headings, lists and code set off, a blank line between blocks.
    ///
    /// - Parameter isStrong: all of it is to stand out.
    package func lines(prose: String, isStrong: Bool = false) -> [String] {
        let document = Prose.parsed(prose)
        defer { cmark_node_free(document) }
        // Longer lines are hard to read, however wide the terminal.
        let layout = ProseLayout(palette: palette, width: min(width, 84))
        return document.map { layout.lines(of: $0, isStrong ? [.strong] : []) } ?? []
    }
}

/// Lays out the nodes of libcmark in lines of at most `width` columns.
private struct ProseLayout {
    let palette: Palette
    var width: Int

    struct Style: OptionSet {
        let rawValue: Int
        static let strong = Style(rawValue: 1), emphasis = Style(rawValue: 2), code = Style(rawValue: 4)
    }

    /// A word, whose parts may differ in style: `mix`, with the comma behind it.
    typealias Word = [(text: String, style: Style)]

    /// The blocks within a node.
    func lines(of parent: OpaquePointer, _ style: Style) -> [String] {
        var lines: [String] = []
        let isTight = cmark_node_get_type(parent) == CMARK_NODE_LIST && cmark_node_get_list_tight(parent) == 1
        for (index, block) in children(of: parent).enumerated() {
            let inner = self.lines(ofBlock: block, number: index, style)
            if !lines.isEmpty, !inner.isEmpty, !isTight { lines.append("") }
            lines += inner
        }
        return lines
    }

    private func lines(ofBlock block: OpaquePointer, number: Int, _ style: Style) -> [String] {
        switch cmark_node_get_type(block) {
        case CMARK_NODE_HEADING:
            let lines = wrapped(words(of: block, [style, .strong]))
            guard cmark_node_get_heading_level(block) == 1 else { return lines }
            let rule = String(repeating: "━", count: min(width, plainWords(of: block).joined(separator: " ").displayWidth))
            return lines + [palette.dim(rule)]
        case CMARK_NODE_PARAGRAPH: return wrapped(words(of: block, style))
        case CMARK_NODE_CODE_BLOCK:
            let lines = literal(of: block).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            return indented(lines.map { paint(String($0).displayable, .code) }, by: "    ")
        case CMARK_NODE_LIST: return lines(of: block, style)
        case CMARK_NODE_ITEM: return item(block, number: number, style)
        case CMARK_NODE_BLOCK_QUOTE: return indented(narrower(by: 2).lines(of: block, style), by: palette.dim("│ "))
        case CMARK_NODE_THEMATIC_BREAK: return [palette.dim(String(repeating: "─", count: width))]
        default: return []
        }
    }

    private func item(_ block: OpaquePointer, number: Int, _ style: Style) -> [String] {
        let list = cmark_node_parent(block)
        let isOrdered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
        let mark = isOrdered ? "\(Int(cmark_node_get_list_start(list)) + number). " : "• "
        let inner = narrower(by: mark.count).lines(of: block, style)
        let margin = String(repeating: " ", count: mark.count)
        return inner.enumerated().map { $0 == 0 ? mark + $1 : $1.isEmpty ? "" : margin + $1 }
    }

    private func narrower(by columns: Int) -> ProseLayout {
        ProseLayout(palette: palette, width: max(20, width - columns))
    }

    private func indented(_ lines: [String], by margin: String) -> [String] { lines.map { margin + $0 } }

    private func children(of node: OpaquePointer) -> some Sequence<OpaquePointer> {
        sequence(state: cmark_node_first_child(node)) { next in
            defer { next = next.flatMap { cmark_node_next($0) } }
            return next
        }
    }

    private func literal(of node: OpaquePointer) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

    /// The words of a paragraph; a hard line break is a word that is nil.
    private func words(of block: OpaquePointer, _ style: Style) -> [Word?] {
        var words: [Word?] = []
        var word: Word = []
        func end() {
            if !word.isEmpty { words.append(word) }
            word = []
        }
        func add(_ text: String, _ style: Style) {
            for (index, part) in text.displayable.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { end() }
                if !part.isEmpty { word.append((String(part), style)) }
            }
        }
        func walk(_ parent: OpaquePointer, _ style: Style) {
            for node in children(of: parent) {
                switch cmark_node_get_type(node) {
                case CMARK_NODE_TEXT: add(literal(of: node), style)
                // What is to be typed stays on one line, and without colours it keeps its quotes.
                case CMARK_NODE_CODE:
                    let code = literal(of: node).displayable
                    word.append((palette.isColoured ? code : "`\(code)`", [style, .code]))
                case CMARK_NODE_SOFTBREAK: end()
                case CMARK_NODE_LINEBREAK:
                    end()
                    words.append(nil)
                case CMARK_NODE_EMPH: walk(node, [style, .emphasis])
                case CMARK_NODE_STRONG: walk(node, [style, .strong])
                default: walk(node, style)
                }
            }
        }
        walk(block, style)
        end()
        return words
    }

    private func plainWords(of block: OpaquePointer) -> [String] {
        words(of: block, []).map { ($0 ?? []).map(\.text).joined() }
    }

    private func wrapped(_ words: [Word?]) -> [String] {
        var lines: [String] = []
        var line = "", used = 0
        for word in words {
            let wide = (word ?? []).reduce(0) { $0 + $1.text.displayWidth }
            if word == nil || (used > 0 && used + 1 + wide > width) {
                lines.append(line)
                (line, used) = ("", 0)
            }
            guard let word else { continue }
            if used > 0 {
                line += " "
                used += 1
            }
            line += word.map { paint($0.text, $0.style) }.joined()
            used += wide
        }
        return used > 0 ? lines + [line] : lines
    }

    private func paint(_ text: String, _ style: Style) -> String {
        let codes = [(Style.strong, "1"), (.emphasis, "3"), (.code, "36")].filter { style.contains($0.0) }.map(\.1)
        return codes.isEmpty ? text : palette.paint(text, codes.joined(separator: ";"))
    }
}
