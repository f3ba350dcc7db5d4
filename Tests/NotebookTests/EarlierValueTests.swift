import Diagnostics
import Notebook
import Testing

@MainActor
struct EarlierValueTests {
    private let session = Session(language: testLanguage)

    init() { session.keepsValues = true }

    @Test func theValueOfCell2StaysAtHand() async throws {
        _ = try await run("bag 1\nlet b = bag 2\nlet b2 = bag 3", session: session)
        #expect(session.nextCell == 4)
        #expect(try await run("_2.size + _3.size", session: session).last?.value?.summary == "5")
        #expect(session.names["_"]?.summary == "5")
        #expect(session.names["_4"]?.summary == "5")
    }

    @Test func whatOneInputHoldsIsAtHandInItsLaterCells() async throws {
        let cells = try await run("bag 3; _.size + 1; let c = _1.size * _2; seed 4; _ + 1", session: session)
        #expect(cells.map { $0.value?.summary } == ["bag of 3", "4", "12", nil, "13"])
        let place = Place(file: "test.nds", line: 1, column: 1, length: 2, excerpt: "_7; bag 5")
        await #expect(throws: Findings([Diagnostic("there is no value `_7`", at: place, label: "the newest is `_5`")])) {
            try await run("_7; bag 5", session: session)
        }
    }

    @Test func aCellWithoutAValueLeavesNone() async throws {
        _ = try await run("bag 1\nassert 1 < 2\nbag 3", session: session)
        #expect(session.names.keys.sorted() == ["_", "_1", "_3"])
    }

    @Test func oneThatIsNotThereIsNamedWithTheNewest() async throws {
        _ = try await run("bag 1\nassert 1 < 2\nbag 3\nseed 4", session: session)
        let place = Place(file: "test.nds", line: 1, column: 5, length: 2, excerpt: "1 + _2")
        await #expect(throws: Findings([Diagnostic("there is no value `_2`", at: place, label: "the newest is `_3`")])) {
            try await run("1 + _2", session: session)
        }
    }

    @Test func aScriptHasNone() async throws {
        let script = Session(language: testLanguage)
        _ = try await run("bag 1", session: script)
        #expect(script.names.isEmpty)
        let place = Place(file: "test.nds", line: 1, column: 1, length: 2, excerpt: "_1")
        let missing = Diagnostic("there is no value `_1`", at: place, label: "at the prompt, `_1` is the value of cell 1")
        await #expect(throws: Findings([missing])) { try await run("_1", session: script) }
    }

    @Test func theyAreNoSuggestionAndOfferedOnlyWhereBegun() async throws {
        _ = try await run("bag 1\nbag 2", session: session)
        await #expect(throws: Findings.self) { try await run("x1", session: session) }
        let found = await findings("_x; x1")
        #expect(found.allSatisfy { $0.label.isEmpty })
        #expect(session.completions(of: "", folder: ".").candidates.allSatisfy { !$0.text.hasPrefix("_") })
        #expect(session.completions(of: "pour _", folder: ".").candidates.map(\.text) == ["_2", "_1"])
    }
}
