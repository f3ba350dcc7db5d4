import Corpus
import Diagnostics
import Testing

@testable import Bert
@testable import Tagger

@Suite struct TrainingTroubleTests {
    /// "Boris" is infinite; the only sentence with it is the one that is named.
    @Test func theStepTheSentenceAndThePlaceAreNamed() async throws {
        let base = ToyCorpus.model
        let id = base.tokenizer.encode(words: ["Boris"]).ids[0]
        let weights = base.classifier.weights.copy()
        weights[weights.layout.words].row(Int(id))[0] = .infinity
        let model = try TaggingModel(
            name: "broken", classifier: TokenClassifier(config: base.classifier.config, labels: ["O"], weights: weights),
            tokenizer: base.tokenizer, history: base.history, hasTrainedHead: false)
        func sentence(_ tokens: [String], line: Int) -> TrainingExample {
            TrainingExample(Sentence(tokens: tokens, origin: Origin(file: "news.conll", number: line, line: line)), source: line % 2)
        }
        let batches = [
            [sentence(["Anna", "left", "."], line: 3)],
            [sentence(["it", "rained", "."], line: 8), sentence(["Boris", "left", "."], line: 12), sentence(["Oslo"], line: 17)],
        ]
        let finding = try await #require(throws: Diagnostic.self) {
            try await model.train(on: batches, types: ["PER"], sources: ["gpt", "gold"], stream: ToyCorpus.stream)
        }
        #expect(finding.message == "training diverged in step 2: the loss is nan, the norm of the gradient nan")
        #expect(finding.place?.description == "news.conll:12:1")
        #expect(finding.notes == [
            "it began in the embeddings", "in this sentence of `gpt`, and in no other of the 3 of the batch",
            "`bert.embeddings.word_embeddings.weight` held values that are not finite before this step",
            "a smaller learning rate or a longer warm-up usually helps",
        ])
    }
}
