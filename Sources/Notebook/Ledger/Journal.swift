import Diagnostics
import Foundation
import Store
import Synchronization

/// What a run or a session at the prompt did, as it did it: JSON lines that are only ever appended. A last line that was torn is
/// not there.
package final class Journal: Sendable {
    /// One line; one of its parts is there.
    package struct Line: Codable, Sendable {
        package var start: Start?
        package var call: Call?
        package var cell: Cell?
        package var end: End?
    }

    package struct Start: Codable, Sendable {
        package var version: String
        package var engine: String
        /// The absolute path of the script; nil at the prompt.
        package var script: String?
        package var time: Date
    }

    package struct Call: Codable, Sendable {
        package var key: Digest
        package var command: String
        package var line: Int?
        package var summary: String
        package var digest: Digest
        package var seconds: Double
        package var isCached: Bool
    }

    package struct Cell: Codable, Sendable {
        package var number: Int
        package var source: String
        package var prose: [String]
        /// What its relative paths are relative to.
        package var folder: String
        package var outcome: Outcome
        /// The value's summary, or what went wrong.
        package var summary: String
    }

    package enum Outcome: String, Codable, Sendable { case good, failed, interrupted }

    package struct End: Codable, Sendable {
        package var outcome: Outcome
    }

    package let path: String
    private let log: AppendLog
    private let trouble = Mutex<Diagnostic?>(nil)

    /// Opens the journal at a path, and makes it where there is none; only its owner may read it.
    /// - Throws: `Diagnostic` that names the file.
    package init(path: String) throws {
        self.path = path
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        log = try AppendLog(path: path)
        chmod(path, 0o600)
    }

    /// The lines of a journal that can be read, in order; none where there is no journal.
    package static func lines(of path: String) -> [Line] {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return ((try? AppendLog.lines(of: path)) ?? []).compactMap { try? decoder.decode(Line.self, from: Data($0.utf8)) }
    }

    package func begin(_ language: Language, script: String?) {
        append(Line(start: Start(version: language.version, engine: language.engine, script: script, time: Date())))
    }

    func append(_ record: CallRecord) {
        append(
            Line(call: Call(
                key: record.key, command: record.command, line: record.place.line, summary: record.summary, digest: record.digest,
                seconds: record.seconds, isCached: record.isCached)))
    }

    func append(_ cell: Cell) { append(Line(cell: cell)) }

    package func end(_ outcome: Outcome) { append(Line(end: End(outcome: outcome))) }

    /// Why something could not be written, told once: work goes on without the journal.
    package func takeTrouble() -> Diagnostic? {
        trouble.withLock { trouble in
            defer { trouble = nil }
            return trouble
        }
    }

    private func append(_ line: Line) {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try log.append(String(decoding: try encoder.encode(line), as: UTF8.self))
        } catch {
            trouble.withLock { $0 = error as? Diagnostic ?? Diagnostic(error.localizedDescription) }
        }
    }
}
