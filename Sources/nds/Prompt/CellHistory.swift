import Diagnostics
import Foundation
import Store

/// The cells entered at the prompt, in this session and earlier ones: a log with one JSON object a line, `{"cell": "…"}`.
///
/// The log only ever grows, so that two sessions at the same time lose nothing.
struct CellHistory {
    /// Oldest first.
    private(set) var cells: [String]
    let path: String
    private var log: AppendLog?

    /// Loads the last `limit` cells. A file that is not there or cannot be read is an empty history.
    init(path: String = CellHistory.defaultPath, limit: Int = 10_000) {
        self.path = path
        cells = Self.cells(of: ((try? AppendLog.lines(of: path)) ?? []).suffix(limit))
    }

    static var defaultPath: String { UserFolders().state + "/history.jsonl" }

    /// Remembers a cell, unless it is blank or the same as the last one.
    ///
    /// - Throws: `Diagnostic` if the file cannot be written; the cell is then remembered for this session only.
    mutating func append(_ cell: String) throws {
        guard cell != cells.last, !cell.allSatisfy(\.isWhitespace) else { return }
        cells.append(cell)
        let log = try self.log ?? opened()
        self.log = log
        try log.append(#"{"cell":\#(jsonString(cell))}"#)
    }

    private func opened() throws -> AppendLog {
        let folder = (path as NSString).deletingLastPathComponent
        // If this fails, so does opening the log, which says why.
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let log = try AppendLog(path: path)
        chmod(path, 0o600)
        return log
    }

    private static func cells(of lines: ArraySlice<String>) -> [String] {
        let decoder = JSONDecoder()
        // As one array they are read several times as fast; line by line only where one of them is no cell.
        let array = "[" + lines.joined(separator: ",") + "]"
        if let records = try? decoder.decode([Record].self, from: Data(array.utf8)) { return records.map(\.cell) }
        return lines.compactMap { try? decoder.decode(Record.self, from: Data($0.utf8)).cell }
    }

    private struct Record: Decodable {
        var cell: String
    }
}
