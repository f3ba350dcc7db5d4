import Foundation
import Testing

@testable import Corpus

/// A case of `scripts/fixtures/match_rules.py`: what nervaluate makes of two labellings.
private struct NervaluateCase: Decodable, Sendable, CustomTestStringConvertible {
    struct File: Decodable {
        var nervaluate: String
        var cases: [NervaluateCase]
    }

    struct Entity: Decodable, Sendable {
        var span: Span

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            span = Span(try container.decode(Int.self), try container.decode(Int.self), try container.decode(String.self))
        }
    }

    var gold: [[Entity]]
    var judged: [[Entity]]
    var isChained: Bool
    /// For each rule: judged, gold, credit of all, precision, recall, F1.
    var rules: [String: [Double]]

    var testDescription: String { "\(judged.map { $0.map(\.span) })" }

    var agreement: Agreement {
        Agreement(judged: judged.map { $0.map(\.span) }, gold: gold.map { $0.map(\.span) })
    }

    static let all: [NervaluateCase] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/match-rules.json")
        return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases) ?? []
    }()
}

@Test func theNervaluateFixtureIsThere() {
    #expect(NervaluateCase.all.count == 55)
    #expect(NervaluateCase.all.count { $0.isChained } > 10)
}

/// Where an entity overlaps several others, nervaluate pairs them from left to right, so that one of another type may take the place
/// of one of the same; we pair as many equal types as can be. Everywhere else all four rules are equal.
@Test(arguments: NervaluateCase.all)
private func scoresEqualNervaluate(expected: NervaluateCase) throws {
    for rule in MatchRule.allCases {
        let theirs = try #require(expected.rules[rule.rawValue])
        let ours = try #require(expected.agreement.scores(by: rule).first)
        #expect([Double(ours.judged), Double(ours.gold)] == Array(theirs[..<2]))
        guard rule != .type || !expected.isChained else { continue }
        #expect(ours.judgedCredit == theirs[2], "\(rule)")
        for (our, their) in zip([ours.precision, ours.recall, ours.f1], theirs[3...]) { #expect(abs(our - their) < 1e-12, "\(rule)") }
    }
}

@Test func aSpuriousEntityCountsForItsOwnTypeAlone() {
    let gold = [Span(0, 1, "PER"), Span(2, 3, "ORG")]
    let agreement = Agreement(judged: [gold + [Span(5, 6, "MISC")]], gold: [gold], labelSet: ["LOC", "MISC", "ORG", "PER"])
    for rule in MatchRule.allCases {
        let precisions = agreement.scores(by: rule).map { [$0.type ?? "all": $0.precision] }
        #expect(precisions == [["all": 2.0 / 3], ["LOC": 0], ["MISC": 0], ["ORG": 1], ["PER": 1]])
    }
}

@Test func ofOneTypeJudgedEntitiesCountForPrecisionAndGoldOnesForRecall() {
    // A place taken for a club, and a club with a word too few.
    let agreement = Agreement(judged: [[Span(0, 1, "ORG"), Span(3, 4, "ORG")]], gold: [[Span(0, 1, "LOC"), Span(3, 5, "ORG")]])
    func scores(_ rule: MatchRule) -> [[Double]] { agreement.scores(by: rule).map { [$0.precision, $0.recall] } }
    #expect(agreement.types == ["LOC", "ORG"])
    #expect(scores(.strict) == [[0, 0], [0, 0], [0, 0]])
    #expect(scores(.exact) == [[0.5, 0.5], [0, 1], [0.5, 0]])
    #expect(scores(.partial) == [[0.75, 0.75], [0, 1], [0.75, 0.5]])
    #expect(scores(.type) == [[0.5, 0.5], [0, 0], [0.5, 1]])
}

@Test func noRuleIsHarderThanStrictAndNothingScoresNought() {
    for rule in MatchRule.allCases {
        #expect(Agreement(judged: [[]], gold: [[]]).scores(by: rule).map(\.f1) == [0])
        for kind in PairKind.allCases { #expect(rule.credit(for: kind) >= MatchRule.strict.credit(for: kind)) }
    }
}
