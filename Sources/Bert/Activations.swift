import Numerics

/// How much memory a batch needs.
struct Capacity: Sendable, Equatable {
    var tokens = 0
    /// Tokens whose logits are asked for.
    var asked = 0
    /// Attention probabilities of one layer: heads · length² summed over the sequences.
    var probabilities = 0
    /// The same of the longest sequence.
    var longest = 0

    init() {}

    init(_ part: PackedRows) {
        tokens = part.rows.count
        asked = part.asked.count
        probabilities = part.sequences.reduce(0) { $0 + $1.probabilities.count }
        longest = part.sequences.map(\.probabilities.count).max() ?? 0
    }

    func union(_ other: Capacity) -> Capacity {
        var union = self
        union.tokens = max(tokens, other.tokens)
        union.asked = max(asked, other.asked)
        union.probabilities = max(probabilities, other.probabilities)
        union.longest = max(longest, other.longest)
        return union
    }

    func holds(_ other: Capacity) -> Bool { union(other) == self }
}

/// Memory of the forward pass for packs of up to `tokens` tokens: allocated once, used again for every batch.
///
/// Legend: T tokens, R tokens that ask (all of them, in the last layer those whose logits are wanted), H hidden size, I intermediate
/// size. Views are cut to a part of the batch by `rows`.
struct Activations: Sendable {
    struct Layer: Sendable {
        let projections: Projections
        let probabilities: Matrix  // [1, Σ heads · length · asking]
        let context: Matrix  // [R, H]
        let attentionNorm: Norm.Kept  // of [R, H]
        let attended: Matrix  // [R, H]
        /// The input of GELU; in training GELU leaves its slope here, and the backward pass its gradient.
        let intermediate: Matrix  // [R, I]
        let inner: Matrix  // [R, I]
        let outputNorm: Norm.Kept  // of [R, H]
        let output: Matrix  // [R, H]

        func rows(_ tokens: Range<Int>, asking: Range<Int>) -> Layer {
            Layer(
                projections: projections.rows(tokens, asking: asking), probabilities: probabilities, context: context.rows(asking),
                attentionNorm: attentionNorm.rows(asking), attended: attended.rows(asking), intermediate: intermediate.rows(asking),
                inner: inner.rows(asking), outputNorm: outputNorm.rows(asking), output: output.rows(asking))
        }
    }

    let embeddingNorm: Norm.Kept  // of [T, H]
    let embedded: Matrix  // [T, H]
    let layers: [Layer]
    /// The rows of the last layer's input that ask.
    let asking: Matrix  // [R, H]
    let classifierInput: Matrix  // [R, H]
    let logits: Matrix  // [R, labels]
    /// What a projection leaves for the residual sum after it.
    let projected: Matrix  // [T, H]
    /// Room for one sequence's dropped probabilities, [1, heads · length²], for each part of the batch.
    let dropped: [Matrix]
    private let owner: Memory

    enum Purpose {
        /// All layers share the memory of one, all sequences room for the probabilities of the longest.
        case tagging
        /// Each layer keeps what its backward pass needs; so many parts of the batch are under way at once.
        case training(parts: Int)
    }

    init(_ config: BertConfig, labelCount: Int, capacity: Capacity, purpose: Purpose) {
        self = Memory.laidOut { Activations(config, labelCount, capacity, purpose, &$0) }
    }

    /// Floats that it takes.
    static func floats(_ config: BertConfig, labelCount: Int, capacity: Capacity, purpose: Purpose) -> Int {
        Memory.floats { Activations(config, labelCount, capacity, purpose, &$0) }
    }

    private init(_ config: BertConfig, _ labelCount: Int, _ capacity: Capacity, _ purpose: Purpose, _ memory: inout Memory) {
        let (tokens, hidden, inner) = (capacity.tokens, config.hiddenSize, config.intermediateSize)
        let last = config.layerCount - 1
        func kept(_ rows: Int) -> Norm.Kept { Norm.Kept(normalised: memory.matrix(rows, hidden), rstd: memory.matrix(rows, 1)) }
        func layer(_ rows: Int, _ projections: Projections, _ probabilities: Int) -> Layer {
            Layer(
                projections: projections, probabilities: memory.matrix(1, probabilities), context: memory.matrix(rows, hidden),
                attentionNorm: kept(rows), attended: memory.matrix(rows, hidden), intermediate: memory.matrix(rows, inner),
                inner: memory.matrix(rows, inner), outputNorm: kept(rows), output: memory.matrix(rows, hidden))
        }
        func projections(ofLayer index: Int) -> Projections {
            index == last
                ? .apart(query: memory.matrix(capacity.asked, hidden), keyValue: memory.matrix(tokens, 2 * hidden))
                : .together(memory.matrix(tokens, 3 * hidden))
        }
        embeddingNorm = kept(tokens)
        embedded = memory.matrix(tokens, hidden)
        switch purpose {
        case .tagging:
            let shared = layer(tokens, projections(ofLayer: 0), capacity.longest)
            let own = layer(capacity.asked, projections(ofLayer: last), capacity.longest)
            layers = Array(repeating: shared, count: last) + [own]
            dropped = []
        case .training(let parts):
            layers = (0...last).map { index in
                layer(index == last ? capacity.asked : tokens, projections(ofLayer: index), capacity.probabilities)
            }
            dropped = (0..<parts).map { _ in memory.matrix(1, capacity.longest) }
        }
        asking = memory.matrix(capacity.asked, hidden)
        classifierInput = memory.matrix(capacity.asked, hidden)
        logits = memory.matrix(capacity.asked, labelCount)
        projected = memory.matrix(tokens, hidden)
        owner = memory
    }

    func input(ofLayer index: Int) -> Matrix {
        index == 0 ? embedded : layers[index - 1].output
    }

    var output: Matrix { layers[layers.count - 1].output }

    /// As laid out.
    var floats: Int { owner.floats }
}

/// The queries, keys and values of a layer, or their gradients: in one matrix, so that one multiplication makes all three; in the
/// last layer apart, since there only tokens whose logits are wanted ask.
struct Projections: Sendable {
    /// All three in one matrix; nil where they are apart.
    let all: Matrix?  // [T, 3H]
    let query: Matrix  // [R, H]
    let keyValue: Matrix  // [T, 2H]

    static func together(_ all: Matrix) -> Projections {
        let hidden = all.columns / 3
        return Projections(all: all, query: all.columns(0..<hidden), keyValue: all.columns(hidden..<3 * hidden))
    }

    static func apart(query: Matrix, keyValue: Matrix) -> Projections {
        Projections(all: nil, query: query, keyValue: keyValue)
    }

    func rows(_ tokens: Range<Int>, asking: Range<Int>) -> Projections {
        Projections(all: all?.rows(tokens), query: query.rows(asking), keyValue: keyValue.rows(tokens))
    }
}
