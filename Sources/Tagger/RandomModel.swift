import Bert
import Random
import WordPiece

extension TaggingModel {
    /// A BERT of a published size with random weights, to try things with. Its word pieces are made from the texts, so that it is the
    /// same on every machine.
    /// - Parameter texts: whatever the vocabulary should cover.
    /// - Throws: `Diagnostic` where there is no memory for its weights.
    package static func random(_ size: BertSize = .tiny, texts: [String], stream: RandomStream) throws -> TaggingModel {
        let tokenizer = try WordPieceTokenizer(building: texts, rules: CharacterRules(isUncased: true))
        let config = BertConfig(size, vocabularySize: tokenizer.vocabularyCount)
        try config.requireMemory(labelCount: 1)
        return try TaggingModel(
            name: size.rawValue, classifier: TokenClassifier(config: config, labels: ["O"], stream: stream.substream("weights")),
            tokenizer: tokenizer, history: ModelHistory(base: "a random BERT of size \(size.rawValue)"), hasTrainedHead: false)
    }
}
