import Random
import Testing

@testable import Corpus

@Suite struct ErrorShiftTests {
    private func sentence(_ spans: [Span], tokens: Int = 5) -> Sentence {
        Sentence(tokens: (0..<tokens).map { "w\($0)" }, spans: spans, origin: Origin(file: "gold", number: 0, line: 1))
    }

    @Test func eachErrorIsRepairedAddedOrAnother() {
        let gold = sentence([Span(0, 1, "PER"), Span(2, 3, "ORG"), Span(4, 5, "LOC")])
        var shift = ErrorShift(types: ["LOC", "MISC", "ORG", "PER"])
        let before = [Span(0, 1, "PER"), Span(1, 2, "MISC"), Span(2, 3, "LOC")]
        let after = [Span(0, 1, "ORG"), Span(2, 3, "ORG"), Span(3, 5, "LOC")]
        shift.add(before: [before], after: [after], gold: [gold])
        func row(_ type: String, _ kind: PairKind) -> [Int] {
            shift.rows.filter { $0.type == type && $0.kind == kind }.flatMap { [$0.before, $0.after, $0.repaired, $0.added] }
        }
        #expect(row("PER", .type) == [0, 1, 0, 1] && row("ORG", .type) == [1, 0, 1, 0])
        #expect(row("LOC", .missed) == [1, 0, 0, 0] && row("LOC", .boundary) == [0, 1, 0, 0])
        #expect(row("MISC", .spurious) == [1, 0, 1, 0] && row("MISC", .missed) == [0, 0, 0, 0])
        #expect(shift.sum(\.before) == 3 && shift.sum(\.after) == 2 && shift.sum(\.repaired) == 2 && shift.sum(\.added) == 1)
        #expect(shift.entities.map { "\($0.mention) \($0.type) \($0.kind.rawValue) \($0.isRepaired)" } == [
            "w0 PER type false", "w1 MISC spurious true", "w2 ORG type true",
        ])
        shift.add(before: [before], after: [after], gold: [gold])
        #expect(shift.sum(\.repaired) == 4 && shift.entities.map(\.count) == [2, 2, 2])
    }

    /// What is neither repaired nor new was and is an error; and errors are those of the report card.
    @Test func countsBalance() {
        var numbers = RandomStream(seed: 4, key: "shift")
        let types = ["A", "B", "C"]
        func spans() -> [Span] {
            var spans: [Span] = [], start = numbers.int(below: 3)
            while start < 12 {
                let end = min(12, start + 1 + numbers.int(below: 2))
                spans.append(Span(start, end, numbers.pick(types)))
                start = end + numbers.int(below: 3)
            }
            return spans
        }
        for _ in 0..<50 {
            let gold = (0..<4).map { _ in sentence(spans(), tokens: 12) }
            let before = gold.map { _ in spans() }, after = gold.map { _ in spans() }
            var shift = ErrorShift(types: types)
            shift.add(before: before, after: after, gold: gold)
            #expect(shift.sum(\.before) - shift.sum(\.repaired) == shift.sum(\.after) - shift.sum(\.added))
            for (side, count) in [(before, \ErrorShift.Row.before), (after, \.after)] {
                let card = Agreement(judged: side, gold: gold.map(\.spans), labelSet: types)
                for kind in ErrorShift.kinds { #expect(shift.sum(count) { $0.kind == kind } == card.count(of: kind)) }
            }
        }
    }

    @Test func confusionRatesAreSharesOfTheGoldEntities() {
        let gold = [[Span(0, 1, "ORG"), Span(2, 3, "ORG"), Span(4, 5, "ORG"), Span(6, 7, "ORG"), Span(8, 9, "LOC")]]
        let judged = [[Span(0, 1, "LOC"), Span(2, 4, "LOC"), Span(4, 5, "ORG"), Span(8, 9, "LOC")]]
        let rates = Agreement(judged: judged, gold: gold, labelSet: ["PER"]).confusionRates
        #expect(rates.map(\.name) == ["LOC→ORG", "LOC→PER", "LOC→missed", "ORG→LOC", "ORG→PER", "ORG→missed", "PER→LOC", "PER→ORG", "PER→missed"])
        #expect(rates.map(\.rate) == [0, 0, 0, 0.5, 0, 0.25, 0, 0, 0] && rates[3].entities == 4 && rates[8].entities == 0)
    }
}
