import Diagnostics
import Numerics

/// The memory that a training takes, known before it starts: all that a `TrainingRun` allocates, in bytes.
///
/// The model that the training begins with is not in it: that is in memory already.
package struct TrainingMemory: Sendable, Equatable {
    package let weights: Int
    /// Weights that are set aside beside those that learn, for an evaluation, and the best so far; with their matrices transposed, as
    /// tagging much has them.
    package let copies: Int
    /// Of what learns. Rows of words that do not occur take nothing, neither here nor in the moments.
    package let gradient: Int
    /// AdamW's two.
    package let moments: Int
    /// What the largest batch, or piece of one, keeps on its way forward and makes on its way back.
    package let activations: Int
    /// Word pieces of that batch or piece.
    package var pieces: Int { capacity.tokens }
    let capacity: Capacity

    package var total: Int { weights + copies + gradient + moments + activations }

    /// Where nothing but the activations is left to save.
    package var withoutActivations: Int { total - activations }

    /// - Parameters:
    ///   - copies: how often the weights are set aside at once.
    package init(
        _ config: BertConfig, labelCount: Int, options: OptimizerOptions, batches: some Sequence<PackedBatch>, copies: Int = 0
    ) {
        let layout = WeightLayout(config, labelCount: labelCount)
        let lowest = Levels(layerCount: config.layerCount, frozen: options.frozen, decay: options.layerDecay).lowest
        var words: Set<Int32> = []
        var capacity = Capacity()
        for batch in batches {
            words.formUnion(batch.ids)
            capacity = capacity.union(batch.capacity(heads: config.headCount, pieces: options.accumulate))
        }
        let learned = layout.tensors.reduce(0) { $0 + ($1.level < lowest ? 0 : $1.count) }
        let learnsWords = lowest == 0
        let rows = learnsWords ? SystemMemory.bytes(ofRows: words, columns: config.hiddenSize) : 0
        self.capacity = capacity
        weights = Self.bytes(layout.count)
        self.copies = copies * (weights + Self.bytes(ModelCost(config, labelCount: labelCount).encoderMatrices))
        gradient = rows + Self.bytes(learned - (learnsWords ? layout.words.count : 0))
        moments = 2 * gradient
        activations = Self.bytes(TrainingRun.floats(config, labelCount: labelCount, capacity: capacity))
    }

    fileprivate static func bytes(_ floats: Int) -> Int {
        floats * MemoryLayout<Float>.stride
    }
}

extension PackedBatch {
    /// What its pieces need, each for itself.
    fileprivate func capacity(heads: Int, pieces count: Int) -> Capacity {
        pieces(count).reduce(Capacity()) { capacity, piece in
            capacity.union(Capacity(PackedRows(lengths: piece.lengths, heads: heads, asked: piece.scored)))
        }
    }
}

extension TokenClassifier {
    /// Worker threads that have room to tag beside each other: those wanted, or fewer, at least one.
    /// - Parameter weights: bytes that have to be taken for the weights in another form.
    /// - Throws: `Diagnostic` where not even one has.
    func taggingThreads(_ wanted: Int, capacity: Capacity, weights: Int = 0, available: Int) throws -> Int {
        let each = TrainingMemory.bytes(
            Activations.floats(config, labelCount: labels.count, capacity: capacity, purpose: .tagging))
        guard weights + each <= available else {
            throw Diagnostic(
                "tagging \(capacity.tokens) word pieces at once needs \(memoryAmount(weights + each)) of memory, \(memoryAmount(available)) is available",
                label: "a smaller model needs less, as `bert size=small` does")
        }
        return min(wanted, max(1, (available - weights) / max(1, each)))
    }
}

extension BertConfig {
    /// Looks before weights are allocated whether there is room for them.
    /// - Throws: `Diagnostic` with both figures.
    package func requireMemory(labelCount: Int, available: Int = SystemMemory.available) throws {
        try WeightLayout(self, labelCount: labelCount).requireMemory(available: available)
    }
}

extension WeightLayout {
    /// - Parameter place: the file that asks for them.
    func requireMemory(available: Int = SystemMemory.available, place: Place? = nil) throws {
        let needed = TrainingMemory.bytes(count)
        guard needed > available else { return }
        throw Diagnostic(
            "the weights of this model take \(memoryAmount(needed)) of memory, \(memoryAmount(available)) is available", at: place,
            label: "a smaller model needs less, as `bert size=small` does")
    }
}
