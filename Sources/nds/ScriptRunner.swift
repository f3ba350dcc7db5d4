import ArgumentParser
import Commands
import Diagnostics
import Foundation
import Notebook
import Script

/// Runs a whole script: read, parsed, checked, then cell by cell.
@MainActor
struct ScriptRunner {
    /// 0 good, 1 the script failed, 2 wrong usage or the script does not check, 130 interrupted.
    nonisolated static let failed = ExitCode(1), rejected = ExitCode(2), interrupted = ExitCode(130)

    let source: SourceText
    /// Of the script, if it is a file.
    private let path: String?
    private let words: [String]
    /// What paths in the script are relative to.
    let folder: String
    private let json: Bool
    private let session: Session
    private let journal: Journal?

    init(_ source: SourceText, folder: String) throws {
        self.source = source
        path = nil
        words = []
        self.folder = folder
        json = false
        journal = nil
        session = Session(language: .nds, store: try Kept.storeOrUsage())
    }

    /// - Parameter keeps: calls are taken from the store and kept there; otherwise everything runs, and nothing is kept.
    init(file: String, words: [String], json: Bool, keeps: Bool = true) throws {
        do { source = try SourceText(reading: file) } catch {
            Terminal.error.report(error)
            throw Self.rejected
        }
        path = file
        folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        self.words = words
        self.json = json
        journal = keeps ? Kept.journal(ofScript: URL(fileURLWithPath: file).standardizedFileURL.path) : nil
        session = Session(language: .nds, store: keeps ? try Kept.storeOrUsage() : nil, journal: journal)
    }

    /// Shows what the script says of itself and of its parameters.
    /// - Parameter command: of the program, as in `run`.
    func help(for command: String) throws {
        do {
            let tree = try program(source, folder: folder, path: path.map { URL(fileURLWithPath: $0).path })
            Terminal.output.write(lines: Terminal.output.renderer.lines(tree.help(call: "nds \(command) \(source.name)")))
        } catch {
            Terminal.error.report(error)
            throw Self.rejected
        }
    }

    func check() throws {
        _ = try checked { Terminal.error.tell($0) }
        Terminal.output.write(lines: ["\(source.name): good"])
    }

    /// - Parameters:
    ///   - quietly: without an echo of the cells, for `help`.
    ///   - report: a file to write what was seen into, whether the script ends well, fails or is interrupted.
    func run(quietly: Bool = false, report: String? = nil) async throws {
        if let report {
            do { try ReportFile.check(report) } catch {
                Terminal.error.report(error)
                throw Self.rejected
            }
        }
        let (tree, parameters) = try checked { Terminal.error.tell($0) }
        if let path {
            let lock = try? String(contentsOfFile: Lock.path(of: path), encoding: .utf8)
            // Paths on the command line lead from the working folder.
            let command = ([CommandLine.arguments[0], "run", path] + words).map(shellQuoted).joined(separator: " ")
            session.script = ReportedScript(
                name: URL(fileURLWithPath: path).lastPathComponent, tree: tree, folder: URL(fileURLWithPath: folder).path, lock: lock,
                command: "cd \(shellQuoted(workingFolder)) && \(command)")
        }
        let activity = Activity(session)
        let recordings = RecordedRemarks(tree, parameters: parameters, lock: try? Lock(reading: Lock.path(of: source.name)), engine: Language.nds.engine)
        if !json, Terminal.hasReader { session.awaitReader = { await Question.pause(at: $0) } }
        tellOfCutRun()
        journal?.begin(.nds, script: URL(fileURLWithPath: source.name).standardizedFileURL.path)
        let work = Task { @MainActor in
            for statement in tree.statements {
                echo(statement, of: tree, quietly: quietly)
                defer { activity.end() }
                let cell = try await session.run(statement, of: tree, folder: folder, parameters: parameters)
                activity.end()
                show(cell)
                if let remark = recordings.remark(on: statement, gave: cell.value, of: tree) { session.remark(remark) }
                activity.tellIfCached(cell)
                try Task.checkCancellation()
            }
        }
        do {
            try await Interrupts.whileRunning(cancel: { work.cancel() }) { try await work.value }
            journal?.end(.good)
            if let report { try write(report) }
        } catch {
            journal?.end(error is CancellationError ? .interrupted : .failed)
            Terminal.error.report(error)
            if let report { try write(report) }
            throw error is CancellationError ? Self.interrupted : Self.failed
        }
    }

    private func write(_ report: String) throws {
        do {
            try ReportFile.write(session.document(), to: report)
        } catch {
            Terminal.error.report(error)
            throw Self.failed
        }
        session.remark("report written to \(report)")
    }

    /// Shows what the run would cost.
    func plan() async throws {
        let (tree, parameters) = try checked()
        let activity = Activity(session)
        let progress = session.progress
        let work = Task { try await Plan(of: tree, language: .nds, parameters: parameters, progress: progress) }
        do {
            let plan = try await Interrupts.whileRunning(cancel: { work.cancel() }) { try await work.value }
            activity.end()
            Terminal.output.write(lines: json ? [plan.value.json.line] : Terminal.output.renderer.lines(plan.blocks))
        } catch {
            activity.end()
            Terminal.error.report(error)
            throw error is CancellationError ? Self.interrupted : Self.failed
        }
    }

    /// Where the last run of this script was killed, what it computed is not lost: that is said.
    private func tellOfCutRun() {
        guard let journal else { return }
        let lines = Journal.lines(of: journal.path)
        guard let start = lines.lastIndex(where: { $0.start != nil }), !lines[start...].contains(where: { $0.end != nil }) else { return }
        let calls = lines[start...].count { $0.call != nil }
        session.remark("the last run of this script did not end; it made \(calls) call\(calls == 1 ? "" : "s"), which need not be made again")
    }

    /// - Parameter remark: told what is worth knowing before the run and no mistake.
    func checked(remark: (Diagnostic) -> Void = { _ in }) throws -> (Tree, [String: Value]) {
        do {
            let tree = try program(source, folder: folder, path: path.map { URL(fileURLWithPath: $0).path })
            let parameters = try ScriptParameters.values(words, for: tree, folder: workingFolder)
            let findings = session.check(tree, folder: folder, parameters: parameters, allowsRebinding: false, remark: remark)
            guard findings.isEmpty else { throw Findings(findings) }
            return (tree, parameters)
        } catch {
            Terminal.error.report(error)
            throw Self.rejected
        }
    }

    private func echo(_ statement: Statement, of tree: Tree, quietly: Bool) {
        guard !json, !quietly else { return }
        let out = Terminal.output
        out.write(lines: statement.prose.map { out.palette.dim("## ") + $0 })
        // Its text is about to be shown to whoever is waited for.
        if session.awaitReader != nil, statement.calledCommand == "pause" { return }
        let lines = tree.source.text(statement.range).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        out.write(lines: lines.enumerated().map { out.palette.dim(($0 == 0 ? "› " : "  ") + $1) })
    }

    private func show(_ cell: Cell) {
        if json { Terminal.output.write(lines: [cell.json.line]) } else { Terminal.output.show(cell) }
    }
}
