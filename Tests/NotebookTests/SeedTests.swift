import Notebook
import Testing

@MainActor
struct SeedTests {
    private func drawn(_ script: String) async throws -> [String] {
        try await run(script).compactMap { $0.value?.summary }.filter { $0.hasPrefix("[") }
    }

    @Test func theSameCallGivesTheSameValueWhereverItStands() async throws {
        let draws = try await drawn("seed 42\nlet b = bag 5\ndraw b\ndraw b count=4\ndraw (bag 5)\nlet c = bag 6\ndraw c\ndraw b")
        #expect(draws[0] == draws[2] && draws[0] == draws[4])
        #expect(draws[1].hasPrefix(draws[0].dropLast()))
        #expect(try await drawn("let c = bag 5 name=\"renamed\"\nseed 42\ndraw c") == [draws[0]])
    }

    @Test func anotherSeedGivesAnotherValue() async throws {
        let draws = try await drawn("(for s in 1..3 { seed s; draw bag(5) }).value")
        let one = try await drawn("seed 1\ndraw bag(5)"), two = try await drawn("seed 2\ndraw bag(5)")
        #expect(one != two)
        #expect(draws[0].contains(one[0]) && draws[0].contains(two[0]))
    }

    @Test func aSeedInABlockEndsWithIt() async throws {
        _ = try await run(
            """
            seed 7
            let before = draw bag(5)
            for s in 1..2 { seed s; draw bag(5) }
            let after = draw bag(5)
            assert before == after
            """)
    }

    @Test func aSeedMayBeNamedSeed() async throws {
        let cells = try await run("for seed in 1..2 { seed seed; draw bag(5) }")
        guard case .table(let table)? = cells[0].value else {
            Issue.record("no table")
            return
        }
        #expect(table.columns == ["seed", "value"])
        #expect(table.rows[0][1].summary != table.rows[1][1].summary)
    }

    @Test func withoutASeedItIsOneAndSaidSo() async throws {
        let remarks = Remarks()
        let session = Session(language: testLanguage)
        session.remark = remarks.add
        let cells = try await run("bag 5\ndraw bag(5)", session: session)
        #expect(remarks.all == ["no seed is set: seed 1 is used"])
        #expect(try await drawn("seed 1\ndraw bag(5)") == [cells[1].value?.summary])
    }

    @Test func thePromptMaySetTheSeedAndBindAgain() async throws {
        let session = Session(language: testLanguage)
        let first = try await run("seed 1\nlet b = bag 5", session: session)
        let second = try await run("seed 2\nlet b = bag 6", session: session)
        #expect(first.count == 2 && second.count == 2)
        #expect(session.names["b"]?.summary == "bag of 6")
    }
}
