import Corpus
import Diagnostics
import Report
import Testing

@testable import Commands

struct JudgedSentenceTests {
    private func shown(_ predicted: [Span], gold: [Span]) -> String {
        let sentence = Sentence(
            tokens: ["Angela", "Merkel", "saw", "Leeds", "United", "in", "York", "."], spans: gold, origin: Origin(file: "x", number: 0, line: 1))
        return TerminalRenderer(palette: .plain, width: 200).lines([.tagged([sentence.tagged(predicted: predicted)])])[0]
    }

    private let gold = [Span(0, 2, "PER"), Span(3, 5, "ORG"), Span(6, 7, "LOC")]

    @Test func everyTaggedAndEveryGoldEntityIsTold() {
        #expect(shown(gold, gold: gold) == "[PER Angela Merkel ✓] saw [ORG Leeds United ✓] in [LOC York ✓] .")
        #expect(shown([], gold: gold) == "[PER Angela Merkel ✗ missed] saw [ORG Leeds United ✗ missed] in [LOC York ✗ missed] .")
        #expect(shown(gold, gold: []) == "[PER Angela Merkel ✗ spurious] saw [ORG Leeds United ✗ spurious] in [LOC York ✗ spurious] .")
        #expect(
            shown([Span(3, 5, "LOC"), Span(6, 7, "LOC")], gold: gold)
                == "[PER Angela Merkel ✗ missed] saw [LOC Leeds United ✗ gold ORG] in [LOC York ✓] .")
    }

    @Test func whereBoundariesDifferGoldStandsInTheVerdict() {
        #expect(
            shown([Span(0, 1, "PER"), Span(3, 7, "LOC")], gold: gold)
                == "[PER Angela ✗ gold PER “Angela Merkel”] Merkel saw [LOC Leeds United in York ✗ gold ORG “Leeds United”, LOC “York”] .")
        // Two tagged entities that share one of gold both tell it.
        #expect(
            shown([Span(3, 4, "LOC"), Span(4, 5, "ORG")], gold: [Span(3, 5, "ORG")])
                == "Angela Merkel saw [LOC Leeds ✗ gold ORG “Leeds United”] [ORG United ✗ gold ORG “Leeds United”] in York .")
    }
}
