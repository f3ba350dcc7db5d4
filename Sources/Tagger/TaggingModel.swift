import Bert
import Corpus
import Diagnostics
import Random
import Store
import WordPiece

/// A BERT with its tokenizer, for tagging entities. An immutable value: training makes another one.
package struct TaggingModel: Sendable {
    package let name: String
    package let classifier: TokenClassifier
    package let tokenizer: WordPieceTokenizer
    /// False until somebody has trained the classifier on the encoder.
    package let hasTrainedHead: Bool
    /// Training was interrupted before its last step.
    package let isPartial: Bool
    /// How it came to be: what its files lacked, what it was trained for.
    package let notes: [String]

    package init(
        name: String, classifier: TokenClassifier, tokenizer: WordPieceTokenizer, hasTrainedHead: Bool, isPartial: Bool = false, notes: [String]
    ) {
        self.name = name
        self.classifier = classifier
        self.tokenizer = tokenizer
        self.hasTrainedHead = hasTrainedHead
        self.isPartial = isPartial
        self.notes = notes
    }

    /// The entity types it tags, sorted; none before it is trained.
    package var types: [String] {
        guard hasTrainedHead else { return [] }
        return Set(classifier.labels.compactMap { Tag($0)?.type }.filter { !$0.isEmpty }).sorted()
    }

    /// The classes for a label set: O, then B- and I- of each type.
    static func labels(for types: [String]) -> [String] {
        ["O"] + types.sorted().flatMap { ["B-\($0)", "I-\($0)"] }
    }

    /// Writes a folder that transformers' `AutoModelForTokenClassification` and `AutoTokenizer` load.
    ///
    /// - Throws: `Diagnostic` where the folder cannot be written; nothing of it is there then.
    package func export(to folder: String) throws {
        try AtomicFolder.write(to: folder) { folder in
            try classifier.export(to: folder)
            try tokenizer.write(to: folder, longestInput: classifier.config.positionCount)
        }
    }
}
