/// What of a value a page shows. A corpus or a reply may be of any length, a page is passed around: what is cut is said.
enum Shortening {
    /// Rows of a table.
    static let rows = 200
    /// Sentences in a row.
    static let sentences = 200
    /// Characters of a text, and of a cell of a table.
    static let characters = 20_000, cellCharacters = 1_000
    /// Of a file that the page holds: the file that is saved from it has all of it.
    static let lines = 300

    /// `text`, cut where it is longer than `limit` characters.
    static func cut(_ text: String, to limit: Int) -> String {
        // A character has one byte at least: short texts need no counting.
        guard text.utf8.count > limit, text.count > limit else { return text }
        return text.prefix(limit) + "… (\(grouped(limit)) of \(grouped(text.count)) characters)"
    }
}

extension Block {
    /// The block as a page shows it, and what it leaves out.
    var shortened: (block: Block, omission: String?) {
        switch self {
        case .text(let text): return (.text(Shortening.cut(text, to: Shortening.characters)), nil)
        case .table(var table):
            let count = table.rows.count
            table.rows = table.rows.prefix(Shortening.rows).map { row in row.map { Shortening.cut($0, to: Shortening.cellCharacters) } }
            return (.table(table), count > Shortening.rows ? "the first \(grouped(Shortening.rows)) of \(grouped(count)) rows" : nil)
        case .tagged(let sentences):
            let omission = "the first \(grouped(Shortening.sentences)) of \(grouped(sentences.count)) sentences"
            return (.tagged(Array(sentences.prefix(Shortening.sentences))), sentences.count > Shortening.sentences ? omission : nil)
        case .chart: return (self, nil)
        }
    }
}

extension ReportDocument.Attachment {
    /// The first lines, and what is left out.
    var excerpt: (text: String, omission: String?) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let count = lines.last == "" ? lines.count - 1 : lines.count
        let shown = count > Shortening.lines ? lines.prefix(Shortening.lines).joined(separator: "\n") : text
        let cut = Shortening.cut(shown, to: 3 * Shortening.characters)
        return (cut, count > Shortening.lines ? "the first \(grouped(Shortening.lines)) of \(grouped(count)) lines" : nil)
    }
}
