import Foundation

/// A document as a Jupyter notebook (nbformat 4.5): prose as Markdown cells, commands as code cells with what they gave. No kernel of
/// Jupyter runs nds: the notebook names none, is there to be read, and says first how to run it again.
package struct JupyterRenderer: Sendable {
    package init() {}

    package func text(_ document: ReportDocument) throws -> String {
        var cells: [JupyterCell] = []
        func add(_ kind: String, _ source: String, timing: String? = nil, outputs: [JupyterOutput]? = nil, number: Int? = nil) {
            cells.append(
                JupyterCell(
                    cell_type: kind, id: "cell-\(cells.count + 1)", metadata: timing.map { ["timing": $0] } ?? [:], source: JupyterCell.lines(source.showable),
                    outputs: outputs, execution_count: outputs == nil ? nil : .some(number)))
        }
        add("markdown", beginning(document))
        for cell in document.cells {
            if !cell.prose.isEmpty { add("markdown", cell.prose) }
            guard !cell.command.isEmpty else { continue }
            add("code", cell.command, timing: cell.timing, outputs: outputs(of: cell), number: cell.outcome == .notRun ? nil : cell.number)
        }
        let facts = document.facts.map { "- \(MarkdownRenderer.escapedMarkdown($0.name)): \(MarkdownRenderer.escapedMarkdown($0.value))" }
        add("markdown", (["## \(Colophon.heading)", ""] + facts).joined(separator: "\n"))
        let language = ["name": "nds", "file_extension": ".nds", "mimetype": "text/plain", "pygments_lexer": "text"]
        let notebook = JupyterNotebook(
            cells: cells, metadata: .init(language_info: language, title: document.title.showable), nbformat: 4, nbformat_minor: 5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(notebook), as: UTF8.self) + "\n"
    }

    private func beginning(_ document: ReportDocument) -> String {
        var parts = document.hasHeading ? [] : ["# \(MarkdownRenderer.escapedMarkdown(document.title))"]
        if !document.failures.isEmpty { parts.append("**This run failed: \(document.failures.map { "cell \($0.number)" }.joined(separator: ", ")).**") }
        if let cell = document.interruption { parts.append("**This run was interrupted: cell \(cell.number).**") }
        parts.append("The commands below are of `nds`, for which Jupyter has no kernel: this notebook is for reading.")
        if let again = document.runAgain {
            parts.append("Run it again in a terminal with\n\n" + MarkdownRenderer.fenced(again.command, language: "sh"))
            if !again.note.isEmpty { parts.append(MarkdownRenderer.escapedMarkdown(again.note)) }
        }
        return parts.joined(separator: "\n\n")
    }

    private func outputs(of cell: ReportDocument.Cell) -> [JupyterOutput] {
        var outputs = cell.remarks.isEmpty ? [] : [JupyterOutput.stream(cell.remarks.map { "· \($0.showable)\n" }.joined())]
        if cell.blocks.isEmpty, !cell.summary.isEmpty {
            let summary = Shortening.cut(cell.summary, to: Shortening.characters).showable
            outputs.append(.display(["text/plain": (cell.name.map { "\($0) = " } ?? "") + summary]))
        }
        outputs += cell.blocks.enumerated().map { index, block in output(block, id: "cell-\(cell.number)-\(index + 1)-") }
        if case .failed(let message) = cell.outcome { outputs.append(.error(message.showable)) }
        return outputs
    }

    /// A block in each form that a reader of notebooks may choose from; all have the plain one.
    private func output(_ whole: Block, id: String) -> JupyterOutput {
        let (block, omission) = whole.shortened
        let plain = TerminalRenderer(palette: .plain, width: 100).lines([block]) + (omission.map { [$0] } ?? [])
        var forms = ["text/plain": plain.joined(separator: "\n").showable]
        switch block {
        case .text: break
        case .table, .tagged:
            var blocks = HTMLBlocks(page: id, isBare: true)
            forms["text/html"] = blocks.html([whole])
        case .chart(let chart): forms["image/svg+xml"] = SVGChart.file([chart], id: id + PageNames.chart)
        }
        return .display(forms)
    }
}
