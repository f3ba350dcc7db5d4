import Foundation
import Testing

@testable import Numerics

struct AdamWTests {
    /// Longer than one task's chunk, so that seams are crossed.
    private static let count = AdamW.chunk + 13

    @Test func normIsThatOfTheWholeForEveryNumberOfThreads() {
        let gradient = RandomMatrices(seed: 7).matrix(1, Self.count)
        let expected = gradient.doubles.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let norms = [1, 2, 3].map { AdamW.norm(gradient.view, workers: Workers(count: $0)) }
        #expect(abs(norms[0] - expected) < 1e-9 * expected)
        #expect(Set(norms).count == 1)
    }

    @Test func threeStepsFollowTheFormula() {
        let random = RandomMatrices(seed: 8)
        let (weights, mean, square) = (
            random.matrix(1, Self.count), random.zeros(1, Self.count), random.zeros(1, Self.count))
        var (w, m, v) = (weights.doubles, [Double](repeating: 0, count: Self.count), [Double](repeating: 0, count: Self.count))
        let optimizer = AdamW(weightDecay: 0.01, clip: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
        for step in 1...3 {
            let (gradient, rate) = (random.matrix(1, Self.count), [0.01, 0.003, 0.02][step - 1])
            let norm = AdamW.norm(gradient.view, workers: Workers(count: 2))
            optimizer.update(
                weights.view, gradient: gradient.view, norm: norm, mean: mean.view, square: square.view, step: step,
                learningRate: rate, workers: Workers(count: 2))
            for (index, value) in gradient.doubles.enumerated() {
                let g = value * min(1, 1 / (norm + 1e-6))
                m[index] = 0.9 * m[index] + 0.1 * g
                v[index] = 0.999 * v[index] + 0.001 * g * g
                let corrected = (v[index] / (1 - pow(0.999, Double(step)))).squareRoot() + 1e-8
                w[index] = w[index] * (1 - rate * 0.01) - rate / (1 - pow(0.9, Double(step))) * m[index] / corrected
            }
        }
        #expect(weights.isClose(to: w, within: 1e-6))
    }
}

struct WorkersTests {
    @Test(arguments: [1, 2, 5])
    func everyTaskRunsOnceAndResultsStandInOrder(threads: Int) {
        let workers = Workers(count: threads)
        #expect(workers.map(tasks: 1000) { task, _ in task } == Array(0..<1000))
        #expect(workers.map(tasks: 100) { _, worker in worker }.allSatisfy { $0 < threads })
        #expect(workers.map(tasks: 0) { task, _ in task }.isEmpty)
    }
}
