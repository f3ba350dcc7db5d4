import Foundation
import Testing

@testable import Corpus

/// A case of `scripts/fixtures/seqeval.py`.
private struct SeqevalCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Row: Decodable {
        var type: String?
        var counts: [Int]
        var scores: [Double]

        func agrees(with counts: EntityCounts) -> Bool {
            self.counts == [counts.correct, counts.predicted, counts.gold]
                && zip(scores, [counts.precision, counts.recall, counts.f1]).allSatisfy { abs($0 - $1) < 1e-12 }
        }
    }

    var scheme: String
    var mode: String
    var gold: [String]
    var predicted: [String]
    var overall: Row
    var types: [Row]

    var testDescription: String { "\(scheme) \(mode): \(predicted)" }

    static let all: [SeqevalCase] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/seqeval.json")
        return (try? JSONDecoder().decode([SeqevalCase].self, from: Data(contentsOf: file))) ?? []
    }()

    func spans(_ sentences: [String]) throws -> [[Span]] {
        let scheme: TagScheme = switch scheme {
        case "IOB1": .iob1
        case "IOB2": .iob2
        default: .bioes
        }
        return try sentences.map { line in
            let tags = try TagScheme.parse(line.split(separator: " ").map(String.init))
            return try scheme.decode(tags, invalid: mode == "strict" ? .discard : .repair).spans
        }
    }
}

@Test func theSeqevalFixtureIsThere() {
    #expect(SeqevalCase.all.count == 44)
}

@Test(arguments: SeqevalCase.all)
private func scoresEqualSeqeval(expected: SeqevalCase) throws {
    let score = EntityScore(predicted: try expected.spans(expected.predicted), gold: try expected.spans(expected.gold))
    #expect(expected.overall.agrees(with: score.overall))
    #expect(score.types == expected.types.compactMap(\.type))
    for (row, found) in zip(expected.types, score.byType) {
        #expect(row.agrees(with: found.counts), "\(found)")
    }
}

@Test(arguments: SeqevalCase.all)
private func theStrictRuleEqualsSeqeval(expected: SeqevalCase) throws {
    let card = Agreement(judged: try expected.spans(expected.predicted), gold: try expected.spans(expected.gold))
    let rows = [expected.overall] + expected.types
    for (row, score) in zip(rows, card.scores(by: .strict)) {
        #expect(row.type == score.type)
        #expect(row.counts == [Int(score.judgedCredit), score.judged, score.gold] && score.goldCredit == score.judgedCredit)
        for (their, our) in zip(row.scores, [score.precision, score.recall, score.f1]) { #expect(abs(their - our) < 1e-12) }
    }
}

@Test func sentenceCountsAddUpToTheTotals() {
    let gold = [[Span(0, 1, "PER"), Span(2, 4, "LOC")], [], [Span(0, 2, "ORG")]]
    let predicted = [[Span(0, 1, "PER"), Span(2, 3, "LOC")], [Span(1, 2, "PER")], [Span(0, 2, "LOC")]]
    let score = EntityScore(predicted: predicted, gold: gold, labelSet: ["MISC"])
    #expect(score.types == ["LOC", "MISC", "ORG", "PER"])
    #expect(score.overall == EntityCounts(correct: 1, predicted: 4, gold: 3))
    #expect(score[type: "LOC"] == EntityCounts(correct: 0, predicted: 2, gold: 1))
    #expect(score[type: "MISC"] == EntityCounts())
    #expect(score[type: "GPE"] == nil)
    #expect(score.sentences.map { $0.reduce(EntityCounts(), +).predicted } == [2, 1, 1])
    #expect(score.f1 == 2.0 / 7.0)
}

@Test func nothingPredictedAndNothingToFindScoresNought() {
    let score = EntityScore(predicted: [[]], gold: [[]])
    #expect(score.types.isEmpty)
    #expect([score.precision, score.recall, score.f1] == [0, 0, 0])
}
