import Bert
import Corpus
import Numerics

/// The batches of a training as the classifier reads them. Each sentence is cut into word pieces once, on all threads, however often it
/// is drawn with the same labels and weights.
struct EncodedBatches {
    /// One each of the different sentences.
    private let sentences: [BatchPacker.Packed]
    /// Which of them the batches are made of.
    private let batches: [[Int32]]

    private struct Content: Hashable {
        let tokens: [String]
        let spans: [Span]
        let weights: [Float]
        let distributions: [[Float]]
    }

    /// Sentences that a worker takes at once.
    private static let chunk = 64

    /// - Throws: `Diagnostic` for the first sentence that is too long, where that is refused.
    init(_ batches: [[TrainingExample]], packer: BatchPacker, threads: Int) throws {
        var numbers: [Content: Int32] = [:]
        var different: [TrainingExample] = []
        self.batches = batches.map { batch in
            batch.map { example in
                let content = Content(
                    tokens: example.sentence.tokens, spans: example.sentence.spans, weights: example.weights,
                    distributions: example.distributions)
                if let number = numbers[content] { return number }
                let number = Int32(different.count)
                numbers[content] = number
                different.append(example)
                return number
            }
        }
        sentences = try Workers(count: threads).map(different, atOnce: Self.chunk) { example in
            try Profile.measure(.tokenisation) { try packer.pack(example) }
        }
    }

    var count: Int { batches.count }

    /// What the packer makes of the sentences of a batch.
    subscript(number: Int) -> BatchPacker.Packed {
        batches[number].reduce(into: BatchPacker.Packed()) { $0 += sentences[Int($1)] }
    }

    /// Word pieces of each batch, [CLS] and [SEP] in.
    var tokenCounts: [Int] {
        batches.map { batch in batch.reduce(0) { $0 + sentences[Int($1)].batch.ids.count } }
    }

    /// All of them, made as they are asked for.
    var all: some Sequence<PackedBatch> {
        batches.indices.lazy.map { self[$0].batch }
    }
}
