import Foundation

/// A document as a Jupyter notebook (nbformat 4.5): prose as Markdown cells, commands as code cells with what they gave.
package struct JupyterRenderer: Sendable {
    package init() {}

    package func text(_ document: ReportDocument) throws -> String {
        var cells: [Cell] = []
        func add(_ kind: String, _ source: String, outputs: [Output]? = nil, number: Int? = nil) {
            cells.append(
                Cell(
                    cell_type: kind, id: "cell-\(cells.count + 1)", metadata: [:], source: lines(source), outputs: outputs,
                    execution_count: outputs == nil ? nil : .some(number)))
        }
        for cell in document.cells {
            if !cell.prose.isEmpty { add("markdown", cell.prose) }
            if !cell.command.isEmpty { add("code", cell.command, outputs: outputs(of: cell), number: cell.outcome == .notRun ? nil : cell.number) }
        }
        var about = "## How this was made\n\n"
        if let command = document.runAgain { about += "Run it again with\n\n" + MarkdownRenderer.fenced(command) + "\n\n" }
        about += document.facts.map { "- \(MarkdownRenderer.escapedMarkdown($0.name)): \(MarkdownRenderer.escapedMarkdown($0.value))" }.joined(separator: "\n")
        add("markdown", about)
        let notebook = Notebook(
            cells: cells, metadata: Notebook.Metadata(language_info: ["name": "nds", "file_extension": ".nds"], title: document.title),
            nbformat: 4, nbformat_minor: 5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(notebook), as: UTF8.self) + "\n"
    }

    private func outputs(of cell: ReportDocument.Cell) -> [Output] {
        var outputs = cell.remarks.isEmpty ? [] : [Output.stream(cell.remarks.map { "· \($0)\n" }.joined())]
        switch cell.outcome {
        case .good where !cell.blocks.isEmpty:
            var blocks = HTMLBlocks(page: "cell-\(cell.number)-")
            let plain = TerminalRenderer(palette: .plain, width: 100).lines(cell.blocks).joined(separator: "\n")
            outputs.append(.display(plain: plain, html: blocks.html(cell.blocks)))
        case .good where !cell.summary.isEmpty: outputs.append(.display(plain: (cell.name.map { "\($0) = " } ?? "") + cell.summary, html: nil))
        case .failed(let message): outputs.append(.error(message))
        case .good, .notRun: break
        }
        return outputs
    }

    /// nbformat keeps text as a list of lines, each with its end.
    private func lines(_ text: String) -> [String] {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return parts.enumerated().map { $0 < parts.count - 1 ? $1 + "\n" : $1 }.filter { !$0.isEmpty }
    }
}

// The names are those of the format.
private struct Notebook: Encodable {
    struct Metadata: Encodable {
        var language_info: [String: String]
        var title: String
    }

    var cells: [Cell]
    var metadata: Metadata
    var nbformat: Int
    var nbformat_minor: Int
}

private struct Cell: Encodable {
    var cell_type: String
    var id: String
    var metadata: [String: String]
    var source: [String]
    var outputs: [Output]?
    /// A code cell has one, which is null where it was not run.
    var execution_count: Int??

    private enum CodingKeys: CodingKey { case cell_type, id, metadata, source, outputs, execution_count }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cell_type, forKey: .cell_type)
        try container.encode(id, forKey: .id)
        try container.encode(metadata, forKey: .metadata)
        try container.encode(source, forKey: .source)
        guard let outputs else { return }
        try container.encode(outputs, forKey: .outputs)
        try container.encode(execution_count ?? nil, forKey: .execution_count)
    }
}

private enum Output: Encodable {
    case stream(String)
    case display(plain: String, html: String?)
    case error(String)

    private enum CodingKeys: CodingKey { case output_type, name, text, data, metadata, ename, evalue, traceback }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .stream(let text):
            try container.encode("stream", forKey: .output_type)
            try container.encode("stderr", forKey: .name)
            try container.encode(text, forKey: .text)
        case .display(let plain, let html):
            try container.encode("display_data", forKey: .output_type)
            var data = ["text/plain": plain]
            data["text/html"] = html
            try container.encode(data, forKey: .data)
            try container.encode([String: String](), forKey: .metadata)
        case .error(let message):
            try container.encode("error", forKey: .output_type)
            try container.encode("Diagnostic", forKey: .ename)
            try container.encode(message, forKey: .evalue)
            try container.encode(message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), forKey: .traceback)
        }
    }
}
