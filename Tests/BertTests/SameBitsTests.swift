import Random
import Testing

@testable import Bert

/// The same bits for every number of threads, run to run, with dropout on.
struct SameBitsTests {
    static let model = TokenClassifier(
        config: BertConfig(
            vocabularySize: 97, hiddenSize: 32, layerCount: 2, headCount: 4, intermediateSize: 64, positionCount: 40),
        labels: ["O", "B-PER", "I-PER"], stream: RandomStream(seed: 5, key: "model"))

    /// Equal if all bits are.
    struct Outcome: Equatable, CustomStringConvertible {
        var losses: [Double] = []
        var norms: [Double] = []
        var weights: [UInt32] = []

        var description: String { "losses \(losses), \(weights.count) weights" }
    }

    private static func trained(batchSize: Int, threads: Int) throws -> Outcome {
        var stream = RandomStream(seed: 9, key: "lengths")
        let lengths = (0..<83).map { _ in 1 + stream.int(below: 37) }
        let run = TrainingRun(from: model, threads: threads, stream: RandomStream(seed: 7, key: "train"))
        var outcome = Outcome()
        for epoch in 0..<2 {
            for start in stride(from: 0, to: lengths.count, by: batchSize) {
                let part = Array(lengths[start..<min(lengths.count, start + batchSize)])
                let result = try run.step(randomBatch(lengths: part, model: model, seed: start + epoch), learningRate: 1e-3)
                outcome.losses.append(result.loss)
                outcome.norms.append(result.gradientNorm)
            }
        }
        outcome.weights = run.snapshot().weights.values.map(\.bitPattern)
        return outcome
    }

    @Test(arguments: [32, 5, 1])
    func trainingGivesTheSameBits(batchSize: Int) throws {
        let once = try Self.trained(batchSize: batchSize, threads: 1)
        for threads in [1, 2, 3] {
            let again = try Self.trained(batchSize: batchSize, threads: threads)
            let isSame = again == once  // not compared in #expect, which would print all weights
            #expect(isSame, "\(threads) threads")
        }
        #expect(!once.losses.contains { !$0.isFinite })
    }

    @Test func taggingGivesTheSameBits() throws {
        var stream = RandomStream(seed: 4, key: "tag")
        let sequences = (0..<150).map { _ in (0..<1 + stream.int(below: 40)).map { _ in Int32(stream.int(below: 97)) } }
        let once = Self.model.logits(sequences, threads: 1)
        #expect(once.map(\.count) == sequences.map { 3 * $0.count })
        for threads in [1, 2, 3] { #expect(Self.model.logits(sequences, threads: threads) == once) }
        let queries = sequences.map { TokenClassifier.Query(ids: $0, asked: Array(stride(from: 0, to: $0.count, by: 2))) }
        let alone = try Self.model.predict(queries, threads: 1)
        #expect(alone.map(\.count) == queries.map(\.asked.count))
        for threads in [2, 3] { #expect(try Self.model.predict(queries, threads: threads) == alone) }
    }

    /// Enough to have the weights transposed.
    @Test func taggingMuchGivesTheSameBitsForEveryNumberOfThreadsAndTheClassesOfTaggingLittle() throws {
        var stream = RandomStream(seed: 4, key: "tag")
        let queries = (0..<300).map { _ in
            TokenClassifier.Query(ids: (0..<30 + stream.int(below: 10)).map { _ in Int32(stream.int(below: 97)) }, asked: [0, 3, 29])
        }
        #expect(queries.reduce(0) { $0 + $1.ids.count } > 1 << 13)
        let once = try Self.model.predict(queries, threads: 1)
        for threads in [2, 3] { #expect(try Self.model.predict(queries, threads: threads) == once) }
        let little = try queries.flatMap { try Self.model.predict([$0], threads: 1) }
        for (much, little) in zip(once.joined(), little.joined()) {
            #expect(much.label == little.label && abs(much.probability - little.probability) < 1e-5)
        }
    }

    @Test func dropoutDiffersFromStepToStepAndFromStreamToStream() throws {
        func loss(steps: Int, stream: RandomStream) throws -> Double {
            let run = TrainingRun(from: Self.model, threads: 2, stream: stream)
            let batch = randomBatch(lengths: [8, 3, 20], model: Self.model)
            return try (0..<steps).map { _ in try run.step(batch, learningRate: 0).loss }.last!
        }
        let stream = RandomStream(seed: 1, key: "a")
        let first = try loss(steps: 1, stream: stream)
        let (again, second) = (try loss(steps: 1, stream: stream), try loss(steps: 2, stream: stream))
        let other = try loss(steps: 1, stream: RandomStream(seed: 2, key: "a"))
        #expect(first == again && first != second && first != other)
    }
}
