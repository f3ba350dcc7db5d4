import Bert
import Diagnostics
import Notebook
import Report

/// What `show` tells of a model's size, memory and arithmetic.
extension ModelCost {
    /// The batch that memory is told for.
    private static let sentences = 32, length = 20

    private var activations: Int { trainingBatch(sentences: Self.sentences, length: Self.length).activations }

    var shape: Record {
        Record([
            ("layers", config.layerCount), ("hidden", config.hiddenSize), ("heads", config.headCount), ("inner", config.intermediateSize),
            ("positions", config.positionCount),
        ])
    }

    var parts: Record {
        Record([("embeddings", embeddings), ("encoder", encoder), ("classifier", classifier)])
    }

    static let memoryMeaning =
        "bytes: of the weights; to train them, a batch of \(sentences) sentences of \(length) word pieces in; of that batch alone"

    var memory: Record {
        Record([("weights", weightBytes), ("training", trainingBytes + activations), ("batch", activations)])
    }

    var table: TextTable {
        let perThousand = trainingBatch(sentences: 1000 / Self.length, length: Self.length).activations
        return TextTable(
            columns: [.init("size"), .init("", .right), .init("")],
            rows: [
                [
                    "parameters", grouped(parameters),
                    "embeddings \(grouped(embeddings)), encoder \(grouped(encoder)), classifier \(grouped(classifier))",
                ],
                [
                    "layers", "\(config.layerCount)",
                    "of \(grouped(config.hiddenSize)) units, \(counted(config.headCount, "head")), \(grouped(config.intermediateSize)) inside",
                ],
                ["word pieces", grouped(config.vocabularySize), "known; up to \(grouped(config.positionCount)) read at once"],
                ["memory, weights", memoryAmount(weightBytes), ""],
                ["memory, a batch", memoryAmount(activations), "\(Self.sentences) sentences of \(Self.length) pieces in training; \(memoryAmount(perThousand)) for 1,000 pieces"],
                [
                    "memory, to train", memoryAmount(trainingBytes + activations),
                    "weights, gradient, two moments and that batch; less where not all words occur",
                ],
                ["FLOPs a piece", large(forwardFlops), "forward: 2 for each weight of a matrix"],
                ["", large(trainingFlops), "forward and backward"],
                ["", large(attentionFlops * Self.length), "attention on top, forward, in a sentence of \(Self.length) pieces: it grows with the length"],
            ])
    }
}

extension Record {
    fileprivate init(_ counts: [(String, Int)]) {
        self.init(counts.map { (name: $0.0, value: .number(Double($0.1))) })
    }
}

/// `21.2 M`, `15.4 K`
private func large(_ number: Int) -> String {
    let (unit, name) = number >= 1_000_000 ? (1_000_000, "M") : (1000, "K")
    let tenths = (10 * number + unit / 2) / unit
    return "\(grouped(tenths / 10)).\(tenths % 10) \(name)"
}
