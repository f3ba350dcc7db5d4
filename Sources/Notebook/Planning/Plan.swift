import Diagnostics
import Foundation
import Report
import Script

/// What a script would cost, cell by cell, found out without its costly work.
package struct Plan: Kind {
    package struct Cell: Sendable {
        package let number: Int
        /// In the script, counted from 1.
        package let line: Int
        /// The statement, or its beginning, on one line.
        package let source: String
        package let work: Work
        package let seconds: Double
    }

    package let script: String
    package let cells: [Cell]
    /// What could not be told, and what was assumed instead.
    package let notes: [String]
    /// Some of the work could not be counted.
    package let isLeast: Bool

    package static let kindName = "plan"

    /// By what is counted; how fast this machine is does not matter.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for cell in cells { try container.encode(Work.columns.map { cell.work[keyPath: $0.path] }) }
    }

    package static let fields: [Field<Plan>] =
        [
            Field("script", "what was planned") { $0.script },
            Field("cells", "what each cell comes to") { $0.table },
        ]
        + Work.columns.map { column in Field(column.name, column.meaning) { $0.total[keyPath: column.path] } }
        + [
            Field("minutes", "how long it would take on this machine, estimated from a short trial") { $0.seconds / 60 },
            Field("at_least", "true where some of the work cannot be counted before the run") { $0.isLeast },
            Field("notes", "what cannot be told before the run, and what was assumed") { $0.notes },
        ]

    package var total: Work { cells.reduce(into: Work()) { $0 += $1.work } }

    package var seconds: Double { cells.reduce(0) { $0 + $1.seconds } }

    package var summary: String {
        let total = total
        let least = isLeast ? "at least " : ""
        return "\(script): \(counted(cells.count, "cell")), \(least)\(counted(total.trainings, "training")), \(counted(total.steps, "step")), "
            + "\(grouped(total.trainedTokens)) tokens trained, \(grouped(total.taggedTokens)) tagged, "
            + "\(counted(total.calls, "call")) to a teacher, about \(minutes(seconds)) minutes"
    }

    package var blocks: [Block] {
        var table = TextTable(
            columns: [.init("cell", .right), .init("line", .right), .init("statement")] + Work.columns.map { .init($0.title, .right) }
                + [.init("minutes", .right)],
            rows: cells.map { cell in
                ["\(cell.number)", "\(cell.line)", clipped(cell.source)] + Self.figures(cell.work, cell.seconds)
            })
        table.rows.append(["", "", isLeast ? "all, at least" : "all"] + Self.figures(total, seconds))
        return [.text(summary), .table(table)] + (notes.isEmpty ? [] : [.text(notes.map { "· " + $0 }.joined(separator: "\n"))])
    }

    private static func figures(_ work: Work, _ seconds: Double) -> [String] {
        Work.columns.map { column in
            let count = work[keyPath: column.path]
            return count == 0 ? "–" : grouped(count)
        } + [seconds < 0.3 ? "–" : minutes(seconds)]
    }

    private var table: Table {
        let records = cells.map { cell in
            Record(
                [("cell", .number(Double(cell.number))), ("line", .number(Double(cell.line))), ("source", .text(cell.source))]
                    + Work.columns.map { ($0.name, .number(Double(cell.work[keyPath: $0.path]))) } + [("minutes", .number(cell.seconds / 60))])
        }
        return Table(records: records)
    }
}

/// As much of a statement as tells it from others.
private func clipped(_ statement: String) -> String {
    let limit = 44
    return statement.count <= limit ? statement : statement.prefix(limit - 1) + "…"
}

/// `0.08`, `12.5`: what an estimate is worth.
private func minutes(_ seconds: Double) -> String {
    String(format: seconds < 600 ? "%.2f" : "%.1f", seconds / 60)
}

extension Plan {
    /// Goes through a script that checks. What costs little runs, since all else hangs on it: datasets are loaded, split and mixed. What
    /// costs much does not: models neither learn nor tag, no teacher on a network is asked, nothing is written.
    ///
    /// - Parameters:
    ///   - tree: of a script in a file, to whose folder its paths are relative.
    ///   - parameters: values for the script's `param` lines.
    /// - Throws: `Diagnostic` or `Findings` for what would stop the run as well, such as an assertion that can be seen not to hold;
    ///   `CancellationError`.
    package init(
        of tree: Tree, language: Language, parameters: [String: Value], progress: @escaping ProgressSink
    ) async throws {
        let folder = URL(fileURLWithPath: tree.source.name).deletingLastPathComponent().path
        let session = await Session(language: language)
        let findings = await session.check(tree, folder: folder, parameters: parameters, allowsRebinding: false)
        guard findings.isEmpty else { throw Findings(findings) }
        let book = PlanBook()
        let count = tree.statements.count
        var scope = Scope()
        var cells: [Cell] = []
        var notes: [String] = []
        var isLeast = false
        for (index, statement) in tree.statements.enumerated() {
            try Task.checkCancellation()
            let report: ProgressSink = { inner in
                let doing = inner.unit.isEmpty ? inner.activity : "\(inner.activity) \(inner.done)/\(inner.total) \(inner.unit)"
                progress(ProgressUpdate("plan", done: index, total: count, unit: "cells", detail: doing))
            }
            progress(ProgressUpdate("plan", done: index, total: count, unit: "cells"))
            let interpreter = Interpreter(
                language: language, origin: Origin(tree, root: folder), parameters: parameters, progress: report, remark: { _ in },
                ledger: session.ledger, session: session, plan: book)
            if let value = try await interpreter.run(statement, in: &scope) { scope.bind("_", value) }
            let tally = await book.close()
            let text = tree.source.text(statement.range)
            cells.append(
                Cell(
                    number: index + 1, line: tree.source.line(at: statement.range.lowerBound),
                    source: String(text.prefix { !$0.isNewline }), work: tally.work, seconds: tally.seconds))
            for note in tally.notes where !notes.contains(note) { notes.append(note) }
            isLeast = isLeast || tally.isLeast
        }
        self.init(script: tree.source.name, cells: cells, notes: notes, isLeast: isLeast)
    }
}
