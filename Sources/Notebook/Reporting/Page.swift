import Diagnostics
import Foundation
import Report
import Script

/// The script that runs, for the report about it.
package struct ReportedScript: Sendable {
    /// The file's name.
    package var name: String
    /// With what it includes.
    package var tree: Tree
    /// Absolute: what paths in it are relative to.
    package var folder: String
    /// The text of the lock beside it, where there is one.
    package var lock: String?
    /// What to type to run it again, in whatever folder.
    package var command: String

    package init(name: String, tree: Tree, folder: String, lock: String?, command: String) {
        self.name = name
        self.tree = tree
        self.folder = folder
        self.lock = lock
        self.command = command
    }

    /// The script itself, what it includes as seen from its folder, and its lock.
    fileprivate var files: [ReportDocument.Attachment] {
        let included = tree.included.map { file in
            ReportDocument.Attachment(name: Paths.relative(file.path, from: folder), text: tree.source.text(file.range))
        }
        let own = ReportDocument.Attachment(name: name, text: tree.source.text)
        return [own] + included + (lock.map { [ReportDocument.Attachment(name: Lock.path(of: name), text: $0)] } ?? [])
    }
}

extension Session {
    /// The session so far as a document; at the prompt its cells are the script.
    package func document() -> ReportDocument {
        let folder = FileManager.default.currentDirectoryPath
        let cells = page + closing + unreached
        let title = cells.lazy.compactMap { Prose.title(of: $0.prose) }.first ?? script?.name ?? "A session of nds"
        let files = script?.files ?? [ReportDocument.Attachment(name: Self.transcriptName, text: transcript(in: folder))]
        return ReportDocument(title: title, facts: facts, cells: cells, attachments: files, runAgain: runAgain(files: files, folder: folder))
    }

    private static let transcriptName = "session.nds"

    private func runAgain(files: [ReportDocument.Attachment], folder: String) -> ReportDocument.RunAgain {
        let names = files.map(\.name).joined(separator: ", ")
        if let script {
            let others = files.count > 1 ? "its files (\(names)) into one folder" : "the script (\(names))"
            return .init(command: script.command, note: "On another machine, save \(others) from this report and put your own paths in the place of those above.")
        }
        return .init(
            command: "cd \(shellQuoted(folder)) && nds run \(names)", note: "Save \(names) from this report into that folder first: it holds the cells.")
    }

    /// What was said behind the last cell.
    private var closing: [ReportDocument.Cell] {
        guard !proseAhead.isEmpty else { return [] }
        let prose = proseAhead.joined(separator: "\n\n")
        return [
            ReportDocument.Cell(number: nextCell - 1, prose: prose, command: "", name: nil, summary: "", blocks: [], seconds: 0, isCached: false)
        ]
    }

    /// The statements of the script that the run did not come to.
    private var unreached: [ReportDocument.Cell] {
        guard let script else { return [] }
        switch page.last?.outcome {
        case .failed, .interrupted: break
        case .good, .notRun, nil: return []
        }
        return script.tree.statements.dropFirst(nextCell - 1).enumerated().map { index, statement in
            ReportDocument.Cell(
                number: nextCell + index, prose: statement.prose.joined(separator: "\n"), command: script.tree.source.text(statement.range),
                name: nil, summary: "", blocks: [], seconds: 0, isCached: false, outcome: .notRun)
        }
    }

    /// The cells as a script: as `save` writes it, or where one of them hangs on a cell that failed, the good ones as they are.
    private func transcript(in folder: String) -> String {
        if let slice = try? transcript(folder: folder) { return slice.text }
        let statements = page.filter { $0.outcome == .good }.map { cell in
            let prose = cell.prose.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "##" : "## \($0)" }
            return ((cell.prose.isEmpty ? [] : prose) + [cell.command]).joined(separator: "\n")
        }
        return (["nds \(languageVersion)"] + statements).joined(separator: "\n\n") + "\n"
    }
}

extension ReportDocument.Cell {
    /// A cell as the page shows it: what a name was bound to in one line, other values in full.
    init(_ cell: Cell, remarks: [String], isInterrupted: Bool) async {
        self.init(
            number: cell.number, prose: cell.prose.joined(separator: "\n"), command: cell.source, name: cell.name, summary: cell.value?.summary ?? "",
            blocks: cell.name == nil ? await cell.value?.pageBlocks ?? [] : [], remarks: remarks, seconds: cell.seconds, isCached: cell.isCached,
            savedSeconds: cell.savedSeconds, outcome: isInterrupted ? .interrupted : .good)
    }

    /// A cell that gave no value.
    init(_ number: Int, _ statement: Statement, of source: SourceText, _ outcome: Outcome, seconds: Double) {
        self.init(
            number: number, prose: statement.prose.joined(separator: "\n"), command: source.text(statement.range), name: nil, summary: "", blocks: [],
            seconds: seconds, isCached: false, outcome: outcome)
    }
}

/// As a shell takes it for one word.
package func shellQuoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-=+,:@%".unicodeScalars.contains($0)) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
