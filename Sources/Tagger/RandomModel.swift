import Bert
import Corpus
import Random
import WordPiece

extension TaggingModel {
    /// A BERT of 2 layers and 128 units with random weights, whose word pieces come from the given sentences: every character, alone
    /// and as a continuation, and the commonest words.
    ///
    /// - Parameter words: how many words to take up.
    package static func tiny(wordsOf sentences: [Sentence], words limit: Int = 4000, stream: RandomStream) throws -> TaggingModel {
        var counts: [String: Int] = [:]
        var characters: Set<String> = []
        for token in sentences.lazy.flatMap(\.tokens) {
            let word = token.lowercased()
            counts[word, default: 0] += 1
            for scalar in word.unicodeScalars { characters.insert(String(scalar)) }
        }
        let frequent = counts.filter { $0.key.unicodeScalars.count > 1 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
        let letters = characters.sorted()
        let vocabulary = SpecialTokens().all + letters + letters.map { WordPieceTokenizer.continuationPrefix + $0 } + frequent
        let tokenizer = try WordPieceTokenizer(vocabulary: vocabulary, rules: CharacterRules(isUncased: true))
        let classifier = TokenClassifier(config: .tiny(vocabularySize: vocabulary.count), labels: ["O"], stream: stream)
        return TaggingModel(
            name: "tiny", classifier: classifier, tokenizer: tokenizer, hasTrainedHead: false,
            notes: ["random weights, not pretrained; \(vocabulary.count) word pieces"])
    }
}
