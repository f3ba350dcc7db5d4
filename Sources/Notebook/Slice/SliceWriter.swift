import Diagnostics
import Script

/// Writes the kept cells as a script: each name bound once, one seed on top, paths that lead from where the script lies.
struct SliceWriter {
    private let slicer: Slicer
    private let kept: [Int]
    private let target: Int?
    private let folder: String
    /// The name in the script of what a cell gives, by its position.
    private(set) var names: [Int: String] = [:]

    private var isTranscript: Bool { target == nil }

    init(_ slicer: Slicer, kept: [Int], target: Int?, folder: String) {
        self.slicer = slicer
        self.kept = kept
        self.target = target
        self.folder = folder
        nameAll()
    }

    /// The latest binding of a name keeps it, earlier ones are numbered; a value that `_` or `_7` stood for is called after its kind.
    private mutating func nameAll() {
        let cells = slicer.cells
        var taken = Set(slicer.language.commands.map(\.name)).union(Keyword.allCases.map(\.rawValue))
        let bound = cells.compactMap { $0.bound?.text }
        // What a function is called is part of what it is: its name stays if any does.
        let functionsLast = kept.filter { !cells[$0].isDefinition } + kept.filter { cells[$0].isDefinition }
        for index in functionsLast.reversed() where cells[index].failure == nil {
            guard let name = cells[index].bound?.text, !names.values.contains(name) else { continue }
            names[index] = name
        }
        taken.formUnion(bound)
        let used = Set(kept.flatMap { slicer.meanings[$0].map(\.origin.cell) }).union([target].compactMap(\.self))
        for index in kept where names[index] == nil && cells[index].failure == nil && (cells[index].bound != nil || used.contains(index)) {
            let stem = cells[index].bound?.text ?? cells[index].value.map(Self.word) ?? "value"
            let name = fresh(stem, first: cells[index].bound == nil ? cells[index].number : 1, taken)
            taken.insert(name)
            names[index] = name
        }
    }

    private func fresh(_ stem: String, first: Int, _ taken: Set<String>) -> String {
        var number = first
        while taken.contains("\(stem)_\(number)") { number += 1 }
        return "\(stem)_\(number)"
    }

    /// What a value is called after: its kind.
    private static func word(_ value: Value) -> String {
        switch value {
        case .kind(let kind): type(of: kind).kindName.replacing(" ", with: "_")
        case .none: "value"
        default: value.type.description.split(separator: " ").last.map(String.init) ?? "value"
        }
    }

    /// The cells that become statements: seeds stand on top or in blocks.
    private var statements: [Int] {
        kept.filter { index in
            let cell = slicer.cells[index]
            if case .seed = cell.statement.kind { return false }
            // An assertion cannot have a seed of its own.
            return cell.failure == nil && !(cell.isAssertion && cell.seed != nil && cell.seed != seed)
        }
    }

    /// The seed on top: that of what was asked for, or the last one.
    private var seed: Int? {
        target.flatMap { slicer.cells[$0].seed } ?? kept.compactMap { slicer.cells[$0].seed }.last
    }

    /// What each statement of the script gave.
    var values: [Value?] {
        (seed == nil ? [] : [nil]) + statements.map { slicer.cells[$0].value }
    }

    func script(title: String?) -> String {
        let cells = slicer.cells
        let statements = Set(statements)
        let prose = statements.flatMap { cells[$0].statement.prose }
        var parts = ["nds \(languageVersion)"]
        if let title, !prose.contains(where: { $0.hasPrefix("# ") }) { parts.append("## # \(title)") }
        if let seed { parts.append("seed \(seed)") }
        var lastWasPlain = false
        for index in kept {
            let cell = cells[index]
            guard statements.contains(index) || (cell.failure != nil && isTranscript) else { continue }
            let lines = cell.failure.map { failed(cell, $0) } ?? self.lines(of: index)
            // Cells without prose and output stand together, as people write them.
            let isPlain = lines.count == 1
            if isPlain, lastWasPlain { parts[parts.count - 1] += "\n" + lines[0] } else { parts.append(lines.joined(separator: "\n")) }
            lastWasPlain = isPlain
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func failed(_ cell: SliceCell, _ failure: String) -> [String] {
        cell.text.split(whereSeparator: \.isNewline).map { "# \($0)" } + ["# failed: \(failure)"]
    }

    private func lines(of index: Int) -> [String] {
        let cell = slicer.cells[index]
        var lines = cell.statement.prose.map { $0.isEmpty ? "##" : "## " + $0 }
        lines += statement(index).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if !cell.statement.recorded.isEmpty {
            lines += cell.statement.recorded.map(\.text)
        } else if index == target || isTranscript, let value = cell.value {
            lines += value.recordedLines()
        }
        return lines
    }

    private func statement(_ index: Int) -> String {
        let cell = slicer.cells[index]
        var edits = slicer.meanings[index].compactMap { use, origin in
            names[origin.cell].flatMap { $0 == use.name ? nil : TextEdit(use.range, $0) }
        }
        if let bound = cell.bound, let name = names[index], name != bound.text { edits.append(TextEdit(bound.range, name)) }
        edits += PathEdits(cell, language: slicer.language, newFolder: folder).edits
        if let own = cell.seed, own != seed, let expression = cell.expression {
            // A script has one seed on top; another one comes first in a block.
            let (start, end) = (expression.range.lowerBound, expression.range.upperBound)
            edits += [TextEdit(start..<start, "if true {\n    seed \(own)\n    "), TextEdit(end..<end, "\n}")]
        }
        let text = cell.source.edited(edits, in: cell.statement.range)
        guard cell.isExpression, let name = names[index] else { return text }
        return "let \(name) = \(text)"
    }
}
