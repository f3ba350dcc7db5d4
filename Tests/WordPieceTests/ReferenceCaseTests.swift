import Foundation
import Testing

@testable import WordPiece

let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

func lines(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
}

func decoded<Value: Decodable>(_ file: URL) throws -> [Value] {
    try lines(file).map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
}

/// What Hugging Face tokenizers make of a text.
private struct TextCase: Decodable {
    var text: String
    var tokens: [String]
    var ids: [Int32]
    var offsets: [[Int]]

    func differences(from tokenizer: WordPieceTokenizer) -> [String] {
        let pieces = tokenizer.encode(text)
        var differences: [String] = []
        if pieces.map(\.id) != ids {
            differences.append("\(text.debugDescription): \(pieces.map { tokenizer.vocabulary[Int($0.id)] }), expected \(tokens)")
        } else if pieces.map({ [$0.offsets.lowerBound, $0.offsets.upperBound] }) != offsets {
            differences.append("\(text.debugDescription): offsets \(pieces.map(\.offsets)), expected \(offsets)")
        }
        if pieces.map({ tokenizer.vocabulary[Int($0.id)] }) != tokens { differences.append("\(text.debugDescription): tokens") }
        return differences
    }
}

private struct WordsCase: Decodable {
    var words: [String]
    var ids: [Int32]
    var word_of_piece: [Int]
}

@Suite struct ReferenceCaseTests {
    private static let variants: [String: CharacterRules] = [
        "cased": CharacterRules(isUncased: false),
        "uncased": CharacterRules(isUncased: true),
        "uncased-accents": CharacterRules(isUncased: true, stripsAccents: false),
        "cased-stripped": CharacterRules(isUncased: false, stripsAccents: true),
        "uncased-joined": CharacterRules(isUncased: true, separatesIdeographs: false),
        "uncased-uncleaned": CharacterRules(isUncased: true, cleansText: false),
    ]

    private func tokenizer(_ variant: String) throws -> WordPieceTokenizer {
        let vocabulary = try lines(fixtures.appendingPathComponent("vocabulary.txt"))
        return try WordPieceTokenizer(vocabulary: vocabulary, rules: try #require(Self.variants[variant]))
    }

    @Test(arguments: variants.keys.sorted()) func awkwardTextsGiveTheReferencePieces(_ variant: String) throws {
        let tokenizer = try tokenizer(variant)
        let cases: [TextCase] = try decoded(fixtures.appendingPathComponent("texts-\(variant).jsonl"))
        #expect(cases.count == 75)
        for sample in cases { #expect(sample.differences(from: tokenizer) == []) }
    }

    @Test(arguments: variants.keys.sorted()) func wordsGiveTheReferencePieces(_ variant: String) throws {
        let tokenizer = try tokenizer(variant)
        let cases: [WordsCase] = try decoded(fixtures.appendingPathComponent("words-\(variant).jsonl"))
        for sample in cases {
            let encoded = tokenizer.encode(words: sample.words)
            #expect(encoded.words.count == sample.words.count)
            for (number, range) in encoded.words.enumerated() {
                let expected = sample.ids.indices.filter { sample.word_of_piece[$0] == number }.map { sample.ids[$0] }
                // A word that leaves nothing is [UNK] with us, so that it can carry a label.
                #expect(Array(encoded.ids[range]) == (expected.isEmpty ? [Int32(tokenizer.unknownID)] : expected))
            }
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["NDS_DATA"] != nil), arguments: ["cased", "uncased"])
    func newsTextGivesTheReferencePieces(_ variant: String) throws {
        let data = URL(fileURLWithPath: ProcessInfo.processInfo.environment["NDS_DATA"] ?? "")
        let vocabulary = try lines(data.appendingPathComponent("bert-vocab/bert-base-\(variant)-vocab.txt"))
        let tokenizer = try WordPieceTokenizer(vocabulary: vocabulary, rules: CharacterRules(isUncased: variant == "uncased"))
        let cases: [TextCase] = try decoded(data.appendingPathComponent("tokenizer-cases/\(variant).jsonl"))
        #expect(cases.count == 1401)
        #expect(cases.flatMap { $0.differences(from: tokenizer) } == [])
    }
}
