import Diagnostics
import Random
import Testing

@testable import Corpus

/// Sentences of one token each, numbered from `first`, every third with an entity.
private func numbered(_ count: Int, name: String = "d", from first: Int = 0, types: [String] = ["LOC", "PER"]) -> Dataset {
    let sentences = (first..<(first + count)).map { number in
        let spans = number % 3 == 0 ? [Span(0, 1, types[number % types.count])] : []
        return Sentence(tokens: ["w\(number)"], spans: spans, origin: Origin(file: name, number: number, line: number + 1))
    }
    return Dataset(name: name, sentences: sentences, types: types, labels: .gold)
}

private func numbers(_ dataset: Dataset) -> [Int] { dataset.sentences.map(\.origin.number) }

private let stream = RandomStream(seed: 1, key: "sample")

@Test func samplesAreDrawnWithoutReplacementInTheOrderOfTheSource() throws {
    let source = numbered(100)
    let sample = try source.sample(20, from: stream)
    #expect(sample.sentences.count == 20)
    #expect(numbers(sample) == Set(numbers(sample)).sorted())
    #expect(try source.sample(20, from: stream).sentences == sample.sentences)
    #expect(try source.sample(20, from: RandomStream(seed: 2, key: "sample")).sentences != sample.sentences)
    #expect(Set(numbers(sample)).isSubset(of: numbers(try source.sample(50, from: stream))))
    #expect(try source.sample(100, from: stream).sentences == source.sentences)
}

@Test func aSampleLargerThanItsSourceIsRefusedWithTheCounts() {
    #expect(finding { try numbered(3).sample(4, from: stream) } == "`d` has 3 sentences, 4 are asked for")
}

@Test func splitsLeaveNothingOutAndNothingTwice() throws {
    let source = numbered(101)
    for (first, rest) in [try source.split(20, from: stream), try source.split(fraction: 0.2, from: stream)] {
        #expect(first.sentences.count == 20)
        #expect(rest.sentences.count == 81)
        #expect((numbers(first) + numbers(rest)).sorted() == Array(0..<101))
        #expect(numbers(rest) == numbers(rest).sorted())
    }
    #expect(finding { try source.split(101, from: stream) }.contains("would leave one side empty"))
    #expect(finding { try source.split(fraction: 0.001, from: stream) }.contains("would leave one side empty"))
}

@Test func overlapIsByPlaceOrByText() {
    var moved = numbered(10, name: "elsewhere", from: 5)
    #expect(numbered(10).overlap(moved) == 5)
    #expect(moved.overlap(numbered(10)) == 5)
    moved.sentences += [moved.sentences[0], moved.sentences[9]]
    #expect(numbered(10).overlap(moved) == 6)
    var rewritten = numbered(10)
    for index in rewritten.sentences.indices { rewritten.sentences[index].tokens = ["other"] }
    #expect(numbered(4).overlap(rewritten) == 4)
}

@Test func withoutLeavesNoOverlap() {
    let rest = numbered(10).without(numbered(3, name: "elsewhere", from: 2))
    #expect(numbers(rest) == [0, 1, 5, 6, 7, 8, 9])
    #expect(rest.overlap(numbered(3, name: "elsewhere", from: 2)) == 0)
    #expect(rest.notes == ["3 sentences left out that stand in elsewhere"])
}

@Test func concatKeepsPlacesAndJoinsSources() throws {
    var other = numbered(2, name: "e", types: ["LOC"])
    other.labels = LabelSource(name: "oracle", isSimulated: true)
    let both = try Dataset.concat([numbered(3), other])
    #expect(both.name == "d + e")
    #expect(both.sentences.map(\.origin.file) == ["d", "d", "d", "e", "e"])
    #expect(both.types == ["LOC", "PER"])
    #expect(both.labels == LabelSource(name: "gold + oracle", isSimulated: true))
}

@Test func differentLabelSetsAreRefusedWithTheRelabelToType() {
    let other = numbered(3, name: "wiki", types: ["Location", "Person", "art work"])
    do {
        _ = try Dataset.concat([other, numbered(3, types: ["LOC", "MISC", "ORG", "PER"])])
        Issue.record("nothing was thrown")
    } catch {
        let finding = error as? Diagnostic
        #expect(finding?.message == "`wiki` and `d` have different labels")
        #expect(finding?.label == #"relabel {Location: "LOC", Person: "PER", "art work": none}"#)
        #expect(finding?.notes == ["`wiki` has Location, Person, art work", "`d` has LOC, MISC, ORG, PER"])
    }
    var bare = numbered(1)
    bare.labels = nil
    #expect(finding { try Dataset.concat([bare, numbered(1, name: "e")]) } == "`e` has labels and `d` has none")
}

@Test func relabelRenamesMergesAndDrops() throws {
    let sentence = Sentence(
        tokens: ["a", "b", "c", "d"], spans: [Span(0, 1, "A"), Span(1, 2, "B"), Span(2, 3, "C"), Span(3, 4, "D")],
        origin: Origin(file: "f", number: 0, line: 1))
    let dataset = Dataset(name: "d", sentences: [sentence], types: ["A", "B", "C", "D"], labels: .gold)
    let changed = try dataset.relabel(["A": "B", "B": "A", "C": nil, "D": "A"])
    #expect(changed.sentences[0].spans == [Span(0, 1, "B"), Span(1, 2, "A"), Span(3, 4, "A")])
    #expect(changed.types == ["A", "B"])
    #expect(try dataset.relabel(["A": "O"]).types == ["B", "C", "D"])
    #expect(finding { try numbered(1).relabel(["PEE": "X", "LOC": "Y"]) } == "`d` has no type `PEE`: did you mean `PER`?")
    #expect(finding { try numbered(1).relabel(["Person": "X"]) } == "`d` has no type `Person`: its types are LOC, PER")
    #expect(finding { try numbered(1).relabel(["PER": ""]) } == "the new name of `PER` is empty: `none` drops its entities")
}

@Test func statisticsCountWhatDescribeTells() {
    func sentence(_ text: String, _ spans: [Span], _ number: Int) -> Sentence {
        let tokens = text.split(separator: " ").map(String.init)
        return Sentence(tokens: tokens, spans: spans, origin: Origin(file: "f", number: number, line: 1))
    }
    let dataset = Dataset(
        name: "d",
        sentences: [
            sentence("Angela Merkel met Ann", [Span(0, 2, "PER"), Span(3, 4, "PER")], 0),
            sentence("Bea met Ann", [Span(0, 1, "PER"), Span(2, 3, "PER")], 1),
            sentence("it rained", [], 2),
            sentence("it rained", [], 3),
        ],
        types: ["LOC", "PER"], labels: .gold)
    let statistics = dataset.statistics(mentions: 2)
    #expect(statistics.sentences == 4)
    #expect(statistics.tokens == 11)
    #expect(statistics.entities == 4)
    #expect(statistics.meanLength == 2.75)
    #expect(statistics.longest == 4)
    #expect(statistics.duplicates == 1)
    #expect(statistics.shareWithoutEntities == 0.5)
    #expect(statistics.byType == [
        .init(type: "LOC", entities: 0, distinct: 0, frequent: []),
        .init(
            type: "PER", entities: 4, distinct: 3,
            frequent: [.init(text: "Ann", count: 2), .init(text: "Angela Merkel", count: 1)]),
    ])
}
