@testable import Annotator
import Corpus
import Diagnostics
import Random
import Testing

private let texts = [
    "Anna met Bob", "Anna met Bob", "rain in Rome and Paris again and again", "Acme bought Initech", "the Dutch won", "Rome fell", "nothing here",
    "Cid left", "Acme hired Dan in Oslo",
]
private let types = [
    [(0, "PER"), (2, "PER")], [(0, "PER"), (2, "PER")], [(2, "LOC"), (4, "LOC")], [(0, "ORG"), (2, "ORG")], [(1, "MISC")], [(0, "LOC")], [],
    [(0, "PER")], [(0, "ORG"), (2, "PER"), (4, "LOC")],
]

private let gold = Dataset(
    name: "gold",
    sentences: texts.indices.map { number in
        Sentence(
            tokens: texts[number].split(separator: " ").map(String.init), spans: types[number].map { Span($0.0, $0.0 + 1, $0.1) },
            origin: Origin(file: "gold", number: number, line: number + 1))
    },
    types: ["LOC", "MISC", "ORG", "PER"], labels: .gold)

private let question = Sentence(tokens: ["Eve", "left", "Rome"], origin: Origin(file: "pool", number: 0, line: 1))

/// How much two sentences share, as vectors: a direction for each word of the gold sentences.
private func wordVectors(_ sentences: [Sentence]) -> [[Float]] {
    let words = Set(texts.joined(separator: " ").split(separator: " ").map(String.init)).sorted()
    return sentences.map { sentence in
        let vector = words.map { word in Float(sentence.tokens.contains(word) ? 1 : 0) }
        let length = vector.reduce(0, +).squareRoot()
        return vector.map { $0 / max(length, 1) }
    }
}

private func choice(_ name: String, _ count: Int, seed: Int = 1, of dataset: Dataset = gold) throws -> ExampleChoice {
    let strategy = try #require(ExampleChoice.strategies.first { $0.name == name })
    return try ExampleChoice(
        strategy, of: dataset, count: count,
        means: ExampleChoice.Means(stream: RandomStream(seed: seed, key: "examples"), embedding: ("words", wordVectors)))
}

private func numbers(_ choice: ExampleChoice, for sentence: Sentence = question) throws -> [Int] {
    try choice.choose(sentence).map(\.origin.number)
}

@Test func fixedExamplesAreTheFirstDifferentOnes() throws {
    #expect(try numbers(choice("fixed", 3)) == [0, 2, 3])
    #expect(try choice("fixed", 3).name == "fixed gold 3")
}

@Test func randomExamplesFollowTheSeedAndAreTheSameForEveryQuestion() throws {
    let one = try choice("random", 4)
    #expect(try numbers(one) == numbers(choice("random", 4)))
    #expect(try numbers(one) == numbers(one, for: Sentence(tokens: ["x"], origin: question.origin)))
    let drawn = try (1...20).map { try numbers(choice("random", 4, seed: $0)) }
    #expect(Set(drawn).count > 10 && Set(drawn.joined()).count == 8)
    #expect(try one.identity != choice("random", 4, seed: 2).identity)
}

@Test func diverseExamplesShowEachTypeEquallyOften() throws {
    let chosen = try choice("diverse", 4).choose(question)
    var counts: [String: Int] = [:]
    for type in chosen.flatMap({ Set($0.spans.map(\.type)) }) { counts[type, default: 0] += 1 }
    // The one sentence of three types, then MISC, then the shortest of what is rarest.
    #expect(chosen.map(\.origin.number) == [8, 4, 5, 7])
    #expect(counts == ["ORG": 1, "MISC": 1, "LOC": 2, "PER": 2])
}

@Test func nearestExamplesStandNextToTheQuestion() throws {
    #expect(try numbers(choice("nearest", 2)) == [7, 5])
    #expect(try numbers(choice("nearest", 1)) == [5])
}

@Test(arguments: ["fixed", "random", "diverse", "nearest"])
func theSentenceAskedAboutIsNeverShown(name: String) throws {
    for sentence in gold.sentences {
        let shown = try choice(name, 7).choose(sentence)
        #expect(shown.count == 7 && !shown.contains { $0.tokens == sentence.tokens })
        #expect(Set(shown.map(\.tokens)).count == 7)
    }
}

@Test func theVectorsOfTheGoldSetAreMadeOnce() throws {
    let strategy = try #require(ExampleChoice.strategies.first { $0.name == "nearest" })
    let calls = Calls()
    let counting = ExampleChoice.Means(
        stream: RandomStream(seed: 1, key: "examples"),
        embedding: ("words", { sentences in
            calls.add(sentences.count)
            return wordVectors(sentences)
        }))
    let choice = try ExampleChoice(strategy, of: gold, count: 2, means: counting)
    #expect(calls.sizes.isEmpty)
    for _ in 0..<3 { _ = try choice.choose(question) }
    #expect(calls.sizes == [8, 1, 1, 1])
}

@Test func examplesNeedLabelsAndEnoughSentences() throws {
    var unlabelled = gold
    unlabelled.labels = nil
    let first = #expect(throws: Diagnostic.self) { try choice("fixed", 2, of: unlabelled) }
    #expect(first?.message == "`gold` has no labels, and examples show them")
    let second = #expect(throws: Diagnostic.self) { try choice("fixed", 9) }
    #expect(second?.message == "`gold` has 8 different sentences, too few for 9 examples")
}

@Test func anIdentityFollowsWhatIsShown() throws {
    var relabelled = gold
    relabelled.sentences[3].spans.removeLast()
    #expect(try choice("fixed", 2).identity != choice("fixed", 2, of: relabelled).identity)
    #expect(try choice("fixed", 2).identity != choice("fixed", 3).identity)
    #expect(try choice("fixed", 2).identity == choice("fixed", 2, seed: 5).identity)
}

private final class Calls: @unchecked Sendable {
    private(set) var sizes: [Int] = []
    func add(_ size: Int) { sizes.append(size) }
}
