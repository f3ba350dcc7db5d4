import Diagnostics
import Foundation
import Notebook
import Store

extension Table {
    /// The ways of writing a table, by the extension of the file's name.
    private static let forms: [(suffix: String, heading: Bool, line: @Sendable (_ columns: [String], _ cells: [Value]) -> String)] = [
        ("csv", true, { _, cells in cells.map { quoted($0.cell) }.joined(separator: ",") + "\r\n" }),
        ("tsv", true, { _, cells in cells.map { unbroken($0.cell) }.joined(separator: "\t") + "\n" }),
        ("jsonl", false, { columns, cells in Value.record(Record(zip(columns, cells).map { ($0, $1) })).plainJSON.line + "\n" }),
    ]

    static var suffixes: String { forms.map { "." + $0.suffix }.joined(separator: " ") }

    /// Writes it whole or not at all.
    /// - Throws: `Diagnostic` for an extension that names no way of writing tables, and for what the system refuses.
    func write(to path: OutputPath) throws {
        let suffix = (path.name as NSString).pathExtension.lowercased()
        guard let form = Self.forms.first(where: { $0.suffix == suffix }) else {
            throw Diagnostic("the extension of `\(path.name)` is none that a table has", label: "name the file with one of \(Self.suffixes)")
        }
        try AtomicFile.write(to: path.path) { file in
            if form.heading { try file.write(form.line(columns, columns.map { .text($0) })) }
            for row in rows { try file.write(form.line(columns, row)) }
        }
    }
}

extension Value {
    /// With all digits of a number; nothing for `none`.
    fileprivate var cell: String {
        switch self {
        case .none: ""
        case .number: plainJSON.line
        default: summary
        }
    }
}

/// As RFC 4180 has it.
private func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
}

/// Tab-separated files have no way to quote.
private func unbroken(_ cell: String) -> String {
    String(cell.map { $0 == "\t" || $0.isNewline ? " " : $0 })
}
