import ArgumentParser
import Commands
import Diagnostics
import Foundation
import Notebook
import Report
import Script

/// Shows a lesson cell by cell and notes how far it was seen. Where somebody reads along it waits at pauses, and ends at a prompt in
/// which what the lesson bound is there.
@MainActor
final class LessonRun {
    private let lesson: Lesson
    private let session: Session
    private var state: LearningState
    /// So many cells were seen before.
    private let start: Int
    private let out = Terminal.output

    init(_ lesson: Lesson, state: LearningState, from start: Int) throws {
        self.lesson = lesson
        self.state = state
        self.start = start
        session = Session(language: .nds, store: try Kept.storeOrUsage())
        session.keepsValues = true
    }

    func run() async throws {
        let tree = try checked()
        let activity = Activity(session)
        let recordings = RecordedRemarks(tree, parameters: [:], lock: try? Lock(reading: Lock.path(of: lesson.path)), engine: Language.nds.engine)
        let lesson = lesson, session = session
        let work = Task { @MainActor in
            try await catchUp(tree, activity)
            if Terminal.hasReader { session.awaitReader = { await Question.pause(at: $0) } }
            for (index, statement) in tree.statements.enumerated().dropFirst(start) {
                show(statement, of: tree)
                defer { activity.end() }
                let cell = try await session.run(statement, of: tree, folder: lesson.folder)
                activity.end()
                out.show(cell)
                if let remark = recordings.remark(on: statement, gave: cell.value, of: tree) { session.remark(remark) }
                try Task.checkCancellation()
                note(index + 1)
            }
        }
        do {
            try await Interrupts.whileRunning(cancel: { work.cancel() }) { try await work.value }
        } catch let error as CancellationError {
            Terminal.error.report(error)
            tell("`nds learn \(lesson.number)` goes on here")
            throw ScriptRunner.interrupted
        } catch {
            Terminal.error.report(error)
            throw ScriptRunner.failed
        }
        try await end()
    }

    /// What was seen before runs without a word.
    private func catchUp(_ tree: Tree, _ activity: Activity) async throws {
        guard start > 0 else { return }
        tell("the \(start == 1 ? "cell" : "\(start) cells") before this run again quietly; `--again` shows them")
        for statement in tree.statements.prefix(start) {
            defer { activity.end() }
            _ = try await session.run(statement, of: tree, folder: lesson.folder)
            try Task.checkCancellation()
        }
        let headings = tree.statements.prefix(start).flatMap(\.prose).filter { $0.hasPrefix("#") }
        if let heading = headings.last { out.write(lines: [""] + out.renderer.lines(prose: heading)) }
    }

    private func checked() throws -> Tree {
        do {
            let tree = try program(lesson.source, folder: lesson.folder, path: lesson.path)
            let findings = session.check(tree, folder: lesson.folder, allowsRebinding: false)
            guard findings.isEmpty else { throw Findings(findings) }
            return tree
        } catch {
            Terminal.error.report(error)
            throw ScriptRunner.rejected
        }
    }

    private func show(_ statement: Statement, of tree: Tree) {
        if !statement.prose.isEmpty {
            out.write(lines: [""] + out.renderer.lines(prose: statement.prose.joined(separator: "\n")))
        }
        out.write("\n")
        let isPause = statement.calledCommand == "pause"
        if isPause, session.awaitReader != nil { return }
        let lines = tree.source.text(statement.range).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        out.write(lines: lines.enumerated().map { out.palette.paint(($0 == 0 ? "› " : "  ") + $1, "36") })
    }

    private func note(_ cells: Int) {
        state.note(cells, of: lesson)
        do { try state.write(to: LearningState.usualFile) } catch {
            session.remark("where you are in the lesson is not noted down: \((error as? Diagnostic)?.message ?? "\(error)")")
        }
    }

    private func end() async throws {
        let following = (try? LessonShelf())?.lessons.first { $0.number == lesson.number + 1 }
        let next = following.map { "; `nds learn \($0.number)` is the next one: \($0.title)" } ?? ""
        out.write("\n")
        tell("lesson \(lesson.number) is done" + next)
        guard Terminal.hasReader else { return }
        tell("here is a prompt to try things at; all names of the lesson are bound")
        session.confirm = nil
        try await Prompt(goingOnWith: session).run()
    }

    private func tell(_ text: String) { out.write(lines: [out.palette.dim("· " + text)]) }
}
