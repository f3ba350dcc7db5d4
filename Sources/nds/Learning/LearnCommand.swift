import ArgumentParser
import Diagnostics

struct LearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Learn the method in eight lessons; without a lesson, list them.",
        discussion: "A lesson waits where there is something to think about; Ctrl-C leaves it, and the same command goes on there.")

    @Argument(help: "Its number, its name or a part of that; or `next`: the one that was left in the middle, else the first that is not done.")
    var lesson: String?

    @Flag(help: "From the start, whatever was seen before.")
    var again = false

    func validate() throws {
        if again, lesson == nil { throw ValidationError("--again wants a lesson, as in `nds learn 3 --again`") }
    }

    @MainActor
    func run() async throws {
        let shelf: LessonShelf
        do { shelf = try LessonShelf() } catch {
            Terminal.error.report(error)
            throw ScriptRunner.failed
        }
        var state = LearningState()
        do { state = try LearningState(file: LearningState.usualFile) } catch { Terminal.error.report(error) }
        guard let word = lesson else { return list(shelf.lessons, state) }
        let chosen: Lesson
        do {
            guard let found = try word == "next" ? state.next(among: shelf.lessons) : shelf.lesson(word) else {
                return Terminal.output.write(lines: ["all lessons are done; `nds learn 1 --again` begins one from the start"])
            }
            chosen = found
        } catch {
            Terminal.error.report(error)
            throw ScriptRunner.rejected
        }
        let done = state.isDone(chosen)
        try await LessonRun(chosen, state: state, from: again || done ? 0 : state.cellsSeen(of: chosen)).run()
    }

    private func list(_ lessons: [Lesson], _ state: LearningState) {
        let out = Terminal.output
        for lesson in lessons {
            let seen = state.cellsSeen(of: lesson)
            let place = state.isDone(lesson) ? "  · done" : seen == 0 ? "" : "  · \(seen) of \(lesson.cells) cells"
            out.write(lines: [" \(lesson.number)  \(out.palette.strong(lesson.title))\(place)"])
            out.write(lines: out.renderer.lines(prose: lesson.summary).map { "    " + out.palette.dim($0) })
        }
        out.write("\n")
        guard let next = state.next(among: lessons) else {
            return out.write(lines: ["all are done; `nds learn 1 --again` begins one from the start"])
        }
        out.write(lines: ["`nds learn \(next.number)` \(state.cellsSeen(of: next) == 0 ? "begins" : "goes on with") lesson \(next.number); each takes five to ten minutes"])
    }
}
