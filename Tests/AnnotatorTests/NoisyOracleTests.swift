@testable import Annotator
import Corpus
import Diagnostics
import Random
import Testing

private let places = ["Paris", "Leeds", "Turin", "Kyoto", "Lagos", "Quito", "Perth", "Sofia"]
private let people = ["Ann Lee", "Bob Ray", "Cy Poe", "Di Fox", "Ed Hay", "Flo Orr"]

/// Gold sentences of one pattern with many different names.
private func gold(_ count: Int, seed: Int = 1) -> Dataset {
    var stream = RandomStream(seed: seed, key: "gold")
    let sentences = (0..<count).map { number in
        let person = stream.pick(people).split(separator: " ").map(String.init)
        let club = stream.pick(places), city = stream.pick(places) + String(stream.int(below: 400))
        let tokens = person + ["of", club, "won", "against", "the", "Dutch", "team", "in", city, "on", "day", String(number)]
        let spans = [Span(0, 2, "PER"), Span(3, 4, "ORG"), Span(7, 8, "MISC"), Span(10, 11, "LOC")]
        return Sentence(tokens: tokens, spans: spans, origin: Origin(file: "gold", number: number, line: number + 1))
    }
    return Dataset(name: "gold", sentences: sentences, types: ["LOC", "MISC", "ORG", "PER"], labels: .gold)
}

private func oracle(_ profile: NoiseProfile = .languageModel, seed: Int = 1) -> NoisyOracle {
    NoisyOracle(profile: profile, stream: RandomStream(seed: seed, key: "annotate"))
}

private func labels(_ dataset: Dataset, by oracle: NoisyOracle, types: [String]? = nil) async throws -> [[Span]] {
    try await Annotation(of: dataset, by: oracle, types: types).dataset.sentences.map(\.spans)
}

@Test func aProfileAddsUp() {
    for row in NoiseProfile.languageModel.rows {
        let sum = row.missed + row.slips + row.labelled.reduce(0) { $0 + $1.probability }
        #expect(abs(sum - 1) < 1e-9, "\(row.gold)")
    }
    #expect(NoiseProfile.languageModel.row(of: "DATE").labelled == [.init("DATE", 0.8)])
}

@Test func aSentenceAlwaysGetsTheSameLabels() async throws {
    let whole = gold(60)
    var part = whole
    part.sentences = Array(whole.sentences[20..<40].reversed())
    let all = try await labels(whole, by: oracle())
    #expect(try await labels(part, by: oracle()) == Array(all[20..<40].reversed()))
    #expect(try await labels(whole, by: oracle(seed: 2)) != all)
}

@Test func itErrsAsOftenAsItsProfileSays() async throws {
    var profile = NoiseProfile.languageModel
    profile.systematic = 0
    let dataset = gold(4000)
    let given = try await labels(dataset, by: oracle(profile))
    func share(_ number: Int, _ isWanted: (Span, [Span]) -> Bool) -> Double {
        let count = zip(dataset.sentences, given).count { isWanted($0.spans[number], $1) }
        return Double(count) / Double(dataset.sentences.count)
    }
    func typed(_ type: String) -> (Span, [Span]) -> Bool {
        { gold, given in given.contains(Span(gold.start, gold.end, type)) }
    }
    func isMissed(_ gold: Span, _ given: [Span]) -> Bool { !given.contains { $0.overlaps(gold) } }
    func isSlipped(_ gold: Span, _ given: [Span]) -> Bool { given.contains { $0.overlaps(gold) && $0.range != gold.range } }
    let shares = [
        share(0, typed("PER")), share(1, typed("ORG")), share(1, typed("LOC")), share(2, typed("MISC")), share(2, isMissed),
        share(3, isSlipped),
    ]
    for (share, wanted) in zip(shares, [0.90, 0.62, 0.20, 0.56, 0.22, 0.03]) {
        #expect(abs(share - wanted) < 0.03)
    }
    // `against` and `team`: nothing else that looks like a name is always outside all entities.
    let words = [5, 8].map { index in given.count { $0.contains(Span(index, index + 1, "MISC")) } }
    for count in words {
        #expect(abs(Double(count) / Double(dataset.sentences.count) - 0.040) < 0.010)
    }
}

@Test func mistakesBelongToTheMention() async throws {
    var profile = NoiseProfile.languageModel
    profile.systematic = 1
    let dataset = gold(300)
    var seen: [String: Set<String>] = [:]
    for (sentence, given) in zip(dataset.sentences, try await labels(dataset, by: oracle(profile))) {
        let club = sentence.spans[1]
        let label = given.first { $0.range == club.range }?.type ?? "none"
        seen[sentence.mention(club), default: []].insert(label)
    }
    #expect(seen.count == places.count && seen.values.allSatisfy { $0.count == 1 })
    profile.systematic = 0
    let found = try await labels(dataset, by: oracle(profile)).map { given in given.contains { $0.range == 3..<4 } }
    #expect(Set(found) == [true, false])
}

@Test func labelsNeverOverlapAndLieWithinTheSentence() async throws {
    let tight = Dataset(
        name: "tight",
        sentences: (0..<500).map { number in
            Sentence(
                tokens: ["A\(number)", "B", "C\(number)", "D"], spans: [Span(0, 1, "PER"), Span(1, 3, "ORG"), Span(3, 4, "LOC")],
                origin: Origin(file: "tight", number: number, line: number + 1))
        },
        types: ["LOC", "ORG", "PER"], labels: .gold)
    let rows = ["PER", "ORG", "LOC"].map { NoiseProfile.Row($0, labelled: [], slipped: 0.9, missed: 0.1) }
    let slipping = NoiseProfile(rows: rows, spurious: [.init("PER", 0.5)], systematic: 0.5)
    for spans in try await labels(tight, by: oracle(slipping)) {
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start })
        #expect(spans.allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= 4 })
    }
}

@Test func typesThatNobodyAskedForAreNotGiven() async throws {
    let annotation = try await Annotation(of: gold(500), by: oracle(), types: ["PER", "LOC"])
    #expect(Set(annotation.dataset.sentences.flatMap(\.spans).map(\.type)) == ["PER", "LOC"])
    #expect(annotation.dataset.types == ["LOC", "PER"])
}

@Test func itSaysThatItIsSimulatedAndNeedsLabels() async throws {
    let dataset = gold(3)
    let annotation = try await Annotation(of: dataset, by: oracle())
    #expect(annotation.dataset.labels == LabelSource(name: "noisy oracle", isSimulated: true))
    #expect(annotation.dataset.notes.contains { $0.hasPrefix("simulated") })
    #expect(annotation.dataset.types == dataset.types)
    let unlabelled = Dataset(name: "gold", sentences: dataset.sentences, types: [], labels: nil)
    let error = await #expect(throws: Diagnostic.self) {
        try await labels(unlabelled, by: oracle())
    }
    #expect(error?.message == "`gold` has no labels, and the noisy oracle errs from gold ones")
}
