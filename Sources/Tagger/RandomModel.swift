import Bert
import Random
import WordPiece

extension TaggingModel {
    /// BERT-tiny with random weights, to try things with. Its word pieces are made from the texts, so that it is the same on every
    /// machine.
    /// - Parameter texts: whatever the vocabulary should cover.
    package static func random(texts: [String], stream: RandomStream) throws -> TaggingModel {
        let tokenizer = try WordPieceTokenizer(building: texts, rules: CharacterRules(isUncased: true))
        let classifier = TokenClassifier(
            config: .tiny(vocabularySize: tokenizer.vocabularyCount), labels: ["O"], stream: stream.substream("weights"))
        return try TaggingModel(
            name: "tiny", classifier: classifier, tokenizer: tokenizer, history: ModelHistory(base: "a small random BERT"),
            hasTrainedHead: false)
    }
}
