import Diagnostics
import Foundation
import Store

/// The cells entered at prompts, now and earlier: a log with one JSON object a line,
/// `{"cell": "…", "number": 7, "session": "2026-11-24T14:36:12Z 4711"}`.
///
/// The log only ever grows, so that two sessions at the same time lose nothing.
package struct CellHistory {
    package struct Entry: Codable, Sendable, Equatable {
        package var cell: String
        /// In its session; nil where an older version wrote it.
        package var number: Int?
        /// When its session began, and the process.
        package var session: String?
    }

    /// Oldest first.
    package private(set) var cells: [String]
    package let path: String
    private let session: String
    private var log: AppendLog?

    /// Loads the last `limit` cells. A file that is not there or cannot be read is an empty history.
    package init(path: String = CellHistory.defaultPath, session: String = CellHistory.thisSession, limit: Int = 10_000) {
        self.path = path
        self.session = session
        cells = Self.entries(of: path, limit: limit).map(\.cell)
    }

    /// `nds/history.jsonl` in `$XDG_STATE_HOME`, by default in `~/.local/state`.
    package static var defaultPath: String {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? NSHomeDirectory()
        let named = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? home + "/.local/state") + "/nds/history.jsonl"
    }

    /// The session of this process.
    package static let thisSession = "\(Date.now.formatted(.iso8601)) \(ProcessInfo.processInfo.processIdentifier)"

    /// Remembers a cell, unless it is blank or the same as the last one.
    ///
    /// - Throws: `Diagnostic` if the file cannot be written; the cell is then remembered for this session only.
    package mutating func append(_ cell: String, number: Int) throws {
        guard cell != cells.last, !cell.allSatisfy(\.isWhitespace) else { return }
        cells.append(cell)
        let log = try self.log ?? opened()
        self.log = log
        try log.append(#"{"cell":\#(jsonString(cell)),"number":\#(number),"session":\#(jsonString(session))}"#)
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

    /// What the file holds, oldest first; lines that are no cells are skipped.
    package static func entries(of path: String = defaultPath, limit: Int = .max) -> [Entry] {
        let lines = ((try? AppendLog.lines(of: path)) ?? []).suffix(limit)
        let decoder = JSONDecoder()
        // As one array they are read several times as fast; line by line only where one of them is no cell.
        let array = "[" + lines.joined(separator: ",") + "]"
        if let entries = try? decoder.decode([Entry].self, from: Data(array.utf8)) { return entries }
        return lines.compactMap { try? decoder.decode(Entry.self, from: Data($0.utf8)) }
    }

    /// The cells of other sessions, each session's together, in the order in which the sessions began.
    package static func earlierSessions(of path: String = defaultPath) -> [[Entry]] {
        var sessions: [String] = []
        var cells: [String: [Entry]] = [:]
        for entry in entries(of: path) {
            let session = entry.session ?? ""
            if session == thisSession { continue }
            if cells[session] == nil { sessions.append(session) }
            cells[session, default: []].append(entry)
        }
        return sessions.compactMap { cells[$0] }
    }
}
