import Foundation
import Numerics
import Random
import Testing

@testable import Bert

/// Every gradient against the tape, with dropout on: the tape is given the very masks.
struct GradientTests {
    @Test(arguments: [[5, 1, 4], [6], [2, 2, 2, 2]], [[:], ["O": 0.25, "B-PER": 3, "I-ORG": 0]])
    func everyGradientIsTheTapes(lengths: [Int], classWeights: [String: Double]) throws {
        let model = try Fixture().model
        var options = OptimizerOptions(dropout: 0.3)
        options.classWeights = classWeights
        let batch = randomBatch(lengths: lengths, model: model)
        let run = TrainingRun(from: model, options: options, threads: 2, stream: Fixture.stream)
        let (loss, norm) = run.backpropagate(batch)

        let dropout = EncoderDropout(probability: 0.3, layerCount: model.config.layerCount, stream: Fixture.stream, step: 0)
        let oracle = TapeModel(model, batch, dropout: dropout, classWeights: model.labels.map { classWeights[$0] ?? 1 })
        #expect(abs(loss - oracle.loss) < 1e-5)
        let squares = oracle.leaves.values.reduce(0) { $0 + $1.gradient.reduce(0) { $0 + $1 * $1 } }
        #expect(abs(norm - squares.squareRoot()) < 1e-4 * squares.squareRoot())
        for tensor in run.gradient.layout.tensors {
            let theirs = oracle.leaves[tensor.name]!.gradient.map(Float.init)
            let limit = tensor.name.hasSuffix("key.bias") ? 1e-7 : 1e-4 * largest(theirs)
            #expect(largestDifference(run.gradient.values(of: tensor), theirs) <= limit, "\(tensor.name)")
        }
    }

    @Test func aBatchWithoutAScoredTokenHasLossZeroAndNoGradient() throws {
        let model = try Fixture().model
        let run = TrainingRun(from: model, threads: 2, stream: Fixture.stream)
        let batch = PackedBatch(ids: [1, 2, 3], lengths: [2, 1], targets: [-1, -1, -1])
        #expect(run.backpropagate(batch) == (0, 0))
        #expect(largest(run.gradient.values) == 0)
    }
}

func randomBatch(lengths: [Int], model: TokenClassifier, seed: Int = 3) -> PackedBatch {
    var stream = RandomStream(seed: seed, key: "batch")
    let count = lengths.reduce(0, +)
    return PackedBatch(
        ids: (0..<count).map { _ in Int32(stream.int(below: model.config.vocabularySize)) }, lengths: lengths,
        targets: (0..<count).map { _ in Int32(stream.int(below: model.labels.count + 1) - 1) })
}

/// The method written a second time, on the tape.
private struct TapeModel {
    let tape = Tape()
    let leaves: [String: Tape.Value]
    private(set) var loss = 0.0
    private let config: BertConfig

    init(_ model: TokenClassifier, _ batch: PackedBatch, dropout: EncoderDropout, classWeights: [Double]) {
        let tape = tape
        config = model.config
        leaves = Dictionary(uniqueKeysWithValues: model.weights.layout.tensors.map { tensor in
            let shape = tensor.shape.count == 2 ? tensor.shape : [1, tensor.count]
            return (tensor.name, tape.leaf(shape[0], shape[1], model.weights.values(of: tensor).map(Double.init)))
        })
        let sequences = PackedRows(lengths: batch.lengths, heads: config.headCount, asked: batch.scored).sequences
        let weights = batch.targets.filter { $0 >= 0 }.map { classWeights[Int($0)] }
        var logits: [Tape.Value] = []
        for sequence in sequences {
            let asked = batch.scored[sequence.asked].map { Int($0) - sequence.rows.lowerBound }
            logits.append(forward(batch.ids[sequence.rows].map(Int.init), sequence, asked: asked, dropout))
        }
        let probabilities = tape.softmax(tape.joinRows(logits))
        let places = batch.targets.filter { $0 >= 0 }.enumerated().map { $0 * model.labels.count + Int($1) }
        let correct = tape.gather(probabilities, places, 1, places.count)
        let logarithms = tape.map(correct, log, derivative: { 1 / $0 })
        let weighted = tape.elementwiseProduct(logarithms, tape.leaf(1, weights.count, weights))
        let total = tape.scaled(tape.rowSums(weighted), -1 / weights.reduce(0, +))
        tape.backward(from: total)
        loss = total.data[0]
    }

    private func leaf(_ name: String) -> Tape.Value { leaves[name]! }

    private func linear(_ x: Tape.Value, _ name: String) -> Tape.Value {
        tape.linear(x, leaf("\(name).weight"), leaf("\(name).bias"))
    }

    private func norm(_ x: Tape.Value, _ name: String) -> Tape.Value {
        tape.norm(x, leaf("\(name).weight"), leaf("\(name).bias"), epsilon: Double(config.layerNormEpsilon))
    }

    private func dropped(_ x: Tape.Value, _ dropout: Dropout, first: Int) -> Tape.Value {
        let ones = FloatStorage(rows: x.rows, columns: x.columns), mask = FloatStorage(rows: x.rows, columns: x.columns)
        ones.view.elements.update(repeating: 1)
        dropout.forward(ones.view, first: first, into: mask.view)
        let kept = withExtendedLifetime((ones, mask)) { mask.view.elements.map(Double.init) }
        return tape.elementwiseProduct(x, tape.leaf(x.rows, x.columns, kept))
    }

    /// - Parameter asked: the places of the scored tokens in the sequence: what the last layer is about, and all that comes after.
    private func forward(_ ids: [Int], _ place: PackedRows.Sequence, asked: [Int], _ dropout: EncoderDropout) -> Tape.Value {
        var first = place.rows.lowerBound * config.hiddenSize
        let words = tape.rows(leaf("bert.embeddings.word_embeddings.weight"), ids)
        let positions = tape.rows(leaf("bert.embeddings.position_embeddings.weight"), Array(ids.indices))
        let types = tape.rows(leaf("bert.embeddings.token_type_embeddings.weight"), ids.map { _ in 0 })
        let embedded = norm(tape.sum(tape.sum(words, positions), types), "bert.embeddings.LayerNorm")
        var x = dropped(embedded, dropout.embedded, first: first)
        for (index, masks) in dropout.layers.enumerated() {
            let name = "bert.encoder.layer.\(index)"
            var asking = x
            if index == config.layerCount - 1 { (asking, first) = (tape.rows(x, asked), place.asked.lowerBound * config.hiddenSize) }
            let context = attention(asking, x, "\(name).attention.self", masks.probabilities, first: place.probabilities.lowerBound)
            let projected = dropped(linear(context, "\(name).attention.output.dense"), masks.attentionProjection, first: first)
            let attended = norm(tape.sum(asking, projected), "\(name).attention.output.LayerNorm")
            let inner = tape.gelu(linear(attended, "\(name).intermediate.dense"))
            let output = dropped(linear(inner, "\(name).output.dense"), masks.outputProjection, first: first)
            x = norm(tape.sum(attended, output), "\(name).output.LayerNorm")
        }
        return linear(dropped(x, dropout.classifierInput, first: first), "classifier")
    }

    private func attention(_ asking: Tape.Value, _ x: Tape.Value, _ name: String, _ dropout: Dropout, first: Int) -> Tape.Value {
        let width = config.hiddenSize / config.headCount
        let (query, key, value) = (linear(asking, "\(name).query"), linear(x, "\(name).key"), linear(x, "\(name).value"))
        return tape.joinColumns((0..<config.headCount).map { head in
            let range = head * width..<(head + 1) * width
            let scores = tape.product(tape.columns(query, range), tape.transpose(tape.columns(key, range)))
            let probabilities = tape.softmax(tape.scaled(scores, 1 / Double(width).squareRoot()))
            return tape.product(
                dropped(probabilities, dropout, first: first + head * asking.rows * x.rows), tape.columns(value, range))
        })
    }
}
