import Corpus
import Random
import Testing

@testable import Bert
@testable import Tagger

/// What a model says of each word is what it tags by.
@Suite struct SentenceReadingTests {
    private func check(_ model: TaggingModel) async throws -> [SentenceReading] {
        let sentences = ToyCorpus.sentences
        let readings = try model.readings(of: sentences)
        let tagging = try await model.tag(sentences)
        #expect(readings.map(\.spans) == tagging.spans)
        for (reading, sentence) in zip(readings, sentences) {
            #expect(reading.words.count == sentence.tokens.count)
            for word in reading.words {
                let sum = word.probabilities.reduce(0) { $0 + Double($1) }
                #expect(abs(sum - 1) < 1e-5 && word.logits.count == model.classifier.labels.count)
                #expect(word.ranking.first == word.label && word.logits[word.label] == word.logits.max())
                #expect(word.pieces.map(\.text) == word.pieces.map { model.tokenizer.vocabulary[Int($0.id)] } && !word.pieces.isEmpty)
            }
            #expect(reading.words.map(\.tag) == TagScheme.iob2.encode(reading.spans, count: sentence.tokens.count).map(\.text))
        }
        // The model is as sure of a span as it is of its words on average.
        for (reading, confidences) in zip(readings, tagging.confidences) {
            for (span, confidence) in zip(reading.spans, confidences) {
                let own = reading.words[span.range].map { Double($0.probabilities[$0.label]) }
                #expect(abs(own.reduce(0, +) / Double(own.count) - confidence) < 1e-12)
            }
        }
        return readings
    }

    @Test func saysWhatATrainedModelTags() async throws {
        let (model, _) = try await ToyCorpus.model.train(
            on: ToyCorpus.batches(epochs: 6, size: 10), types: ToyCorpus.types, sources: ["gold", "gpt"], options: ToyCorpus.options(),
            stream: ToyCorpus.stream)
        _ = try await check(model)
    }

    @Test func saysWhereLabelsBreakTheScheme() async throws {
        let labels = Labelling.spans.classes(for: ToyCorpus.types)
        let random = ToyCorpus.model.classifier.withHead(labels: labels, stream: RandomStream(seed: 5, key: "head"))
        let model = try TaggingModel(
            name: "random", classifier: random, tokenizer: ToyCorpus.model.tokenizer, history: ToyCorpus.model.history, hasTrainedHead: true)
        let words = try await check(model).flatMap(\.words)
        let repaired = words.filter { $0.tag != labels[$0.label] }
        #expect(!repaired.isEmpty && repaired.allSatisfy { labels[$0.label].hasPrefix("I-") && $0.tag.hasPrefix("B-") })
    }

    @Test func ofALongSentenceEachWordIsReadOnce() throws {
        let labels = Labelling.spans.classes(for: ToyCorpus.types)
        let model = try TaggingModel(
            name: "random", classifier: ToyCorpus.model.classifier.withHead(labels: labels, stream: RandomStream(seed: 5, key: "head")),
            tokenizer: ToyCorpus.model.tokenizer, history: ToyCorpus.model.history, hasTrainedHead: true)
        let length = model.classifier.config.positionCount * 2
        let long = Sentence(tokens: (0..<length).map { $0 % 2 == 0 ? "Anna" : "Oslo" }, origin: Origin(file: "toy", number: 0, line: 1))
        #expect(try model.readings(of: [long])[0].words.count == length)
        #expect(try model.readings(of: [long], long: .truncate)[0].words.count < length)
    }

    @Test func aModelThatLearnedNothingSaysNothing() {
        #expect(throws: (any Error).self) { try ToyCorpus.model.readings(of: ToyCorpus.sentences) }
    }
}
