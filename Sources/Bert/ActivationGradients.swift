import Numerics

/// Memory of the backward pass: the gradient of each thing that a weight's gradient is later made from, over the whole batch.
///
/// Legend as in `Activations`.
struct ActivationGradients: Sendable {
    struct Layer: Sendable {
        let outputProjection: Matrix  // [R, H]
        let attended: Matrix  // [R, H]
        let attentionProjection: Matrix  // [R, H]
        let projections: Projections
        let input: Matrix  // [T, H]

        func rows(_ tokens: Range<Int>, asking: Range<Int>) -> Layer {
            Layer(
                outputProjection: outputProjection.rows(asking), attended: attended.rows(asking),
                attentionProjection: attentionProjection.rows(asking), projections: projections.rows(tokens, asking: asking),
                input: input.rows(tokens))
        }
    }

    let embeddingSum: Matrix  // [T, H]
    let embeddingNorm: Matrix  // [T, H]
    let layers: [Layer]
    /// Of the rows of the last layer's input that ask.
    let asking: Matrix  // [R, H]
    let output: Matrix  // [R, H]
    /// Scratch: the gradient of GELU's output.
    let inner: Matrix  // [T, I]
    /// Scratch: the gradient of the classifier's dropped input, then of each layer's attention context.
    let hidden: Matrix  // [T, H]
    /// Scratch: the gradient of one sequence's attention scores, [1, heads · length²], for each part of the batch.
    let scores: [Matrix]
    private let owner: Memory

    init(_ config: BertConfig, capacity: Capacity, parts: Int) {
        self = Memory.laidOut { ActivationGradients(config, capacity, parts, &$0) }
    }

    /// Floats that it takes.
    static func floats(_ config: BertConfig, capacity: Capacity, parts: Int) -> Int {
        Memory.floats { ActivationGradients(config, capacity, parts, &$0) }
    }

    private init(_ config: BertConfig, _ capacity: Capacity, _ parts: Int, _ memory: inout Memory) {
        let (tokens, hidden) = (capacity.tokens, config.hiddenSize)
        embeddingSum = memory.matrix(tokens, hidden)
        embeddingNorm = memory.matrix(tokens, hidden)
        layers = (0..<config.layerCount).map { index in
            let isLast = index == config.layerCount - 1
            let rows = isLast ? capacity.asked : tokens
            return Layer(
                outputProjection: memory.matrix(rows, hidden), attended: memory.matrix(rows, hidden),
                attentionProjection: memory.matrix(rows, hidden),
                projections: isLast
                    ? .apart(query: memory.matrix(rows, hidden), keyValue: memory.matrix(tokens, 2 * hidden))
                    : .together(memory.matrix(tokens, 3 * hidden)),
                input: memory.matrix(tokens, hidden))
        }
        asking = memory.matrix(capacity.asked, hidden)
        output = memory.matrix(capacity.asked, hidden)
        inner = memory.matrix(tokens, config.intermediateSize)
        self.hidden = memory.matrix(tokens, hidden)
        scores = (0..<parts).map { _ in memory.matrix(1, capacity.longest) }
        owner = memory
    }

    func output(ofLayer index: Int) -> Matrix {
        index + 1 < layers.count ? layers[index + 1].input : output
    }

    /// As laid out.
    var floats: Int { owner.floats }

    /// The gradient of what the first layer reads.
    var embedded: Matrix { layers[0].input }
}
