import Diagnostics
import Foundation
import Report
import Script
import Store

extension Session {
    /// Writes the script that makes a value, or the whole transcript, with its lock. It is replayed first, cold and in a session of its
    /// own: what is written gives what this session has.
    ///
    /// - Parameters:
    ///   - name: what the script is to make; nil for the transcript.
    ///   - replaces: a file that `save` did not make may be replaced; otherwise the reader is asked, where there is one.
    /// - Returns: what was saved, in a line.
    /// - Throws: `Diagnostic` where there is nothing to save, the file may not be replaced, or the replay gives something else;
    ///   `CancellationError`. Nothing is written then.
    package func save(to path: String, making name: String?, replaces: Bool) async throws -> String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let file = URL(fileURLWithPath: path).lastPathComponent
        guard Paths.exists(folder) else { throw Diagnostic("there is no folder `\(folder)`", label: "make it with `mkdir -p \(folder)`") }
        let slice = try name.map { try self.slice(making: $0, folder: folder) } ?? transcript(folder: folder)
        try await allowReplacing(path, file, always: replaces)
        let tree = try program(SourceText(name: file, text: slice.text), folder: folder, path: path)
        let fresh = Session(language: language, store: nil, allowsNetwork: false)
        fresh.progress = progress
        let findings = fresh.check(tree, folder: folder, allowsRebinding: false)
        guard findings.isEmpty else { throw notSaved(file, findings[0]) }
        let replay = Replay(tree, in: fresh, folder: folder, parameters: [:], lock: nil)
        let outcome: ReplayOutcome
        do {
            outcome = try await replay.run()
        } catch let finding as Diagnostic {
            throw notSaved(file, finding)
        } catch let findings as Findings {
            throw notSaved(file, findings.all[0])
        }
        if let difference = difference(outcome, from: slice) { throw notSaved(file, difference) }
        try Task.checkCancellation()
        try AtomicFile.write(slice.text, to: path)
        try outcome.lock.write(for: path, text: slice.text)
        let cells = counted(tree.statements.count, "statement"), calls = counted(outcome.lock.calls.count, "call")
        return "saved \(file): \(cells), \(calls); a replay gave the same"
    }

    /// A file is replaced unasked where `save` made it: the lock beside it knows its digest.
    private func allowReplacing(_ path: String, _ file: String, always: Bool) async throws {
        guard !always, Paths.exists(path) else { return }
        if let lock = try? Lock(reading: Lock.path(of: path)), lock.script == (try? Digest(ofFile: path))?.text { return }
        guard let confirm else {
            throw Diagnostic("`\(file)` is there already and `save` did not make it as it is", label: "`force=true` replaces it")
        }
        guard await confirm("\(file) is there already and `save` did not make it as it is. Replace it?") else {
            try Task.checkCancellation()
            throw Diagnostic("`\(file)` stays as it is", label: "give another name, or `force=true`")
        }
    }

    /// The first statement of the replay that gave something else than its cell did.
    private func difference(_ outcome: ReplayOutcome, from slice: Slice) -> Diagnostic? {
        for (step, value) in zip(outcome.steps, slice.values) {
            if let difference = step.comparison.differences.first { return difference.diagnostic }
            guard let value, let found = step.cell.value, found.digest.portable != value.digest.portable else { continue }
            return Diagnostic(
                "the replay gave another value", at: outcome.tree.source.place(step.statement.range),
                notes: ["in this session: \(value.summary)", "in the replay:   \(found.summary)"])
        }
        return nil
    }

    private func notSaved(_ file: String, _ reason: Diagnostic) -> Diagnostic {
        var finding = Diagnostic("`\(file)` is not saved: \(reason.message)", at: reason.place, label: reason.label, notes: reason.notes)
        finding.notes.append("what the script would be gives something else than this session has")
        return finding
    }
}
