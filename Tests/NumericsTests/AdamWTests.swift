import Foundation
import Synchronization
import Testing

@testable import Numerics

struct AdamWTests {
    /// No whole number of vectors.
    private static let count = 10_013

    @Test func theSumOfSquaresIsInDoublePrecision() {
        let gradient = RandomMatrices(seed: 7).matrix(1, Self.count)
        let expected = gradient.doubles.reduce(0) { $0 + $1 * $1 }
        #expect(abs(gradient.view.sumOfSquares - expected) < 1e-12 * expected)
    }

    @Test func threeStepsFollowTheFormula() {
        let random = RandomMatrices(seed: 8)
        let (weights, mean, square) = (
            random.matrix(1, Self.count), random.zeros(1, Self.count), random.zeros(1, Self.count))
        var (w, m, v) = (weights.doubles, [Double](repeating: 0, count: Self.count), [Double](repeating: 0, count: Self.count))
        let optimizer = AdamW(weightDecay: 0.01, clip: 1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
        for step in 1...3 {
            let (gradient, rate) = (random.matrix(1, Self.count), [0.01, 0.003, 0.02][step - 1])
            let norm = gradient.view.sumOfSquares.squareRoot()
            optimizer.step(step, norm: norm, learningRate: rate).update(
                weights.view, gradient: gradient.view, mean: mean.view, square: square.view)
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

struct MilestonesTests {
    @Test(arguments: [1, 2, 5])
    func whoWaitsGoesOnWhenAllHavePassed(threads: Int) {
        let passed = Milestones(count: 3, tasks: 2)
        let done = Mutex<[Int]>([])
        Workers(count: threads).run(tasks: 5) { task, _ in
            if task < 2 {
                for point in 0..<3 { passed.pass(point) }
            } else {
                passed.wait(for: task - 2)
            }
            done.withLock { $0.append(task) }
        }
        #expect(done.withLock { $0.sorted() } == [0, 1, 2, 3, 4])
    }
}

struct MemoryTests {
    @Test func aLayoutIsCountedAsItIsHadAndNothingOverlaps() {
        func layout(_ memory: inout Memory) -> ([Matrix], Memory) {
            let matrices = [memory.matrix(3, 5), memory.matrix(0, 7), memory.matrix(1, 1), memory.matrix(17, 16)]
            return (matrices, memory)
        }
        #expect(Memory.floats(of: layout) == 16 + 0 + 16 + 272)
        let (matrices, owner) = Memory.laidOut(layout)
        withExtendedLifetime(owner) {
            for (number, matrix) in matrices.enumerated() {
                #expect(matrix.elements.allSatisfy { $0 == 0 })
                matrix.elements.update(repeating: Float(number))
            }
            for (number, matrix) in matrices.enumerated() { #expect(matrix.elements.allSatisfy { $0 == Float(number) }) }
        }
    }
}
