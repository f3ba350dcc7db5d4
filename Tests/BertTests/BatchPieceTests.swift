import Testing

@testable import Bert

/// A batch that is run in pieces gives the loss and the gradient of the whole.
struct BatchPieceTests {
    private let model: TokenClassifier

    init() throws {
        model = try Fixture().model
    }

    private func run(_ pieces: Int, dropout: Double = 0, threads: Int = 2) -> TrainingRun {
        var options = OptimizerOptions(dropout: dropout)
        options.accumulate = pieces
        options.classWeights = ["O": 0.5, "B-PER": 2]
        return TrainingRun(from: model, options: options, threads: threads, stream: Fixture.stream)
    }

    @Test(arguments: [2, 3, 5, 50])
    func lossAndEveryGradientAreThoseOfTheWholeBatch(pieces: Int) {
        let batch = randomBatch(lengths: [7, 3, 12, 1, 5, 9], model: model)
        let (whole, cut) = (run(1), run(pieces))
        let (expected, ours) = (whole.backpropagate(batch), cut.backpropagate(batch))
        #expect(abs(ours.loss - expected.loss) < 1e-6 * expected.loss)
        #expect(abs(ours.norm - expected.norm) < 1e-5 * expected.norm)
        for tensor in whole.gradient.layout.tensors where !tensor.name.hasSuffix("key.bias") {
            let theirs = whole.gradient.values(of: tensor)
            #expect(largest(theirs) > 0, "\(tensor.name)")
            #expect(largestDifference(cut.gradient.values(of: tensor), theirs) <= 1e-5 * largest(theirs), "\(tensor.name)")
        }
    }

    @Test func severalStepsGiveTheSameWeights() throws {
        let (whole, cut) = (run(1), run(3))
        for seed in 1...4 {
            let batch = randomBatch(lengths: [7, 3, 12, 1, 5, 9], model: model, seed: seed)
            let expected = try whole.step(batch, learningRate: 1e-3), ours = try cut.step(batch, learningRate: 1e-3)
            #expect(abs(ours.loss - expected.loss) < 1e-4 * expected.loss && ours.tokens == expected.tokens)
        }
        let (ours, theirs) = (cut.snapshot().weights, whole.snapshot().weights)
        for tensor in theirs.layout.tensors where !tensor.name.hasSuffix("key.bias") {
            let (expected, start) = (theirs.values(of: tensor), model.weights.values(of: tensor))
            let way = largestDifference(expected, start)
            #expect(way > 1e-4 && largestDifference(ours.values(of: tensor), expected) < 2e-2 * way, "\(tensor.name)")
        }
    }

    @Test func piecesGiveTheSameBitsForEveryNumberOfThreadsAndHaveMasksOfTheirOwn() throws {
        let batch = PackedBatch(ids: [1, 2, 3, 1, 2, 3], lengths: [3, 3], targets: [1, 1, 1, 1, 1, 1])
        let once = try run(2, dropout: 0.5, threads: 1).step(batch, learningRate: 1e-3)
        for threads in 2...3 { #expect(try run(2, dropout: 0.5, threads: threads).step(batch, learningRate: 1e-3) == once) }
        // The same sentence twice: with one mask for both pieces the loss would be that of the first alone.
        let first = PackedBatch(ids: [1, 2, 3], lengths: [3], targets: [1, 1, 1])
        #expect(try abs(run(1, dropout: 0.5).step(first, learningRate: 1e-3).loss - once.loss) > 1e-3)
    }

    @Test(arguments: [[7, 3, 12, 1, 5, 9], [1], [40, 1, 1, 1], [1, 1, 1, 40], [2, 2, 2, 2, 2, 2, 2, 2]])
    func piecesAreTheBatchInOrderAndNoneIsEmpty(lengths: [Int]) {
        let batch = randomBatch(lengths: lengths, model: model)
        for count in 1...10 {
            let pieces = batch.pieces(count)
            #expect(pieces.count <= count && pieces.allSatisfy { !$0.lengths.isEmpty })
            #expect(pieces.flatMap(\.ids) == batch.ids && pieces.flatMap(\.targets) == batch.targets)
            #expect(pieces.flatMap(\.lengths) == batch.lengths)
        }
        if lengths.count == 8 { #expect(batch.pieces(4).map(\.lengths.count) == [2, 2, 2, 2]) }
    }

    @Test func troubleInALaterPieceIsFoundThere() throws {
        let weights = model.weights.copy()
        weights[weights.layout.words].row(7)[3] = .infinity
        let broken = TokenClassifier(config: model.config, labels: model.labels, weights: weights)
        var options = OptimizerOptions()
        options.accumulate = 3
        let run = TrainingRun(from: broken, options: options, threads: 2, stream: Fixture.stream)
        let batch = PackedBatch(ids: [1, 2, 3, 4, 5, 7], lengths: [2, 2, 2], targets: [1, 1, 1, 1, 1, 1])
        let trouble = try #require(throws: NumericTrouble.self) { try run.step(batch, learningRate: 1e-3) }
        #expect(trouble.place == "the embeddings" && trouble.sequences == [2])
    }
}
