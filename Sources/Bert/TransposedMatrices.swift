import Numerics

/// The matrices of a model's layers, transposed: made once for a model that tags much.
struct TransposedMatrices: Sendable {
    /// As long as the weights, each matrix where its original stands; what is not transposed takes no memory.
    private let storage: FloatStorage
    /// The rows of the originals, by where they stand.
    private let rows: [Int: Int]

    init(of weights: Parameters, workers: Workers) {
        let layout = weights.layout
        let storage = FloatStorage(count: layout.count)
        storage.takeLargePages(layout.words.count..<layout.count)
        // As the encoder multiplies by them: in the last layer queries apart from keys and values.
        let slots = layout.layers.enumerated().flatMap { index, layer in
            (index + 1 < layout.layers.count ? [layer.queryKeyValue] : [layer.query, layer.keyValue])
                + [layer.attentionOutput, layer.intermediate, layer.output]
        }.map(\.weight)
        rows = Dictionary(uniqueKeysWithValues: slots.map { ($0.offset, $0.rows) })
        self.storage = storage
        workers.run(tasks: slots.count) { task, _ in
            weights[slots[task]].transpose(into: Self.view(storage, slots[task]))
        }
    }

    subscript(slot: WeightLayout.Slot) -> Matrix? {
        rows[slot.offset] == slot.rows ? Self.view(storage, slot) : nil
    }

    private static func view(_ storage: FloatStorage, _ slot: WeightLayout.Slot) -> Matrix {
        Matrix(start: storage.view.start + slot.offset, rows: slot.columns, columns: slot.rows)
    }
}
