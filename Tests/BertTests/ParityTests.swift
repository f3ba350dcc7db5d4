import Testing

@testable import Bert

/// Against PyTorch, dropout off. DESIGN: a tensor may differ by 1e-4 of its largest value, logits by 1e-5.
struct ParityTests {
    let fixture: Fixture
    let run: TrainingRun

    init() throws {
        fixture = try Fixture()
        run = TrainingRun(from: fixture.model, options: OptimizerOptions(dropout: 0), threads: 2, stream: Fixture.stream)
    }

    @Test func logitsAreThoseOfTransformers() throws {
        let ours = fixture.model.logits(sequences(of: fixture.steps[0].batch), threads: 2)
        #expect(ours.map(\.count) == fixture.steps[0].lengths.map { $0 * fixture.model.labels.count })
        #expect(largestDifference(ours.joined(), try fixture.expected("logits")) < 1e-5)
    }

    @Test func lossAndEveryGradientAreThoseOfPyTorch() throws {
        let (loss, _, _) = run.backpropagate(fixture.steps[0].batch)
        #expect(abs(loss - fixture.steps[0].loss) < 1e-6)
        try compareGradients(of: run, with: "gradient")
    }

    @Test func lossAndEveryGradientUnderClassWeightsAreThoseOfPyTorch() throws {
        var options = OptimizerOptions(dropout: 0)
        options.classWeights = fixture.weighted.weights
        let run = TrainingRun(from: fixture.model, options: options, threads: 2, stream: Fixture.stream)
        let (loss, _, _) = run.backpropagate(fixture.steps[0].batch)
        #expect(abs(loss - fixture.weighted.loss) < 1e-6 && abs(loss - fixture.steps[0].loss) > 1e-3)
        try compareGradients(of: run, with: "weighted")
    }

    private func compareGradients(of run: TrainingRun, with prefix: String) throws {
        let layout = run.gradient.layout
        #expect(layout.tensors.count == 5 + 2 * 16 + 2)
        for tensor in layout.tensors {
            let ours = run.gradient.values(of: tensor)
            let theirs = try fixture.expected("\(prefix).\(tensor.name)")
            if tensor.name.hasSuffix("key.bias") {
                // A bias on the keys shifts all scores of a row alike: its gradient is zero but for rounding.
                #expect(largest(ours) < 1e-7 && largest(theirs) < 1e-7, "\(tensor.name)")
            } else {
                #expect(largest(theirs) > 1e-5, "\(tensor.name) is compared with next to nothing")
                #expect(largestDifference(ours, theirs) <= 1e-4 * largest(theirs), "\(tensor.name)")
            }
        }
    }

    @Test func weightsAfterThreeStepsAreThoseOfPyTorch() throws {
        for step in fixture.steps {
            let result = try run.step(step.batch, learningRate: step.learningRate)
            #expect(abs(result.loss - step.loss) < 1e-5 * step.loss)
            #expect(abs(result.gradientNorm - step.norm) < 1e-5 * step.norm)
            #expect(result.tokens == step.ids.count)
        }
        let weights = run.snapshot().weights
        for tensor in weights.layout.tensors {
            let ours = weights.values(of: tensor)
            let theirs = try fixture.expected("after.\(tensor.name)")
            #expect(largestDifference(ours, theirs) <= 1e-4 * largest(theirs), "\(tensor.name)")
            if tensor.name.hasSuffix("key.bias") { continue }
            let start = fixture.model.weights.values(of: tensor)
            let (ourWay, theirWay) = (zip(ours, start).map { $0 - $1 }, zip(theirs, start).map { $0 - $1 })
            #expect(largest(theirWay) > 1e-4 && largestDifference(ourWay, theirWay) <= 1e-2 * largest(theirWay), "\(tensor.name)")
        }
    }
}

/// The classifier is linear, so the mean of the logits, which PyTorch confirms above, is the classifier's answer to the mean state.
struct MeanStateTests {
    @Test func meanStatesAreThoseThatTheLogitsAreMadeOf() throws {
        let fixture = try Fixture()
        let (model, sequences) = (fixture.model, sequences(of: fixture.steps[0].batch))
        let means = try model.meanStates(sequences, threads: 2)
        let logits = model.logits(sequences, threads: 2)
        let classifier = model.weights[model.weights.layout.classifier]
        for (mean, logits) in zip(means, logits) {
            #expect(mean.count == model.config.hiddenSize)
            for label in model.labels.indices {
                let rows = stride(from: label, to: logits.count, by: model.labels.count).map { logits[$0] }
                let expected = rows.reduce(0, +) / Float(rows.count)
                let ours = zip(classifier.weight.row(label), mean).reduce(classifier.bias.row(0)[label]) { $0 + $1.0 * $1.1 }
                #expect(abs(ours - expected) < 1e-5)
            }
        }
        #expect(try model.meanStates(sequences, threads: 1) == means)
    }
}
