import Foundation
import Testing

/// Whatever is given as a script ends soon, in a clear message with its place, and with code 2; never in a crash.
struct HostileInputTests {
    private let program = Program()

    /// The outcome of each way to give a script to the program.
    private func outcomes(_ bytes: Data) throws -> [(way: String, outcome: Program.Outcome)] {
        let path = try program.script("input.nds", bytes: bytes)
        let files = try ["check", "run", "plan"].map { ($0, try program.run([$0, path])) }
        return files + [("standard input", try program.run([], input: bytes))]
    }

    private func expect(_ bytes: Data, status: Int32, place: String, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
        for (way, outcome) in try outcomes(bytes) {
            #expect(outcome.status == status, "\(way): \(outcome.errors)", sourceLocation: sourceLocation)
            for part in (place.isEmpty ? [] : [":" + place]) + parts {
                #expect(outcome.errors.contains(part), "\(way) should say `\(part)`: \(outcome.errors)", sourceLocation: sourceLocation)
            }
        }
    }

    private func caret(at column: Int) -> String { "    │ " + String(repeating: " ", count: column) + "^" }

    @Test(arguments: ["", "\n\n", "\u{feff}", " \t ", "# remark", "## prose\n", "nds 1", "\r\n\r", ";;;"])
    func anEmptyScriptIsGood(_ text: String) throws {
        try expect(Data(text.utf8), status: 0, place: "")
    }

    @Test func binaryFilesAreNoText() throws {
        let program = try Data(contentsOf: URL(fileURLWithPath: PromptSession.program)).prefix(100_000)
        for (_, outcome) in try outcomes(program) {
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("is no text"))
            #expect(outcome.errors.utf8.count < 1000)
        }
        try expect(Data([0, 0, 0, 0]), status: 2, place: "1:1", "control character 0")
    }

    @Test func bytesThatAreNoUTF8AreShownInTheirLine() throws {
        try expect(
            Data("let a = 1\nlet b = \"caf".utf8) + Data([0xe9]) + Data("\"\n".utf8), status: 2, place: "2:13", "byte 0xe9 is not UTF-8",
            "2   │ let b = \"caf\n    │             ^")
        try expect(Data([0xff, 0xfe, 0x6c, 0]), status: 2, place: "", "is no text")
    }

    @Test func whatIsNotClosedIsNamedWhereItBegins() throws {
        try expect(Data("let a = \"text\nlet b = \"more\n".utf8), status: 2, place: "2:9", "this text is not closed", ":1:9")
        try expect(Data("let a = 1\nlet b = \"\"\"\nmore\n".utf8), status: 2, place: "2:9", "a `\"\"\"` is missing")
        try expect(Data("for i in 1..3 {\n  i".utf8), status: 2, place: "1:15", "this `{` is not closed")
        try expect(Data("let a = (1 + [2".utf8), status: 2, place: "1:14", "this `[` is not closed")
        try expect(Data("let a = \"x\\(1 + ".utf8), status: 2, place: "1:11")
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func everyLineEndIsCountedOnce(_ end: String) throws {
        let lines = ["let a = 1", "", "\tlet b = \"\"\"", "  x", "  \"\"\"", "let c = a + unknown"]
        try expect(
            Data(lines.joined(separator: end).utf8), status: 2, place: "6:13",
            "6   │ let c = a + unknown\n    │             ^^^^^^^")
        try expect(
            Data(("\u{feff}" + lines.dropLast().joined(separator: end) + end + "\tc").utf8), status: 2, place: "6:2", "6   │  c\n    │  ^")
    }

    @Test func theCaretStandsUnderTheCulpritInEveryScript() throws {
        try expect(Data("let a = \"東京\" + b\n".utf8), status: 2, place: "1:16", "│ let a = \"東京\" + b\n" + caret(at: 17))
        try expect(Data("let a = \"e\u{301}\" + b\n".utf8), status: 2, place: "1:15", caret(at: 14))
        try expect(Data("let a = \"שלום\" + b\n".utf8), status: 2, place: "1:18", caret(at: 17))
        try expect(Data("let a = 1 \u{202e}+ 2\n".utf8), status: 2, place: "1:11", "unexpected character U+202E", "│ let a = 1 \u{fffd}+ 2")
    }

    @Test func aHundredThousandLinesAreReadAndAHundredMistakesAreEnough() throws {
        let good = (0..<100_000).map { "let x\($0) = \($0) # \($0)" }.joined(separator: "\n")
        #expect(try program.run(["check", try program.script("good.nds", good)]).status == 0)
        for line in ["let x# = unknown# + 1", "let x# = \"not closed", "for x# in y {", "f(", "}", "x# = 3", "\u{1}", "“"] {
            let bad = (0..<100_000).map { line.replacingOccurrences(of: "#", with: String($0)) }.joined(separator: "\n")
            let outcome = try program.run(["check", try program.script("bad.nds", bad)])
            #expect(outcome.status == 2, "\(line)")
            #expect(outcome.errors.split(separator: "\n").count <= 700, "\(line)")
            // Of lines that nest, the one is meant that goes too far.
            #expect(outcome.errors.contains("bad.nds:1:") || outcome.errors.contains("nested too deeply"), "\(line)")
        }
    }

    @Test func oneLineOfAMillionCharactersIsCut() throws {
        let long = "let x = [" + (0..<100_000).map { "\($0), " }.joined() + "unknown]"
        let outcome = try program.run(["check", try program.script("long.nds", long)])
        #expect(outcome.status == 2)
        #expect(outcome.errors.utf8.count < 1000)
        let lines = outcome.errors.split(separator: "\n")
        let caret = try #require(lines[3].firstIndex(of: "^").map { lines[3].distance(from: lines[3].startIndex, to: $0) })
        #expect(String(Array(lines[2])[caret..<caret + 7]) == "unknown")
    }

    @Test(arguments: [
        "", "\u{feff}let a=1\r\n\tlet b =  2", "let a = \"東京\"+שלום", "for i in 1..3 {\n  i", "let a = \"text\nlet b = \"more\n", "let a = 1 \u{202e}+ 2", "\u{0}\u{1}",
        String(repeating: "(", count: 20_000), String(repeating: "f(x) # remark\n", count: 100_000),
    ])
    func theFormatterEndsWithAScriptOrAMessage(_ text: String) throws {
        let outcome = try program.run(["format", "-"], input: Data(text.utf8))
        if outcome.status == 0 {
            #expect(outcome.errors.isEmpty)
            let again = try program.run(["format", "-"], input: Data(outcome.output.utf8))
            #expect(again.status == 0 && again.output == outcome.output)
        } else {
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("standard input:"))
        }
    }

    @Test func whatIsNoFileSaysSo() throws {
        for command in ["check", "run", "plan"] {
            #expect(try program.run(command, "missing.nds").errors.contains("there is no script `missing.nds`"))
            #expect(try program.run(command, program.home.path).errors.contains("is a folder, not a script"))
        }
    }
}
