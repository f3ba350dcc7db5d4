import Numerics
import Store

extension TokenClassifier: Codable {
    private enum CodingKeys: CodingKey { case config, labels, weights }

    package func encode(to encoder: any Swift.Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(config, forKey: .config)
        try container.encode(labels, forKey: .labels)
        try container.encode(StoredWeights(floats: weights.all, owner: weights), forKey: .weights)
    }

    /// - Throws: `DamagedValue` where there are more or fewer weights than the sizes ask for.
    package init(from decoder: any Swift.Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let config = try container.decode(BertConfig.self, forKey: .config)
        let labels = try container.decode([String].self, forKey: .labels)
        let weights = try container.decode(StoredWeights.self, forKey: .weights)
        let layout = WeightLayout(config, labelCount: labels.count)
        guard !labels.isEmpty, let storage = weights.owner as? FloatStorage, storage.view.count == layout.count else { throw DamagedValue() }
        self.init(config: config, labels: labels, weights: Parameters(layout, holding: storage))
    }
}

/// All weights as they lie in memory, in the order of `WeightLayout`.
private struct StoredWeights: RawBytes {
    let floats: Matrix
    /// Keeps them.
    let owner: any Sendable

    init(floats: Matrix, owner: any Sendable) {
        (self.floats, self.owner) = (floats, owner)
    }

    init(rawBytes: UnsafeRawBufferPointer) throws {
        guard rawBytes.count % MemoryLayout<Float>.stride == 0 else { throw DamagedValue() }
        let storage = FloatStorage(count: rawBytes.count / MemoryLayout<Float>.stride)
        storage.takeLargePages(0..<storage.view.count)
        UnsafeMutableRawBufferPointer(storage.view.elements).copyMemory(from: rawBytes)
        self.init(floats: storage.view, owner: storage)
    }

    func withRawBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try withExtendedLifetime(owner) { try body(UnsafeRawBufferPointer(floats.elements)) }
    }
}
