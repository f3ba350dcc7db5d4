import Notebook
import Report
import Testing

@MainActor
struct ShownTests {
    private func shown(_ script: String) async throws -> [String] {
        let blocks = try await run(script).last?.value?.blocks ?? []
        return TerminalRenderer(palette: .plain, width: 80).lines(blocks)
    }

    @Test(arguments: [
        ("5", ["5"]), ("\"two\\nlines\"", ["two", "lines"]), ("[1, 2]", ["[1, 2]"]), ("none", []), ("bag 5", ["bag of 5"]),
        ("{a: 1, b: \"x\"}", ["{a: 1, b: \"x\"}"]),
    ])
    func everyValueSaysWhatItShows(script: String, expected: [String]) async throws {
        #expect(try await shown(script) == expected)
    }

    @Test func aRecordWithTallValuesShowsThemOneAfterTheOther() async throws {
        let blocks = try await run("{few: 1, colours: palette}").last?.value?.blocks ?? []
        #expect(blocks.count == 4)
        #expect(blocks.prefix(3) == [.text("few:"), .text("1"), .text("colours:")])
    }

    @Test func numbersInAColumnHaveTheSameNumberOfDigits() async throws {
        #expect(
            try await shown("for i in [1, 20, 300] { {half: i / 40, name: \"n\\(i)\", missing: note(none)} }") == [
                "  i   half  name  missing",
                "─────────────────────────",
                "  1  0.025  n1    –",
                " 20  0.500  n20   –",
                "300  7.500  n300  –",
            ])
    }

    @Test func aColumnOfNumbersMayHaveGaps() async throws {
        let lines = try await shown("for x in note([{a: 0.5}, {b: 1}]) { note(x) }")
        #expect(lines == ["    a  b", "────────", "0.500  –", "    –  1"])
    }
}
