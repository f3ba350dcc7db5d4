import Random
import Testing

@testable import Corpus

/// Where F1 is lost adds up to what is wrong.
@Suite struct LostScoreTests {
    private static let types = ["LOC", "ORG", "PER"]

    /// Spans of one sentence that do not overlap.
    private func spans(_ stream: inout RandomStream, length: Int) -> [Span] {
        var spans: [Span] = []
        var start = 0
        while start < length {
            let end = start + 1 + stream.int(below: 3)
            if end <= length, stream.int(below: 2) == 0 { spans.append(Span(start, end, stream.pick(Self.types))) }
            start = end
        }
        return spans
    }

    @Test func groupsHoldEachErrorOnce() {
        var stream = RandomStream(seed: 1, key: "lost")
        let lengths = (0..<200).map { _ in 1 + stream.int(below: 12) }
        let gold = lengths.map { spans(&stream, length: $0) }, predicted = lengths.map { spans(&stream, length: $0) }
        let lost = LostScore(predicted: predicted, gold: gold), agreement = Agreement(judged: predicted, gold: gold)
        let score = EntityScore(predicted: predicted, gold: gold)
        #expect(lost.counts == score.overall && !lost.errors.isEmpty)
        let groupings: [(LostScore.Entry) -> String] = [
            { $0.pair.kind.rawValue }, { ($0.pair.gold ?? $0.pair.judged)?.type ?? "" }, { "\(lengths[$0.sentence] / 4)" }, { _ in "all" },
        ]
        for grouping in groupings {
            let groups = lost.groups(by: grouping)
            #expect(groups.reduce(0) { $0 + $1.errorCount } == lost.errors.count)
            #expect(groups.reduce(0) { $0 + $1.gold } == score.overall.gold && groups.reduce(0) { $0 + $1.correct } == score.overall.correct)
            for (place, kind) in LostScore.kinds.enumerated() {
                #expect(groups.reduce(0) { $0 + $1.errors[place] } == agreement.count(of: kind))
            }
            #expect(groups.allSatisfy { $0.lostF1 >= 0 })
        }
        // Without any error F1 is 1.
        #expect(abs(lost.groups { _ in "all" }[0].lostF1 + score.f1 - 1) < 1e-12)
    }

    @Test func lostF1IsWhatRepairingWouldGive() {
        let gold = [[Span(0, 1, "PER"), Span(2, 3, "ORG"), Span(4, 6, "LOC"), Span(7, 8, "PER")]]
        let predicted = [[Span(0, 1, "PER"), Span(2, 3, "LOC"), Span(4, 5, "LOC"), Span(9, 10, "ORG")]]
        let lost = LostScore(predicted: predicted, gold: gold)
        let groups = lost.groups { $0.pair.kind.rawValue }
        let f1 = 2.0 / 8
        let expected = ["correct": 0, "type": 4.0 / 8 - f1, "boundary": 4.0 / 8 - f1, "missed": 4.0 / 9 - f1, "spurious": 2.0 / 7 - f1]
        #expect(Set(groups.map(\.name)) == Set(expected.keys))
        for group in groups { #expect(abs(group.lostF1 - (expected[group.name] ?? 9)) < 1e-12, "\(group.name)") }
    }

    @Test func namedGroupsComeInOrderThoughTheyAreEmpty() {
        let lost = LostScore(predicted: [[Span(0, 1, "PER")]], gold: [[]])
        let groups = lost.groups(["LOC", "PER"]) { $0.pair.judged?.type ?? "" }
        #expect(groups.map(\.name) == ["LOC", "PER"] && groups.map(\.errorCount) == [0, 1])
    }

    @Test func mentionsAreKnownByTheirWords() {
        let origin = Origin(file: "train", number: 0, line: 1)
        let known = KnownMentions(Dataset(
            name: "train", sentences: [Sentence(tokens: ["New", "York", "beat", "Paris"], spans: [Span(0, 2, "ORG"), Span(3, 4, "LOC")], origin: origin)],
            types: ["LOC", "ORG"], labels: .gold))
        #expect(known.acquaintance(of: "New York", type: "ORG") == .sameType)
        #expect(known.acquaintance(of: "New York", type: "LOC") == .otherType)
        #expect(known.acquaintance(of: "York", type: "ORG") == .unseen && known.acquaintance(of: "paris", type: "LOC") == .unseen)
    }
}
