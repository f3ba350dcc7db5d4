/// Blocks as HTML.
struct HTMLBlocks {
    /// Begins the names of the parts of charts, where blocks of several pages may meet.
    private let page: String
    /// Counts the charts of the page, whose parts need names of their own.
    private var charts = 0
    /// No style sheet goes with them: what must be seen stands in the tags, and charts are left to others.
    private let isBare: Bool

    init(page: String = "", isBare: Bool = false) {
        self.page = page
        self.isBare = isBare
    }

    mutating func html(_ blocks: [Block]) -> String {
        blocks.map { html($0) }.joined(separator: "\n")
    }

    private mutating func html(_ whole: Block) -> String {
        let (block, omission) = whole.shortened
        let note = omission.map { "\n<p class=\"remark\">\($0)</p>" } ?? ""
        switch block {
        case .text(let text): return "<p class=\"text\">\(escaped(text))</p>\(note)"
        case .table(let table): return html(table) + note
        case .tagged(let sentences): return sentences.map(html).joined(separator: "\n") + note
        case .chart(let chart):
            charts += 1
            let drawing = SVGChart(id: "\(page)\(PageNames.chart)-\(charts)").text(chart)
            return "<figure class=\"scroll\" tabindex=\"0\">\(drawing)</figure>\(note)"
        }
    }

    /// On a wide screen a table may take more room than prose does. What is wider still can be moved within its box, with the keys too, and so
    /// can what is long.
    private func html(_ table: TextTable) -> String {
        let classes = table.columns.map { $0.alignment == .right ? " class=\"number\"" : " dir=\"auto\"" }
        let head = zip(table.columns, classes).map { "<th scope=\"col\"\($1)>\(Self.breakable(escaped($0.name)))</th>" }.joined()
        let rows = table.rows.map { row in
            "<tr>" + zip(row, classes).map { "<td\($1)>\(Self.breakable(escaped($0)))</td>" }.joined() + "</tr>"
        }
        let caption = table.title.isEmpty ? "" : "<caption>\(escaped(table.title))</caption>"
        let label = table.title.isEmpty ? "table: \(table.columns.map(\.name).joined(separator: ", "))" : table.title
        let bulk = (table.rows.count > Self.longTable ? " long" : "") + (table.columns.count > Self.crowdedTable ? " crowded" : "")
        return """
            <div class="scroll\(bulk)" role="group" tabindex="0" aria-label="\(escaped(label))"><table>\(caption)<thead><tr>\(head)</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    /// So many rows are shown in full.
    private static let longTable = 40
    /// With more columns words are torn on paper, so that none is cut off.
    private static let crowdedTable = 14

    /// A name such as `passes_distilled` may go on in a second line where there is no room for it in one.
    private static func breakable(_ name: String) -> String { name.replacing("_", with: "_<wbr/>") }

    private func html(_ sentence: TaggedText) -> String {
        let words = sentence.pieces(shown: escaped).map { words, mark in
            guard let mark else { return words }
            let verdict = mark.verdict.map { "<span class=\"verdict\"> \(escaped($0.sign))</span>" } ?? ""
            return "<mark \(look(of: mark))>\(words)<span class=\"type\">\u{a0}\(escaped(mark.label))</span>\(verdict)</mark>"
        }
        let notes = [sentence.caption, sentence.source].filter { !$0.isEmpty }.map(escaped).joined(separator: " · ")
        let source = notes.isEmpty ? "" : "<span class=\"source\" dir=\"auto\">\(notes)</span>"
        return "<p class=\"sentence\">\(source)<span class=\"words\" dir=\"auto\">\(words.joined(separator: " "))</span></p>"
    }

    private func look(of mark: TaggedText.Mark) -> String {
        let colour = EntityColour(mark.label)
        guard isBare else {
            return "class=\"\([colour.name, Self.name(of: mark.verdict)].compactMap(\.self).joined(separator: " "))\""
        }
        let theme = Theme.light
        let ground = mark.verdict == .missed ? theme.ground : theme.ground(of: colour)
        let border =
            switch mark.verdict {
            case nil, .right: ""
            case .wrong, .spurious: ";border:1px solid \(theme.bad)"
            case .missed: ";border:1px dashed \(theme.bad)"
            }
        return "style=\"background-color:\(ground);color:\(theme.ink);padding:0 4px\(border)\""
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
