import Corpus
import Foundation
import Testing
import WordPiece

@testable import Bert
@testable import Tagger

@Suite struct BatchPackerTests {
    private let tokenizer = ToyCorpus.model.tokenizer
    /// "Osloberlin" and "Berlinoslo" take several pieces each.
    private let sentence = Sentence(
        tokens: ["Osloberlin", "in", "Rio", "Berlinoslo"], spans: [Span(0, 1, "PER"), Span(2, 4, "LOC")],
        origin: Origin(file: "x", number: 0, line: 1))

    private func packed(_ labelledPieces: LabelledPieces) throws -> BatchPacker.Packed {
        let packer = BatchPacker(
            windows: WindowCutter(tokenizer: tokenizer, positions: 512), labels: ["O", "B-LOC", "I-LOC", "B-PER", "I-PER"],
            labelledPieces: labelledPieces)
        return try packer.pack(TrainingExample(sentence, source: 0))
    }

    private var rests: [Int] { tokenizer.encode(words: sentence.tokens).words.map { $0.count - 1 } }

    private func targets(_ words: [(first: Int32, rest: Int32)]) -> [Int32] {
        var targets: [Int32] = [-1]
        for (word, rest) in zip(words, rests) { targets += [word.first] + [Int32](repeating: word.rest, count: rest) }
        return targets + [-1]
    }

    @Test func onlyFirstPiecesAreScored() throws {
        #expect(rests[0] > 0 && rests[3] > 0)
        #expect(try packed(.first).batch.targets == targets([(3, -1), (0, -1), (1, -1), (2, -1)]))
        #expect(try packed(.first).long.isEmpty)
    }

    @Test func onAllPiecesAWordOfBGoesOnWithI() throws {
        #expect(try packed(.all).batch.targets == targets([(3, 4), (0, 0), (1, 2), (2, 2)]))
        #expect(try packed(.all).batch.ids == packed(.first).batch.ids)
    }

    /// What scripts/fixtures/labelled_pieces.py left.
    private struct Reference: Decodable {
        struct Row: Decodable {
            let tokens, tags: [String]
            let ids, first, all: [Int32]
        }

        let labels: [String]
        let sentences: [Row]
    }

    @Test func targetsAreThoseOfTheExamplesOfTransformers() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let reference = try JSONDecoder().decode(
            Reference.self, from: Data(contentsOf: tests.appending(path: "TaggerTests/Fixtures/labelled-pieces.json")))
        let pieces = try String(contentsOf: tests.appending(path: "WordPieceTests/Fixtures/vocabulary.txt"), encoding: .utf8)
        let tokenizer = try WordPieceTokenizer(
            vocabulary: pieces.split(separator: "\n").map(String.init), rules: CharacterRules(isUncased: true))
        for row in reference.sentences {
            let spans = try TagScheme.iob2.decode(row.tags.compactMap(Tag.init), invalid: .repair).spans
            let sentence = Sentence(tokens: row.tokens, spans: spans, origin: Origin(file: "x", number: 0, line: 1))
            for (labelled, expected) in [(LabelledPieces.first, row.first), (.all, row.all)] {
                let packer = BatchPacker(
                    windows: WindowCutter(tokenizer: tokenizer, positions: 512), labels: reference.labels, labelledPieces: labelled)
                let batch = try packer.pack(TrainingExample(sentence, source: 0)).batch
                #expect(batch.ids == row.ids && batch.targets == expected, "\(labelled) of \(sentence.text)")
            }
        }
    }

    @Test func eachSequenceKnowsItsSentence() throws {
        let packer = BatchPacker(windows: WindowCutter(tokenizer: tokenizer, positions: 8), labels: ["O", "B-LOC", "I-LOC", "B-PER", "I-PER"])
        var long = sentence
        long.tokens += [String](repeating: "in", count: 10)
        let packed = try [sentence, long, sentence].reduce(into: BatchPacker.Packed()) { $0 += try packer.pack(TrainingExample($1, source: 0)) }
        #expect(packed.sentences.count == packed.batch.lengths.count)
        #expect(packed.sentences == packed.sentences.sorted() && Set(packed.sentences) == [0, 1, 2])
        #expect(packed.batch.targets.count { $0 >= 0 } == 4 + 14 + 4)
    }

    @Test func aTypeWeighsForBothItsTags() {
        let options = ToyCorpus.options { $0.classWeights = ["O": 0.5, "PER": 2] }
        #expect(options.optimizer(labels: ["O", "B-LOC", "I-LOC", "B-PER", "I-PER"]).classWeights == ["O": 0.5, "B-PER": 2, "I-PER": 2])
    }
}
