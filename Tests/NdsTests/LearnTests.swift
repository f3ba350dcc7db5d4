import Diagnostics
import Foundation
import Testing

@testable import nds

@Suite(.serialized)
struct LearnTests {
    private let program = Program()

    /// A package with two lessons in a folder of their own.
    private func shelf() throws -> LessonShelf {
        let folder = program.home.path + "/scripts/lessons"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "## # Sums\n## Numbers are\n## added.\n##\n## And more.\n1 + 2\n2 + 3\n".write(toFile: folder + "/01-sums.nds", atomically: true, encoding: .utf8)
        try "## # Products\n6 * 7\n".write(toFile: folder + "/02-products.nds", atomically: true, encoding: .utf8)
        return try LessonShelf(in: [program.home.path])
    }

    @Test func aLessonIsKnownByItsHeadingAndTheParagraphUnderIt() throws {
        let lessons = try shelf().lessons
        #expect(lessons.map(\.title) == ["Sums", "Products"] && lessons.map(\.number) == [1, 2])
        #expect(lessons.map(\.summary) == ["Numbers are added.", ""] && lessons.map(\.cells) == [2, 1])
    }

    @Test func aLessonIsFoundByNumberNameOrAPartOfIt() throws {
        let shelf = try shelf()
        for word in ["2", "02", "02-products", "Prod"] { #expect(try shelf.lesson(word).number == 2, "\(word)") }
    }

    @Test(arguments: ["3", "s", "xyz"])
    func whatIsNoLessonIsSaidWithThoseThereAre(word: String) throws {
        let shelf = try shelf()
        #expect(throws: Diagnostic("there is no lesson `\(word)`", notes: ["a number, or `next`:", "  1  Sums", "  2  Products"])) {
            try shelf.lesson(word)
        }
    }

    @Test func whereLessonsWereLookedForIsSaid() {
        #expect(throws: Diagnostic(
            "the lessons are not there",
            notes: [
                "they are the files of `scripts/lessons` in the folder that nds was cloned into; looked for in", "  /nowhere/scripts/lessons",
                "  /there/scripts/lessons", "run the nds that was built there, or go to that folder first",
            ])
        ) { try LessonShelf(in: ["/nowhere", "/there"]) }
    }

    @Test func whereOneStoppedIsRemembered() throws {
        let lessons = try shelf().lessons
        let file = program.home.path + "/new/lessons.json"
        var state = try LearningState(file: file)
        #expect(state.next(among: lessons)?.number == 1)
        state.note(1, of: lessons[0])
        try state.write(to: file)
        state = try LearningState(file: file)
        #expect(state.cellsSeen(of: lessons[0]) == 1 && !state.isDone(lessons[0]) && state.next(among: lessons)?.number == 1)
        state.note(2, of: lessons[0])
        #expect(state.isDone(lessons[0]) && state.next(among: lessons)?.number == 2)
    }

    @Test func aLessonThatWasRewrittenBeginsAnew() throws {
        var state = LearningState()
        state.note(2, of: try shelf().lessons[0])
        let path = program.home.path + "/scripts/lessons/01-sums.nds"
        try "## # Sums\n1 + 2\n2 + 4\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(state.cellsSeen(of: try Lesson(number: 1, path: path)) == 0)
    }

    @Test(arguments: ["", "{", "[1]", "{\"lessons\": 3}", "\u{0}"])
    func aDamagedFileIsSaid(text: String) throws {
        let file = program.home.path + "/lessons.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: Diagnostic("`\(file)` is damaged: where you stopped in the lessons is not known, and they begin anew")) {
            try LearningState(file: file)
        }
    }

    @Test func theLessonsOfThisCloneAreListed() throws {
        let list = try program.run("learn")
        #expect(list.status == 0 && list.output.contains(" 2  Tags and spans\n    A tagger decides word by word; what counts is whole names.\n") && list.output.contains("`nds learn 1` begins lesson 1"))
        let wrong = try program.run("learn", "9")
        #expect(wrong.status == 2 && wrong.errors.contains("there is no lesson `9`"))
        #expect(try program.run("learn", "--again").status == 2)
    }

    @Test func whereNobodyReadsAlongALessonRunsToItsEnd() throws {
        let state = program.home.path + "/state/nds/lessons.json"
        try FileManager.default.createDirectory(atPath: program.home.path + "/state/nds", withIntermediateDirectories: true)
        try Data("{".utf8).write(to: URL(fileURLWithPath: state))
        let lesson = try program.run("learn", "2")
        #expect(lesson.status == 0 && lesson.output.contains("lesson 2 is done; `nds learn 3` is the next one"))
        #expect(lesson.errors.contains("is damaged") && !lesson.output.contains("recorded is"))
        #expect(try program.run("learn").output.contains(" 2  Tags and spans  · done\n"))
    }

    @Test func aLessonThatIsLeftGoesOnWhereItWasAndEndsAtAPrompt() throws {
        func learn(_ arguments: String...) throws -> PseudoTerminal {
            try PseudoTerminal([PromptSession.program, "learn"] + arguments, environment: program.home.environment)
        }
        func waits(_ screen: TerminalScreen) -> Bool { screen.cursorRow.hasPrefix("(Return goes on)") }
        let first = try learn("2")
        first.expect("the lesson should wait at its first question") { waits($0) && $0.rows.contains { $0.contains("Predict: ") } }
        first.type(Key.controlC)
        #expect(first.exitCode() == 130)
        #expect(first.screen.rows.contains { $0.contains("`nds learn 2` goes on here") })

        let second = try learn("next")
        second.expect("it should go on at that question") { screen in
            waits(screen) && screen.rows.contains { $0.contains("run again quietly") } && !screen.rows.contains { $0.contains("decides word by word") }
        }
        func questions(_ screen: TerminalScreen) -> Int { screen.rows.count { $0.hasPrefix("Predict: ") || $0.hasPrefix("To try: ") } }
        while second.screen.rows.contains(where: { $0.hasPrefix("To try: ") }) == false {
            let asked = questions(second.screen)
            second.type(Key.enter)
            guard second.expect("the next question should come", { waits($0) && questions($0) > asked }) else { return }
        }
        second.type(Key.enter)
        second.expect("there should be a prompt") { $0.cursorRow.wholeMatch(of: /nds \d+>/) != nil }
        second.type("gold.entities" + Key.enter)
        second.expect("what the lesson bound should be there") { $0.lastRows(3).contains("13") && $0.cursorRow.wholeMatch(of: /nds \d+>/) != nil }
        second.type(Key.controlD)
        #expect(second.exitCode() == 0)

        let again = try learn("2", "--again")
        again.expect("it should begin at the start") { waits($0) && $0.rows.contains { $0.contains("decides word by word") } }
    }
}
