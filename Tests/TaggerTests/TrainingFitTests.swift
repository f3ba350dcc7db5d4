import Corpus
import Diagnostics
import Random
import Testing

@testable import Bert
@testable import Tagger

/// A training that does not fit is refused before it starts.
@Suite struct TrainingFitTests {
    private let batches = ToyCorpus.batches(epochs: 2, size: 20)

    private func encoded() throws -> EncodedBatches {
        let packer = BatchPacker(windows: WindowCutter(ToyCorpus.model), labels: Labelling.spans.classes(for: ToyCorpus.types))
        return try EncodedBatches(batches, packer: packer, threads: 2)
    }

    private func needed(copies: Int = 0, _ change: (inout OptimizerOptions) -> Void = { _ in }) throws -> TrainingMemory {
        var options = OptimizerOptions()
        change(&options)
        return try encoded().memory(ToyCorpus.model.classifier.config, labelCount: 7, options: options, copies: copies)
    }

    private func train(
        available: Int, development: [Sentence]? = nil, _ change: (inout TrainingOptions) -> Void = { _ in }
    ) async throws -> TrainingSummary {
        try await ToyCorpus.model.train(
            on: batches, types: ToyCorpus.types, sources: ["gold", "gpt"], options: ToyCorpus.options(change), stream: ToyCorpus.stream,
            development: development, availableMemory: available
        ).summary
    }

    @Test func whatFitsRunsAndOneFloatLessIsRefusedWithBothFiguresAndWhatToType() async throws {
        let (whole, halves) = (try needed(), try needed { $0.accumulate = 2 })
        #expect(try await train(available: whole.total).steps == 6)
        let finding = try await #require(throws: Diagnostic.self) { try await train(available: whole.total - 4) }
        let total = memoryAmount(whole.total)
        #expect(finding.message == "this training needs \(total) of memory, \(memoryAmount(whole.total - 4)) is available")
        #expect(finding.label == "`accumulate=2` fits: \(memoryAmount(halves.total))")
        #expect(finding.notes == [
            "weights \(memoryAmount(whole.weights)), gradient \(memoryAmount(whole.gradient)), moments \(memoryAmount(whole.moments)), "
                + "activations of \(whole.pieces) word pieces at once \(memoryAmount(whole.activations))",
        ])
        #expect(try await train(available: whole.total - 4) { $0.optimizer.accumulate = 2 }.steps == 6)
    }

    @Test(arguments: [2, 4, 8, 16])
    func theSmallestNumberOfPiecesThatFitsIsNamed(pieces: Int) async throws {
        let fits = try needed { $0.accumulate = pieces }
        let finding = try await #require(throws: Diagnostic.self) { try await train(available: fits.total) }
        #expect(finding.label == "`accumulate=\(pieces)` fits: \(memoryAmount(fits.total))")
    }

    @Test func whereNoPiecesFitASmallerModelIsAdvised() async throws {
        let least = try needed { $0.accumulate = 32 }  // of batches of 20 sentences
        for available in [least.total - 4, least.withoutActivations - 4, 0] {
            let finding = try await #require(throws: Diagnostic.self) { try await train(available: available) }
            #expect(finding.label == "take a smaller model, or let less of it learn, as with `freeze=1`")
        }
    }

    @Test func evaluationsTakeCopiesOfTheWeights() async throws {
        let development = Array(ToyCorpus.sentences.prefix(5))
        let (last, best) = (try needed(copies: 1), try needed(copies: 2))
        #expect(best.total - last.total == last.copies && last.copies > last.weights)
        #expect(try await train(available: last.total, development: development).steps == 6)
        let finding = try await #require(throws: Diagnostic.self) {
            try await train(available: last.total, development: development) { $0.patience = 9 }
        }
        #expect(finding.notes[0].contains("weights set aside for evaluations \(memoryAmount(best.copies))"))
        #expect(try await train(available: best.total, development: development) { $0.patience = 9 }.steps == 6)
    }

    @Test func batchesAreThoseOfTheirSentencesOneByOne() throws {
        let packer = BatchPacker(
            windows: WindowCutter(tokenizer: ToyCorpus.model.tokenizer, positions: 6), labels: Labelling.spans.classes(for: ToyCorpus.types))
        let encoded = try EncodedBatches(batches, packer: packer, threads: 2)
        #expect(encoded.count == batches.count)
        for (number, batch) in batches.enumerated() {
            let packed = encoded[number]
            let alone = try batch.map { try packer.pack($0) }
            #expect(packed.batch.ids == alone.flatMap(\.batch.ids) && packed.batch.lengths == alone.flatMap(\.batch.lengths))
            #expect(packed.batch.targets == alone.flatMap(\.batch.targets))
            #expect(packed.sentences == alone.enumerated().flatMap { index, packed in packed.sentences.map { _ in index } })
            #expect(packed.long.split == alone.count { $0.batch.lengths.count > 1 } && packed.long.split > 0)
        }
    }

    @Test func theSameWordsWithOtherLabelsAreAnotherSentence() throws {
        var other = ToyCorpus.sentences[0]
        other.spans = []
        let packer = BatchPacker(windows: WindowCutter(ToyCorpus.model), labels: Labelling.spans.classes(for: ToyCorpus.types))
        let encoded = try EncodedBatches(
            [[TrainingExample(ToyCorpus.sentences[0], source: 0), TrainingExample(other, source: 1)]], packer: packer, threads: 1)
        #expect(encoded[0].batch.targets.count { $0 == 0 } > other.tokens.count)
        #expect(encoded[0].batch.targets.count { $0 > 0 } > 0)
    }

    @Test(arguments: [BertSize.tiny, .mini])
    func randomModelsOfASizeTrainAStepAndTag(size: BertSize) async throws {
        let model = try TaggingModel.random(size, texts: ToyCorpus.sentences.map(\.text), stream: RandomStream(seed: 3, key: "bert"))
        #expect(model.name == size.rawValue && model.classifier.config.layerCount == size.shape.layers)
        let (trained, summary) = try await model.train(
            on: Array(batches.prefix(1)), types: ToyCorpus.types, sources: ["gold", "gpt"], stream: ToyCorpus.stream)
        #expect(summary.losses.count == 1 && abs(summary.losses[0] - 1.95) < 0.3)  // near log 7: nothing is known yet
        #expect(try await trained.tag(ToyCorpus.sentences).spans.count == ToyCorpus.sentences.count)
    }
}
