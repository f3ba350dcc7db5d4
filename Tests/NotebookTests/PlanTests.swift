import Diagnostics
import Foundation
import Notebook
import Script
import Synchronization
import Testing

/// What the costly commands of these tests have really done.
private final class Doings: Sendable {
    private let done = Mutex<[String]>([])
    func add(_ what: String) { done.withLock { $0.append(what) } }
    var all: [String] { done.withLock { $0 } }
}

/// The bags with two costly commands: `grind` takes a second a ball, `weigh` a tenth, and gives a score that only the run can tell.
private func language(_ doings: Doings) -> Language {
    let grind = Command(
        "grind", "a bag of as many smaller balls", example: "grind bag(5)",
        Parameter<Bag>("bag", "what to grind"), Parameter<Int>("times", "how often", default: 1),
        plan: { _, bag, times in
            let balls = bag.size * times
            return PlannedCall(
                standIn: Bag(size: bag.size, name: "ground"), work: Work(trainings: 1, steps: times, trainedTokens: balls),
                timed: [TimedWork(pace: "grind", amount: balls) { doings.add("trial"); return 1 }])
        }
    ) { _, bag, _ in
        doings.add("grind")
        return Bag(size: bag.size, name: "ground")
    }
    let weigh = Command(
        "weigh", "how heavy a bag is", example: "weigh bag(5)", Parameter<Bag>("bag", "what to weigh"),
        plan: { _, bag in
            PlannedCall(
                standIn: Score(f1: 0, options: ""), work: Work(taggedTokens: bag.size),
                timed: [TimedWork(pace: "weigh", amount: bag.size) { 0.1 }])
        }
    ) { _, bag in
        doings.add("weigh")
        return Score(f1: 1, options: bag.name)
    }
    let ask = Command(
        "ask", "asks far away, unless it is known", effect: .asks, example: "ask bag(5)", Parameter<Bag>("bag", "what to ask about"),
        plan: { _, bag in bag.size < 3 ? nil : PlannedCall(standIn: bag, work: Work(calls: bag.size)) }
    ) { _, bag in
        doings.add("ask")
        return bag
    }
    let kept = ["bag", "join", "fit", "draw", "note", "store", "open", "palette", "cut"].compactMap { testLanguage.command($0) }
    return Language(commands: kept + [grind, weigh, ask], kinds: [Bag.self, Score.self], version: "0", engine: "none")
}

@MainActor
struct PlanTests {
    private let doings = Doings()

    private func plan(_ script: String, parameters: [String: Value] = [:]) async throws -> Plan {
        let tree = try parse(SourceText(name: scriptFolder.path + "/test.nds", text: script))
        return try await Plan(of: tree, language: language(doings), parameters: parameters, progress: { _ in })
    }

    private func total(_ script: String) async throws -> Work { try await plan(script).total }

    @Test func costlyCommandsAreCountedAndNotDone() async throws {
        let plan = try await plan("let b = bag 20\nlet g = grind b times=3\nlet w = weigh g\nw.f1")
        #expect(plan.total == Work(trainings: 1, steps: 3, trainedTokens: 60, taggedTokens: 20))
        #expect(plan.cells.map(\.work.steps) == [0, 3, 0, 0])
        #expect(plan.cells.map(\.line) == [1, 2, 3, 4])
        #expect(abs(plan.seconds - 62) < 1)
        #expect(!plan.isLeast && plan.notes.isEmpty)
        #expect(doings.all == ["trial"])
    }

    @Test func theSamePaceIsMeasuredOnce() async throws {
        let plan = try await plan("for n in 1..4 { grind bag(n) | weigh }")
        #expect(plan.total == Work(trainings: 4, steps: 4, trainedTokens: 10, taggedTokens: 10))
        #expect(doings.all == ["trial"])
    }

    @Test func cheapCommandsRunForReal() async throws {
        #expect(try await total("let b = join bag(3) bag(4)\nfor n in draw(b, count=2) { note(n); grind b }").trainedTokens == 14)
        #expect(try await total("let b = bag 3\nassert b.size == 3\nask bag(2)\ngrind b").steps == 1)
        #expect(doings.all.contains("ask"))
    }

    @Test func callsThatAreNotRecordedAreCounted() async throws {
        #expect(try await total("ask bag(2)\nask bag(7)\nask bag(4) | grind") == Work(trainings: 1, steps: 1, trainedTokens: 4, calls: 11))
        #expect(doings.all == ["ask", "trial"])
    }

    @Test func parametersAreUsed() async throws {
        let plan = try await plan("param n: number\ngrind bag(n)", parameters: ["n": .number(9)])
        #expect(plan.total.trainedTokens == 9)
    }

    @Test func whatHangsOnAnUnknownFigureIsUnknown() async throws {
        let script = """
            let w = weigh(grind(bag(4)))
            assert w.f1 > 0.9
            assert not (w.f1 == 0), "never \\(w.f1)"
            let worse = 1 - w.f1 * 2
            assert worse == -1 and worse > 3
            let both = [w.f1, worse]
            assert both[1] > 7 or both[0] > 7
            note(w).types["red"]
            "\\(w.f1)"
            """
        let plan = try await plan(script)
        #expect(plan.total == Work(trainings: 1, steps: 1, trainedTokens: 4, taggedTokens: 4))
        #expect(doings.all == ["trial"])
    }

    @Test func whatCanBeSeenNotToHoldStopsThePlanToo() async throws {
        await #expect(throws: Diagnostic.self) { try await plan("let b = bag 3\nassert b.size == 4\ngrind b") }
        await #expect(throws: Findings.self) { try await plan("grnd bag(3)") }
    }

    @Test func theShapeOfAnUnknownValueIsKnown() async throws {
        #expect(try await total("let g = grind bag(5)\ngrind g times=2").trainedTokens == 15)
        #expect(try await total("let t = for n in 1..3 { grind bag(n) | weigh }\nfor row in t { grind bag(row.n) }").trainedTokens == 12)
        #expect(try await total("let t = for n in 1..3 { grind bag(n) }\nfor row in t { grind bag(row.size) }").trainedTokens == 12)
        #expect(try await total("let g = grind bag(5)\njoin g bag(2) | grind").trainedTokens == 12)
    }

    @Test func aLoopOverAnUnknownListSaysSo() async throws {
        let known = try await plan("let g = grind bag(8)\nfor n in g.halves { grind bag(2 + 0 * n) }")
        #expect(known.total.trainings == 3)
        #expect(known.notes == ["line 2: what the loop runs over is not known before the run: counted as 2 rounds"])
        let unknown = try await plan("let g = note(store(bag(1), \"x\"))\nfor n in g { grind bag(3); n }")
        #expect(unknown.total.trainings == 1)
        #expect(unknown.isLeast)
        #expect(unknown.notes == ["line 2: how many rounds the loop has is not known before the run: one is counted"])
        #expect(unknown.summary.contains("at least 1 training"))
    }

    @Test(arguments: [
        ("if w.f1 > 0.5 { grind bag(3) } else { grind bag(5) }", 5), ("if w.f1 > 0.5 { grind bag(6) } else { bag 2 }", 6),
        ("if w.f1 > 0.9 { grind bag(1) } else if w.f1 > 0.5 { grind bag(7) } else { grind bag(4) }", 7),
        ("if w.f1 > 0.5 { grind bag(3) }", 3), ("if true { grind bag(2) } else { grind bag(9) }", 2),
        ("if w.f1 > 0.5 and 1 > 2 { grind bag(3) } else { grind bag(1) }", 3),
    ])
    func ofAnUnknownBranchTheDearerIsCounted(branch: String, expected: Int) async throws {
        let plan = try await plan("let w = weigh bag(1)\nlet b = \(branch)")
        #expect(plan.total.trainedTokens == expected)
        let isKnown = branch.hasPrefix("if true")
        #expect(plan.notes == (isKnown ? [] : ["line 2: the condition is not known before the run: the dearer branch is counted"]))
        #expect(!plan.isLeast)
    }

    @Test func theShapeOfTheDearerBranchGoesOn() async throws {
        #expect(try await total("let w = weigh bag(1)\nlet b = if w.f1 > 0 { grind bag(3) } else { grind bag(5) }\ngrind b").trainedTokens == 10)
    }

    @Test func aFunctionIsPlannedWhereItIsCalled() async throws {
        #expect(try await total("def twice(n) { grind bag(n) times=2 }\nfor i in 1..3 { twice(i) | weigh }") == Work(
            trainings: 3, steps: 6, trainedTokens: 12, taggedTokens: 6))
    }

    @Test func workOnWhatIsNotKnownAtAllIsNotCountedAndSaysSo() async throws {
        let plan = try await plan("store bag(1) \"x.txt\"\nlet t = open \"x.txt\"\ngrind(note(t))")
        #expect(plan.total == Work())
        #expect(plan.isLeast)
        #expect(plan.notes == [
            "line 2: `open` reads what the script itself writes: not known before the run",
            "line 3: what `grind` works on is not known before the run: not counted",
        ])
    }

    @Test func aCommandThatCannotWorkOnAStandInLeavesItsValueUnknown() async throws {
        let plan = try await plan("let w = weigh bag(4)\nlet b = bag(w.f1)\ngrind b\ngrind bag(2)")
        #expect(plan.total.trainedTokens == 2)
        #expect(plan.isLeast)
        #expect(plan.notes.first?.hasPrefix("line 2: what `bag` gives is not known before the run: `size` of `bag` wants") == true)
    }

    @Test func nothingIsWritten() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("nds-plan-\(UUID().uuidString)").path
        let plan = try await plan("let said = store bag(1) \"\(path)\"\nsaid\ngrind bag(1)")
        #expect(plan.total.steps == 1)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aPlanIsShownAsATableAndAsJSON() async throws {
        let plan = try await plan("let b = bag 20\ngrind b times=3")
        guard case .table(let table)? = plan.blocks.dropFirst().first else { return #expect(Bool(false), "there should be a table") }
        #expect(table.columns.map(\.name) == ["cell", "line", "statement", "trainings", "steps", "tokens trained", "tokens tagged", "calls", "minutes"])
        #expect(table.rows == [
            ["1", "1", "let b = bag 20", "–", "–", "–", "–", "–", "–"], ["2", "2", "grind b times=3", "1", "3", "60", "–", "–", "1.00"],
            ["", "", "all", "1", "3", "60", "–", "–", "1.00"],
        ])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(plan.value.json.line.utf8)) as? [String: Any])
        #expect(json["type"] as? String == "plan")
        #expect(json["trained_tokens"] as? Int == 60)
        #expect(((json["cells"] as? [String: Any])?["rows"] as? [[String: Any]])?.last?["steps"] as? Int == 3)
    }
}
