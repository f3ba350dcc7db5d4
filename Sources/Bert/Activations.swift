import Numerics

/// How much memory a batch needs.
struct Capacity: Sendable {
    var tokens = 0
    /// Attention probabilities of one layer: heads · length² summed over the sequences.
    var probabilities = 0
    /// The same of the longest sequence.
    var longest = 0

    init() {}

    init(_ part: PackedRows) {
        tokens = part.rows.count
        probabilities = part.sequences.reduce(0) { $0 + $1.probabilities.count }
        longest = part.sequences.map(\.probabilities.count).max() ?? 0
    }

    func union(_ other: Capacity) -> Capacity {
        var union = self
        union.tokens = max(tokens, other.tokens)
        union.probabilities = max(probabilities, other.probabilities)
        union.longest = max(longest, other.longest)
        return union
    }

    func holds(_ other: Capacity) -> Bool {
        tokens >= other.tokens && probabilities >= other.probabilities && longest >= other.longest
    }
}

/// Memory of the forward pass for packs of up to `tokens` tokens: allocated once, used again for every batch.
///
/// Legend: T tokens, H hidden size, I intermediate size. Views are cut to a part of the batch by `rows`.
final class Activations: Sendable {
    struct Layer: Sendable {
        let queryKeyValue: Matrix  // [T, 3H]
        let probabilities: Matrix  // [1, Σ heads · length²]
        let context: Matrix  // [T, H]
        let attentionNorm: Norm.Kept  // of [T, H]
        let attended: Matrix  // [T, H]
        /// The input of GELU; in training GELU leaves its slope here, and the backward pass its gradient.
        let intermediate: Matrix  // [T, I]
        let inner: Matrix  // [T, I]
        let outputNorm: Norm.Kept  // of [T, H]
        let output: Matrix  // [T, H]

        func rows(_ range: Range<Int>) -> Layer {
            Layer(
                queryKeyValue: queryKeyValue.rows(range), probabilities: probabilities, context: context.rows(range),
                attentionNorm: attentionNorm.rows(range), attended: attended.rows(range), intermediate: intermediate.rows(range),
                inner: inner.rows(range), outputNorm: outputNorm.rows(range), output: output.rows(range))
        }
    }

    let embeddingNorm: Norm.Kept  // of [T, H]
    let embedded: Matrix  // [T, H]
    let layers: [Layer]
    let classifierInput: Matrix  // [T, H]
    let logits: Matrix  // [T, labels]
    /// What a projection leaves for the residual sum after it.
    let projected: Matrix  // [T, H]
    /// Room for one sequence's dropped probabilities, [1, heads · length²], for each part of the batch.
    let dropped: [Matrix]
    private let memory: Memory

    enum Purpose {
        /// All layers share the memory of one, all sequences room for the probabilities of the longest.
        case tagging
        /// Each layer keeps what its backward pass needs; so many parts of the batch are under way at once.
        case training(parts: Int)
    }

    init(_ config: BertConfig, labelCount: Int, capacity: Capacity, purpose: Purpose) {
        var memory = Memory()
        let (tokens, hidden, inner) = (capacity.tokens, config.hiddenSize, config.intermediateSize)
        func kept() -> Norm.Kept { Norm.Kept(normalised: memory.matrix(tokens, hidden), rstd: memory.matrix(tokens, 1)) }
        func layer(_ probabilities: Int) -> Layer {
            Layer(
                queryKeyValue: memory.matrix(tokens, 3 * hidden), probabilities: memory.matrix(1, probabilities),
                context: memory.matrix(tokens, hidden), attentionNorm: kept(), attended: memory.matrix(tokens, hidden),
                intermediate: memory.matrix(tokens, inner), inner: memory.matrix(tokens, inner), outputNorm: kept(),
                output: memory.matrix(tokens, hidden))
        }
        embeddingNorm = kept()
        embedded = memory.matrix(tokens, hidden)
        switch purpose {
        case .tagging:
            layers = Array(repeating: layer(capacity.longest), count: config.layerCount)
            dropped = []
        case .training(let parts):
            layers = (0..<config.layerCount).map { _ in layer(capacity.probabilities) }
            dropped = (0..<parts).map { _ in memory.matrix(1, capacity.longest) }
        }
        classifierInput = memory.matrix(tokens, hidden)
        logits = memory.matrix(tokens, labelCount)
        projected = memory.matrix(tokens, hidden)
        self.memory = memory
    }

    func input(ofLayer index: Int) -> Matrix {
        index == 0 ? embedded : layers[index - 1].output
    }

    var output: Matrix { input(ofLayer: layers.count) }
}

/// Memory of the backward pass: the gradient of each thing that a weight's gradient is later made from, over the whole batch.
final class ActivationGradients: Sendable {
    struct Layer: Sendable {
        let outputProjection: Matrix  // [T, H]
        let attended: Matrix  // [T, H]
        let attentionProjection: Matrix  // [T, H]
        let queryKeyValue: Matrix  // [T, 3H]
        let input: Matrix  // [T, H]

        func rows(_ range: Range<Int>) -> Layer {
            Layer(
                outputProjection: outputProjection.rows(range), attended: attended.rows(range),
                attentionProjection: attentionProjection.rows(range), queryKeyValue: queryKeyValue.rows(range),
                input: input.rows(range))
        }
    }

    let embeddingSum: Matrix  // [T, H]
    let embeddingNorm: Matrix  // [T, H]
    let layers: [Layer]
    let output: Matrix  // [T, H]
    /// Scratch: the gradient of GELU's output.
    let inner: Matrix  // [T, I]
    /// Scratch: the gradient of the classifier's dropped input, then of each layer's attention context.
    let hidden: Matrix  // [T, H]
    /// Scratch: the gradient of one sequence's attention scores, [1, heads · length²], for each part of the batch.
    let scores: [Matrix]
    private let memory: Memory

    init(_ config: BertConfig, capacity: Capacity, parts: Int) {
        var memory = Memory()
        let (tokens, hidden) = (capacity.tokens, config.hiddenSize)
        embeddingSum = memory.matrix(tokens, hidden)
        embeddingNorm = memory.matrix(tokens, hidden)
        layers = (0..<config.layerCount).map { _ in
            Layer(
                outputProjection: memory.matrix(tokens, hidden), attended: memory.matrix(tokens, hidden),
                attentionProjection: memory.matrix(tokens, hidden), queryKeyValue: memory.matrix(tokens, 3 * hidden),
                input: memory.matrix(tokens, hidden))
        }
        output = memory.matrix(tokens, hidden)
        inner = memory.matrix(tokens, config.intermediateSize)
        self.hidden = memory.matrix(tokens, hidden)
        scores = (0..<parts).map { _ in memory.matrix(1, capacity.longest) }
        self.memory = memory
    }

    func output(ofLayer index: Int) -> Matrix {
        index + 1 < layers.count ? layers[index + 1].input : output
    }

    /// The gradient of what the first layer reads.
    var embedded: Matrix { layers.first?.input ?? output }
}
