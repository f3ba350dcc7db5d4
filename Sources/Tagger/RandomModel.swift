import Bert
import Random
import WordPiece

extension TaggingModel {
    /// BERT-tiny with random weights, to try things with.
    ///
    /// Its pieces are those of the first model by name that is set up, or else are made from the texts; the history says which.
    /// - Parameter texts: whatever the vocabulary should cover.
    /// - Throws: `Diagnostic` if the tokenizer of the model that is set up is broken.
    package static func random(
        texts: [String], library: ModelLibrary = ModelLibrary(), stream: RandomStream
    ) throws -> TaggingModel {
        let lender = library.installed.first
        let tokenizer = try lender.map { try WordPieceTokenizer(folder: library.folder(of: $0)) }
            ?? WordPieceTokenizer(building: texts, rules: CharacterRules(isUncased: true))
        let classifier = TokenClassifier(
            config: .tiny(vocabularySize: tokenizer.vocabularyCount), labels: ["O"], stream: stream.substream("weights"))
        let pieces = lender.map { "the word pieces of \($0)" } ?? "word pieces of its own"
        return try TaggingModel(
            name: "tiny", classifier: classifier, tokenizer: tokenizer,
            history: ModelHistory(base: "a random BERT with \(pieces)"), hasTrainedHead: false)
    }
}
