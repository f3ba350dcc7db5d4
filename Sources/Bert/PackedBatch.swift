import Numerics

/// Sequences laid end to end without padding, with the class that each token should get.
package struct PackedBatch: Sendable {
    /// Word pieces, [CLS] and [SEP] in. [T]
    package var ids: [Int32]
    /// Tokens of each sequence; they add up to T.
    package var lengths: [Int]
    /// The class of each token, or -1 where none is scored. [T]
    package var targets: [Int32]
    /// What each scored token weighs in the loss, 0 or more; empty where all weigh 1. [T]
    package var weights: [Float]
    /// For each scored token a probability for each class, or none where its target is sure; empty where all are. [T]
    package var distributions: [[Float]]

    /// The tokens that are scored.
    var scored: [Int32] { targets.indices.filter { targets[$0] >= 0 }.map(Int32.init) }

    /// What the scored tokens should be, in order.
    var scoredTargets: [TokenTarget] {
        targets.indices.lazy.filter { targets[$0] >= 0 }.map { token in
            TokenTarget(
                label: targets[token], weight: weights.isEmpty ? 1 : weights[token],
                distribution: distributions.isEmpty ? [] : distributions[token])
        }
    }

    package init(ids: [Int32], lengths: [Int], targets: [Int32], weights: [Float] = [], distributions: [[Float]] = []) {
        precondition(ids.count == targets.count, "one target a token")
        precondition(weights.isEmpty || weights.count == ids.count, "one weight a token")
        precondition(distributions.isEmpty || distributions.count == ids.count, "one distribution a token")
        precondition(ids.count == lengths.reduce(0, +), "the lengths do not add up to the tokens")
        self.ids = ids
        self.lengths = lengths
        self.targets = targets
        self.weights = weights
        self.distributions = distributions
    }

    /// With more sequences behind those that are there.
    package static func += (batch: inout PackedBatch, more: PackedBatch) {
        batch.weights = joined(batch.weights, more.weights, filling: 1, batch, more)
        batch.distributions = joined(batch.distributions, more.distributions, filling: [], batch, more)
        batch.ids += more.ids
        batch.lengths += more.lengths
        batch.targets += more.targets
    }

    /// Something of each token, which is left out where it is the same for all.
    private static func joined<Element>(
        _ a: [Element], _ b: [Element], filling usual: Element, _ first: PackedBatch, _ second: PackedBatch
    ) -> [Element] {
        if a.isEmpty, b.isEmpty { return [] }
        func full(_ values: [Element], _ batch: PackedBatch) -> [Element] {
            values.isEmpty ? [Element](repeating: usual, count: batch.ids.count) : values
        }
        return full(a, first) + full(b, second)
    }
}

/// Neighbouring sequences of a batch: what one task takes through the encoder, as rows of the packed matrices.
struct PackedRows: Sendable {
    struct Sequence: Sendable {
        let rows: Range<Int>
        /// Its tokens that are asked for, among all that are.
        let asked: Range<Int>
        /// Where its attention probabilities, heads · length² of them a layer, are kept.
        let probabilities: Range<Int>
    }

    let sequences: [Sequence]
    /// The rows of the tokens whose logits are asked for, in order.
    let askedRows: ArraySlice<Int32>
    /// Which part of the batch this is: parts have scratch memory of their own.
    let number: Int

    var rows: Range<Int> {
        guard let first = sequences.first, let last = sequences.last else { return 0..<0 }
        return first.rows.lowerBound..<last.rows.upperBound
    }

    /// Where its tokens that are asked for stand among all that are.
    var asked: Range<Int> { askedRows.indices }

    /// All sequences, each with a place of its own for its probabilities.
    /// - Parameter asked: the rows of the tokens whose logits are asked for, in order; nil for all.
    init(lengths: [Int], heads: Int, asked: [Int32]? = nil) {
        let asked = asked ?? Array(0..<Int32(lengths.reduce(0, +)))
        askedRows = asked[...]
        number = 0
        var row = 0, probability = 0, answer = 0
        sequences = lengths.map { length in
            let count = heads * length * length
            let first = answer
            while answer < asked.count, asked[answer] < row + length { answer += 1 }
            defer { (row, probability) = (row + length, probability + count) }
            return Sequence(rows: row..<row + length, asked: first..<answer, probabilities: probability..<probability + count)
        }
        precondition(answer == asked.count, "a token is asked for that is not there")
    }

    private init(_ whole: PackedRows, _ range: Range<Int>, number: Int) {
        sequences = Array(whole.sequences[range])
        let start = sequences.first?.asked.lowerBound ?? 0
        askedRows = whole.askedRows[start..<(sequences.last?.asked.upperBound ?? start)]
        self.number = number
    }

    /// The same two parts for every number of threads: cut between the sequences where the tokens come nearest to halves.
    var halves: [PackedRows] {
        let middle = rows.count / 2
        let ends = [0] + sequences.map(\.rows.upperBound)
        let cut = ends.indices.min { abs(ends[$0] - middle) < abs(ends[$1] - middle) } ?? 0
        return [PackedRows(self, 0..<cut, number: 0), PackedRows(self, cut..<sequences.count, number: 1)]
    }

    /// Runs of neighbouring sequences of at most `tokens` together; a longer sequence is a run of its own.
    static func packs(of lengths: [Int], tokens: Int) -> [Range<Int>] {
        var packs: [Range<Int>] = []
        var start = 0, filled = 0
        for (index, length) in lengths.enumerated() {
            if filled > 0, filled + length > tokens {
                packs.append(start..<index)
                (start, filled) = (index, 0)
            }
            filled += length
        }
        if start < lengths.count { packs.append(start..<lengths.count) }
        return packs
    }
}
