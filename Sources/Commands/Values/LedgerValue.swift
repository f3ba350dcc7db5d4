import Corpus
import Notebook
import Report
import Store

/// What became of everything that a teacher replied: each entity with its fate, each sentence that got no labels with the reason.
package struct Ledger: Kind, Codable {
    struct Line: Codable {
        var origin: Origin
        var tokens: [String]
        var entry: LedgerEntry
    }

    let lines: [Line]
    let leftOut: [LeftOut]
    let teacher: LabelSource

    /// Nil for labels that no reply gave.
    init?(_ dataset: Dataset) {
        guard let teacher = dataset.labels, dataset.sentences.contains(where: { $0.ledger != nil }) || !dataset.leftOut.isEmpty else { return nil }
        lines = dataset.sentences.flatMap { sentence in
            (sentence.ledger ?? []).map { Line(origin: sentence.origin, tokens: sentence.tokens, entry: $0) }
        }
        leftOut = dataset.leftOut
        self.teacher = teacher
    }

    package static let kindName = "ledger"

    package static let fields: [Field<Ledger>] = [
        Field("entities", "entities that the replies named", isColumn: true) { $0.lines.count },
        Field("placed", "entities that have a place in their sentence", isColumn: true) { $0.lines.count { !$0.entry.spans.isEmpty } },
        Field("dropped", "entities that have none", isColumn: true) { $0.lines.count { $0.entry.spans.isEmpty } },
        Field("fates", "how many entities had each fate") { $0.fates },
        Field("lines", "every entity: its sentence, mention, type, fate and places") { Table($0.lines.map(\.record), columns: Line.columns) },
        Field("left_out", "every sentence that got no labels, and why") { Table($0.leftOut.map(\.record), columns: LeftOut.columns) },
    ]

    private var counts: [(fate: Fate, count: Int)] { lines.lazy.map(\.entry).fates }

    private var fates: Table {
        Table(
            columns: ["fate", "entities", "share"],
            rows: counts.map { [.text($0.fate.text), .number(Double($0.count)), .number(Double($0.count) / Double(lines.count))] })
    }

    package var summary: String {
        let simulated = teacher.isSimulated ? " (simulated)" : ""
        let parts = counts.map { "\(grouped($0.count)) \($0.fate.text)" }
        let told = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
        let rest = leftOut.isEmpty ? "" : "; \(counted(leftOut.count, "sentence")) left out"
        return "\(counted(lines.count, "entity", plural: "entities")) named by \(teacher.name)\(simulated)\(told)\(rest)"
    }

    /// The counts, then what a reader should look at: entities that were lost or did not read as in the sentence.
    package var blocks: [Block] {
        var blocks: [Block] = [.text(summary)]
        if !counts.isEmpty { blocks.append(.table(fates.shown)) }
        let notable = lines.filter { $0.entry.fate != .exact }
        if !notable.isEmpty {
            var table = Table(records: notable.prefix(Self.shownLines).map(\.record)).shown
            table.title = "not exact"
            blocks.append(.table(table))
        }
        let refused = leftOut.filter { $0.reason != .unanswered }
        if !refused.isEmpty {
            var table = Table(records: refused.prefix(Self.shownLines).map(\.record)).shown
            table.title = "left out"
            blocks.append(.table(table))
        }
        let hidden = max(0, notable.count - Self.shownLines) + max(0, refused.count - Self.shownLines)
        if hidden > 0 { blocks.append(.text("… and \(grouped(hidden)) more; `write` puts all of them into a .jsonl file")) }
        return blocks
    }

    private static let shownLines = 20

    /// Every line as a JSON object, entities first.
    func write(to path: String) throws {
        try AtomicFile.write(to: path) { file in
            for line in lines { try file.write(line.json + "\n") }
            for sentence in leftOut { try file.write(sentence.json + "\n") }
        }
    }
}

extension Table {
    /// With these columns at least: a table without rows has them too.
    fileprivate init(_ records: [Record], columns: [String]) {
        self = records.isEmpty ? Table(columns: columns, rows: []) : Table(records: records)
    }
}

extension Ledger.Line {
    fileprivate static let columns = ["sentence", "line", "mention", "type", "fate", "places"]

    private var places: [String] {
        entry.spans.map { span in "\(tokens[span.range].joined(separator: " ")) \(span.start)..\(span.end - 1) \(span.type)" }
    }

    fileprivate var record: Record {
        let values: [Value] = [
            .number(Double(origin.number)), .number(Double(origin.line)), .text(entry.entity.mention), .text(entry.entity.type),
            .text(entry.fate.text), .text(places.joined(separator: ", ")),
        ]
        return Record(zip(Self.columns, values).map { ($0, $1) } + entry.entity.support.map { ($0.name, .number($0.value)) })
    }

    fileprivate var json: String {
        let spans = entry.spans.map { "[\($0.start), \($0.end), \(jsonString($0.type))]" }
        let fields =
            origin.json + [
                ("mention", jsonString(entry.entity.mention)), ("type", jsonString(entry.entity.type)), ("fate", jsonString(entry.fate.text)),
                ("spans", "[\(spans.joined(separator: ", "))]"),
            ] + entry.entity.support.map { ($0.name, Value.number($0.value).plainJSON.line) }
        return jsonObject(fields)
    }
}

extension LeftOut {
    fileprivate static let columns = ["sentence", "line", "why", "detail", "reply", "text"]

    fileprivate var record: Record {
        let values: [Value] = [
            .number(Double(origin.number)), .number(Double(origin.line)), .text(reason.rawValue), .text(detail), reply.map(Value.text) ?? .none,
            .text(text),
        ]
        return Record(zip(Self.columns, values).map { ($0, $1) })
    }

    fileprivate var json: String {
        var fields = origin.json + [("text", jsonString(text)), ("left_out", jsonString(reason.rawValue))]
        if !detail.isEmpty { fields.append(("detail", jsonString(detail))) }
        if let reply { fields.append(("reply", jsonString(reply))) }
        return jsonObject(fields)
    }
}

extension Origin {
    fileprivate var json: [(String, String)] {
        [("file", jsonString(file)), ("sentence", String(number)), ("line", String(line))]
    }
}

extension NamedEntity {
    /// Votes and confidence, where the teacher gives them.
    fileprivate var support: [(name: String, value: Double)] {
        [votes.map { ("votes", Double($0)) }, confidence.map { ("confidence", $0) }].compactMap(\.self)
    }
}

private func jsonObject(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(jsonString($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
}
