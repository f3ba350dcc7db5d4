/// Blocks as HTML.
struct HTMLBlocks {
    /// Begins the names of the parts of charts, where blocks of several pages may meet.
    private let page: String
    /// Counts the charts of the page, whose parts need names of their own.
    private var charts = 0

    init(page: String = "") {
        self.page = page
    }

    mutating func html(_ blocks: [Block]) -> String {
        blocks.map { html($0) }.joined(separator: "\n")
    }

    private mutating func html(_ block: Block) -> String {
        switch block {
        case .text(let text):
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escaped(String($0)) }
            return "<p class=\"text\">\(lines.joined(separator: "<br>\n"))</p>"
        case .table(let table): return html(table)
        case .tagged(let sentences): return sentences.map(html).joined(separator: "\n")
        case .chart(let chart):
            charts += 1
            return "<figure>\(SVGChart(id: "\(page)chart-\(charts)").text(chart))</figure>"
        }
    }

    /// A table that is wider than a phone can be moved within its box, with the keys too.
    private func html(_ table: TextTable) -> String {
        let classes = table.columns.map { $0.alignment == .right ? " class=\"number\"" : "" }
        let head = zip(table.columns, classes).map { "<th scope=\"col\"\($1)>\(escaped($0.name))</th>" }.joined()
        let rows = table.rows.map { row in
            "<tr>" + zip(row, classes).map { "<td\($1)>\(escaped($0))</td>" }.joined() + "</tr>"
        }
        let caption = table.title.isEmpty ? "" : "<caption>\(escaped(table.title))</caption>"
        let label = table.title.isEmpty ? "table" : table.title
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(escaped(label))"><table>\(caption)<thead><tr>\(head)</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    private func html(_ sentence: TaggedText) -> String {
        let words = sentence.pieces(shown: escaped).map { words, mark in
            guard let mark else { return words }
            let verdict = mark.verdict.map { "<span class=\"verdict\"> \(escaped($0.sign))</span>" } ?? ""
            let classes = ["entity", Self.colour(of: mark.label), Self.name(of: mark.verdict)].compactMap(\.self).joined(separator: " ")
            return "<mark class=\"\(classes)\">\(words)<span class=\"type\"> \(escaped(mark.label))</span>\(verdict)</mark>"
        }
        let caption = sentence.caption.isEmpty ? "" : "<span class=\"source\">\(escaped(sentence.caption))</span> "
        return "<p class=\"sentence\">\(caption)\(words.joined(separator: " "))</p>"
    }

    /// One class of colour a type; types beyond the four of CoNLL-2003 share by name, the same in every page.
    private static func colour(of label: String) -> String {
        let known = ["PER": "per", "ORG": "org", "LOC": "loc", "MISC": "misc"]
        return known[label] ?? "other-\(label.utf8.reduce(0) { $0 + Int($1) } % 4)"
    }

    private static func name(of verdict: TaggedText.Verdict?) -> String? {
        switch verdict {
        case nil: nil
        case .right: "right"
        case .wrong, .spurious: "wrong"
        case .missed: "missed"
        }
    }
}
