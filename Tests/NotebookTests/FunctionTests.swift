import Notebook
import Testing

@MainActor
struct FunctionTests {
    @Test(arguments: [
        ("def double(x) { x * 2 }; double(4)", "8"), ("def double(x) { x * 2 }; double 4", "8"),
        ("def double(x) { x * 2 }; 4 | double", "8"), ("def double(x) { x * 2 }; double(x=4) + 1", "9"),
        ("def add(a, b=10) { a + b }; add(1) + add(1, 2) + add(b=3, a=1)", "18"),
        ("def add(a, b=a * 2) { a + b }; add(5)", "15"),
        ("def one() { 1 }; one() + 1", "2"),
        ("let k = 3; def f(x) { let y = x * k; y + 1 }; f(2)", "7"),
        ("def f(x) { bag x }; f(4).size", "4"),
        ("def f(x) { if x > 2 { \"big\" } else { \"small\" } }; f(1) + f(3)", "smallbig"),
        ("def f(x) { def g(y) { y + x }; g(1) * 2 }; f(4)", "10"),
        ("def bag(n) { n + 0.5 }; bag(2)", "2.5"),
        ("def f(x) { x }; f", "def f(x)"), ("def f(a, b=1) { a }; \"\\(f)\"", "def f(a, b)"),
        ("def f(x) { let a = x }; f(2)", "2"), ("def f(x) { assert x > 0 }; f(2)", "none"),
        ("for s in [1, 2] { def f(x) { x + s }; f(10) } | note", "table of 2 rows: s, value"),
    ])
    func aFunctionGivesTheValueOfItsLastStatement(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }

    @Test func aFunctionSeesWhatStoodBeforeIt() async throws {
        let session = Session(language: testLanguage)
        _ = try await run("let k = 1; def f(x) { x + k }", session: session)
        let tree = try program(.init(name: "test.nds", text: "let k = 100; f(1)"), folder: scriptFolder.path)
        #expect(session.check(tree, folder: scriptFolder.path, allowsRebinding: true) == [])
        var last: Value?
        for statement in tree.statements { last = try await session.run(statement, of: tree, folder: scriptFolder.path).value }
        #expect(last?.summary == "2")
    }

    @Test func whatItBindsAndItsSeedEndWithIt() async throws {
        let session = Session(language: testLanguage)
        _ = try await run(
            """
            seed 7
            def drawn(b) { seed 3; let inner = draw b; inner }
            let before = draw bag(5)
            let within = drawn(bag(5))
            assert before == draw(bag(5))
            assert not (within == before)
            """, session: session)
        #expect(session.names["inner"] == nil)
    }

    @Test func itDrawsByTheSeedOfItsCall() async throws {
        _ = try await run(
            """
            seed 7
            def drawn(b) { draw b }
            assert drawn(bag(5)) == draw(bag(5))
            for s in [3] {
                seed s
                assert drawn(bag(5)) == draw(bag(5))
                s
            }
            let rounds = for s in 1..2 { seed s; drawn(bag(5)) }
            assert not (rounds.value[0] == rounds.value[1])
            """)
    }

    @Test(arguments: [
        ("if 1 > 0 { 5 } else { 6 }", "5"), ("if 1 < 0 { 5 } else { 6 }", "6"), ("if 1 < 0 { 5 }", "none"),
        ("if 1 < 0 { 5 } else if 2 > 1 { 7 } else { 8 }", "7"), ("let x = if true { bag 3 }; x.size", "3"),
        ("if true { let a = 5; a } | note", "5"), ("(if false { 1 } else { 2 }) + 3", "5"), ("if true { }", "none"),
        ("let t = for i in 1..4 { if i > 2 { bag i } }; \"\\(t.size)\"", "[none, none, 3, 4]"),
        ("(for i in 1..3 { if i == 2 { {b: 1} } else { {a: i} } }).a", "[1, none, 3]"),
    ])
    func theFirstBranchWhoseConditionHoldsRuns(script: String, expected: String) async throws {
        #expect(try await summary(script) == expected)
    }
}
