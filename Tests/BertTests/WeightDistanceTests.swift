import Random
import Testing

@testable import Bert

struct WeightDistanceTests {
    private let model = TokenClassifier(
        config: BertConfig(
            vocabularySize: 20, hiddenSize: 4, layerCount: 2, headCount: 2, intermediateSize: 8, positionCount: 6),
        labels: ["O", "B-X"], stream: RandomStream(seed: 1, key: "model"))

    /// The model with some of a tensor's weights changed.
    private func moved(_ changes: [(tensor: String, index: Int, by: Float)]) throws -> TokenClassifier {
        let weights = model.weights.copy()
        for change in changes {
            let tensor = try #require(weights.layout.tensors.first { $0.name == change.tensor })
            weights[tensor][change.index] += change.by
        }
        return TokenClassifier(config: model.config, labels: model.labels, weights: weights)
    }

    @Test func distancesAreThoseOfAHandCount() throws {
        let there = try moved([
            ("bert.embeddings.word_embeddings.weight", 3, 3), ("bert.embeddings.LayerNorm.bias", 0, -4),
            ("bert.encoder.layer.1.output.dense.bias", 2, 0.5), ("classifier.bias", 0, 1), ("classifier.bias", 1, -1),
        ])
        let levels = try #require(there.distances(from: model))
        #expect(levels.map(\.name) == ["embeddings", "layer 1", "layer 2", "classifier"])
        // Words, positions, two types, a norm; in a layer four square matrices, two of the inner layer, their biases, two norms.
        #expect(levels.map(\.weights) == [80 + 24 + 8 + 8, 4 * 20 + 40 + 36 + 16, 172, 10])
        let expected: [(distance: Double, largest: Double)] = [(5, 4), (0, 0), (0.5, 0.5), (2.0.squareRoot(), 1)]
        for (level, expected) in zip(levels, expected) {
            #expect(abs(level.distance - expected.distance) < 1e-6 && abs(level.largest - expected.largest) < 1e-6, "\(level.name)")
        }
        // A norm starts with gains of 1, so that its level's norm is near the root of their count.
        let squares = model.weights.layout.tensors.filter { $0.level == 2 }.reduce(0.0) { sum, tensor in
            model.weights[tensor].reduce(sum) { $0 + Double($1) * Double($1) }
        }
        #expect(squares > 8 && squares < 8.2)
        #expect(abs(levels[2].relative - 0.5 / squares.squareRoot()) < 1e-9)
        #expect(model.distances(from: model)?.allSatisfy { $0.distance == 0 && $0.largest == 0 && $0.relative == 0 } == true)
    }

    @Test func otherClassesAreLeftOutAndOtherShapesAreNone() throws {
        let other = model.withHead(labels: ["O", "B-X", "I-X"], stream: RandomStream(seed: 2, key: "head"))
        #expect(other.distances(from: model)?.map(\.name) == ["embeddings", "layer 1", "layer 2"])
        #expect(other.distances(from: model)?.allSatisfy { $0.distance == 0 } == true)
        var config = model.config
        config.layerCount = 1
        #expect(TokenClassifier(config: config, labels: model.labels, stream: RandomStream(seed: 1, key: "model")).distances(from: model) == nil)
    }
}
