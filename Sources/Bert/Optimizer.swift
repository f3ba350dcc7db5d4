import Numerics

/// AdamW over the one list of tensors, with its moments.
///
/// Most rows of the table of words never occur in a training set. A row that never occurred has no gradient and no moments: AdamW
/// does nothing to it but decay it, by the same factors as all others. So such rows are left alone, their decay is kept as one
/// running product, and each gets it when it first occurs, or in the copy that a snapshot makes. Rows that did occur move in every
/// step, as their moments want. The weights are those of AdamW on every row but for the rounding of that product.
struct Optimizer {
    private let method: AdamW
    private let levels: Levels
    private let mean: Parameters
    private let square: Parameters
    private(set) var progress = Progress()
    private var hasOccurred: [Bool]
    /// The tensors that learn, but for the table of words, cut into pieces for the workers: neither depend on how many there are.
    private let pieces: [(range: Range<Int>, level: Int)]
    private let noGradient: FloatStorage

    /// What it knows besides the moments.
    struct Progress: Codable, Sendable, Equatable {
        var steps = 0
        /// The rows of words that have occurred, in order of first occurrence.
        var occurred: [Int32] = []
        /// What the other rows have still to be multiplied by.
        var pendingDecay = 1.0
    }

    private static let pieceSize = 1 << 16
    private static let rowsAtOnce = 128

    init(_ method: AdamW, layout: WeightLayout, levels: Levels) {
        self.method = method
        self.levels = levels
        mean = Parameters(layout, isSparse: true)
        square = Parameters(layout, isSparse: true)
        hasOccurred = Array(repeating: false, count: layout.words.rows)
        precondition(layout.words.offset == 0, "the table of words comes first")
        pieces = (levels.lowest..<layout.levelCount).flatMap { level in
            let range = layout.range(ofLevel: level).clamped(to: layout.words.count..<layout.count)
            return stride(from: range.lowerBound, to: range.upperBound, by: Self.pieceSize).map {
                ($0..<min($0 + Self.pieceSize, range.upperBound), level)
            }
        }
        noGradient = FloatStorage(count: layout.words.columns)
    }

    /// Brings the rows that a batch reads up to date; to be called before its forward pass.
    mutating func prepare(_ ids: [Int32], weights: Parameters) {
        for id in ids where !hasOccurred[Int(id)] {
            hasOccurred[Int(id)] = true
            progress.occurred.append(id)
            decay(row: id, of: weights)
        }
    }

    /// One step, on a gradient whose norm is `norm`. `ids` are the words of the batch: other rows of words have no gradient.
    mutating func step(
        _ weights: Parameters, gradient: Parameters, ids: [Int32], norm: Double, learningRate: Double, workers: Workers
    ) {
        progress.steps += 1
        let steps = levels.rates.map { method.step(progress.steps, norm: norm, learningRate: learningRate * $0) }
        let layout = weights.layout
        let isInBatch = Self.flags(ids, count: layout.words.rows)
        let rows = levels.learnsEmbeddings ? progress.occurred : []
        let (mean, square, pieces, noGradient) = (mean, square, pieces, noGradient.view)
        let isFirst = progress.steps == 1  // memory that is read before it is written is given twice by the system
        let rowTasks = (rows.count + Self.rowsAtOnce - 1) / Self.rowsAtOnce
        workers.run(tasks: pieces.count + rowTasks) { task, _ in
            Profile.measure(.optimizer) {
                guard task >= pieces.count else {
                    let (piece, level) = pieces[task]
                    if isFirst { for moment in [mean, square] { moment[flat: piece].elements.update(repeating: 0) } }
                    steps[level].update(
                        weights[flat: piece], gradient: gradient[flat: piece], mean: mean[flat: piece], square: square[flat: piece])
                    return
                }
                let start = (task - pieces.count) * Self.rowsAtOnce
                for row in rows[start..<min(start + Self.rowsAtOnce, rows.count)].map(Int.init) {
                    let (words, row, hasGradient) = (layout.words, row..<row + 1, isInBatch[row])
                    steps[0].update(
                        weights[words].rows(row), gradient: hasGradient ? gradient[words].rows(row) : noGradient,
                        mean: mean[words].rows(row), square: square[words].rows(row))
                }
            }
        }
        progress.pendingDecay *= Double(steps[0].decay)  // 1 where words do not learn: their rate is 0
    }

    var steps: Int { progress.steps }

    /// What a gradient of this norm is multiplied by.
    func clipping(norm: Double) -> Double { method.clipping(norm: norm) }

    /// As they stand in memory, which the optimiser owns.
    var moments: [(name: String, values: Matrix)] {
        [("mean", mean.all), ("square", square.all)]
    }

    /// Goes on from here, the moments being those of then.
    /// - Returns: false where the progress is not of a table of words of this size; nothing is then changed.
    mutating func resume(_ progress: Progress) -> Bool {
        guard progress.occurred.allSatisfy({ hasOccurred.indices ~= Int($0) }) else { return false }
        self.progress = progress
        hasOccurred = Self.flags(progress.occurred, count: hasOccurred.count)
        return true
    }

    /// Brings all rows of a copy of the weights up to date.
    func settle(_ weights: Parameters) {
        guard progress.pendingDecay != 1 else { return }
        for row in hasOccurred.indices where !hasOccurred[row] { decay(row: Int32(row), of: weights) }
    }

    private static func flags(_ ids: [Int32], count: Int) -> [Bool] {
        var flags = [Bool](repeating: false, count: count)
        for id in ids { flags[Int(id)] = true }
        return flags
    }

    private func decay(row: Int32, of weights: Parameters) {
        let row = weights[weights.layout.words].row(Int(row))
        let factor = Float(progress.pendingDecay)
        for index in row.indices { row[index] *= factor }
    }
}
