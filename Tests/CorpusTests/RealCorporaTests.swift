import Testing

@testable import Corpus

/// The corpora themselves, where `NDS_DATA` names their folder: counts must be the published ones.
@Suite(.enabled(if: realData != nil))
struct RealCorporaTests {
    private func read(_ name: String, format: String? = nil, labels: String? = nil) throws -> Dataset {
        try Format.read(path: "\(realData ?? "")/\(name)", format: format, labels: labels)
    }

    @Test(arguments: [
        ("conll2003/train.txt", "tags IOB2", 14_041, 203_621, 23_499),
        ("conll2003/valid.txt", "tags IOB2", 3_250, 51_362, 5_942),
        ("conll2003/test.txt", "tags IOB2", 3_453, 46_435, 5_648),
        ("conll2003/iob1/eng.train", "tags IOB1", 14_041, 203_621, 23_499),
        ("conll2003/iob1/eng.testa", "tags IOB1", 3_250, 51_362, 5_942),
        ("conll2003/iob1/eng.testb", "tags IOB1", 3_453, 46_435, 5_648),
        ("wikigold/wikigold.conll.txt", "tags IO", 1_696, 39_007, 3_558),
    ])
    func countsAreThePublishedOnes(name: String, tags: String, sentences: Int, tokens: Int, entities: Int) throws {
        let dataset = try read(name)
        #expect(dataset.sentences.count == sentences)
        #expect(dataset.tokenCount == tokens)
        #expect(dataset.entityCount == entities)
        #expect(dataset.types == ["LOC", "MISC", "ORG", "PER"])
        #expect(dataset.notes.first == tags)
        // The published IOB1 training file has a needless B-MISC in two places.
        #expect(dataset.notes.count == (name.hasSuffix("eng.train") ? 3 : 2))
    }

    /// Labels as counted with awk and seqeval.
    @Test func theOtherColumnsAreRead() throws {
        let path = "\(realData ?? "")/conll2003/train.txt"
        let (words, chunks) = (try Format.read(path: path, column: .pos), try Format.read(path: path, column: .chunk))
        #expect(words.labelling == .words && words.types.count == 45 && words.entityCount == 203_621)
        #expect(words.sentences.flatMap(\.spans).count { $0.type == "NNP" } == 34_392)
        #expect(chunks.types == ["ADJP", "ADVP", "CONJP", "INTJ", "LST", "NP", "PP", "PRT", "SBAR", "VP"] && chunks.entityCount == 99_997)
        #expect(chunks.sentences.flatMap(\.spans).count { $0.type == "VP" } == 18_047)
    }

    @Test func testSentencesThatAlsoStandInTrainAreFound() throws {
        let train = try read("conll2003/train.txt"), test = try read("conll2003/test.txt")
        #expect(train.overlap(test) == 126)
        #expect(test.without(train).sentences.count == 3_453 - 126)
    }

    @Test func distilledAndOriginalAreKeptApartAsTheirDescriptionCounts() throws {
        let train = try read("conll2003/train.txt")
        let distilled = try read("conll2003-labels/noisebench.jsonl", labels: "llm")
        let numbers = Set(distilled.sentences.map(\.origin.number))
        var others = train
        others.sentences.removeAll { numbers.contains($0.origin.number) }
        #expect(distilled.sentences.count == 5_740)
        #expect(others.sentences.count == 8_301)
        #expect(distilled.overlap(others) == 363)
        #expect(distilled.overlap(try read("conll2003/test.txt")) == 93)
    }

    /// F1 against `clean` as its description gives it, in percent.
    @Test(arguments: [("expert", 94.5), ("crowd_best", 84.8), ("distant", 68.7), ("crowd", 63.3), ("weak", 59.5), ("llm", 53.9)])
    func labelsScoreAgainstCleanAsPublished(labels: String, f1: Double) throws {
        let clean = try read("conll2003-labels/noisebench.jsonl", labels: "clean")
        let judged = try read("conll2003-labels/noisebench.jsonl", labels: labels)
        let card = try Agreement(judged: judged, gold: clean)
        #expect((card.score.f1 * 1000).rounded() / 10 == f1)
        #expect(judged.labels?.name == labels)
    }

    @Test func bothTagSchemesHoldTheSameSpans() throws {
        let first = try read("conll2003/test.txt"), second = try read("conll2003/iob1/eng.testb")
        #expect(first.sentences.map(\.spans) == second.sentences.map(\.spans))
        #expect(try Agreement(judged: second, gold: first).score.f1 == 1)
    }

    @Test func articlesAreReadWithTheirCopiesAndTheOneStrayByte() throws {
        let articles = try Format.read(path: (realData ?? "") + "/bbc")
        #expect(articles.notes == [
            "plain text", "2225 files", "98 files are exact copies of earlier ones, the first business/240.txt of business/214.txt",
            "sport/199.txt, byte 257, is not valid UTF-8: 0xa3 read as `£` of windows-1252",
        ])
        #expect((43_000...45_000).contains(articles.sentences.count))
        #expect(Set(articles.sentences.map(\.origin.file)).count == 2225)
        let fee = try #require(articles.sentences.first { $0.origin.file.hasSuffix("sport/199.txt") && $0.tokens.contains("15.8m") })
        #expect(fee.tokens.contains("£") && fee.origin.line == 5)
    }
}
