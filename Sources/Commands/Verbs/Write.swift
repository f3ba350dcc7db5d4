import Corpus
import Diagnostics
import Notebook
import Report

/// What `write` puts into files.
enum Writable: Argument {
    case dataset(Dataset)
    case ledger(Ledger)
    case table(Table)
    case plot(Plot)

    static var type: ValueType { .either([Dataset.type, Ledger.type, Table.type, Plot.type]) }

    init(_ value: Value) throws(Mismatch) {
        if let ledger = try? Ledger(value) {
            self = .ledger(ledger)
        } else if let dataset = try? Dataset(value) {
            self = .dataset(dataset)
        } else if let table = try? Table(value) {
            self = .table(table)
        } else if let plot = try? Plot(value) {
            self = .plot(plot)
        } else {
            throw Mismatch(expected: Self.type.description)
        }
    }
}

extension Command {
    static let write = Command(
        "write", "write a dataset to a file: .conll (IOB2) or .jsonl; a ledger, as .jsonl; a table: .csv, .tsv or .jsonl; a plot: .svg; whole or not at all",
        effect: .writes,
        example: """
            let news = generate news size=20
            write news "news.jsonl"
            let again = load "news.jsonl"
            assert (agree again with=news).f1 == 1
            assert again.tokens == news.tokens
            assert (write (diff again news) "differences.csv") == "0 rows written to differences.csv"
            """,
        Parameter<Writable>("value", "what to write"),
        Parameter<OutputPath>("path", "where to; an existing file is replaced"),
        .choice("format", "the format of a dataset, where the name does not tell it", of: Format.writable.map(\.name))
    ) { _, value, path, format in
        switch value {
        case .dataset(let dataset):
            try Format.write(dataset, path: path.path, format: format)
            return "\(counted(dataset.sentences.count, "sentence")) of \(dataset.name) written to \(path.name)"
        case .ledger(let ledger):
            try ledger.write(to: path.path)
            return "\(counted(ledger.lines.count, "entity", plural: "entities")) and \(counted(ledger.leftOut.count, "sentence")) left out written to \(path.name)"
        case .table(let table):
            if let format { throw Diagnostic("a table cannot be written as \(format)", label: "the extension says how: one of \(Table.suffixes)") }
            try table.write(to: path)
            return "\(counted(table.rows.count, "row")) written to \(path.name)"
        case .plot(let plot):
            try plot.write(to: path)
            return "\(counted(plot.drawn.count, "chart")) written to \(path.name)"
        }
    }
}
