import Testing

@testable import Notebook

@MainActor
struct LoopTests {
    /// Columns and rows of the table that a script ends with.
    private func table(_ script: String) async throws -> [String] {
        guard case .table(let table)? = try await run(script).last?.value else { return ["no table"] }
        return [table.columns.joined(separator: " ")] + table.rows.map { $0.map(\.summary).joined(separator: " ") }
    }

    @Test(arguments: [
        ("for i in 1..3 { i * i }", ["i value", "1 1", "2 4", "3 9"]),
        ("for t in [\"a\", \"b\"] { t + \"!\" }", ["t value", "a a!", "b b!"]),
        ("for i in 1..2 { bag i }", ["i size", "1 1", "2 2"]),
        ("for i in 1..2 { let b = bag i; fit b on=bag(1) }", ["i f1", "1 0.5", "2 0.666667"]),
        ("for i in 1..2 { {a: i, b: i + 1} }", ["i a b", "1 1 2", "2 2 3"]), ("for i in [1] { let x = i }", ["i value", "1 1"]),
        ("for i in 1..2 { assert i > 0 }", ["i", "1", "2"]), ("for i in 1..2 { [i] }", ["i value", "1 [1]", "2 [2]"]),
        ("for i in [] { bag i }", [""]),
        ("for x in {a: 1, b: 2} { x.value * 2 }", ["name value result", "a 1 2", "b 2 4"]),
        ("for x in {a: 1, b: 2} { bag x.value }", ["name value size", "a 1 1", "b 2 2"]),
        ("for row in palette { {twice: row.weight * 2} }", ["colour weight twice", "red 1 2", "blue 2.5 5"]),
        ("for value in [1, 2] { value + 1 }", ["value result", "1 2", "2 3"]),
        ("for b in [bag(1)] { b.size }", ["b value", "bag of 1 1"]),
    ])
    func aLoopGivesATable(script: String, expected: [String]) async throws {
        #expect(try await table(script) == expected)
    }

    @Test func nestedLoopsFlatten() async throws {
        let bags = try await table("for i in 1..2 { for j in [\"a\", \"b\"] { bag i name=j } }")
        #expect(bags == ["i j size", "1 a 1", "1 b 1", "2 a 2", "2 b 2"])
        let rows = try await table("for i in 1..2 { let t = palette; for row in t { row.weight * i } }")
        #expect(rows == ["i colour weight value", "1 red 1 1", "1 blue 2.5 2.5", "2 red 1 2", "2 blue 2.5 5"])
        #expect(try await table("for i in 1..2 { for j in 1..2 { for k in 1..2 { i * j * k } } }").count == 9)
        #expect(try await table("for i in [1] { note(i); palette }") == ["i colour weight", "1 red 1", "1 blue 2.5"])
    }

    /// What is told of the rounds of a script's loops: how many have ended, of how many, and their rows.
    private func rounds(_ script: String) async throws -> [String] {
        let session = Session(language: testLanguage)
        let told = Remarks()
        session.tellRound = { round in
            let rows = round.rows.map { row in row.fields.map { "\($0.name) \($0.value.summary)" }.joined(separator: " ") }
            told.add("\(round.done)/\(round.total) \(rows.joined(separator: ", "))")
        }
        _ = try await run(script, session: session)
        return told.all
    }

    @Test func eachRoundOfTheInnermostLoopIsTold() async throws {
        #expect(try await rounds("for i in 1..2 { for j in [\"a\", \"b\"] { bag i name=j } }") == [
            "1/4 i 1 j a size 1", "2/4 i 1 j b size 1", "3/4 i 2 j a size 2", "4/4 i 2 j b size 2",
        ])
        #expect(try await rounds("for row in palette { {twice: row.weight * 2} }") == [
            "1/2 colour red weight 1 twice 2", "2/2 colour blue weight 2.5 twice 5",
        ])
        #expect(try await rounds("for i in [5] { note(i); palette }") == ["1/1 i 5 colour red weight 1, i 5 colour blue weight 2.5"])
    }

    @Test func rowsMayDiffer() async throws {
        #expect(try await table("for x in note([{a: 1}, {b: 2}]) { note(x) }") == ["a b", "1 none", "none 2"])
    }

    @Test func aLoopsTableCanBeAskedAndRunOver() async throws {
        #expect(try await summary("let t = for i in 1..3 { bag i }; t.size[2] + t[0].i") == "4")
        let again = try await table("let t = for i in 1..2 { bag i }; for row in t { row.size + row.i }")
        #expect(again == ["i size value", "1 1 2", "2 2 4"])
        #expect(try await summary("for i in 1..3 { bag i } | note") == "table of 3 rows: i, size")
    }

    @Test func aBlockWorksOnACopyOfTheNames() async throws {
        let session = Session(language: testLanguage)
        _ = try await run("let b = bag 1\nfor i in 1..2 { let b = bag i; let c = b; c }", session: session)
        #expect(session.names.keys.sorted() == ["b"])
        #expect(session.names["b"]?.summary == "bag of 1")
    }

    @Test func aQuickLoopDoesNotSayWhereItIs() async throws {
        let remarks = Remarks()
        let session = Session(language: testLanguage)
        session.remark = remarks.add
        _ = try await run("for x in {simple: 1, linear: 2} { bag x.value }", session: session)
        #expect(remarks.all.isEmpty)
    }

    @Test func manyRoundsAreToldOfOnceASecondAtMost() {
        let start = ContinuousClock.now
        var pace = OncePerSecond(since: start)
        let due = (0...40).filter { pace.isDue(at: start + .milliseconds(100 * $0)) }
        #expect(due == [11, 22, 33])
    }
}
