import Random
import Testing

@testable import Bert

struct TrainingRunTests {
    private let model = TokenClassifier(
        config: BertConfig(
            vocabularySize: 20, hiddenSize: 16, layerCount: 1, headCount: 2, intermediateSize: 32, positionCount: 24),
        labels: ["O", "B-X"], stream: RandomStream(seed: 1, key: "model"))

    @Test func trainingLearnsAndLeavesTheModelItStartedFromAlone() throws {
        let before = model.weights.values
        let run = TrainingRun(from: model, threads: 2, stream: RandomStream(seed: 1, key: "train"))
        let ids = (0..<60).map { Int32($0 % 20) }
        let batch = PackedBatch(ids: ids, lengths: [20, 20, 20], targets: ids.map { $0 % 3 == 0 ? 1 : 0 })
        let losses = try (0..<60).map { _ in try run.step(batch, learningRate: 5e-3).loss }
        #expect(losses.last! < 0.2 * losses.first!)
        #expect(model.weights.values == before)
        let query = TokenClassifier.Query(ids: Array(ids[..<20]), asked: Array(0..<20))
        let predictions = try run.snapshot().predict([query], threads: 1)[0]
        #expect(predictions.map(\.label) == (0..<20).map { $0 % 3 == 0 ? 1 : 0 })
        #expect(predictions.allSatisfy { $0.probability > 0.5 && $0.probability <= 1 })
    }

    @Test func aSnapshotStaysAsItIsWhileTrainingGoesOn() throws {
        let run = TrainingRun(from: model, threads: 1, stream: RandomStream(seed: 1, key: "train"))
        let batch = randomBatch(lengths: [5, 6], model: model)
        _ = try run.step(batch, learningRate: 1e-2)
        let snapshot = run.snapshot()
        let then = snapshot.weights.values
        _ = try run.step(batch, learningRate: 1e-2)
        #expect(snapshot.weights.values == then && run.snapshot().weights.values != then)
    }

    @Test func aRunGrowsAndShrinksWithItsBatches() throws {
        let options = OptimizerOptions(dropout: 0)
        let run = TrainingRun(from: model, options: options, threads: 2, stream: RandomStream(seed: 1, key: "train"))
        let batches = [[3], [24, 24, 24, 1], [2, 2], [24]].map { randomBatch(lengths: $0, model: model) }
        for batch in batches {
            let alone = TrainingRun(from: model, options: options, threads: 1, stream: RandomStream(seed: 1, key: "train"))
            let (loss, expected) = (try run.step(batch, learningRate: 0).loss, try alone.step(batch, learningRate: 0).loss)
            #expect(loss == expected)
        }
    }

    @Test func divergenceIsReportedWithItsStepAndKeepsTheWeights() throws {
        let run = TrainingRun(from: model, threads: 2, stream: RandomStream(seed: 1, key: "train"))
        let batch = randomBatch(lengths: [5, 6], model: model)
        _ = try run.step(batch, learningRate: 1e38)
        let kept = run.snapshot().weights.values.map(\.bitPattern)
        let trouble = try #require(throws: NumericTrouble.self) { try run.step(batch, learningRate: 1e38) }
        #expect(trouble.step == 2 && !(trouble.loss.isFinite && trouble.gradientNorm.isFinite) && trouble.weights != nil)
        let isKept = run.snapshot().weights.values.map(\.bitPattern) == kept
        #expect(isKept)
    }

    @Test func startsAreThoseOfBert() {
        let tensors = model.weights.layout.tensors
        let values = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, model.weights.values(of: $0)) })
        let words = values["bert.embeddings.word_embeddings.weight"] ?? []
        let spread = (words.reduce(0) { $0 + $1 * $1 } / Float(words.count)).squareRoot()
        #expect(abs(spread - 0.02) < 0.003)
        #expect(values["bert.embeddings.LayerNorm.weight"] == [Float](repeating: 1, count: 16))
        #expect(values["classifier.bias"] == [0, 0])
        #expect(model.parameterCount == model.weights.values.count)
    }

    @Test func packsAndHalvesAreCutBetweenSequences() {
        #expect(PackedRows.packs(of: [300, 200, 13, 600, 1], tokens: 512) == [0..<2, 2..<3, 3..<4, 4..<5])
        #expect(PackedRows.packs(of: [], tokens: 512).isEmpty)
        func cut(_ lengths: [Int]) -> [Int] { PackedRows(lengths: lengths, heads: 2).halves.map(\.sequences.count) }
        #expect(cut([10, 10, 10, 10]) == [2, 2])
        #expect(cut([30, 10, 10, 10]) == [1, 3])
        #expect(cut([1, 1, 40]) == [2, 1])
        #expect(PackedRows(lengths: [5], heads: 2).halves.map(\.rows.count).reduce(0, +) == 5)
    }
}
