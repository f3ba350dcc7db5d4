import CCommonMark
import Foundation

/// CommonMark as HTML, by libcmark. Raw HTML in it is left out, and so are links that would run a script.
package struct Prose {
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
        let document = Self.parsed(text.showable)
        defer { cmark_node_free(document) }
        Self.makeLinksOfPictures(in: document)
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

    /// The tree of a CommonMark text, for the caller to free.
    static func parsed(_ text: String) -> OpaquePointer? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { bytes in
            cmark_parse_document(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, CMARK_OPT_DEFAULT)
        }
    }

    /// A page fetches nothing: a picture that is not in the text itself becomes a link to it, with its description.
    private static func makeLinksOfPictures(in document: OpaquePointer?) {
        var pictures: [OpaquePointer] = []
        let walk = cmark_iter_new(document)
        defer { cmark_iter_free(walk) }
        while case let event = cmark_iter_next(walk), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_EXIT, let node = cmark_iter_get_node(walk), cmark_node_get_type(node) == CMARK_NODE_IMAGE else { continue }
            if !String(cString: cmark_node_get_url(node)).hasPrefix("data:image/") { pictures.append(node) }
        }
        for picture in pictures {
            guard let link = cmark_node_new(CMARK_NODE_LINK) else { continue }
            cmark_node_set_url(link, cmark_node_get_url(picture))
            while let child = cmark_node_first_child(picture) { cmark_node_append_child(link, child) }
            cmark_node_replace(picture, link)
            cmark_node_free(picture)
        }
    }

    /// The words of the first heading of the first level; nil where there is none.
    package static func title(of text: String) -> String? {
        guard text.contains("#") || text.contains("=") else { return nil }
        let document = parsed(text.showable)
        defer { cmark_node_free(document) }
        var node = cmark_node_first_child(document)
        while let block = node {
            if cmark_node_get_type(block) == CMARK_NODE_HEADING, cmark_node_get_heading_level(block) == 1 { return plainText(of: block) }
            node = cmark_node_next(block)
        }
        return nil
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
    private var next: [String: Int] = [:]

    /// Words and digits joined by hyphens, a number behind it where it is taken. What begins as the page's own names do gets a word in front.
    mutating func anchor(for text: String) -> String {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
        let isOwn = PageNames.all.contains { words == $0 || words.hasPrefix($0 + "-") }
        let base = words.isEmpty || isOwn ? "section" + (isOwn ? "-" + words : "") : words
        var anchor = base, number = next[base] ?? 2
        while !given.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        next[base] = number
        return anchor
    }
}

/// What the names of a page's own parts begin with.
enum PageNames {
    static let notebook = "notebook", cell = "cell", chart = "chart", colophon = "how-this-was-made"
    static let all = [notebook, cell, chart, colophon]
}
