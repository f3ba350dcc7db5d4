import Diagnostics
import Foundation
import Report
import Script
import Store
import Synchronization

/// What a report holds of a script besides its cells.
package struct ReportedScript: Sendable {
    /// The file's name.
    package var name: String
    package var text: String
    /// The text of the lock beside it, where there is one.
    package var lock: String?
    /// What to type to run it again.
    package var command: String

    package init(name: String, text: String, lock: String?, command: String) {
        self.name = name
        self.text = text
        self.lock = lock
        self.command = command
    }
}

extension Session {
    /// The session so far as a document; at the prompt its cells are the script.
    package func document() -> ReportDocument {
        let script = script
        let cells = page + closing + (script.map { unreached(of: $0) } ?? [])
        let headings = cells.flatMap { $0.prose.split(separator: "\n") }.filter { $0.hasPrefix("# ") }
        let title = headings.first.map { String($0.dropFirst(2)) } ?? script?.name ?? "A session of nds"
        var files: [ReportDocument.Attachment] = []
        if let script {
            files.append(ReportDocument.Attachment(name: script.name, text: script.text))
            if let lock = script.lock { files.append(ReportDocument.Attachment(name: Lock.path(of: script.name), text: lock)) }
        } else {
            files.append(ReportDocument.Attachment(name: "session.nds", text: transcript))
        }
        return ReportDocument(title: title, facts: facts, cells: cells, attachments: files, runAgain: script?.command ?? "nds run session.nds")
    }

    /// What was said behind the last cell.
    private var closing: [ReportDocument.Cell] {
        guard !proseAhead.isEmpty else { return [] }
        let prose = proseAhead.joined(separator: "\n\n")
        return [
            ReportDocument.Cell(number: nextCell - 1, prose: prose, command: "", name: nil, summary: "", blocks: [], seconds: 0, isCached: false)
        ]
    }

    /// The cells behind one that failed.
    private func unreached(of script: ReportedScript) -> [ReportDocument.Cell] {
        guard case .failed = page.last?.outcome, let tree = try? parse(SourceText(name: script.name, text: script.text)) else { return [] }
        return tree.statements.dropFirst(nextCell - 1).enumerated().map { index, statement in
            ReportDocument.Cell(
                number: nextCell + index, prose: statement.prose.joined(separator: "\n"), command: tree.source.text(statement.range),
                name: nil, summary: "", blocks: [], seconds: 0, isCached: false, outcome: .notRun)
        }
    }

    /// The cells as a script, without those that failed.
    private var transcript: String {
        let statements = page.filter { $0.outcome == .good }.map { cell in
            let prose = cell.prose.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "##" : "## \($0)" }
            return ((cell.prose.isEmpty ? [] : prose) + [Substring(cell.command)].map(String.init)).joined(separator: "\n")
        }
        return (["nds \(languageVersion)"] + statements).joined(separator: "\n\n") + "\n"
    }

    private var facts: [ReportDocument.Fact] {
        var facts = [
            ReportDocument.Fact("made on", Date.now.formatted(.iso8601)),
            ReportDocument.Fact("nds", "\(language.version), language \(languageVersion)"),
            ReportDocument.Fact("kernel of OpenBLAS", language.engine),
            ReportDocument.Fact("host", Self.host),
        ]
        let seeds = Set(calls.compactMap(\.seed)).sorted()
        if !seeds.isEmpty { facts.append(ReportDocument.Fact(seeds.count == 1 ? "seed" : "seeds", seeds.map(String.init).joined(separator: ", "))) }
        let seconds = page.reduce(0) { $0 + $1.seconds }
        facts.append(ReportDocument.Fact("time", seconds < 60 ? String(format: "%.1f s", seconds) : "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"))
        var digests: [(path: String, digest: String)] = []
        for input in calls.flatMap(\.inputs) where !digests.contains(where: { $0.path == input.path }) {
            digests.append((input.path, input.digest.text))
        }
        for (path, digest) in digests.prefix(Self.listedInputs) {
            facts.append(ReportDocument.Fact("SHA-256 of \(URL(fileURLWithPath: path).lastPathComponent)", digest))
        }
        if digests.count > Self.listedInputs {
            facts.append(ReportDocument.Fact("other files read", "\(digests.count - Self.listedInputs), whose digests stand in the lock"))
        }
        return facts
    }

    private static let listedInputs = 12

    private static var host: String {
        let system = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8))?
            .split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }.map { String($0.dropFirst("PRETTY_NAME=".count)).replacing("\"", with: "") }
        let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
            .split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        return [system, processor, "\(ProcessInfo.processInfo.activeProcessorCount) cores"].compactMap(\.self).joined(separator: ", ")
    }
}

extension ReportDocument.Cell {
    /// A cell as the page shows it: what a name was bound to in one line, other values in full.
    init(_ cell: Cell, remarks: [String]) {
        self.init(
            number: cell.number, prose: cell.prose.joined(separator: "\n"), command: cell.source, name: cell.name, summary: cell.value?.summary ?? "",
            blocks: cell.name == nil ? cell.value?.blocks ?? [] : [], remarks: remarks, seconds: cell.seconds, isCached: cell.isCached)
    }

    /// - Parameter message: what went wrong, as a terminal shows it.
    init(failed number: Int, _ statement: Statement, of source: SourceText, message: String) {
        self.init(
            number: number, prose: statement.prose.joined(separator: "\n"), command: source.text(statement.range), name: nil, summary: "", blocks: [],
            seconds: 0, isCached: false, outcome: .failed(message))
    }
}

/// What is remarked while a cell runs, each remark once.
final class CellRemarks: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) {
        lines.withLock { if !$0.contains(line) { $0.append(line) } }
    }
}
