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
}
