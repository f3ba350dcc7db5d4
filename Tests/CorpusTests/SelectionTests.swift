import Diagnostics
import Testing

@testable import Corpus

/// Sentences of the words a b c d, with entities of one word, each with its votes and confidence; the gold ones are at even places.
private func labelled(_ rows: [[(place: Int, votes: Int?, confidence: Double?)]]) -> (given: Dataset, gold: Dataset) {
    let tokens = ["a", "b", "c", "d"]
    func dataset(_ sentences: [Sentence]) -> Dataset { Dataset(name: "d", sentences: sentences, types: ["X"], labels: .gold) }
    let given = rows.enumerated().map { number, row in
        let spans = row.map { Span($0.place, $0.place + 1, "X") }
        let ledger = row.map { entity in
            LedgerEntry(
                entity: NamedEntity(tokens[entity.place], "Thing", votes: entity.votes, confidence: entity.confidence), fate: .exact,
                spans: [Span(entity.place, entity.place + 1, "X")])
        }
        return Sentence(tokens: tokens, spans: spans, origin: Origin(file: "f", number: number, line: number + 1), ledger: ledger)
    }
    let gold = given.map { sentence in
        Sentence(tokens: tokens, spans: [Span(0, 1, "X"), Span(2, 3, "X")], origin: sentence.origin)
    }
    return (dataset(given), dataset(gold))
}

private let voted = labelled([
    [(0, 5, nil), (2, 4, nil)], [(0, 5, nil), (1, 3, nil)], [], [(1, 2, nil), (2, 3, nil)], [(0, 5, nil), (3, nil, nil)],
])

@Test func sentencesAreKeptByTheirLeastOrMeanVote() throws {
    func numbers(_ selections: Selection...) throws -> [Int] { try voted.given.keeping(selections).sentences.map(\.origin.number) }
    #expect(try numbers(Selection(.votes, atLeast: 4)) == [0])
    #expect(try numbers(Selection(.votes, atLeast: 3)) == [0, 1])
    #expect(try numbers(Selection(.mean, atLeast: 4)) == [0, 1])
    #expect(try numbers(Selection(.mean, atLeast: 2.5)) == [0, 1, 3, 4])
    #expect(try numbers(Selection(.mean, atLeast: 2.5), Selection(.votes, atLeast: 2)) == [0, 1, 3])
    // An entity that the teacher says nothing of counts 0; a sentence without entities is never kept.
    #expect(try numbers(Selection(.votes, atLeast: 0)) == [0, 1, 3, 4])
    let kept = try voted.given.keeping([Selection(.votes, atLeast: 4)])
    #expect(kept.notes == ["kept 1 of 5 sentences, where every entity has at least 4 votes; 1 without entities left out"])
    #expect(finding { try voted.given.keeping([Selection(.confidence, atLeast: 0.5)]) } == "the labels of `d` carry no confidence")
    #expect(finding { try voted.gold.keeping([Selection(.mean, atLeast: 1)]) } == "the labels of `d` carry no votes")
}

@Test func coverageCountsWhatSelectionsLeave() throws {
    let rows = voted.given.coverage(againstMatched: voted.gold)
    #expect(rows.filter { $0.selection.measure == .votes }.map(\.selection.least) == [2, 3, 4])
    #expect(rows.filter { $0.selection.measure == .votes }.map(\.sentences) == [3, 2, 1])
    for row in rows {
        let kept = try voted.given.keeping([row.selection])
        let gold = try voted.gold.matched(to: kept)
        let score = EntityScore(predicted: kept.sentences.map(\.spans), gold: gold.sentences.map(\.spans))
        #expect(row.sentences == kept.sentences.count && row.share == Double(row.sentences) / 5)
        #expect(row.counts == score.overall)
    }
    #expect(voted.gold.coverage(againstMatched: voted.gold).isEmpty)
}

@Test func calibrationCountsEveryEntityWithItsLikes() {
    let bins = voted.given.calibration(againstMatched: voted.gold)
    #expect(bins.map(\.lower) == [2, 3, 4, 5] && bins.allSatisfy { $0.measure == .votes && $0.upper == $0.lower && $0.mean == $0.lower })
    #expect(bins.map(\.entities) == [1, 2, 1, 3])
    #expect(bins.map(\.precision) == [0, 0.5, 1, 1])
    let sure = labelled([[(0, nil, 1), (1, nil, 0.99)], [(2, nil, 0.9), (3, nil, 0.35)]])
    let tenths = sure.given.calibration(againstMatched: sure.gold)
    #expect(tenths.map { [$0.lower, $0.upper] } == [[0.3, 0.4], [0.9, 1]])
    #expect(tenths.map(\.entities) == [1, 3] && tenths.map(\.correct) == [0, 2])
    #expect(abs(tenths[1].mean - 2.89 / 3) < 1e-12)
}

@Test func whatATeacherSaidFollowsARenaming() throws {
    let renamed = try voted.given.relabel(["X": "Y"])
    #expect(try renamed.keeping([Selection(.votes, atLeast: 4)]).sentences.count == 1)
}
