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
        try expectTheTapes(randomBatch(lengths: lengths, model: model), options)
    }

    /// With weights of tokens, 0 among them, and labels that are not sure, on some tokens of one part of the batch and of both.
    @Test(arguments: [
        (LossRow.named("smoothed")?.loss(), TapeLoss(smoothing: 0.1)),
        (LossRow.named("gce")?.loss(), TapeLoss(f: { (1 - pow($0, 0.7)) / 0.7 }, derivative: { -pow($0, -0.3) })),
        (.crossEntropy, TapeLoss()),
    ] as [(Loss?, TapeLoss)], [false, true])
    func everyGradientOfEveryLossIsTheTapes(loss: (ours: Loss?, tapes: TapeLoss), isSoft: Bool) throws {
        let model = try Fixture().model
        var batch = randomBatch(lengths: [5, 1, 4, 3], model: model)
        var stream = RandomStream(seed: 4, key: "trust")
        batch.weights = batch.ids.map { _ in Float(stream.int(below: 4)) / 2 }
        var options = OptimizerOptions(dropout: 0.3)
        options.loss = try #require(loss.ours)
        options.classWeights = ["O": 0.25, "B-PER": 3]
        if isSoft {
            options.temperature = 2
            batch.distributions = batch.ids.map { _ in
                let shares = model.labels.map { _ in stream.uniform() }
                return stream.uniform() < 0.3 ? [] : shares.map { Float($0 / shares.reduce(0, +)) }
            }
        }
        try expectTheTapes(batch, options, loss.tapes)
    }

    private func expectTheTapes(_ batch: PackedBatch, _ options: OptimizerOptions, _ tapeLoss: TapeLoss = TapeLoss()) throws {
        let model = try Fixture().model
        let run = TrainingRun(from: model, options: options, threads: 2, stream: Fixture.stream)
        let (loss, norm, sequences) = run.backpropagate(batch)

        let dropout = EncoderDropout(probability: Float(options.dropout), layerCount: model.config.layerCount, stream: Fixture.stream, step: 0)
        let oracle = TapeModel(model, batch, dropout: dropout, options, tapeLoss)
        let whole = sequences.reduce(into: LossShare()) { $0 += $1 }
        #expect(abs(whole.loss / whole.weight - loss) < 1e-6 && sequences.count == batch.lengths.count)
        #expect(abs(loss - oracle.loss) < 1e-5)
        var squares = 0.0
        for leaf in oracle.leaves.values { for value in leaf.gradient { squares += value * value } }
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
        let (loss, norm, sequences) = run.backpropagate(batch)
        #expect(loss == 0 && norm == 0 && sequences == [LossShare(), LossShare()])
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

/// A loss written a second time: f(p), its derivative, and the share of a label that goes to all classes.
struct TapeLoss: Sendable {
    var smoothing = 0.0
    var f: @Sendable (Double) -> Double = { -log($0) }
    var derivative: @Sendable (Double) -> Double = { -1 / $0 }
}

/// The method written a second time, on the tape.
private struct TapeModel {
    let tape = Tape()
    let leaves: [String: Tape.Value]
    private(set) var loss = 0.0
    private let config: BertConfig

    init(_ model: TokenClassifier, _ batch: PackedBatch, dropout: EncoderDropout, _ options: OptimizerOptions, _ tapeLoss: TapeLoss) {
        let tape = tape
        config = model.config
        leaves = Dictionary(uniqueKeysWithValues: model.weights.layout.tensors.map { tensor in
            let shape = tensor.shape.count == 2 ? tensor.shape : [1, tensor.count]
            return (tensor.name, tape.leaf(shape[0], shape[1], model.weights.values(of: tensor).map(Double.init)))
        })
        let sequences = PackedRows(lengths: batch.lengths, heads: config.headCount, asked: batch.scored).sequences
        var logits: [Tape.Value] = []
        for sequence in sequences {
            let asked = batch.scored[sequence.asked].map { Int($0) - sequence.rows.lowerBound }
            logits.append(forward(batch.ids[sequence.rows].map(Int.init), sequence, asked: asked, dropout))
        }
        let (classes, scored) = (model.labels.count, batch.scored.map(Int.init))
        let classWeights: [Double] = model.labels.map { options.classWeights[$0] ?? 1 }
        let tokenWeights: [Double] = scored.map { batch.weights.isEmpty ? 1 : Double(batch.weights[$0]) }
        let targets: [[Double]] = scored.map { token in
            let given: [Double] = batch.distributions.isEmpty ? [] : batch.distributions[token].map(Double.init)
            return given.isEmpty ? (0..<classes).map { $0 == Int(batch.targets[token]) ? 1 : 0 } : given
        }
        let heats: [Double] = scored.map { token in
            let isSure = batch.distributions.isEmpty || batch.distributions[token].isEmpty
            return isSure ? 1 : options.temperature
        }
        var wanted: [Double] = []
        var divisor = 0.0
        for (number, target) in targets.enumerated() {
            for (share, classWeight) in zip(target, classWeights) {
                let weight = tokenWeights[number] * classWeight
                divisor += weight * share
                let mixed = (1 - tapeLoss.smoothing) * share + tapeLoss.smoothing / Double(classes)
                wanted.append(weight * heats[number] * heats[number] * mixed)
            }
        }
        let all = tape.joinRows(logits)
        let cooled = tape.elementwiseProduct(all, tape.spread(tape.leaf(scored.count, 1, heats.map { 1 / $0 }), like: all))
        let costs = tape.map(tape.softmax(cooled), tapeLoss.f, derivative: tapeLoss.derivative)
        let weighted = tape.elementwiseProduct(costs, tape.leaf(scored.count, classes, wanted))
        let total = tape.scaled(tape.rowSums(tape.transpose(tape.rowSums(weighted))), 1 / divisor)
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
