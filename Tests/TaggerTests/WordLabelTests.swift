import Corpus
import Foundation
import Random
import Testing

@testable import Bert
@testable import Tagger

/// A label on every word, such as its part of speech.
@Suite struct WordLabelTests {
    private static let types = ["CAP", "PUNCT", "WORD"]

    /// The toy sentences with a label for each word that its letters tell.
    private static let sentences = ToyCorpus.sentences.map { sentence in
        var sentence = sentence
        sentence.spans = Labelling.spans(ofWords: sentence.tokens.map { token in
            token == "." ? "PUNCT" : token.first?.isUppercase == true ? "CAP" : "WORD"
        })
        return sentence
    }

    private func trained(from model: TaggingModel = ToyCorpus.model, epochs: Int = 12) async throws -> TaggingModel {
        let batches = (0..<epochs).flatMap { _ in
            stride(from: 0, to: 60, by: 10).map { start in Self.sentences[start..<start + 10].map { TrainingExample($0, source: 0) } }
        }
        return try await model.train(
            on: batches, types: Self.types, sources: ["gold"],
            options: ToyCorpus.options {
                $0.labelling = .words
                $0.labelledPieces = .all
                $0.learningRate = 2e-3
            }, stream: ToyCorpus.stream
        ).model
    }

    @Test func aModelLearnsItsLabelsAndIsWrittenWithThem() async throws {
        let model = try await trained()
        #expect(model.classifier.labels == Self.types && model.types == Self.types && model.labelling == .words)
        let tagging = try await model.tag(Self.sentences)
        #expect(zip(tagging.spans, Self.sentences).allSatisfy { $0.map(\.range) == $1.spans.map(\.range) })
        #expect(tagging.confidences.map(\.count) == tagging.spans.map(\.count) && tagging.repairedEntities == 0)
        let score = EntityScore(predicted: tagging.spans, gold: Self.sentences.map(\.spans))
        #expect(score.f1 > 0.9 && score.precision == score.recall)
        try await withScratchFolder { folder in
            try model.export(to: "\(folder)/words")
            let (again, report) = try TaggingModel.load("\(folder)/words")
            #expect(again.hasTrainedHead && !report.newHead && again.labelling == .words && again.types == Self.types)
            #expect(try await again.tag(Self.sentences).spans == tagging.spans)
            // A classifier of whole texts has names of classes too.
            let config = "\(folder)/words/config.json"
            let text = try String(contentsOfFile: config, encoding: .utf8)
            try text.replacingOccurrences(of: "BertForTokenClassification", with: "BertForSequenceClassification")
                .write(toFile: config, atomically: true, encoding: .utf8)
            #expect(try !TaggingModel.load("\(folder)/words").model.hasTrainedHead)
        }
    }

    @Test func theClassifierIsKeptForTheSameKindAlone() async throws {
        let words = try await trained(epochs: 1)
        #expect(words.labels(afterTrainingFor: ["CAP"], on: .words) == Self.types)
        #expect(words.labels(afterTrainingFor: ["CAP"], on: .spans) == ["O", "B-CAP", "I-CAP"])
        #expect(ToyCorpus.model.labels(afterTrainingFor: ["O", "X"], on: .words) == ["O", "X"])
    }

    @Test func wordsWithoutALabelAreNotScored() throws {
        var example = TrainingExample(Self.sentences[0], source: 0)
        example.sentence.spans.remove(at: 1)
        let packer = BatchPacker(windows: WindowCutter(ToyCorpus.model), labels: Self.types, labelling: .words)
        let targets = try packer.pack(example).batch.targets
        #expect(targets.count { $0 >= 0 } == example.sentence.tokens.count - 1)
    }

    @Test func aWeightIsOfALabel() {
        let options = ToyCorpus.options { ($0.labelling, $0.classWeights) = (.words, ["CAP": 2, "O": 3]) }
        #expect(options.optimizer(labels: ["CAP", "O", "WORD"]).classWeights == ["CAP": 2, "O": 3])
    }
}
