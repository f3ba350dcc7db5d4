import ArgumentParser
import Commands
import Diagnostics
import Foundation
import Notebook
import Script

/// The prompt: cells read with libedit, run in one session until Ctrl-D.
@MainActor
struct Prompt {
    private let folder: SessionFolder?
    private let isResuming: Bool
    private let session: Session

    /// - Parameter isResuming: the last session goes on, if there is one.
    init(isResuming: Bool) throws {
        var folder = isResuming ? SessionFolder.last() : nil
        if isResuming, folder == nil { Terminal.error.write(lines: ["there is no session to go on with"]) }
        do { folder = try folder ?? SessionFolder() } catch { Terminal.error.report(error) }
        self.folder = folder
        session = Session(language: .nds, store: try Kept.storeOrUsage(), journal: folder?.journal)
        self.isResuming = isResuming
    }

    /// The prompt behind a script: what it bound is there.
    init(goingOnWith session: Session) {
        folder = nil
        isResuming = false
        self.session = session
    }

    func run() async throws {
        defer { folder?.leave() }
        let out = Terminal.output
        let session = session
        session.keepsValues = true
        session.confirm = { await Question.ask($0) }
        session.awaitReader = { await Question.pause(at: $0) }
        let editor = LineEditor(
            application: "nds", palette: out.palette, history: CellHistory(), completer: { complete($0, $1, session) },
            hinter: { text, cursor in session.hint(of: String(decoding: text.utf8.prefix(cursor), as: UTF8.self)) },
            withoutPrompts: { commands(ofTranscript: $0) }, isComplete: { isComplete($0) })
        let activity = Activity(session, notices: editor.notices)
        out.write(lines: ["nds \(Language.nds.version) · `help` lists the commands, `?train` explains one, Ctrl-D leaves"])
        if let journal = folder?.journal {
            if isResuming { await Resuming.resume(session, from: journal) } else { journal.begin(.nds, script: nil) }
        }
        while true {
            switch editor.readCell(prompt: "nds \(session.nextCell)> ") {
            case .cell(let text): await run(text, activity)
            case .interrupted: continue
            case .endOfInput: return
            case .terminated: throw ExitCode(143)
            }
        }
    }

    /// Runs what was typed. Whatever goes wrong is shown, and the prompt goes on.
    private func run(_ text: String, _ activity: Activity) async {
        let folder = workingFolder
        let session = session
        let work = Task { @MainActor in
            let tree = try program(SourceText(name: "cell \(session.nextCell)", text: question(text) ?? text), folder: folder)
            let findings = session.check(tree, folder: folder, allowsRebinding: true) { Terminal.error.tell($0) }
            guard findings.isEmpty else { throw Findings(findings) }
            for statement in tree.statements {
                defer { activity.end() }
                let cell = try await session.run(statement, of: tree, folder: folder)
                activity.end()
                Terminal.output.show(cell)
                activity.tellIfCached(cell)
                try Task.checkCancellation()
            }
        }
        do {
            try await Interrupts.whileRunning(isTyping: true, cancel: { work.cancel() }) { try await work.value }
        } catch {
            Terminal.error.report(error)
        }
    }

    /// `?train` and `train?` ask for help.
    private func question(_ text: String) -> String? {
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard line.hasPrefix("?") || line.hasSuffix("?") else { return nil }
        let word = line.trimmingCharacters(in: CharacterSet(charactersIn: "? "))
        return Keyword(rawValue: word) == nil ? "help " + word : "help \"\(word)\""
    }
}

@MainActor
private func complete(_ text: String, _ cursor: Int, _ session: Session) -> Completion {
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let found = session.completions(of: before, folder: workingFolder)
    let word = String(before.suffix(found.replaced)).utf8.count
    return Completion(
        candidates: found.candidates.map { Completion.Candidate($0.text, ending: $0.ending, summary: $0.summary) },
        replaced: (cursor - word)..<cursor)
}
