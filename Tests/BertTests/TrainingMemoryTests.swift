import Diagnostics
import Numerics
import Random
import Testing

@testable import Bert

/// What is said of memory beforehand is what is then taken.
struct TrainingMemoryTests {
    private static let labels = ["O", "B-PER", "I-PER"]

    private func model(_ size: BertSize) -> TokenClassifier {
        TokenClassifier(config: BertConfig(size, vocabularySize: 5000), labels: Self.labels, stream: Fixture.stream)
    }

    private func batches(_ model: TokenClassifier) -> [PackedBatch] {
        [[7, 3, 12, 5], [30], [2, 2, 2, 2, 2, 2, 9, 9], [11, 4]].enumerated().map { randomBatch(lengths: $1, model: model, seed: $0) }
    }

    @Test(arguments: [BertSize.tiny, .mini], [1, 3])
    func theBatchesOfATrainingTakeWhatWasPredictedAndNothingIsAllocatedTwice(size: BertSize, accumulate: Int) throws {
        let model = model(size)
        var options = OptimizerOptions()
        options.accumulate = accumulate
        let memory = TrainingMemory(model.config, labelCount: 3, options: options, batches: batches(model))
        let run = TrainingRun(from: model, options: options, threads: 2, stream: Fixture.stream)
        run.reserve(memory)
        let laidOut = try #require(run.memory)
        #expect(memory.activations == 4 * (laidOut.activations.floats + laidOut.gradients.floats))
        for batch in batches(model) { _ = try run.step(batch, learningRate: 1e-4) }
        #expect(run.memory?.activations.embedded.start == laidOut.activations.embedded.start)
        #expect(run.memory?.gradients.inner.start == laidOut.gradients.inner.start)
        #expect(memory.weights == 4 * model.parameterCount && memory.copies == 0)
        #expect(memory.total == memory.weights + memory.gradient + memory.moments + memory.activations)
    }

    @Test func piecesOfABatchTakeLess() {
        let model = model(.tiny)
        let taken = [1, 2, 4, 8].map { pieces in
            var options = OptimizerOptions()
            options.accumulate = pieces
            return TrainingMemory(
                model.config, labelCount: 3, options: options, batches: [randomBatch(lengths: [9, 9, 9, 9, 9, 9, 9, 9], model: model)])
        }
        #expect(taken.map(\.pieces) == [72, 36, 18, 9])
        #expect(zip(taken, taken.dropFirst()).allSatisfy { $1.activations < $0.activations && $1.withoutActivations == $0.withoutActivations })
    }

    @Test func gradientAndMomentsAreThoseOfTheWordsThatOccurAndOfWhatLearns() {
        let config = BertConfig(.tiny, vocabularySize: 5000)
        let layout = WeightLayout(config, labelCount: 3)
        let batch = PackedBatch(ids: [0, 4999, 0, 1], lengths: [4], targets: [-1, 1, 1, -1])
        func memory(_ frozen: Frozen) -> TrainingMemory {
            var options = OptimizerOptions()
            options.frozen = frozen
            return TrainingMemory(config, labelCount: 3, options: options, batches: [batch], copies: 2)
        }
        let rows = SystemMemory.bytes(ofRows: [0, 1, 4999], columns: 128)
        #expect(memory(.nothing).gradient == 4 * (layout.count - 5000 * 128) + rows)
        #expect(memory(.layers(2)).gradient == 4 * (3 * 128 + 3))
        #expect(memory(.layers(2)).moments == 8 * (3 * 128 + 3))
        #expect(memory(.nothing).copies == 2 * 4 * (layout.count + 2 * 12 * 128 * 128))
    }

    @Test func theRunOfATrainingWritesOnlyThoseRows() throws {
        let model = model(.tiny)
        let batch = PackedBatch(ids: [3, 4999, 7], lengths: [3], targets: [-1, 1, -1])
        let run = TrainingRun(from: model, threads: 2, stream: Fixture.stream)
        _ = try run.step(batch, learningRate: 1e-4)
        for (name, moment) in run.optimizer.moments {
            let words = moment.elements(0..<5000 * 128, asRowsOf: 128)
            let written = (0..<5000).filter { row in words.row(row).contains { $0 != 0 } }
            #expect(written == [3, 7, 4999], "\(name)")
        }
    }

    /// The parameters of bert-base-uncased and bert-large-uncased, without their poolers (transformers counts 109,482,240 and
    /// 335,141,888 with them).
    @Test(arguments: [(BertSize.base, 109_482_240, 768), (.large, 335_141_888, 1024)])
    func publishedSizesHaveTheirParameters(size: BertSize, published: Int, hidden: Int) {
        let cost = ModelCost(BertConfig(size, vocabularySize: 30522), labelCount: 9)
        #expect(cost.parameters == published - hidden * (hidden + 1) + 9 * (hidden + 1))
        #expect(cost.classifier == 9 * (hidden + 1) && cost.embeddings == (30522 + 512 + 2 + 2) * hidden)
        #expect(cost.trainingBytes == 16 * cost.parameters)
    }

    /// MiniLM-L6, counted by hand: six layers of 4 · 384² + 2 · 384 · 1536 weights.
    @Test func arithmeticIsTwoForEachWeightOfAMatrix() {
        let config = BertConfig(vocabularySize: 30522, hiddenSize: 384, layerCount: 6, headCount: 12, intermediateSize: 1536)
        let cost = ModelCost(config, labelCount: 9)
        #expect(cost.forwardFlops == 21_233_664 + 2 * 9 * 384)
        #expect(cost.trainingFlops == 3 * cost.forwardFlops)
        #expect(cost.attentionFlops == 9216)
    }

    @Test func aBatchOfSentencesIsWhatItIsCountedFor() {
        let cost = ModelCost(BertConfig(.tiny, vocabularySize: 100), labelCount: 3)
        let model = TokenClassifier(config: cost.config, labels: Self.labels, stream: Fixture.stream)
        var batch = randomBatch(lengths: Array(repeating: 20, count: 4), model: model)
        for index in batch.targets.indices { batch.targets[index] = [0, 19].contains(index % 20) ? -1 : 1 }
        let memory = TrainingMemory(cost.config, labelCount: 3, options: OptimizerOptions(), batches: [batch])
        #expect(cost.trainingBatch(sentences: 4).activations == memory.activations)
    }

    @Test func taggingTakesFewerThreadsBeforeItIsRefused() throws {
        let model = model(.tiny)
        let queries = (0..<40).map { TokenClassifier.Query(ids: Array(repeating: Int32($0), count: 100), asked: [1, 5]) }
        var capacity = Capacity()
        (capacity.tokens, capacity.asked, capacity.longest) = (500, 10, 2 * 100 * 100)
        let each = 4 * Activations.floats(model.config, labelCount: 3, capacity: capacity, purpose: .tagging)
        #expect(try model.taggingThreads(4, capacity: capacity, available: each) == 1)
        #expect(try model.taggingThreads(4, capacity: capacity, available: 3 * each - 4) == 2)
        #expect(try model.taggingThreads(4, capacity: capacity, available: 40 * each) == 4)
        #expect(try model.taggingThreads(4, capacity: capacity, weights: each, available: 3 * each) == 2)
        #expect(throws: Diagnostic.self) { try model.taggingThreads(4, capacity: capacity, weights: each, available: 2 * each - 4) }
        let wanted = try model.predict(queries, threads: 2)
        #expect(try model.predict(queries, threads: 2, availableMemory: 2 * each - 4) == wanted)
        let finding = try #require(throws: Diagnostic.self) { try model.predict(queries, threads: 2, availableMemory: 1 << 20) }
        #expect(finding.message == "tagging 500 word pieces at once needs \(memoryAmount(each)) of memory, 1.0 MiB is available")
        #expect(finding.label == "a smaller model needs less, as `bert size=small` does")
    }

    @Test func weightsThatDoNotFitAreRefusedBeforeTheyAreMade() throws {
        let config = BertConfig(.large, vocabularySize: 30522)
        let bytes = ModelCost(config, labelCount: 9).weightBytes
        try config.requireMemory(labelCount: 9, available: bytes)
        let finding = try #require(throws: Diagnostic.self) { try config.requireMemory(labelCount: 9, available: bytes - 4) }
        #expect(finding.message == "the weights of this model take 1.2 GiB of memory, 1.2 GiB is available")
    }
}
