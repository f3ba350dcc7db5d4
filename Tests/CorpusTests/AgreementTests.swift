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
    func spans() -> [Span] {
        var spans: [Span] = []
        var position = 0
        while position < 12 {
            let end = position + 1 + random.int(below: 4)
            if random.uniform() < 0.6 { spans.append(Span(position, min(end, 12), random.pick(["A", "B", "C"]))) }
            position = end
        }
        return spans
    }
    for _ in 0..<500 {
        let card = Agreement(judged: [spans()], gold: [spans()], labelSet: ["A", "B", "C"])
        for (index, type) in card.score.byType.enumerated() {
            let rows = card.confusion[index].reduce(0, +) + card.boundaryErrors[index].reduce(0, +) + card.missed[index]
            let columns = (card.confusion + card.boundaryErrors).reduce(0) { $0 + $1[index] } + card.spurious[index]
            #expect(rows == type.counts.gold)
            #expect(columns == type.counts.predicted)
            #expect(card.confusion[index][index] == type.counts.correct)
        }
    }
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
