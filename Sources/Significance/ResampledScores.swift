import Random

/// What several runs did on the same test sentences: for each sentence its gold entities, and for each run the entities it named and
/// those it got right.
package struct RunCounts: Sendable {
    package let sentences: Int
    package let runs: Int
    /// A sentence after the other: its gold entities, the correct ones of each run, the predicted ones of each run.
    private var cells: [Int32]

    fileprivate var width: Int { 1 + 2 * runs }

    package init(gold: [Int], runs: Int) {
        sentences = gold.count
        self.runs = runs
        cells = [Int32](repeating: 0, count: gold.count * (1 + 2 * runs))
        for (sentence, count) in gold.enumerated() { cells[sentence * width] = Int32(count) }
    }

    package mutating func set(run: Int, sentence: Int, correct: Int, predicted: Int) {
        cells[sentence * width + 1 + run] = Int32(correct)
        cells[sentence * width + 1 + runs + run] = Int32(predicted)
    }

    /// The micro F1 of each run on test sets as large as this one, whose sentences are drawn from it with replacement (Efron and
    /// Tibshirani 1993, chapter 6). All runs are scored on the same draws: the bootstrap is paired (Berg-Kirkpatrick, Burkett and
    /// Klein 2012, section 3).
    package func resampledF1(_ resamples: Int, stream: RandomStream) -> ResampledF1 {
        var stream = stream
        var f1: [Double] = []
        f1.reserveCapacity(resamples * runs)
        var sums = [Int32](repeating: 0, count: width)
        for _ in 0..<resamples {
            for index in sums.indices { sums[index] = 0 }
            cells.withUnsafeBufferPointer { cells in
                sums.withUnsafeMutableBufferPointer { sums in
                    for _ in 0..<sentences {
                        let start = stream.int(below: sentences) * sums.count
                        for index in 0..<sums.count { sums[index] &+= cells[start + index] }
                    }
                }
            }
            for run in 0..<runs {
                let whole = sums[0] + sums[1 + runs + run]
                f1.append(whole == 0 ? 0 : 2 * Double(sums[1 + run]) / Double(whole))
            }
        }
        return ResampledF1(runs: runs, resamples: resamples, f1: f1)
    }
}

/// The F1 of runs on resampled test sets.
package struct ResampledF1: Sendable {
    package let runs: Int
    package let resamples: Int
    /// A resample after the other, in each the runs in order.
    fileprivate let f1: [Double]
}

/// What a bootstrap says of a difference.
package struct BootstrapDifference: Sendable, Equatable {
    /// How often test sentences drawn anew would give a difference this large by chance alone.
    package let p: Double
    /// The bounds of the interval.
    package let low: Double
    package let high: Double
}

extension ResampledF1 {
    /// The difference of two arms, averaged over seeds.
    ///
    /// The p-value is over sentences: resampled differences scatter around the one found, δ, as those of a test set that showed none
    /// would scatter around 0, so p is the share with |δ* - δ| ≥ |δ| (Berg-Kirkpatrick et al. 2012, section 3, two-sided), the one
    /// found among them. The interval is for another test set AND other seeds: percentiles of differences whose sentences and seeds
    /// are both drawn anew, the pigeonhole bootstrap (Owen 2007), which is if anything too wide. With one seed it is over
    /// sentences alone.
    ///
    /// - Parameters:
    ///   - difference: the one found, δ: the mean over `pairs`.
    ///   - pairs: the runs of the arm and of the baseline that share a seed.
    ///   - level: 1 less the interval's coverage.
    package func difference(_ difference: Double, pairs: [(arm: Int, baseline: Int)], level: Double, stream: RandomStream) -> BootstrapDifference {
        precondition(!pairs.isEmpty, "a difference is of pairs")
        var stream = stream
        var hits = 0
        var drawn: [Double] = []
        drawn.reserveCapacity(resamples)
        let least = abs(difference) * (1 - 1e-12)
        for resample in 0..<resamples {
            let start = resample * runs
            let differences = pairs.map { f1[start + $0.arm] - f1[start + $0.baseline] }
            let overSentences = differences.reduce(0, +) / Double(pairs.count)
            if abs(overSentences - difference) >= least { hits += 1 }
            let overBoth = pairs.count == 1 ? overSentences : pairs.indices.reduce(0) { sum, _ in
                sum + differences[stream.int(below: pairs.count)]
            } / Double(pairs.count)
            drawn.append(overBoth)
        }
        drawn.sort()
        return BootstrapDifference(
            p: Double(1 + hits) / Double(1 + resamples), low: quantile(level / 2, of: drawn), high: quantile(1 - level / 2, of: drawn))
    }
}
