import Diagnostics
import Report
import Testing

struct TableTests {
    private func lines(_ table: TextTable, width: Int = 80, palette: Palette = .plain) -> [String] {
        TerminalRenderer(palette: palette, width: width).lines([.table(table)])
    }

    @Test func columnsAreAsWideAsTheirWidestCellAndAlignedAsTheySay() {
        let table = TextTable(
            title: "Arms", columns: [.init("arm"), .init("f1", .right), .init("n", .right)],
            rows: [["original only", "71.2", "100"], ["distilled", "8.0", "1,000"]])
        #expect(
            lines(table) == [
                "Arms",
                "arm              f1      n",
                "──────────────────────────",
                "original only  71.2    100",
                "distilled       8.0  1,000",
            ])
    }

    @Test func wideCharactersTakeTwoColumnsAndCombiningMarksNone() {
        let table = TextTable(
            columns: [.init("name"), .init("n", .right)],
            rows: [["日本語", "1"], ["e\u{301}te\u{301}", "2"], ["🇩🇪", "3"], ["👩‍👩‍👧", "4"], ["ab", "5"]])
        let expected = ["name    n", "─────────", "日本語  1", "e\u{301}te\u{301}     2", "🇩🇪      3", "👩‍👩‍👧      4", "ab      5"]
        #expect(lines(table) == expected)
        #expect(Set(lines(table).map(\.displayWidth)) == [9])
    }

    @Test(arguments: [20, 30, 41])
    func aTableThatIsTooWideIsCutToTheWidth(width: Int) {
        let table = TextTable(
            columns: [.init("name"), .init("remark"), .init("f1", .right)],
            rows: [
                ["a name that is long", "a remark that is much longer than the name", "0.712"],
                ["short", "日本語日本語日本語日本語日本語", "0.5"],
            ])
        let lines = lines(table, width: width)
        #expect(lines.allSatisfy { $0.displayWidth <= width })
        #expect(lines[2].hasSuffix("…  0.712"))
        #expect(lines[3].hasSuffix("  0.5"))
        #expect(lines[3].contains("…"))
        #expect(lines[3].hasPrefix("short  "))
    }

    @Test func theWidestColumnIsCutFirst() {
        let table = TextTable(columns: [.init("a"), .init("b")], rows: [["twelve chars", "thirty characters and not fewer"]])
        #expect(lines(table, width: 30)[2] == "twelve chars  thirty characte…")
        #expect(lines(table, width: 20)[2] == "twelve c…  thirty c…")
        #expect(lines(table, width: 10)[2] == "twe…  thi…")
    }

    @Test func numbersAreNeverCut() {
        let table = TextTable(columns: [.init("figure", .right), .init("other", .right)], rows: [["123456789", "987654321"]])
        #expect(lines(table, width: 10)[2] == "123456789  987654321")
        #expect(lines(table, width: 10)[1].displayWidth == 10)
    }

    @Test func whatCellsHoldDoesNotSteerTheTerminal() {
        let table = TextTable(columns: [.init("a")], rows: [["two\nlines\tand \u{1b}[31mred\u{7}\u{9b}"]])
        #expect(lines(table)[2] == "two lines and \u{fffd}[31mred\u{fffd}\u{fffd}")
        #expect(lines(table).count == 3)
    }

    @Test func headerAndRuleAreSetOffInColour() {
        let table = TextTable(title: "T", columns: [.init("a")], rows: [["b"]])
        #expect(lines(table, palette: .coloured) == ["\u{1b}[1mT\u{1b}[0m", "\u{1b}[1ma\u{1b}[0m", "\u{1b}[2m─\u{1b}[0m", "b"])
    }

    @Test func aTableMayHaveNoRows() {
        #expect(lines(TextTable(columns: [.init("a"), .init("b")], rows: [])) == ["a  b", "────"])
    }
}
