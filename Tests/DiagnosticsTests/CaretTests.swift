import Testing

@testable import Diagnostics

/// The caret stands under the culprit, counted in columns as a terminal lays them out.
struct CaretTests {
    /// Line, culprit, and the line as it is shown, the columns before the caret, and those of the caret.
    @Test(arguments: [
        ("let x = y", "y", "let x = y", 8, 1), ("\tlet x = y", "y", " let x = y", 9, 1), ("a\t\tb", "b", "a  b", 3, 1),
        // Twice as wide.
        ("東京 = x", "x", "東京 = x", 7, 1), ("let 東京 = 1", "東京", "let 東京 = 1", 4, 4), ("\"😀👩‍👩‍👧🇩🇪\" x", "x", "\"😀👩‍👩‍👧🇩🇪\" x", 9, 1),
        ("ｘ！ y", "y", "ｘ！ y", 5, 1), ("〈a〉 y", "y", "〈a〉 y", 6, 1), ("🈁 ❤️ y", "y", "🈁 ❤️ y", 6, 1), ("한국 y", "y", "한국 y", 5, 1),
        // A mark over a letter takes no column, whether it is a scalar of its own or not.
        ("e\u{301}te\u{301} x", "x", "e\u{301}te\u{301} x", 4, 1), ("été x", "x", "été x", 4, 1), ("ก็ x", "x", "ก็ x", 2, 1),
        ("a\u{200d}b x", "x", "a\u{200d}b x", 3, 1), ("a\u{200b}b x", "x", "a\u{200b}b x", 3, 1), ("a\u{ad}b x", "x", "a\u{ad}b x", 4, 1),
        // From right to left: each word takes the columns it would take the other way round.
        ("\"שלום\" x", "x", "\"שלום\" x", 7, 1), ("let x = \"مرحبا\" + y", "y", "let x = \"مرحبا\" + y", 18, 1), ("שלום = x", "שלום", "שלום = x", 0, 4),
        // What would turn the direction or steer the terminal is not passed on.
        ("a\u{202e}b x", "x", "a\u{fffd}b x", 4, 1), ("\u{2067}a\u{2069} x", "x", "\u{fffd}a\u{fffd} x", 4, 1), ("\"\u{1b}[31m\" x", "x", "\" [31m\" x", 8, 1),
        ("a\u{85}b\u{9b}c\u{2028}d x", "x", "a b c d x", 8, 1),
    ])
    func theCaretStandsUnderTheCulprit(line: String, culprit: String, shown: String, indent: Int, width: Int) throws {
        let source = SourceText(name: "t", text: "first\n\(line)\nlast")
        let at = try #require(Array(source.text.utf8).lastRange(of: Array(culprit.utf8), before: "first\n\(line)".utf8.count))
        let lines = Diagnostic("m", at: source.place(at), label: "here").rendered().split(separator: "\n").map(String.init)
        #expect(lines[2] == "2   │ " + shown)
        #expect(lines[3] == "    │ " + String(repeating: " ", count: indent) + String(repeating: "^", count: width) + " here")
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func everyLineEndEndsTheExcerpt(_ end: String) {
        let source = SourceText(name: "t", text: "a b\(end)c d\(end)")
        let offset = 3 + end.utf8.count + 2
        #expect(Diagnostic("m", at: source.place(offset..<offset + 1)).rendered() == "error: m\n    ┌─ t:2:3\n2   │ c d\n    │   ^")
    }

    @Test func aLongLineOfWideCharactersIsCutByColumns() {
        let text = String(repeating: "東", count: 300) + "x" + String(repeating: "京", count: 300)
        let source = SourceText(name: "t", text: text)
        let lines = Diagnostic("m", at: source.place(900..<901)).rendered().split(separator: "\n").map(String.init)
        #expect(lines[2].displayWidth <= 6 + 112)
        #expect(lines[2].prefix { $0 != "x" }.reduce(0) { $0 + $1.displayWidth } == lines[3].prefix { $0 != "^" }.count)
    }

    @Test func aCaretIsNoLongerThanWhatIsShown() {
        let source = SourceText(name: "t", text: "x " + String(repeating: "y", count: 5000))
        let lines = Diagnostic("m", at: source.place(2..<5002)).rendered().split(separator: "\n")
        #expect(lines[3].count <= lines[2].count)
    }

    @Test func messagesDoNotSteerTheTerminalEither() {
        let finding = Diagnostic("`\u{1b}[2J` is\nbad", at: Place(file: "a\u{7}b"), label: "\u{202e}", notes: ["c\rd"])
        #expect(finding.rendered() == "error: ` [2J` is bad\n    ┌─ a b: \u{fffd}\n    = c d")
    }
}

extension [UInt8] {
    /// The last place of a run of bytes that ends at or before `end`.
    fileprivate func lastRange(of part: [UInt8], before end: Int) -> Range<Int>? {
        (0...(end - part.count)).reversed().first { Array(self[$0..<$0 + part.count]) == part }.map { $0..<$0 + part.count }
    }
}
