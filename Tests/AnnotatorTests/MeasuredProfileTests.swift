@testable import Annotator
import Corpus
import Random
import Testing

/// Names of three types in sentences of one pattern, each name many times.
private func news(_ count: Int) -> Dataset {
    var stream = RandomStream(seed: 3, key: "profile")
    let sentences = (0..<count).map { number in
        let words = ["Ann\(stream.int(below: 40))", "Lee", "joined", "Club\(stream.int(below: 40))", "in", "Town\(stream.int(below: 40))", "last", "Maytime", String(number)]
        return Sentence(
            tokens: words, spans: [Span(0, 2, "PER"), Span(3, 4, "ORG"), Span(5, 6, "LOC")], origin: Origin(file: "f", number: number, line: number + 1))
    }
    return Dataset(name: "news", sentences: sentences, types: ["LOC", "ORG", "PER"], labels: .gold)
}

private func profile(_ systematic: Double) -> NoiseProfile {
    NoiseProfile(
        rows: [
            .init("LOC", labelled: [.init("LOC", 0.7), .init("ORG", 0.1)], slipped: [.init("LOC", 0.05)], missed: 0.15),
            .init("ORG", labelled: [.init("LOC", 0.2), .init("ORG", 0.5)], slipped: [.init("LOC", 0.1), .init("ORG", 0.1)], missed: 0.1),
            .init("PER", labelled: [.init("PER", 0.9)], slipped: [], missed: 0.1),
        ],
        spurious: [.init("LOC", 0.02), .init("ORG", 0.05)], systematic: systematic)
}

/// What is measured of labels that an oracle gave is its profile.
@Test(arguments: [0.0, 0.6, 0.9])
func aProfileIsMeasuredAsItErred(systematic: Double) async throws {
    let gold = news(6000), wanted = profile(systematic)
    let given = try await Annotation(of: gold, by: NoisyOracle(profile: wanted, stream: RandomStream(seed: 1, key: "annotate"))).dataset
    let found = try NoiseProfile(of: given, gold: gold)
    #expect(found.rows.map(\.gold) == wanted.rows.map(\.gold))
    // What goes with a name is drawn 40 times only.
    let slack = systematic == 0 ? 0.03 : 0.2
    for (found, wanted) in zip(found.rows, wanted.rows) {
        #expect(abs(found.missed - wanted.missed) < slack)
        #expect(abs(found.slips - wanted.slips) < slack)
        #expect(abs(found.missed + found.slips + found.labelled.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
    }
    #expect(abs(found.systematic - systematic) < 0.12, "\(found.systematic)")
    #expect(found.spurious.map(\.type) == ["LOC", "ORG"])
}

@Test func rightLabelsHaveNoErrorsAndNoNameTwiceTellsNothing() throws {
    let gold = news(50)
    let found = try NoiseProfile(of: gold, gold: gold)
    #expect(found.rows.allSatisfy { $0.missed == 0 && $0.slipped.isEmpty && $0.labelled.map(\.probability) == [1] })
    #expect(found.spurious.isEmpty && found.systematic == 0)
    #expect(throws: (any Error).self) {
        var bare = gold
        bare.sentences = bare.sentences.map { Sentence(tokens: $0.tokens, origin: $0.origin) }
        _ = try NoiseProfile(of: gold, gold: bare)
    }
}
