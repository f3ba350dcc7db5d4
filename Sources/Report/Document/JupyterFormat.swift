// The names are those of nbformat 4.5: https://nbformat.readthedocs.io/en/latest/format_description.html

struct JupyterNotebook: Encodable {
    struct Metadata: Encodable {
        var language_info: [String: String]
        var title: String
    }

    var cells: [JupyterCell]
    var metadata: Metadata
    var nbformat: Int
    var nbformat_minor: Int
}

struct JupyterCell: Encodable {
    /// `markdown` or `code`.
    var cell_type: String
    /// Letters, digits, hyphens and underscores, unique in the notebook.
    var id: String
    var metadata: [String: String]
    var source: [String]
    /// Of a code cell.
    var outputs: [JupyterOutput]?
    /// A code cell has one, which is null where it was not run.
    var execution_count: Int??

    /// Text is kept as a list of lines, each with its end.
    static func lines(_ text: String) -> [String] {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return parts.enumerated().map { $0 < parts.count - 1 ? $1 + "\n" : $1 }.filter { !$0.isEmpty }
    }

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

enum JupyterOutput: Encodable {
    case stream(String)
    /// Texts by their media type.
    case display([String: String])
    case error(String)

    private enum CodingKeys: CodingKey { case output_type, name, text, data, metadata, ename, evalue, traceback }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .stream(let text):
            try container.encode("stream", forKey: .output_type)
            try container.encode("stdout", forKey: .name)
            try container.encode(JupyterCell.lines(text), forKey: .text)
        case .display(let forms):
            try container.encode("display_data", forKey: .output_type)
            try container.encode(forms.mapValues(JupyterCell.lines), forKey: .data)
            try container.encode([String: String](), forKey: .metadata)
        case .error(let message):
            try container.encode("error", forKey: .output_type)
            try container.encode("error", forKey: .ename)
            try container.encode(message, forKey: .evalue)
            try container.encode(message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), forKey: .traceback)
        }
    }
}
