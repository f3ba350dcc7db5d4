import Numerics

/// The one list of tensors: name, shape, place and start of every weight of a BERT token classifier.
///
/// Reading, export, gradients, AdamW and initialisation all go by it. Names are those of Hugging Face's
/// `BertForTokenClassification`; all weights live in one flat buffer, in this order.
struct WeightLayout: Sendable {
    /// Where a matrix or vector lies in the flat buffer; a vector has one row.
    struct Slot: Sendable {
        let offset: Int
        let rows: Int
        let columns: Int

        var count: Int { rows * columns }

        /// Slots that follow each other, seen as one: their rows under each other, or vectors as one longer vector.
        static func joined(_ parts: [Slot]) -> Slot {
            let (first, count) = (parts[0], parts.count)
            return first.rows == 1
                ? Slot(offset: first.offset, rows: 1, columns: count * first.columns)
                : Slot(offset: first.offset, rows: count * first.rows, columns: first.columns)
        }
    }

    struct LinearSlots: Sendable {
        let weight: Slot
        let bias: Slot
    }

    struct NormSlots: Sendable {
        let gain: Slot
        let shift: Slot
    }

    struct Layer: Sendable {
        let queryKeyValue: LinearSlots
        let query: LinearSlots
        let keyValue: LinearSlots
        let attentionOutput: LinearSlots
        let attentionNorm: NormSlots
        let intermediate: LinearSlots
        let output: LinearSlots
        let outputNorm: NormSlots
    }

    /// How BERT starts a weight that is not read from a checkpoint.
    enum Start: Sendable {
        /// N(0, 0.02²).
        case normal
        case zero
        case one
    }

    struct Tensor: Sendable {
        let name: String
        let shape: [Int]
        let offset: Int
        let start: Start
        /// See `Levels`.
        let level: Int

        var count: Int { shape.reduce(1, *) }
    }

    let tensors: [Tensor]
    let words: Slot
    let positions: Slot
    let types: Slot
    let embeddingNorm: NormSlots
    let layers: [Layer]
    let classifier: LinearSlots

    init(_ config: BertConfig, labelCount: Int) {
        let (hidden, inner) = (config.hiddenSize, config.intermediateSize)
        var list = TensorList()
        words = list.matrix("bert.embeddings.word_embeddings.weight", config.vocabularySize, hidden)
        positions = list.matrix("bert.embeddings.position_embeddings.weight", config.positionCount, hidden)
        types = list.matrix("bert.embeddings.token_type_embeddings.weight", config.typeCount, hidden)
        embeddingNorm = list.norm("bert.embeddings.LayerNorm", hidden)
        layers = (0..<config.layerCount).map { number in
            list.level = Levels.level(ofLayer: number)
            let layer = "bert.encoder.layer.\(number)"
            // Queries, keys and values lie together, so that one multiplication makes all three.
            let three = ["query", "key", "value"].map { "\(layer).attention.self.\($0)" }
            let weights = three.map { list.matrix("\($0).weight", hidden, hidden) }
            let biases = three.map { list.vector("\($0).bias", hidden) }
            return Layer(
                queryKeyValue: LinearSlots(weight: .joined(weights), bias: .joined(biases)),
                query: LinearSlots(weight: weights[0], bias: biases[0]),
                keyValue: LinearSlots(weight: .joined(Array(weights[1...])), bias: .joined(Array(biases[1...]))),
                attentionOutput: list.linear("\(layer).attention.output.dense", hidden, hidden),
                attentionNorm: list.norm("\(layer).attention.output.LayerNorm", hidden),
                intermediate: list.linear("\(layer).intermediate.dense", inner, hidden),
                output: list.linear("\(layer).output.dense", hidden, inner),
                outputNorm: list.norm("\(layer).output.LayerNorm", hidden))
        }
        list.level += 1
        classifier = list.linear("classifier", labelCount, hidden)
        tensors = list.tensors
    }

    /// Embeddings, layers and classifier.
    var levelCount: Int { layers.count + 2 }

    /// From below.
    var levelNames: [String] { ["embeddings"] + layers.indices.map { "layer \($0 + 1)" } + ["classifier"] }

    /// Where the tensors of a level lie in the flat buffer: one after the other.
    func range(ofLevel level: Int) -> Range<Int> {
        let own = tensors.filter { $0.level == level }
        guard let first = own.first, let last = own.last else { preconditionFailure("there is no level \(level)") }
        return first.offset..<last.offset + last.count
    }

    /// Floats in the flat buffer.
    var count: Int {
        tensors.last.map { $0.offset + $0.count } ?? 0
    }
}

private struct TensorList {
    private(set) var tensors: [WeightLayout.Tensor] = []
    private var end = 0
    /// Of the tensors that come next.
    var level = 0

    mutating func matrix(_ name: String, _ rows: Int, _ columns: Int) -> WeightLayout.Slot {
        add(name, [rows, columns], .normal)
        return WeightLayout.Slot(offset: end - rows * columns, rows: rows, columns: columns)
    }

    mutating func vector(_ name: String, _ count: Int, _ start: WeightLayout.Start = .zero) -> WeightLayout.Slot {
        add(name, [count], start)
        return WeightLayout.Slot(offset: end - count, rows: 1, columns: count)
    }

    mutating func linear(_ name: String, _ outputs: Int, _ inputs: Int) -> WeightLayout.LinearSlots {
        .init(weight: matrix("\(name).weight", outputs, inputs), bias: vector("\(name).bias", outputs))
    }

    mutating func norm(_ name: String, _ size: Int) -> WeightLayout.NormSlots {
        .init(gain: vector("\(name).weight", size, .one), shift: vector("\(name).bias", size))
    }

    private mutating func add(_ name: String, _ shape: [Int], _ start: WeightLayout.Start) {
        tensors.append(.init(name: name, shape: shape, offset: end, start: start, level: level))
        end += shape.reduce(1, *)
    }
}
