import Diagnostics
import Testing

@testable import Report

struct TaggedTextTests {
    private let sentence = TaggedText(
        tokens: ["Angela", "Merkel", "flew", "to", "Paris", "."], marks: [.init(0..<2, "PER"), .init(4..<5, "LOC")])

    private func lines(_ sentences: [TaggedText], width: Int = 80, palette: Palette = .plain) -> [String] {
        TerminalRenderer(palette: palette, width: width).lines([.tagged(sentences)])
    }

    @Test func withoutColourEntitiesStandInBrackets() {
        #expect(lines([sentence]) == ["[PER Angela Merkel] flew to [LOC Paris] ."])
    }

    @Test func inColourEntitiesStandOnAGroundWithTheirLabel() {
        let person = "\u{1b}[30;46m Angela Merkel \u{1b}[0m\u{1b}[1;30;46mPER \u{1b}[0m"
        let place = "\u{1b}[30;42m Paris \u{1b}[0m\u{1b}[1;30;42mLOC \u{1b}[0m"
        #expect(lines([sentence], palette: .coloured) == ["\(person) flew to \(place) ."])
    }

    @Test func everyTypeHasTheSameColourInEveryRun() {
        let types = ["PER", "ORG", "LOC", "MISC", "DISEASE", "", "日本"]
        let shown = types.map { lines([TaggedText(tokens: ["x"], marks: [.init(0..<1, $0)])], palette: .coloured)[0] }
        let grounds = shown.map { $0.dropFirst("\u{1b}[30;".count).prefix { $0.isNumber } }
        #expect(grounds == ["46", "43", "42", "45", "41", "44", "44"])
    }

    /// Every verdict is told in words or signs, in every form: nobody needs to see colours.
    @Test func whatBecameOfAMarkStandsInIt() {
        let judged = TaggedText(
            tokens: ["Merkel", "Leeds", "Paris", "the", "York"],
            marks: [.init(0..<1, "PER", .right), .init(1..<2, "LOC", .wrong(gold: "ORG")), .init(2..<3, "LOC", .spurious), .init(4..<5, "ORG", .missed)])
        #expect(lines([judged], width: 100) == ["[PER Merkel ✓] [LOC Leeds ✗ gold ORG] [LOC Paris ✗ spurious] the [ORG York ✗ missed]"])
        let coloured = lines([judged], width: 100, palette: .coloured)[0]
        #expect(coloured.hasPrefix("\u{1b}[30;46m Merkel \u{1b}[0m\u{1b}[1;30;46mPER ✓ \u{1b}[0m "))
        #expect(coloured.hasSuffix("\u{1b}[4mYork\u{1b}[0m\u{1b}[1;97;41m ORG ✗ missed \u{1b}[0m"))
        #expect(coloured.contains("\u{1b}[1;97;41m ✗ gold ORG \u{1b}[0m"))
        #expect(MarkdownRenderer.text(.tagged([judged])) == "**Merkel** _(PER ✓)_ **Leeds** _(LOC ✗ gold ORG)_ **Paris** _(LOC ✗ spurious)_ the **York** _(ORG ✗ missed)_")
        var blocks = HTMLBlocks()
        let html = blocks.html([.tagged([judged])])
        #expect(html.contains("<mark class=\"loc wrong\">Leeds<span class=\"type\">\u{a0}LOC</span><span class=\"verdict\"> ✗ gold ORG</span></mark>"))
        #expect(html.contains("<mark class=\"org missed\">York<span class=\"type\">\u{a0}ORG</span><span class=\"verdict\"> ✗ missed</span></mark>"))
    }

    @Test(arguments: [Palette.plain, .coloured])
    func marksWithVerdictsWrapByWhatIsSeen(palette: Palette) {
        let judged = TaggedText(tokens: ["abc", "d"], marks: [.init(0..<1, "X", .spurious)])
        // `[X abc ✗ spurious]` is 18 columns wide, ` abc X  ✗ spurious ` 19.
        #expect(lines([judged], width: palette.isColoured ? 21 : 20, palette: palette).count == 1)
        #expect(lines([judged], width: palette.isColoured ? 20 : 19, palette: palette).count == 2)
    }

    @Test(arguments: [Palette.plain, .coloured])
    func longSentencesWrapBetweenWordsAndMentions(palette: Palette) {
        let words = Array(repeating: "word", count: 6)
        let long = TaggedText(tokens: words + ["Angela", "Merkel", "日本", "end"], marks: [.init(6..<8, "PER")])
        let lines = lines([long, sentence], width: 26, palette: palette)
        #expect(lines.count == 5)
        #expect(lines[0] == "word word word word word")
        #expect(lines[1].hasPrefix("  word "))
        #expect(lines[2] == "  日本 end")
        let place = palette.isColoured ? "\u{1b}[30;42m Paris \u{1b}[0m\u{1b}[1;30;42mLOC \u{1b}[0m" : "[LOC Paris]"
        #expect(lines[4] == "  to \(place) .")
    }

    @Test func aWordWiderThanTheTerminalStandsOnItsOwnLine() {
        #expect(lines([TaggedText(tokens: ["a", "wordwordword", "b"], marks: [])], width: 5) == ["a", "  wordwordword", "  b"])
    }

    @Test func aSentenceWithoutTokensIsAnEmptyLine() {
        #expect(lines([TaggedText(tokens: [], marks: [])]) == [""])
    }

    @Test func tokensDoNotSteerTheTerminal() {
        #expect(lines([TaggedText(tokens: ["a\u{1b}[2J", "b\u{85}c"], marks: [.init(1..<2, "X")])]) == ["a\u{fffd}[2J [X b c]"])
    }

    @Test func blocksAreSetApartByEmptyLines() {
        let renderer = TerminalRenderer(palette: .plain, width: 40)
        #expect(
            renderer.lines([.text("one\ntwo\r\n\nthree \u{1b}[1m"), .tagged([sentence, sentence]), .text("")]) == [
                "one", "two", "", "three \u{fffd}[1m", "", "[PER Angela Merkel] flew to [LOC Paris]",
                "  .",
                "[PER Angela Merkel] flew to [LOC Paris]", "  .", "", "",
            ])
    }
}
