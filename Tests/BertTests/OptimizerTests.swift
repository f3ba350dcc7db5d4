import Numerics
import Random
import Testing

@testable import Bert

/// AdamW that leaves alone what never occurs, against AdamW on everything.
struct OptimizerTests {
    private static let model = TokenClassifier(
        config: BertConfig(
            vocabularySize: 300, hiddenSize: 16, layerCount: 1, headCount: 2, intermediateSize: 32, positionCount: 24),
        labels: ["O", "B-X"], stream: RandomStream(seed: 1, key: "model"))
    private static let levels = Levels(layerCount: model.config.layerCount, frozen: .nothing, decay: 1)
    private static let method = AdamW(weightDecay: 0.1, clip: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    private static let batches: [[Int32]] = [[1, 5, 5, 7], [2, 7], [299, 1], [], [5, 0, 150, 2]]

    /// A gradient that is zero in the rows of words that do not occur.
    private func gradient(of ids: [Int32], step: Int) -> Parameters {
        let gradient = Parameters(Self.model.weights.layout)
        var stream = RandomStream(seed: step, key: "gradient")
        let words = gradient.layout.words
        for id in Set(ids).sorted() { for index in gradient[words].row(Int(id)).indices { gradient[words].row(Int(id))[index] = Float(stream.uniform()) } }
        let rest = gradient[flat: words.count..<gradient.layout.count].elements
        for index in rest.indices { rest[index] = Float(stream.uniform() - 0.5) }
        return gradient
    }

    @Test func givesTheWeightsOfAdamWOnEveryRow() {
        let (weights, dense) = (Self.model.weights.copy(), Self.model.weights.copy())
        let (mean, square) = (Parameters(dense.layout), Parameters(dense.layout))
        var optimizer = Optimizer(Self.method, layout: weights.layout, levels: Self.levels)
        for (step, ids) in Self.batches.enumerated() {
            let gradient = gradient(of: ids, step: step)
            let norm = gradient.all.sumOfSquares.squareRoot()
            optimizer.prepare(ids, weights: weights)
            optimizer.step(weights, gradient: gradient, ids: ids, norm: norm, learningRate: 0.05, workers: Workers(count: 2))
            Self.method.step(step + 1, norm: norm, learningRate: 0.05).update(
                dense.all, gradient: gradient.all, mean: mean.all, square: square.all)
        }
        let unsettled = weights.values
        optimizer.settle(weights)
        #expect(weights.values != unsettled)
        #expect(largestDifference(weights.values, dense.values) <= 2e-6 * largest(dense.values))
        #expect(Set(optimizer.progress.occurred) == [0, 1, 2, 5, 7, 150, 299] && optimizer.progress.occurred.count == 7)
    }

    @Test func aRowThatOccursLateIsUpToDateWhenItIsRead() {
        let (weights, row) = (Self.model.weights.copy(), 42)
        var optimizer = Optimizer(Self.method, layout: weights.layout, levels: Self.levels)
        let before = Array(weights[weights.layout.words].row(row))
        for step in 0..<3 {
            optimizer.prepare([1], weights: weights)
            optimizer.step(
                weights, gradient: gradient(of: [1], step: step), ids: [1], norm: 1, learningRate: 0.5, workers: Workers(count: 1))
        }
        #expect(Array(weights[weights.layout.words].row(row)) == before)
        optimizer.prepare([Int32(row)], weights: weights)
        let after = Array(weights[weights.layout.words].row(row))
        for (then, now) in zip(before, after) { #expect(abs(now - then * 0.95 * 0.95 * 0.95) <= 1e-6 * abs(then)) }
        optimizer.settle(weights)
        #expect(Array(weights[weights.layout.words].row(row)) == after)
    }

    @Test func progressOfATableOfAnotherSizeIsRefused() {
        var optimizer = Optimizer(Self.method, layout: Self.model.weights.layout, levels: Self.levels)
        let isTaken = [300, 299].map { row in optimizer.resume(Optimizer.Progress(steps: row, occurred: [1, Int32(row)], pendingDecay: 0.5)) }
        #expect(isTaken == [false, true] && optimizer.steps == 299)
    }
}
