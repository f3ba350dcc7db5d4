import Diagnostics
import Report
import Script

/// The `#= ` lines of one statement held against what it gave.
package struct RecordedComparison: Sendable {
    /// What no longer holds, in order of the lines.
    package private(set) var differences: [RecordedDifference] = []
    /// Lines that were compared: heads of tables say only which columns are.
    package private(set) var lineCount = 0
    /// Bare `#=` lines, and heads of tables without rows, which wait to be filled in.
    package private(set) var bareCount = 0
    /// What the lines would have to be; `#= ` lines for all that the statement gave where the recorded ones no longer fit.
    package private(set) var accepted: [String] = []

    private let source: SourceText
    private let otherKernel: Bool

    /// - Parameter otherKernel: the lines were recorded on another kernel, where fractions without a tolerance may differ a little.
    package init(_ statement: Statement, gave value: Value?, in source: SourceText, otherKernel: Bool = false) {
        self.source = source
        self.otherKernel = otherKernel
        let lines = statement.recorded.map(RecordedLine.init)
        bareCount = lines.count { $0.isBare }
        let written = lines.filter { !$0.isBare }
        lineCount = written.count { !$0.isRule }
        guard !lines.isEmpty else { return }
        guard let value, value.type != .none else {
            differences = written.prefix(1).map { line in
                RecordedDifference(place: line.place(of: 0, in: source), recorded: line.comment.body, found: nil, remark: "the line above gives no value", line: "")
            }
            return
        }
        let output = RecordableOutput(value)
        if written.isEmpty {
            accepted = value.recordedLines()
        } else if output.isWhole {
            compareWhole(written, output, value)
        } else {
            compareParts(written, output, value)
        }
    }

    /// All lines together are the one text.
    private mutating func compareWhole(_ lines: [RecordedLine], _ output: RecordableOutput, _ value: Value) {
        let words = lines.enumerated().flatMap { number, line in line.words.indices.map { (line: number, word: $0) } }
        let alignment = RecordedAligner(
            recorded: words.map { lines[$0.line].words[$0.word] }, found: output.summary, otherKernel: otherKernel
        ).whole()
        if alignment.unplaced == nil {
            accepted = lines.enumerated().map { number, line in
                line.rewritten(alignment.within(words.indices.filter { words[$0].line == number }), found: output.summary)
            }
        } else {
            accepted = value.recordedLines()
        }
        guard let culprit = alignment.unplaced ?? alignment.differing.first else { return }
        let number = culprit < words.count ? words[culprit].line : lines.count - 1
        var own = alignment.within(words.indices.filter { words[$0].line == number })
        if culprit >= words.count { own.unplaced = lines[number].words.count }
        let line = accepted.indices.contains(number) ? accepted[number] : accepted.first ?? ""
        differences += [lines[number].difference(own, found: output.summary, line: line, in: source)].compactMap(\.self)
    }

    /// Each line names some fields of the summary, of the value, or of a row.
    private mutating func compareParts(_ lines: [RecordedLine], _ output: RecordableOutput, _ value: Value) {
        var rows = RecordedRows(output.tables, otherKernel: otherKernel)
        var misfits = false, hasRows = false
        for line in lines {
            let isHead = !line.isRule && rows.takesHead(line)
            if isHead { lineCount -= 1 }
            if line.isRule || isHead {
                accepted.append(line.comment.text)
                continue
            }
            hasRows = true
            var candidates: [RecordedCandidate] = []
            if rows.head == nil {
                for words in [output.summary, output.fields] where !words.isEmpty {
                    let aligner = RecordedAligner(recorded: line.words, found: words, otherKernel: otherKernel)
                    candidates.append(RecordedCandidate(alignment: aligner.some(), words: words))
                }
            }
            candidates += rows.candidates(for: line)
            guard let best = candidates.bestFit else {
                misfits = true
                differences.append(.init(place: line.place(of: 0, in: source), recorded: line.words.first?.text ?? "", found: nil, remark: "there are no rows", line: ""))
                continue
            }
            if let row = best.row { rows.used.insert(row) }
            let fits = best.alignment.unplaced == nil
            if !fits { misfits = true }
            let now = fits ? line.rewritten(best.alignment, found: best.words) : "#= " + (best.text ?? output.summaryText)
            accepted.append(now)
            differences += [line.difference(best.alignment, found: best.words, line: now, in: source)].compactMap(\.self)
        }
        // A head alone waits for its rows.
        if !hasRows, rows.head != nil { bareCount += 1 }
        // Rows that came, went or are called otherwise: the table is recorded anew, in the columns that were chosen.
        if misfits || !hasRows, case .table = value { accepted = value.recordedLines(columns: rows.head) }
    }
}

extension RecordedAlignment {
    /// The part for one line of several that were compared together; positions count within the line.
    fileprivate func within(_ indices: [Int]) -> RecordedAlignment {
        let start = indices.first ?? 0
        return RecordedAlignment(
            places: indices.compactMap { places.indices.contains($0) ? places[$0] : nil },
            differing: differing.filter(indices.contains).map { $0 - start },
            unplaced: unplaced.flatMap { indices.contains($0) ? $0 - start : nil }, instead: instead)
    }
}
