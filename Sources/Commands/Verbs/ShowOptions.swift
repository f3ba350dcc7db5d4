import Corpus
import Diagnostics
import Notebook

/// Which part of something long is shown.
struct PageOptions: OptionGroup {
    var from: Int?
    var count: Int?
    var with: String?
    var label: String?

    static let options: [Option<PageOptions>] = [
        Option("from", \.from, "of a dataset or a table: the first sentence or row to show, from 0", shown: "0", .optional(.notNegative)),
        Option("count", \.count, "how many sentences or rows are shown", shown: "10", .optional(.positive)),
        Option("with", \.with, "only sentences or rows that hold this text, in whatever case"),
        Option("label", \.label, "only sentences in which something has this label, as in label=\"ORG\""),
    ]

    private var given: String? {
        [("from", from != nil), ("count", count != nil), ("with", with != nil), ("label", label != nil)].first { $0.1 }?.0
    }

    /// A page of a value that is long; other values as they are.
    /// - Throws: `Diagnostic` where an option does not go with the value.
    func page(of value: Value) throws -> Value {
        switch value {
        case .kind(let dataset as Dataset):
            if let label, !dataset.types.contains(label) {
                let near = suggestion(for: label, among: dataset.types).map { "did you mean `\($0)`?" }
                let all = dataset.types.isEmpty ? "it has none" : "it has \(dataset.types.joined(separator: " "))"
                throw Diagnostic("`\(dataset.name)` has no label `\(label)`", label: near ?? all)
            }
            return SentencePage(dataset, from: from ?? 0, count: count ?? Self.usual, with: with, label: label).value
        case .table(let table):
            guard label == nil else { throw Diagnostic("`label` is for the sentences of a dataset, not for a table", label: "`with` looks into all cells of a table") }
            guard given != nil else { return value }
            let rows = table.rows.indices.filter { row in with.map { text in table.rows[row].contains { $0.summary.lowercased().contains(text.lowercased()) } } ?? true }
            return .table(table.rows(Array(rows.dropFirst(from ?? 0).prefix(count ?? Self.usual))))
        default:
            guard let given else { return value }
            throw Diagnostic("`\(given)` is for a dataset or a table, not for \(value.type.description)")
        }
    }

    private static let usual = 10
}
