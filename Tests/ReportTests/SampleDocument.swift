@testable import Report

/// What a hostile corpus, file name, reply or error message may hold: tags, quotes, ends of sections and comments, marks of Markdown, controls,
/// and signs that turn the direction of writing.
let hostile = "<script>alert('1')</script>\" onload=\"x & y ]]> --> | `*_[z](javascript:x) ![i](http://evil/i.png) $x$ \u{0}\u{1b}[2J\u{7}\u{202e}txt\u{202c}\u{2066}\u{200f}שלום"

/// A document with each kind of block in it, and `text` wherever text from data may stand.
func sampleDocument(_ text: String = "plain") -> ReportDocument {
    let lines = Chart.lines(LineChart(title: text, x: Axis(text), y: Axis("F1"), series: [.init(text, [.init(0, 0.5), .init(1, 0.7)])]))
    let arms = Chart.intervals(IntervalChart(title: text, axis: Axis(text), rows: [.init(text, 0.5, interval: 0.4...0.6, note: text)]))
    let matrix = Chart.matrix(MatrixChart(title: text, rowsName: text, columnsName: text, rows: [text], columns: [text], cells: [[3]]))
    let table = TextTable(title: text, columns: [.init(text), .init("f1", .right)], rows: [[text, "0.712"]])
    let tagged = TaggedText(
        tokens: [text, "flew", "to", "Paris", text], marks: [.init(0..<1, text), .init(3..<4, "LOC", .wrong(gold: text)), .init(4..<5, text, .missed)],
        caption: text, source: text)
    return ReportDocument(
        title: text, facts: [.init(text, text)],
        cells: [
            .init(number: 1, prose: "# Title\n\nSome *words*.\n\n## Part\n\n## Part", command: "load \"x\"", name: "news", summary: text, blocks: [], seconds: 0.0124, isCached: false),
            .init(
                number: 2, prose: "", command: text, name: nil, summary: text,
                blocks: [.text(text), .table(table), .tagged([tagged]), .chart(lines), .chart(arms), .chart(matrix)], remarks: [text], seconds: 75, isCached: false),
            .init(number: 3, prose: "", command: "eval", name: nil, summary: text, blocks: [], seconds: 0.01, isCached: true, savedSeconds: 7500),
            .init(number: 4, prose: "", command: "assert false", name: nil, summary: "", blocks: [], seconds: 0, isCached: false, outcome: .failed(text)),
            .init(number: 5, prose: "", command: "1", name: nil, summary: "", blocks: [], seconds: 0, isCached: false, outcome: .notRun),
        ],
        attachments: [.init(name: text + ".nds", text: "nds 1\n\(text)\n")], runAgain: .init(command: "nds run '\(text).nds'", note: text))
}

extension String {
    /// Controls, and signs that turn the direction of writing of what stands behind them.
    var steeringSigns: [Unicode.Scalar] {
        unicodeScalars.filter { scalar in
            (scalar.properties.generalCategory == .control && !"\n\t".unicodeScalars.contains(scalar))
                || (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}
