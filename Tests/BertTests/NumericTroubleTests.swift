import Numerics
import Random
import Testing

@testable import Bert

/// Values that are not finite, planted in weights, are found where they first show.
struct NumericTroubleTests {
    private let model: TokenClassifier
    /// Three sequences; the word 7 is in the second alone.
    private let batch = PackedBatch(
        ids: [1, 2, 3, 4, 7, 5, 1, 2, 6], lengths: [3, 4, 2], targets: [0, 1, -1, 2, 3, 0, -1, 1, 4])

    init() throws {
        model = try Fixture().model
    }

    private func trouble(_ plant: (Parameters) -> Void) throws -> NumericTrouble {
        let weights = model.weights.copy()
        plant(weights)
        let planted = TokenClassifier(config: model.config, labels: model.labels, weights: weights)
        let run = TrainingRun(from: planted, threads: 2, stream: Fixture.stream)
        let kept = weights.values.map(\.bitPattern)
        let trouble = try #require(throws: NumericTrouble.self) { try run.step(batch, learningRate: 1e-3) }
        let isKept = run.snapshot().weights.values.map(\.bitPattern) == kept
        #expect(isKept, "the weights stay as before the step")
        return trouble
    }

    private func tensor(_ name: String) throws -> WeightLayout.Tensor {
        try #require(model.weights.layout.tensors.first { $0.name == name }, "no tensor \(name)")
    }

    @Test(arguments: [
        ("bert.embeddings.LayerNorm.bias", Float.nan, "the embeddings"),
        ("bert.encoder.layer.0.attention.self.query.bias", .infinity, "queries, keys and values of `bert.encoder.layer.0`"),
        ("bert.encoder.layer.1.attention.self.value.weight", .nan, "queries, keys and values of `bert.encoder.layer.1`"),
        ("bert.encoder.layer.0.attention.output.dense.weight", .infinity, "the output of the attention of `bert.encoder.layer.0`"),
        ("bert.encoder.layer.1.attention.output.LayerNorm.weight", .nan, "the output of the attention of `bert.encoder.layer.1`"),
        ("bert.encoder.layer.1.intermediate.dense.bias", .infinity, "the inner units of `bert.encoder.layer.1`"),
        ("bert.encoder.layer.0.output.dense.bias", -.infinity, "the output of `bert.encoder.layer.0`"),
        ("bert.encoder.layer.1.output.LayerNorm.bias", .nan, "the output of `bert.encoder.layer.1`"),
        ("classifier.weight", .nan, "the logits"),
        ("classifier.bias", .infinity, "the logits"),
    ])
    func theFirstPlaceIsNamed(name: String, value: Float, place: String) throws {
        let tensor = try tensor(name)
        let trouble = try trouble { $0[tensor][1] = value }
        #expect(trouble.place == place && trouble.sequences == [0, 1, 2] && trouble.step == 1)
        #expect(trouble.weights == name)
        #expect(!trouble.loss.isFinite || !trouble.gradientNorm.isFinite)
    }

    @Test func theSequencesThatHoldItAreTold() throws {
        let words = model.weights.layout.words
        let trouble = try trouble { $0[words].row(7)[3] = .infinity }
        #expect(trouble.place == "the embeddings" && trouble.sequences == [1])
    }

    @Test func largeScoresOverflowInTheProbabilitiesOrBefore() throws {
        let (query, key) = (
            try tensor("bert.encoder.layer.1.attention.self.query.bias"), try tensor("bert.encoder.layer.1.attention.self.key.bias")
        )
        let trouble = try trouble { weights in
            weights[query].update(repeating: 1e25)
            weights[key].update(repeating: 1e25)
        }
        #expect(trouble.place == "the attention probabilities of `bert.encoder.layer.1`" && trouble.weights == nil)
        #expect(trouble.sequences == [0, 1, 2])
    }

    /// All activations are 0, but each norm multiplies the gradient by 1e4 / √1e-12.
    @Test func aGradientThatOverflowsIsFoundOnItsWayBack() throws {
        let trouble = try trouble { weights in
            for tensor in weights.layout.tensors where !tensor.name.hasPrefix("classifier") {
                weights[tensor].update(repeating: tensor.name.hasSuffix("LayerNorm.weight") ? 1e4 : 0)
            }
        }
        #expect(trouble.loss.isFinite && trouble.weights == nil)
        #expect(trouble.place.hasPrefix("the gradient of ") && trouble.place.contains("bert.encoder.layer.0"))
        #expect(!trouble.sequences.isEmpty)
    }
}
