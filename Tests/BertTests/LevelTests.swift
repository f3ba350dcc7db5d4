import Testing

@testable import Bert

/// Frozen weights and learning rates by depth, against parameter groups of PyTorch.
struct LevelTests {
    private let fixture: Fixture

    init() throws {
        fixture = try Fixture()
    }

    private func trained(
        dropout: Double = 0, _ change: (inout OptimizerOptions) -> Void
    ) throws -> (weights: Parameters, results: [StepResult]) {
        var options = OptimizerOptions(dropout: dropout)
        change(&options)
        let run = TrainingRun(from: fixture.model, options: options, threads: 2, stream: Fixture.stream)
        let results = try fixture.steps.map { try run.step($0.batch, learningRate: $0.learningRate) }
        return (run.snapshot().weights, results)
    }

    /// Against the weights that PyTorch has, and the way there from the start.
    private func compare(_ ours: [Float], _ name: String, start: [Float], _ prefix: String) throws {
        let theirs = try fixture.expected("\(prefix).\(name)")
        #expect(largestDifference(ours, theirs) <= 1e-4 * largest(theirs), "\(name)")
        if name.hasSuffix("key.bias") { return }
        let (ourWay, theirWay) = (zip(ours, start).map { $0 - $1 }, zip(theirs, start).map { $0 - $1 })
        #expect(largest(theirWay) > 1e-5 && largestDifference(ourWay, theirWay) <= 1e-2 * largest(theirWay), "\(name)")
    }

    @Test func learningRatesThatFallByLayerAreThoseOfPyTorchsGroups() throws {
        let weights = try trained { $0.layerDecay = 0.5 }.weights
        for tensor in weights.layout.tensors {
            try compare(weights.values(of: tensor), tensor.name, start: fixture.model.weights.values(of: tensor), "decayed")
        }
    }

    @Test func whatIsNotFrozenIsAsInPyTorchAndTheRestStaysToTheBit() throws {
        let (weights, results) = try trained { $0.frozen = .layers(1) }
        for tensor in weights.layout.tensors {
            let (ours, start) = (weights.values(of: tensor), fixture.model.weights.values(of: tensor))
            if tensor.name.hasPrefix("bert.embeddings.") || tensor.name.contains(".layer.0.") {
                #expect(ours.map(\.bitPattern) == start.map(\.bitPattern), "\(tensor.name)")
            } else {
                try compare(ours, tensor.name, start: start, "frozen")
            }
        }
        for (result, step) in zip(results, fixture.steps) {
            #expect(abs(result.gradientNorm - step.frozenNorm) < 1e-5 * step.frozenNorm)
        }
    }

    @Test(arguments: [
        (Frozen.embeddings, 5), (.layers(1), 5 + 16), (.layers(2), 5 + 2 * 16),
    ])
    func exactlyTheFrozenTensorsStay(frozen: Frozen, count: Int) throws {
        let weights = try trained(dropout: 0.1) { $0.frozen = frozen }.weights
        for (number, tensor) in weights.layout.tensors.enumerated() {
            let stays = weights.values(of: tensor).map(\.bitPattern) == fixture.model.weights.values(of: tensor).map(\.bitPattern)
            #expect(stays == (number < count), "\(tensor.name)")
        }
    }

    /// What is not frozen has the gradients of a whole backward pass.
    @Test(arguments: [Frozen.embeddings, .layers(1), .layers(2)])
    func theGradientsAboveAreThoseOfAWholeBackwardPass(frozen: Frozen) throws {
        func run(_ frozen: Frozen) -> TrainingRun {
            var options = OptimizerOptions(dropout: 0.2)
            options.frozen = frozen
            let run = TrainingRun(from: fixture.model, options: options, threads: 2, stream: Fixture.stream)
            _ = run.backpropagate(fixture.steps[0].batch)
            return run
        }
        let (whole, part) = (run(.nothing), run(frozen))
        let lowest = Levels(layerCount: 2, frozen: frozen, decay: 1).lowest
        for tensor in whole.gradient.layout.tensors where tensor.level >= lowest {
            #expect(part.gradient.values(of: tensor) == whole.gradient.values(of: tensor), "\(tensor.name)")
        }
        for tensor in whole.gradient.layout.tensors where tensor.level < lowest {
            #expect(largest(part.gradient.values(of: tensor)) == 0, "\(tensor.name)")
        }
    }

    @Test func ratesFallByDepthAndAreZeroWhereNothingLearns() {
        #expect(Levels(layerCount: 3, frozen: .nothing, decay: 0.5).rates == [0.0625, 0.125, 0.25, 0.5, 1])
        #expect(Levels(layerCount: 3, frozen: .layers(1), decay: 0.5).rates == [0, 0, 0.25, 0.5, 1])
        #expect(Levels(layerCount: 3, frozen: .layers(3), decay: 1).rates == [0, 0, 0, 0, 1])
        #expect(Levels(layerCount: 3, frozen: .embeddings, decay: 1).lowest == 1)
    }

    @Test func levelsLieOneAfterTheOther() throws {
        let layout = fixture.model.weights.layout
        let ranges = (0..<layout.levelCount).map { layout.range(ofLevel: $0) }
        #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == layout.count)
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    }
}
