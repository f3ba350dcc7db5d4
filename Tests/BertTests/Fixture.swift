import Foundation
import Random
import Safetensors
import Testing

@testable import Bert

/// What scripts/fixtures/bert.py left.
struct Fixture {
    struct Step: Decodable {
        let ids: [Int32]
        let lengths: [Int]
        let targets: [Int32]
        let learningRate: Float
        let loss: Double
        let norm: Double
        /// With embeddings and the first layer frozen.
        let frozenNorm: Double

        var batch: PackedBatch { PackedBatch(ids: ids, lengths: lengths, targets: targets) }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/tiny").path
    static let stream = RandomStream(seed: 1, key: "fixture")

    struct Weighted: Decodable {
        let weights: [String: Double]
        let loss: Double
    }

    let model: TokenClassifier
    let steps: [Step]
    let weighted: Weighted
    private let file: TensorFile

    init() throws {
        model = try TokenClassifier.load(folder: Self.folder, labels: nil, stream: Self.stream).model
        steps = try Self.read([Step].self, "batches.json")
        weighted = try Self.read(Weighted.self, "weighted.json")
        file = try TensorFile(reading: "\(Self.folder)/expected.safetensors")
    }

    private static func read<Content: Decodable>(_ type: Content.Type, _ name: String) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }

    func expected(_ name: String) throws -> [Float] {
        let shape = try #require(file.shape(of: name), "no tensor \(name)")
        var values = [Float](repeating: 0, count: shape.reduce(1, *))
        values.withUnsafeMutableBufferPointer { file.copy(name, into: $0) }
        return values
    }
}

extension Parameters {
    /// Copies, which outlive their owner.
    func values(of tensor: WeightLayout.Tensor) -> [Float] {
        withExtendedLifetime(self) { Array(self[tensor]) }
    }

    var values: [Float] {
        withExtendedLifetime(self) { Array(all.elements) }
    }
}

/// Sequences cut from a packed batch.
func sequences(of batch: PackedBatch) -> [[Int32]] {
    var rest = batch.ids[...]
    return batch.lengths.map { length in
        defer { rest = rest.dropFirst(length) }
        return Array(rest.prefix(length))
    }
}

func largest(_ values: some Sequence<Float>) -> Float {
    values.reduce(0) { max($0, abs($1)) }
}

func largestDifference(_ ours: some Sequence<Float>, _ theirs: some Sequence<Float>) -> Float {
    largest(zip(ours, theirs).map { $0 - $1 })
}
