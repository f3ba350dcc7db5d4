import Diagnostics
import Foundation
import Numerics
import Random
import Synchronization

/// A BERT encoder with a linear classifier on every token. An immutable value: training makes another one.
package struct TokenClassifier: Sendable {
    package let config: BertConfig
    /// The classes, in the order of the logits.
    package let labels: [String]
    let weights: Parameters
    private let forTagging: Kept<Parameters>

    /// A class and how sure the model is of it.
    package struct Prediction: Sendable, Equatable {
        /// Index into `labels`.
        package let label: Int
        /// Its softmax probability.
        package let probability: Float
    }

    /// All that a classifier says of a token.
    package struct Reading: Sendable, Equatable {
        /// One a class, in the order of `labels`.
        package let logits: [Float]
        /// Their softmax.
        package let probabilities: [Float]
        package let prediction: Prediction
    }

    init(config: BertConfig, labels: [String], weights: Parameters) {
        self.config = config
        self.labels = labels
        self.weights = weights
        forTagging = Kept()
    }

    /// Random weights, started as BERT starts them: N(0, 0.02²), biases 0, norms 1. The same stream gives the same weights.
    package init(config: BertConfig, labels: [String], stream: RandomStream) {
        precondition(!labels.isEmpty && config.layerCount > 0)
        let weights = Parameters(WeightLayout(config, labelCount: labels.count))
        let tensors = weights.layout.tensors
        Workers(count: ProcessInfo.processInfo.activeProcessorCount).run(tasks: tensors.count) { tensor, _ in
            weights.start(tensors[tensor], stream: stream)
        }
        self.init(config: config, labels: labels, weights: weights)
    }

    package var parameterCount: Int { weights.layout.count }

    /// The logits of each sequence, its tokens × `labels`, one row after the other.
    ///
    /// The sequences are word pieces below `config.vocabularySize`, [CLS] and [SEP] in, at most `config.positionCount` each. They
    /// are packed as they come, so the same sequences give the same bits for every number of threads, on the same kernel of OpenBLAS.
    /// A sequence among others gives the same bits as alone only on some kernels; between kernels compare labels, or 1e-4.
    package func logits(_ sequences: [[Int32]], threads: Int) -> [[Float]] {
        let all = sequences.map { Query(ids: $0, asked: Array($0.indices)) }
        guard let logits = try? map(all, threads: threads, availableMemory: .max, { logits in Array(logits.elements) }) else {
            preconditionFailure("nobody cancels, and nothing limits the memory")
        }
        return logits
    }

    /// A sequence, and the places in it whose classes are wanted, in order.
    package struct Query: Sendable {
        package var ids: [Int32]
        package var asked: [Int]

        package init(ids: [Int32], asked: [Int]) {
            self.ids = ids
            self.asked = asked
        }
    }

    /// The most probable class of each token asked for; packed like `logits`.
    ///
    /// - Parameters:
    ///   - progress: is told how many sequences are done.
    ///   - isCancelled: asked before each pack.
    ///   - availableMemory: bytes; where they are few, fewer threads work.
    /// - Throws: `CancellationError`; `Diagnostic` where the longest sequence needs more memory than is available.
    package func predict(
        _ queries: [Query], threads: Int, progress: (@Sendable (_ sequences: Int) -> Void)? = nil,
        isCancelled: @Sendable () -> Bool = { false }, availableMemory: Int = SystemMemory.available
    ) throws -> [[Prediction]] {
        try map(queries, threads: threads, availableMemory: availableMemory, progress: progress, isCancelled: isCancelled) { logits in
            (0..<logits.rows).map { index in
                let row = logits.row(index)
                Softmax.apply(row)
                return Prediction(probabilities: row)
            }
        }
    }

    /// What the classifier says of each token asked for, with the class that `predict` gives; packed like `logits`.
    /// - Throws: `Diagnostic` where the longest sequence needs more memory than is available.
    package func readings(_ queries: [Query], threads: Int, availableMemory: Int = SystemMemory.available) throws -> [[Reading]] {
        try map(queries, threads: threads, availableMemory: availableMemory) { logits in
            (0..<logits.rows).map { index in
                let row = logits.row(index)
                let logits = Array(row)
                Softmax.apply(row)
                return Reading(logits: logits, probabilities: Array(row), prediction: Prediction(probabilities: row))
            }
        }
    }

    /// The softmax probabilities of all classes at a temperature, a row of `labels` for each token asked for; packed like `logits`.
    /// Otherwise as `predict`.
    package func probabilities(
        _ queries: [Query], temperature: Double, threads: Int, progress: (@Sendable (_ sequences: Int) -> Void)? = nil,
        isCancelled: @Sendable () -> Bool = { false }, availableMemory: Int = SystemMemory.available
    ) throws -> [[[Float]]] {
        try map(queries, threads: threads, availableMemory: availableMemory, progress: progress, isCancelled: isCancelled) { logits in
            (0..<logits.rows).map { index in
                let row = logits.row(index)
                Softmax.apply(row, temperature: temperature)
                return Array(row)
            }
        }
    }

    /// The mean of the last layer's states over all tokens of each sequence, H numbers: what sentence-transformers calls mean pooling
    /// (Reimers and Gurevych 2019). Packed like `logits`.
    ///
    /// - Throws: `Diagnostic` where the longest sequence needs more memory than is available.
    package func meanStates(_ sequences: [[Int32]], threads: Int, availableMemory: Int = SystemMemory.available) throws -> [[Float]] {
        let all = sequences.map { Query(ids: $0, asked: Array($0.indices)) }
        return try map(all, threads: threads, availableMemory: availableMemory, of: { $0.classifierInput }) { states in
            var mean = [Float](repeating: 0, count: states.columns)
            for row in 0..<states.rows {
                for (column, value) in states.row(row).enumerated() { mean[column] += value }
            }
            return mean.map { $0 / Float(states.rows) }
        }
    }

    /// Tokens that a worker takes through the encoder at once: enough for fast multiplications, few enough for the cache.
    private static let packSize = 512

    /// Tokens from which on it pays to transpose the weights first.
    private static let many = 1 << 13

    /// Which weights it are depends on what is tagged alone, as all that bits depend on.
    private func weights(forTagging tokens: Int, _ workers: Workers) -> Parameters {
        tokens < Self.many ? weights : forTagging.value { weights.withTransposed(workers: workers) }
    }

    /// Passes the logits of each sequence, [asked, labels], to `result`, or what else is wanted of the tokens asked for.
    private func map<Result: Sendable>(
        _ queries: [Query], threads: Int, availableMemory: Int, progress: (@Sendable (Int) -> Void)? = nil,
        isCancelled: @Sendable () -> Bool = { false }, of wanted: @Sendable (Activations) -> Matrix = { $0.logits },
        _ result: @Sendable (Matrix) -> Result
    ) throws -> [Result] {
        let packs = PackedRows.packs(of: queries.map(\.ids.count), tokens: Self.packSize)
        let parts = packs.map { pack in
            var start = 0
            let asked = queries[pack].flatMap { query in
                defer { start += query.ids.count }
                return query.asked.map { Int32(start + $0) }
            }
            return PackedRows(lengths: queries[pack].map(\.ids.count), heads: config.headCount, asked: asked)
        }
        let capacity = parts.reduce(Capacity()) { $0.union(Capacity($1)) }
        let tokens = queries.reduce(0) { $0 + $1.ids.count }
        let transposed = tokens < Self.many ? 0 : cost.encoderMatrices * MemoryLayout<Float>.stride
        let workers = Workers(
            count: try taggingThreads(
                max(1, min(threads, packs.count)), capacity: capacity, weights: transposed, available: availableMemory))
        let activations = (0..<workers.count).map { _ in
            Activations(config, labelCount: labels.count, capacity: capacity, purpose: .tagging)
        }
        let encoder = Encoder(config: config, weights: weights(forTagging: tokens, workers))
        let done = Mutex(0)
        let results = workers.map(tasks: packs.count) { task, worker -> [Result] in
            if isCancelled() { return [] }
            let ids = queries[packs[task]].flatMap(\.ids)
            config.check(ids, lengths: parts[task].sequences.map(\.rows.count))
            encoder.forward(ids, parts[task], activations[worker], dropout: nil)
            let results = parts[task].sequences.map { result(wanted(activations[worker]).rows($0.asked)) }
            if let progress {
                done.withLock { done in
                    done += packs[task].count
                    progress(done)
                }
            }
            return results
        }.flatMap { $0 }
        if results.count < queries.count { throw CancellationError() }
        return results
    }
}

extension TokenClassifier.Prediction {
    /// The most probable class, the first of equal ones.
    fileprivate init(probabilities row: UnsafeMutableBufferPointer<Float>) {
        label = row.indices.dropFirst().reduce(0) { row[$1] > row[$0] ? $1 : $0 }
        probability = row[label]
    }
}

/// Something that is made when it is first wanted, and then kept with its owner.
private final class Kept<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    func value(_ make: () -> Value) -> Value {
        made.withLock { made in
            let value = made ?? make()
            made = value
            return value
        }
    }
}

extension BertConfig {
    /// The caller splits what is too long, and takes ids from the vocabulary of this very model.
    func check(_ ids: [Int32], lengths: [Int]) {
        precondition(lengths.allSatisfy { 1...positionCount ~= $0 }, "a sequence is empty or longer than \(positionCount) pieces")
        precondition(ids.allSatisfy { $0 >= 0 && Int($0) < vocabularySize }, "a word piece is outside the vocabulary")
    }
}
