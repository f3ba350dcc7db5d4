import Diagnostics
import Script
import Testing

@testable import Notebook

/// What `#= ` lines hold for, held against values of the test language.
@MainActor
struct RecordedTests {
    /// The comparison of a script's last statement with what it gives.
    private func compare(_ script: String, otherKernel: Bool = false) async throws -> RecordedComparison {
        let source = SourceText(name: "test.nds", text: script)
        let tree = try parse(source)
        let value = try await run(script).last?.value
        return RecordedComparison(try #require(tree.statements.last), gave: value, in: tree.source, otherKernel: otherKernel)
    }

    private func differences(_ script: String, otherKernel: Bool = false) async throws -> [String] {
        try await compare(script, otherKernel: otherKernel).differences.map { "\($0.recorded) → \($0.found ?? "nothing")" }
    }

    @Test(arguments: [
        "1 / 3\n#= 0.333333", "1 / 3\n#= 0.33", "2 ^ 10\n#= 1024", "1 / 3\n#= 0.3 +- 0.05", "1 / 3\n#= 0.3+-0.05", "1 / 3\n#= 0.3 ± 0.05",
        "\"two words\"\n#= two words", "[1, 2, 3]\n#= [1, 2, 3]", "1..50\n#= [1, 2, …", "true\n#= true", "-0.25\n#= -0.25",
        "bag 5\n#= bag of 5", "bag 5\n#= size 5", "bag 5\n#= of 5", "bag 5\n#= size 5, name bag",
        "fit bag(1) on=bag(3)\n#= f1 0.25", "fit bag(1) on=bag(3)\n#= f1 0.25, rate 0.5", "fit bag(1) on=bag(3)\n#= f1 0.25 rate 0.5",
        "fit bag(1) on=bag(3)\n#= f1 0.25\n#= schedule simple, shuffle true", "fit bag(1) on=bag(3)\n#= epochs 3",
        "{a: 1, b: 2.5}\n#= b 2.5", "let x = bag 5 #= bag of 5", "\"6,354 tokens\"\n#= 6,354 tokens", "1 / 3\n#=", "\"20%\"\n#= 20%",
    ])
    func aLineHoldsForWhatItNames(script: String) async throws {
        #expect(try await differences(script) == [])
    }

    @Test func noMoreLinesOutOfPlaceAreReportedThanAnybodyReads() throws {
        let tree = try parse(SourceText(name: "test.nds", text: String(repeating: "#= 1\n", count: 500) + "bag 5"))
        #expect(Session(language: testLanguage).check(tree, folder: "/", allowsRebinding: false).count == Findings.limit)
    }

    @Test(arguments: [
        ("1 / 3\n#= 0.334", "0.334 → 0.333333"), ("1 / 3\n#= 0.3 +- 0.01", "0.3 +- 0.01 → 0.333333"), ("0.4\n#= 0", "0 → 0.4"),
        ("0\n#= 0.4", "0.4 → 0"), ("true\n#= false", "false → true"), ("[1, 2, 3]\n#= [1, 2]", " → 3"), ("[1, 2]\n#= [1, 2, 3]", "3 → nothing"),
        ("\"not trained\"\n#= trained", "trained → not"), ("bag 5\n#= bag of 6", "6 → 5"), ("bag 5\n#= sack of 5", "sack → bag"),
        // A number belongs to the word before it, or, first in its field, to the one behind it.
        ("{a: 1, b: 2}\n#= a 2", "2 → 1"), ("\"\\(5) red, 7 blue\"\n#= 5 red, 5 blue", "5 → 7"), ("{n: \"500 red, 500 blue, 7 green\"}\n#= 500 green", "500 → 7"),
        ("fit bag(1) on=bag(3)\n#= f1 0.26\n#= schedule linear", "0.26 → 0.25, linear → simple"), ("fit bag(1) on=bag(3)\n#= f1 0.5, epochs 3", "0.5 → 0.25"),
        ("\"20%\"\n#= 20", "20 → 20%"), ("0.5\n#= 0.46", "0.46 → 0.5"), ("2.5\n#= 2.51", "2.51 → 2.5"),
    ])
    func aLineFailsWhereItsWordsOrFiguresDiffer(script: String, expected: String) async throws {
        #expect(try await differences(script).joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        "#= colour  weight\n#= red      1.000\n#= blue     2.500", "#= colour  weight\n#= ──────────────\n#= red  1", "#= weight\n#= 2.5",
        "#= blue weight 2.5", "#= colour blue weight 2.5\n#= red", "#= blue 2.5", "#= table of 2 rows", "#= weight\n#= 2.49 +- 0.02",
    ])
    func rowsAreFoundByTheirWords(lines: String) async throws {
        #expect(try await differences("palette\n" + lines) == [])
    }

    @Test(arguments: [
        ("#= colour  weight\n#= red  1.5", "1.5 → 1.000"), ("#= colour weight\n#= green 2.5", "green → red"), ("#= blue weight 2.6", "2.6 → 2.500"),
        ("#= weight colour", "colour → nothing"), ("#= colour\n#= blue\n#= pink", "pink → red"),
    ])
    func rowsThatDifferAreNamed(lines: String, expected: String) async throws {
        #expect(try await differences("palette\n" + lines) == [expected])
    }

    @Test func aRowOfFiguresAloneIsKnownByItsFirst() async throws {
        let script = "for n in [1, 2, 3] { {half: n / 4} }\n#= n half\n#= 2  0.5\n#= 3  0.25"
        #expect(try await differences(script) == ["0.25 → 0.750"])
    }

    @Test func onAnotherKernelFractionsMayDifferALittleAndNothingElse() async throws {
        #expect(try await differences("0.7\n#= 0.715", otherKernel: true) == [])
        #expect(try await differences("0.7\n#= 0.721", otherKernel: true) == ["0.721 → 0.7"])
        #expect(try await differences("0.7\n#= 0.715 +- 0.01", otherKernel: true) == ["0.715 +- 0.01 → 0.7"])
        #expect(try await differences("[3, 2.5]\n#= [3, 2.51]", otherKernel: true) == ["2.51 → 2.5"])
        #expect(try await differences("70\n#= 71", otherKernel: true) == ["71 → 70"])
    }

    @Test func aDifferenceShowsItsPlaceAndTheLineAsItWouldHaveToBe() async throws {
        let found = try await compare("let s = fit bag(1) on=bag(3)\n#= f1 0.3 +- 0.01, epochs 3").differences
        #expect(found.first?.diagnostic.rendered() == """
            error: recorded is `0.3 +- 0.01`, found `0.25`
                ┌─ test.nds:2:7
            2   │ #= f1 0.3 +- 0.01, epochs 3
                │       ^^^^^^^^^^^ 0.05 away, 0.01 allowed
                = now: #= f1 0.25 +- 0.01, epochs 3
            """)
        let word = try await compare("fit bag(1) on=bag(3)\n#= f1 0.25, epohcs 3").differences
        #expect(word.first?.diagnostic.rendered() == """
            error: recorded is `epohcs`, found `epochs`
                ┌─ test.nds:2:13
            2   │ #= f1 0.25, epohcs 3
                │             ^^^^^^ did you mean `epochs`?
                = now: #= f1 0.25, epochs 3, rate 0.5, schedule simple, limit all, shuffle true
            """)
    }

    @Test(arguments: [
        ("fit bag(1) on=bag(3)\n#= f1 0.3 +- 0.01", "#= f1 0.25 +- 0.01"), ("1 / 3\n#= 0.31", "#= 0.33"), ("1 / 3\n#= 1", "#= 0.333333"),
        ("[1, 2]\n#= [1, 3]", "#= [1, 2]"), ("bag 5\n#=", "#= bag of 5"), ("bag 5\n#= sack of 4", "#= bag of 5"),
        ("palette\n#= blue weight 2.6", "#= blue weight 2.5"),
        ("palette\n#=", "#= colour  weight\n#= red      1.000\n#= blue     2.500"),
        ("palette\n#= weight", "#= weight\n#=  1.000\n#=  2.500"),
        ("palette\n#= weight\n#= 9.00\n#= 9.00", "#= weight\n#= 1.00\n#= 2.50"),
        ("palette\n#= colour\n#= green", "#= colour\n#= red\n#= blue"),
        ("1..100\n#= [1, 2", "#= " + (1...42).map(String.init).joined(separator: ", ").replacing(/^/, with: "[") + ", …"),
    ])
    func acceptingKeepsFieldsDigitsAndTolerances(script: String, expected: String) async throws {
        let tree = try parse(SourceText(name: "test.nds", text: script))
        let accepted = try await compare(script).accepted
        let rewritten = tree.recording([(try #require(tree.statements.last), accepted)])
        let first = script.prefix { $0 != "\n" }
        #expect(rewritten == first + "\n" + expected)
        #expect(try await differences(rewritten) == [])
    }

    @Test func acceptingChangesNothingElseOfTheScript() async throws {
        let script = "# a\r\nlet p = palette   # b\r\n  #= colour\r\n  #= green\r\n\r\nlet t = 2 #= 3\r\n"
        let tree = try parse(SourceText(name: "test.nds", text: script))
        let cells = try await run(script)
        let outputs = zip(tree.statements, cells).map { statement, cell in
            (statement, RecordedComparison(statement, gave: cell.value, in: tree.source).accepted)
        }
        let rewritten = tree.recording(outputs)
        #expect(rewritten == script.replacing("#= green\r\n", with: "#= red\r\n  #= blue\r\n").replacing("#= 3", with: "#= 2"))
        let again = try parse(SourceText(name: "test.nds", text: rewritten))
        let shorter = again.recording([(again.statements[0], ["#= table of 2 rows"])])
        #expect(shorter.contains("  #= table of 2 rows\r\n\r\nlet t"))
    }

    @Test(arguments: [
        ("#= 3\nlet a = 1", "1:1+4 there is no output to record above this"),
        ("seed 3\n#= 3", "2:1+4 `seed` gives no output to record"),
        ("assert true\n#= true", "2:1+7 `assert` gives no output to record"),
        ("for i in 1..2 {\n    i\n    #= 1\n}", "3:5+4 recorded output cannot stand in a block"),
    ])
    func linesThatRecordNothingAreFoundBeforeAnythingRuns(script: String, marked: String) throws {
        #expect(try parse(SourceText(name: "test.nds", text: script)).misplacedRecordings.map(\.marked) == [marked])
    }

    @Test(arguments: [
        ("fit bag(1) on=bag(3)\n#= f1 0.3 +- 0.01, epochs 3", "2:7+11 recorded is `0.3 +- 0.01`, found `0.25`"),
        ("[1, 2]\n#= [1, 2, 3]", "2:11+1 recorded is `3`, found nothing"),
        ("[1, 2, 3]\n#= [1, 2]", "2:10+1 the recorded output ends here, found `3`"),
    ])
    func theCaretStandsUnderTheFirstWordThatDiffers(script: String, marked: String) async throws {
        #expect(try await compare(script).differences.map(\.diagnostic.marked) == [marked])
    }
}

extension Diagnostic {
    /// `line:column+length message`.
    fileprivate var marked: String {
        guard case .line(let line, let column, let length, _)? = place?.position else { return message }
        return "\(line):\(column)+\(length) \(message)"
    }
}
