import Random
import Testing

@testable import Corpus

@Test func everyKindOfErrorHasItsPlace() {
    let gold = [Span(0, 2, "PER"), Span(3, 4, "LOC"), Span(5, 8, "ORG"), Span(9, 10, "PER")]
    let judged = [Span(0, 2, "PER"), Span(3, 4, "ORG"), Span(5, 6, "LOC"), Span(6, 8, "ORG"), Span(11, 12, "LOC")]
    let card = Agreement(judged: [judged], gold: [gold])
    #expect(card.types == ["LOC", "ORG", "PER"])
    #expect(card.confusion == [[0, 1, 0], [0, 0, 0], [0, 0, 1]])
    #expect(card.boundaryErrors == [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    #expect(card.missed == [0, 0, 1])
    #expect(card.spurious == [2, 0, 0])
    #expect(card.score.overall == EntityCounts(correct: 1, predicted: 5, gold: 4))
}

@Test func everyEntityIsCountedOnce() {
    var random = RandomStream(seed: 5, key: "agreement")
    for _ in 0..<500 {
        let card = Agreement(judged: [randomSpans(&random)], gold: [randomSpans(&random)], labelSet: ["A", "B", "C"])
        for (index, type) in card.score.byType.enumerated() {
            let rows = card.confusion[index].reduce(0, +) + card.boundaryErrors[index].reduce(0, +) + card.missed[index]
            let columns = (card.confusion + card.boundaryErrors).reduce(0) { $0 + $1[index] } + card.spurious[index]
            #expect(rows == type.counts.gold)
            #expect(columns == type.counts.predicted)
            #expect(card.confusion[index][index] == type.counts.correct)
        }
        // The error classes and what is right: every gold and every judged entity once.
        let counts = PairKind.allCases.map(card.count)
        let met = counts[..<4].reduce(0, +)
        #expect(card.count(of: .correct) == card.score.overall.correct)
        #expect(met + card.count(of: .missed) == card.score.overall.gold)
        #expect(met + card.count(of: .spurious) == card.score.overall.predicted)
        let strict = card.scores(by: .strict)
        #expect(strict.dropFirst().map(\.judgedCredit) == card.score.byType.map { Double($0.counts.correct) })
    }
}

@Test func everyEntityStandsInExactlyOnePair() {
    var random = RandomStream(seed: 6, key: "agreement")
    for _ in 0..<500 {
        let (gold, judged) = (randomSpans(&random), randomSpans(&random))
        let pairs = entityPairs(judged: judged, gold: gold)
        #expect(pairs.compactMap(\.gold).sorted() == gold)
        #expect(pairs.compactMap(\.judged).sorted() == judged)
        for pair in pairs {
            guard let gold = pair.gold, let judged = pair.judged else { continue }
            #expect(gold.overlaps(judged))
        }
        // As many pairs as going from left to right gives.
        var free = judged, met = 0
        for entity in gold {
            guard let first = free.firstIndex(where: { $0.overlaps(entity) }) else { continue }
            free.removeSubrange(...first)
            met += 1
        }
        #expect(pairs.count { $0.gold != nil && $0.judged != nil } == met)
    }
}

@Test func pairingPrefersEqualTypesThenSharedTokens() {
    let gold = [Span(0, 4, "ORG")]
    #expect(entityPairs(judged: [Span(0, 3, "LOC"), Span(3, 4, "ORG")], gold: gold).map(\.kind) == [.spurious, .boundary])
    #expect(entityPairs(judged: [Span(0, 1, "ORG"), Span(1, 4, "ORG")], gold: gold).map(\.kind) == [.spurious, .boundary])
    #expect(entityPairs(judged: [Span(0, 2, "LOC"), Span(2, 4, "PER")], gold: gold).map(\.kind) == [.boundaryAndType, .spurious])
}

private func randomSpans(_ random: inout RandomStream) -> [Span] {
    var spans: [Span] = []
    var position = 0
    while position < 12 {
        let end = position + 1 + random.int(below: 4)
        if random.uniform() < 0.6 { spans.append(Span(position, min(end, 12), random.pick(["A", "B", "C"]))) }
        position = end
    }
    return spans
}

@Test func mistakesAreListedTheCommonestFirst() {
    let words = [["Leeds", "beat", "Ann", "Lee"], ["Leeds", "won"], ["Bonn", "fell"]]
    func labelled(_ spans: [[Span]]) -> Dataset {
        let sentences = zip(words, spans).enumerated().map { number, row in
            Sentence(tokens: row.0, spans: row.1, origin: Origin(file: "f", number: number, line: number + 1))
        }
        return Dataset(name: "d", sentences: sentences, types: ["LOC", "ORG", "PER"], labels: .gold)
    }
    let gold = labelled([[Span(0, 1, "ORG"), Span(2, 4, "PER")], [Span(0, 1, "ORG")], []])
    let judged = labelled([[Span(0, 1, "LOC"), Span(3, 4, "PER")], [Span(0, 1, "LOC")], [Span(0, 1, "LOC")]])
    let (positives, negatives) = judged.mistakes(againstMatched: gold)
    #expect(positives == [
        Mistake(mention: "Leeds", type: "LOC", met: "ORG", kind: .type, count: 2), Mistake(mention: "Bonn", type: "LOC", kind: .spurious, count: 1),
        Mistake(mention: "Lee", type: "PER", met: "PER", kind: .boundary, count: 1),
    ])
    #expect(negatives == [
        Mistake(mention: "Leeds", type: "ORG", met: "LOC", kind: .type, count: 2),
        Mistake(mention: "Ann Lee", type: "PER", met: "PER", kind: .boundary, count: 1),
    ])
    #expect(judged.disagreements(withMatched: gold).map(\.sentence) == [0, 0, 1, 2])
    #expect(judged.mistakes(againstMatched: judged).falsePositives.isEmpty)
}

private func dataset(_ name: String, _ rows: [(number: Int, tokens: [String], spans: [Span])], file: String = "f") -> Dataset {
    let sentences = rows.map { row in
        Sentence(tokens: row.tokens, spans: row.spans, origin: Origin(file: file, number: row.number, line: row.number + 1))
    }
    return Dataset(name: name, sentences: sentences, types: ["X"], labels: .gold)
}

@Test func sentencesMeetByOrderOrByPlace() throws {
    let gold = dataset("gold", [(0, ["a"], [Span(0, 1, "X")]), (1, ["b"], [Span(0, 1, "X")]), (2, ["c"], [])])
    let part = dataset("part", [(1, ["b"], [Span(0, 1, "X")]), (1, ["b"], []), (0, ["a"], [])])
    #expect(try Agreement(judged: part, gold: gold).score.overall == EntityCounts(correct: 1, predicted: 1, gold: 3))
    var copy = gold
    for index in copy.sentences.indices { copy.sentences[index].origin.file = "another file" }
    #expect(try Agreement(judged: copy, gold: gold).score.f1 == 1)
}

@Test func aSentenceThatGoldDoesNotHaveIsNamed() {
    let gold = dataset("gold", [(0, ["a"], []), (1, ["b"], [])])
    #expect(finding { try Agreement(judged: dataset("part", [(7, ["z"], [])]), gold: gold) }
        == "f:8:1: this sentence of `part` is not in `gold`")
    #expect(finding { try Agreement(judged: dataset("part", [(1, ["z"], [])]), gold: gold) }
        == "f:2:1: this sentence of `part` has other tokens in `gold`")
    var bare = gold
    bare.labels = nil
    #expect(finding { try Agreement(judged: bare, gold: gold) } == "`gold` has no labels")
}
