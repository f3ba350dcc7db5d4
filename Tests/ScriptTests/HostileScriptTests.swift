import Diagnostics
import Script
import Testing

/// Input made to overflow the stack or to take for ever: it ends in findings, few and soon.
struct HostileScriptTests {
    @Test(arguments: [
        "(", "[", "{a: ", "f(", "(f ", "x[", "-", "not ", "2^", "a | (b ", "\"\\(", "for i in a { ", "(for i in a { ", "{",
        "[{a: (", "f k=(", "- -", "\"\"\"\\(",
    ])
    func tenThousandNestedOpeningsAreRefused(opening: String) {
        let found = findings(String(repeating: opening, count: 10_000))
        #expect(!found.isEmpty && found.count <= Findings.limit)
        _ = isComplete(String(repeating: opening, count: 10_000))
    }

    @Test(arguments: [
        ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("f(", "1", ")"), ("(f ", "1", ")"), ("\"\\(", "1", ")\""),
        ("for i in a { ", "i", " }"),
        ("", "1", " + 1"), ("", "a", ".b"), ("", "a", "[0]"), ("", "a", " | f"), ("1 ^ ", "1", ""), ("1 - ", "1", ""),
        ("-", "x", ""),
    ])
    func tenThousandClosedLevelsAndLinksAreRefused(opening: String, middle: String, closing: String) {
        let found = findings(String(repeating: opening, count: 10_000) + middle + String(repeating: closing, count: 10_000))
        #expect(!found.isEmpty && found.count <= Findings.limit)
    }

    @Test(arguments: [
        (String(repeating: "(", count: 101), "1:51+1 this is nested too deeply | bind some of it with `let` first"),
        ("1" + String(repeating: " + 1", count: 201), "1:803+1 this goes on for too long | bind some of it with `let` first"),
        (String(repeating: "\"\\(", count: 21), "1:59+2 texts are nested too deeply"),
    ])
    func whatIsTooDeepIsMarkedWhereItGoesTooFar(script: String, expected: String) {
        #expect(findings(script).contains(expected))
    }

    @Test(arguments: [
        ("(", "1", ")", 40), ("[", "1", "]", 80), ("{a: ", "1", "}", 80), ("f(", "1", ")", 80), ("(f ", "1", ")", 40),
        ("", "1", " + 1", 150),
        ("\"\\(", "1", ")\"", 20), ("", "a", " | f", 150),
    ])
    func whatPeopleNestIsRead(opening: String, middle: String, closing: String, levels: Int) throws {
        #expect(findings(String(repeating: opening, count: levels) + middle + String(repeating: closing, count: levels)) == [])
    }

    @Test(arguments: ["'", "@", "\u{a0}", "\"\\q\" ", ") ", "\u{1}", "\"\\(+)\" ", "let = 1\n", "“"])
    func tenThousandMistakesGiveTheFirstHundred(mistake: String) {
        let found = findings(String(repeating: mistake, count: 10_000))
        #expect(!found.isEmpty && found.count <= Findings.limit)
    }

    @Test func longFlatScriptsAreRead() throws {
        let list = "let x = [" + (0..<20_000).map(String.init).joined(separator: ", ") + "]\n"
        let lines = (0..<5_000).map { "## prose \($0)\nf \($0) k=\"\\(x)\" # remark" }.joined(separator: "\n")
        #expect(try parse(SourceText(name: "test.nds", text: list + lines)).statements.count == 5_001)
    }
}
