import Annotator
import Notebook
import Report

/// How labels err, measured against gold: what `oracle profile=` errs by.
package struct MeasuredNoise: Kind, Codable {
    package let profile: NoiseProfile
    /// Whose errors they are.
    package let source: String

    package static let kindName = "profile"

    package static let fields: [Field<MeasuredNoise>] = [
        Field("source", "whose errors they are") { $0.source },
        Field("rows", "what becomes of the entities of each gold type: labelled right, given other types, wrong boundaries, missed; shares") { $0.rows },
        Field("spurious", "of each type, the share of words outside entities that look like names and are labelled") { $0.spurious },
        Field("systematic", "how much of the error a name brings with it wherever it stands, 0 to 1", isColumn: true) { $0.profile.systematic },
    ]

    private var rows: Table {
        Table(records: profile.rows.map { row in
            let shares = Dictionary(row.labelled.map { ($0.type, $0.probability) }, uniquingKeysWith: +)
            let types = profile.rows.map(\.gold) + row.labelled.map(\.type).filter { type in !profile.rows.contains { $0.gold == type } }
            return Record(
                [("gold", .text(row.gold))] + types.map { ($0, .number(shares[$0] ?? 0)) }
                    + [("boundary", .number(row.slipped.reduce(0) { $0 + $1.probability })), ("missed", .number(row.missed))])
        })
    }

    private var spurious: Record { Record(profile.spurious.map { ($0.type, .number($0.probability)) }) }

    package var summary: String {
        let right = profile.rows.map { row in
            "\(row.gold) \(threeDigits(row.labelled.first { $0.type == row.gold }?.probability ?? 0))"
        }
        return "errors of \(source): labelled right \(right.joined(separator: ", ")); \(threeDigits(profile.systematic)) of it goes with the name"
    }

    package var blocks: [Block] {
        var table = rows.shown
        table.title = "what becomes of gold entities, shares of each type"
        let words = profile.spurious.map { "\($0.type) \(threeDigits($0.probability))" }.joined(separator: ", ")
        return [.text(summary), .table(table), .text("words outside entities that look like names and are labelled: \(words.isEmpty ? "none" : words)")]
    }
}
