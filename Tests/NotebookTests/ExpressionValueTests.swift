import Diagnostics
import Notebook
import Testing

@MainActor
struct ExpressionValueTests {
    @Test(arguments: [
        ("1 + 2 * 3 ^ 2", "19"), ("7 / 2", "3.5"), ("-2 ^ 2", "-4"), ("20% * 50", "10"), ("0.1 + 0.2", "0.3"),
        ("2 / 3", "0.666667"), ("1e15", "1000000000000000"), ("1e15 * 10", "1e+16"),
        ("123456.789", "123457"), ("1234567.5", "1234568"), ("0.000012345678", "1.23457e-05"), ("-0.5", "-0.5"),
        ("1 / 3 * 3", "1"), ("100 / 3", "33.3333"),
        ("\"a\" + \"b\"", "ab"), ("[1] + [\"a\"]", "[1, \"a\"]"), ("1..4", "[1, 2, 3, 4]"), ("3..3", "[3]"),
        ("0.712 +- 0.005", "0.712 +- 0.005"),
        ("{a: 1, b: [none, true]}", "{a: 1, b: [none, true]}"), ("{a: \"x\"}", "{a: \"x\"}"), ("none", "none"),
        ("bag 5", "bag of 5"),
    ])
    func valuesAreShownOnOneLine(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }

    @Test(arguments: [
        "1 < 2", "2 <= 2", "\"a\" < \"b\"", "\"b\" >= \"b\"", "1 != 2", "\"a\" == \"a\"", "[1, [2]] == [1, [2]]",
        "[1] != [1, 2]", "[1] != [2]", "none == none",
        "not (none == 1)", "none != \"a\"", "true == true", "0.714 == 0.712 +- 0.005", "0.712 +- 0.005 == 0.714",
        "0.72 != 0.712 +- 0.005", "5 == 5 +- 0",
        "true or 1 / 0 > 1", "not (false and 1 / 0 > 1)", "false or true and true", "[0.5 +- 0.1] == [0.55]",
        "bag(5).size == 5", "bag(5).halves[1] == 1", "fit(bag(1), on=bag(1)).types[\"red\"] == 50%",
        "fit(bag(1), on=bag(1)).types.blue == none",
        "{a: {b: [1, 2]}}.a.b[1] == 2", "palette.weight[1] == 2.5", "palette[1].colour == \"blue\"",
        "palette[\"colour\"][0] == \"red\"", "[[1, 2], [3]][0][1] == 2",
        "note({a: 1}).a == 1", "note([1, 2])[1] == 2", "note(1) + 1 == 2", "([1] + [\"a\"])[1] + \"b\" == \"ab\"",
        "note(none) == none",
    ])
    func itHolds(condition: String) async throws {
        _ = try await run("assert \(condition)")
    }

    @Test(arguments: [
        ("let n = 5; \"n is \\(n)\"", "n is 5"), ("\"\\(bag(5)) and \\(bag(5).size * 2)\"", "bag of 5 and 10"),
        ("\"\\(1 / 3) \\(none) \\(true) \\([\"a\"])\"", "0.333333 none true [\"a\"]"),
        ("let t = \"b\"; \"a\\(\"\\(t)c\")d\"", "abcd"), ("let t = \"x\"; \"\"\"\n  \\(t)\n    \\(t)\n  \"\"\"", "x\n  x"),
    ])
    func textsHoldTheSummariesOfTheirValues(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }

    @Test func whatTheLeftDecidesIsNotEvaluated() async throws {
        let remarks = Remarks()
        let session = Session(language: testLanguage)
        session.remark = remarks.add
        _ = try await run("note(false) and note(true)\nnote(true) or note(false)\nnote(false) or note(true)", session: session)
        #expect(remarks.all == ["noted false", "noted true", "noted false", "noted true"])
    }

    @Test func anAssertionEvaluatesItsSidesOnce() async throws {
        let remarks = Remarks()
        let session = Session(language: testLanguage)
        session.remark = remarks.add
        await #expect(throws: Diagnostic.self) { try await run("assert note(1) > 2", session: session) }
        #expect(remarks.all == ["noted 1"])
    }

    @Test func aFailedScriptKeepsWhatEarlierCellsMade() async throws {
        let session = Session(language: testLanguage)
        await #expect(throws: Diagnostic.self) {
            try await run("let a = bag 5\nlet b = fail \"x\"\nlet c = bag 6", session: session)
        }
        #expect(session.names.keys.sorted() == ["a"])
        #expect(try await run("a.size + 1", session: session).last?.value?.summary == "6")
    }

    @Test func theLastValueIsAtHand() async throws {
        let session = Session(language: testLanguage)
        session.keepsValues = true
        _ = try await run("bag 7", session: session)
        #expect(try await run("_.size", session: session).last?.value?.summary == "7")
    }

    @Test func cellsSayWhatTheyAre() async throws {
        let cells = try await run("## # Title\nlet b = bag 5 # remark\nseed 3\nb")
        #expect(cells.map(\.number) == [1, 2, 3])
        #expect(cells.map(\.source) == ["let b = bag 5", "seed 3", "b"])
        #expect(cells.map(\.prose) == [["# Title"], [], []])
        #expect(cells.map(\.name) == ["b", nil, nil])
        #expect(cells.map { $0.value?.summary } == ["bag of 5", nil, "bag of 5"])
    }
}
