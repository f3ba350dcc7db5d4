import CCommonMark
import Foundation

/// CommonMark as HTML, by libcmark. Raw HTML in it is left out, and so are links that would run a script.
struct Prose {
    struct Heading: Equatable {
        /// 1 for a title.
        var level: Int
        var text: String
        /// Where a link leads: unique within the page.
        var anchor: String
    }

    /// The body of the text, its headings with their anchors.
    let html: String
    let headings: [Heading]

    /// - Parameters:
    ///   - anchors: those given so far, for these to differ from.
    ///   - title: of the page, which shows it already: a heading of the first level with these words is left out.
    init(_ text: String, anchors: inout Anchors, title: String? = nil) {
        var html = ""
        var headings: [Heading] = []
        let bytes = Array(text.utf8)
        let document = bytes.withUnsafeBytes { bytes in
            cmark_parse_document(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
        }
        defer { cmark_node_free(document) }
        var node = cmark_node_first_child(document)
        while let block = node {
            let rendered = Self.string(cmark_render_html(block, CMARK_OPT_DEFAULT))
            if cmark_node_get_type(block) == CMARK_NODE_HEADING {
                let level = Int(cmark_node_get_heading_level(block))
                let plain = Self.plainText(of: block)
                defer { node = cmark_node_next(block) }
                if level == 1, plain == title { continue }
                let heading = Heading(level: level, text: plain, anchor: anchors.anchor(for: plain))
                headings.append(heading)
                // A page has one title: headings of cells begin one level below it.
                let inner = rendered.dropFirst("<h1>".count).prefix { $0 != "\n" }
                let content = inner.hasSuffix("</h\(level)>") ? inner.dropLast("</h1>".count) : inner
                let shown = min(6, level + 1)
                html += "<h\(shown) id=\"\(heading.anchor)\">\(content)</h\(shown)>\n"
            } else {
                html += rendered
                node = cmark_node_next(block)
            }
        }
        self.html = html
        self.headings = headings
    }

    private static func string(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    /// The words of a node without their marks.
    private static func plainText(of node: OpaquePointer) -> String {
        var text = ""
        let walk = cmark_iter_new(node)
        defer { cmark_iter_free(walk) }
        while cmark_iter_next(walk) != CMARK_EVENT_DONE {
            let inner = cmark_iter_get_node(walk)
            switch cmark_node_get_type(inner) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: if let literal = cmark_node_get_literal(inner) { text += String(cString: literal) }
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
            default: break
            }
        }
        return text
    }
}

/// Anchors within a page, each given once.
struct Anchors {
    private var given: Set<String> = []

    /// Words and digits joined by hyphens, a number behind it where it is taken.
    mutating func anchor(for text: String) -> String {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
        let base = words.isEmpty ? "section" : words
        var anchor = base, number = 2
        while !given.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        return anchor
    }
}
