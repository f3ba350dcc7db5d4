import Diagnostics
import Notebook
import Script
import Testing

@MainActor
struct BindingTests {
    @Test(arguments: [
        ("bag 5", "bag of 5"), ("bag 5 \"a\"", "a of 5"), ("bag size=5", "bag of 5"), ("bag name=\"a\" size=5", "a of 5"),
        ("bag(5, name=\"a\")", "a of 5"),
        ("5 | bag", "bag of 5"), ("5 | bag \"a\"", "a of 5"), ("5 | bag name=\"a\"", "a of 5"), ("\"a\" | bag size=5", "a of 5"),
        ("bag (2 + 3)", "bag of 5"), ("let n = 5; bag n", "bag of 5"), ("bag(bag(5).size)", "bag of 5"),
    ])
    func positionalNamedAndPipedArgumentsReachTheirParameters(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }

    @Test(arguments: [
        ("join bag(1)", "bag of 1"), ("join bag(1) bag(2) (bag 3)", "bag+bag+bag of 6"), ("bag(1) | join", "bag of 1"),
        ("bag(1) | join bag(2)", "bag+bag of 3"), ("join(bag(1), bag(2))", "bag+bag of 3"),
    ])
    func theLastParameterTakesTheRest(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }

    @Test(arguments: [
        ("", "epochs 3, rate 0.5, schedule simple, limit all, shuffle true"),
        ("epochs=5", "epochs 5, rate 0.5, schedule simple, limit all, shuffle true"),
        ("rate=20% schedule=linear", "epochs 3, rate 0.2, schedule linear, limit all, shuffle true"),
        ("limit=10 shuffle=false", "epochs 3, rate 0.5, schedule simple, limit 10, shuffle false"),
        ("limit=none", "epochs 3, rate 0.5, schedule simple, limit all, shuffle true"),
    ])
    func anOptionGroupIsFilledFromItsDefaults(options: String, expected: String) async throws {
        #expect(try await summary("fit bag(1) on=bag(3) \(options)") == "f1 0.25, \(expected)")
    }

    @Test(arguments: [
        ("fit bag(1) on=bag(1) schedule=linear", "linear"), ("fit bag(1) on=bag(1) schedule=\"linear\"", "linear"),
        ("let linear = 5; fit bag(1) on=bag(1) schedule=linear", "linear"),
        ("let s = \"linear\"; fit bag(1) on=bag(1) schedule=(s)", "linear"),
        ("let simple = \"linear\"; fit bag(1) on=bag(1) schedule=(simple)", "linear"),
        ("for s in [\"linear\"] { fit(bag(1), on=bag(1), schedule=(s)).options }", "linear"),
    ])
    func aBareWordIsAChoiceAndANameInParenthesesIsItsValue(script: String, expected: String) async throws {
        let value = try #require(try await run(script).last?.value)
        let text = if case .table(let table) = value { table.rows[0][1].summary } else { value.summary }
        #expect(text.contains("schedule \(expected)"))
    }

    @Test(arguments: [
        ("cut bag(8)", "bag of 8"), ("cut bag(8) at=half", "bag of 4"), ("cut bag(8) half", "bag of 4"),
        ("cut bag(8) at=0.25", "bag of 2"),
        ("let share = 0.25; cut bag(8) at=share", "bag of 2"), ("let half = 0.25; cut bag(8) at=half", "bag of 4"),
        ("let half = 0.25; cut bag(8) at=(half)", "bag of 2"),
        ("cut bag(8) steps=[\"linear\", \"simple\"]", "bag linear simple of 8"),
    ])
    func whereAChoiceOrAValueMayStandTheWordsOfTheChoiceWin(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }

    @Test func anyWordMayStandForACommand() async throws {
        #expect(try await summary("topic bag") == "bag")
        #expect(try await summary("topic anything") == "anything")
        #expect(try await summary("topic") == "no word")
        #expect(try await summary("let bag = \"x\"; topic (bag)") == "x")
    }

    @Test func pathsAreRelativeToTheScriptsFolder() async throws {
        let folder = scriptFolder.path, parent = scriptFolder.deletingLastPathComponent().path
        #expect(try await summary("store bag(1) \"out.txt\"") == "bag to \(folder)/out.txt")
        #expect(try await summary("store bag(1) \"../x/./out.txt\"") == "bag to \(parent)/x/out.txt")
        #expect(try await summary("store bag(1) \"/tmp/out.txt\"") == "bag to /tmp/out.txt")
        #expect(try await summary("param p: path = \"a\"; store bag(1) \"\\(p)/out.txt\"") == "bag to \(folder)/a/out.txt")
        let given = try await summary("param p: path; store bag(1) \"\\(p)/out.txt\"", parameters: ["p": .text("/data")])
        #expect(given == "bag to /data/out.txt")
        #expect(try await summary("let n = \"check-names\"; open \"\\(n).nds\" format=text").hasPrefix("text "))
    }

    @Test func parametersOfAScriptAreGivenFromOutsideOrByDefault() async throws {
        let script = "param n: number = 2 \"how many\"\nparam t: text\n\"\\(n + 1) \\(t)\""
        #expect(try await summary(script, parameters: ["t": .text("a")]) == "3 a")
        #expect(try await summary(script, parameters: ["t": .text("a"), "n": .number(5)]) == "6 a")
        let mistaken = await findings(script, parameters: ["t": .text("a"), "n": .text("x")])
        #expect(mistaken.map(\.message) == ["the parameter `n` wants a number, not \"x\""])
        let found = await findings(script, parameters: ["t": .text("a"), "m": .number(5), "tt": .none])
        #expect(found.map(\.message) == ["the script has no parameter `m`", "the script has no parameter `tt`"])
        #expect(found.map(\.label) == ["it has n, t", "did you mean `t`?"])
        #expect(await findings("bag 5", parameters: ["m": .none]).map(\.label) == ["it has none"])
    }

    @Test func aCommandWithoutArgumentsIsCalledByItsName() async throws {
        #expect(try await summary("palette") == "table of 2 rows: colour, weight")
        #expect(try await summary("palette()") == "table of 2 rows: colour, weight")
        #expect(try await summary("palette.colour") == "[\"red\", \"blue\"]")
        #expect(try await summary("let palette = 5; palette + 1") == "6")
    }

    @Test func aDeclarationSaysHowItIsUsed() throws {
        let signatures = testLanguage.commands.prefix(4).map(\.signature)
        #expect(signatures == ["bag size [name=\"bag\"]", "join bags…", "pour bag into=…", "draw bag [count=2]"])
        let shown = try #require(testLanguage.command("fit")).help
        let usage = "usage: fit bag on=… [epochs=3] [rate=0.5] [schedule=simple] [limit=all] [shuffle=true]"
        #expect(shown.first == .text("fit: how well one bag fits into another\n\n\(usage)"))
        guard case .table(let parameters) = shown[1] else {
            Issue.record("no table of parameters")
            return
        }
        #expect(parameters.rows[1] == ["on", "bag", "must be given", "what into"])
        #expect(parameters.rows[4] == ["schedule", "one of simple, linear", "simple", "in which order"])
        #expect(shown.dropFirst(2) == [.text("It gives a score."), .text("example:\n    fit bag(2) on=bag(4)")])
    }
}
