import Bert
import Corpus
import Diagnostics
import Random
import Store
import WordPiece

/// A BERT that tags named entities, with the tokenizer it needs. An immutable value: training gives another one.
package struct TaggingModel: Sendable, Codable {
    package let name: String
    package let classifier: TokenClassifier
    package let tokenizer: WordPieceTokenizer
    package let history: ModelHistory
    /// False for a model whose classifier is random: it has to be trained before it can tag.
    package let hasTrainedHead: Bool

    /// - Throws: `Diagnostic` where the tokenizer has pieces that the model has no row for, or the model takes too few pieces.
    package init(
        name: String, classifier: TokenClassifier, tokenizer: WordPieceTokenizer, history: ModelHistory, hasTrainedHead: Bool
    ) throws {
        let (pieces, rows) = (tokenizer.vocabularyCount, classifier.config.vocabularySize)
        guard pieces <= rows else {
            throw Diagnostic("the tokenizer of `\(name)` has \(pieces) pieces, but the model has embeddings for \(rows) only")
        }
        guard classifier.config.positionCount > 2 else {
            throw Diagnostic("`\(name)` takes \(classifier.config.positionCount) pieces, which is [CLS] and [SEP] alone")
        }
        self.name = name
        self.classifier = classifier
        self.tokenizer = tokenizer
        self.history = history
        self.hasTrainedHead = hasTrainedHead
    }

    private enum CodingKeys: CodingKey { case name, classifier, tokenizer, history, hasTrainedHead }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            name: container.decode(String.self, forKey: .name), classifier: container.decode(TokenClassifier.self, forKey: .classifier),
            tokenizer: container.decode(WordPieceTokenizer.self, forKey: .tokenizer),
            history: container.decode(ModelHistory.self, forKey: .history),
            hasTrainedHead: container.decode(Bool.self, forKey: .hasTrainedHead))
    }

    /// The entity types that it can give, sorted; none before it is trained.
    package var types: [String] {
        guard hasTrainedHead else { return [] }
        return Set(classifier.labels.map(labelling.type)).subtracting([Tag.outside.text]).sorted()
    }

    /// What its labels are put on.
    package var labelling: Labelling { Labelling(classes: classifier.labels) }

}

/// How a model came to be.
package struct ModelHistory: Sendable, Equatable, Codable {
    /// The name of the model that training began with; its own where it was never trained here.
    package var base: String
    /// The names of what it was trained on, in order.
    package var trainedOn: [String]
    /// Optimiser steps since `base`.
    package var steps: Int
    /// Whether a training was interrupted.
    package var isPartial: Bool

    package init(base: String, trainedOn: [String] = [], steps: Int = 0, isPartial: Bool = false) {
        self.base = base
        self.trainedOn = trainedOn
        self.steps = steps
        self.isPartial = isPartial
    }

    private enum CodingKeys: CodingKey { case base, trainedOn, steps, isPartial }

    /// The base may be the path of a folder.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(PathsInEncoding.shown(base, to: encoder), forKey: .base)
        try container.encode(trainedOn, forKey: .trainedOn)
        try container.encode(steps, forKey: .steps)
        try container.encode(isPartial, forKey: .isPartial)
    }
}
