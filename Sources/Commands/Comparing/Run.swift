import Corpus
import Diagnostics
import Notebook
import Report

/// One row of the table that a `for` over trainings yields: what was trained how, and how well it did.
struct Run: Sendable {
    /// F1 over all types, a fraction.
    let f1: Double
    /// Nil where the table does not hold it: no sentence of the test set can then be looked at.
    let score: Score?
    /// Optimiser steps.
    let steps: Double?
    /// How often each source was gone through, such as `passes_original`.
    let passes: [(name: String, count: Double)]
    let labels: String?
    let isSimulated: Bool

    /// Nil for a row without a figure.
    /// - Parameter row: of a table whose rows hold scores, or have a column `f1`.
    init?(_ table: Table, row: Int) {
        let record = table.record(row)
        let score = table.score(row)
        let figures = score.map { Record($0.columns) } ?? record
        guard let f1 = score?.entities.f1 ?? figures.number("f1") else { return nil }
        self.f1 = f1
        self.score = score
        steps = figures.number("steps")
        passes = figures.fields.compactMap { field in
            guard field.name.hasPrefix("passes"), case .number(let count) = field.value else { return nil }
            return (field.name, count)
        }
        if case .text(let text)? = figures["labels"] { labels = text } else { labels = nil }
        isSimulated = score?.isSimulated ?? labels?.contains("simulated") ?? false
    }
}

extension [Run] {
    /// Whose labels were trained on, each once.
    var labels: [String] {
        reduce(into: []) { labels, run in
            if let label = run.labels, !labels.contains(label) { labels.append(label) }
        }
    }
}

extension Table {
    /// The score that a row holds, unseen or in a cell.
    func score(_ row: Int) -> Score? {
        if let score = try? Score(result(row)) { return score }
        return rows[row].lazy.compactMap { try? Score($0) }.first
    }

    /// The cells of a column as they are shown: names of arms, seeds.
    /// - Throws: `Diagnostic` where there is no such column.
    func labels(_ name: String) throws -> [String] {
        let place = try place(of: name)
        return rows.map { $0[place].summary }
    }

    /// The runs of its rows; nil for a row without a figure.
    /// - Throws: `Diagnostic` where no row has one, or scores are of other sentences than those of the first.
    func runs() throws -> [Run?] {
        let runs = rows.indices.map { Run(self, row: $0) }
        guard runs.contains(where: { $0 != nil }) else {
            throw Diagnostic("no row of the table holds a score or a number in a column `f1`", label: "the body of its `for` ends in `eval`")
        }
        let scores = runs.compactMap { $0?.score }
        if let first = scores.first, let other = scores.first(where: { !$0.isOnTheSameTest(as: first) }) {
            throw Diagnostic(
                "the scores are on other test sentences, or other labels of them: \(first.gold.testName), and \(other.gold.testName)",
                label: "what is compared is tagged and judged on the same")
        }
        return runs
    }
}

extension Record {
    fileprivate func number(_ name: String) -> Double? {
        if case .number(let number)? = self[name] { number } else { nil }
    }
}

extension Score {
    fileprivate func isOnTheSameTest(as other: Score) -> Bool {
        gold.sentences.count == other.gold.sentences.count
            && zip(gold.sentences, other.gold.sentences).allSatisfy { $0.tokens == $1.tokens && $0.spans == $1.spans }
    }
}

extension Dataset {
    fileprivate var testName: String { "\(counted(sentences.count, "sentence")) of `\(name)`" }
}
