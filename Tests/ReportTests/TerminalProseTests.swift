import Diagnostics
import Testing

@testable import Report

struct TerminalProseTests {
    private func lines(_ prose: String, width: Int = 40, isColoured: Bool = false) -> [String] {
        TerminalRenderer(palette: isColoured ? .coloured : .plain, width: width).lines(prose: prose)
    }

    @Test func paragraphsAreFilledAndSetApart() {
        #expect(lines("# Spans\nWords that\nbelong together.\n\nAnother paragraph, which is too long for one line.") == [
            "Spans", "━━━━━", "", "Words that belong together.", "", "Another paragraph, which is too long for", "one line.",
        ])
    }

    @Test func aCommandIsNotBrokenAndKeepsItsCommaWithIt() {
        #expect(lines("Then type `agree replies with=gold`, and read what it says.", width: 30) == [
            "Then type", "`agree replies with=gold`, and", "read what it says.",
        ])
    }

    @Test func listsAndCodeAreIndented() {
        #expect(lines("- one item that does not fit on a single line\n- two\n\n1. first\n2. second\n\nA file:\n\n    Anna  B-PER\n    sang  O") == [
            "• one item that does not fit on a single", "  line", "• two", "", "1. first", "2. second", "", "A file:", "", "    Anna  B-PER", "    sang  O",
        ])
    }

    @Test func headingsAndCodeStandOutInColour() {
        #expect(lines("## Why *B-* at all?", isColoured: true) == [
            "\u{1b}[1mWhy\u{1b}[0m \u{1b}[1;3mB-\u{1b}[0m \u{1b}[1mat\u{1b}[0m \u{1b}[1mall?\u{1b}[0m"
        ])
        #expect(lines("a `mix`.", isColoured: true) == ["a \u{1b}[36mmix\u{1b}[0m."])
    }

    @Test func proseCannotSteerTheTerminal() {
        #expect(lines("a\u{1b}[31mb `c\u{1b}d`\n\n    e\u{9b}f").joined().contains("\u{1b}") == false)
    }

    @Test func nothingGivesNothing() {
        #expect(lines("").isEmpty && lines("\n\n").isEmpty)
    }
}
