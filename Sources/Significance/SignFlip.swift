import Random

/// The sign-flip test of paired differences (Fisher 1935, The Design of Experiments, section 21): if training one way or the other made
/// no difference, each seed's difference might as well have had the other sign. The p-value is the share of all 2^n ways to set the
/// signs whose sum is as far from 0 as the one found, or farther: two-sided and exact, whatever the distribution.
///
/// Up to `exactLimit` pairs all ways are counted, by meeting in the middle (Horowitz and Sahni 1974): the sums of each half of the
/// pairs, sorted, are counted against those of the other, so that 2^n ways take time for 2^(n/2). Beyond, ways are drawn at random,
/// the one found among them: p = (1 + hits) / (1 + draws) (Phipson and Smyth 2010).
package enum SignFlip {
    package static let exactLimit = 40
    package static let draws = 100_000

    /// - Parameters:
    ///   - differences: one a pair; of none p is 1.
    ///   - stream: asked beyond `exactLimit` pairs alone.
    package static func p(_ differences: [Double], stream: RandomStream) -> Double {
        let found = abs(differences.reduce(0, +))
        // Sums of the same numbers in another order differ in their last digits.
        let least = found - 1e-12 * differences.reduce(0) { $0 + abs($1) }
        guard least > 0 else { return 1 }
        return differences.count <= exactLimit ? exact(differences, least) : drawn(differences, least, stream)
    }

    /// The smallest p that so many pairs can give: 2 / 2^n.
    package static func least(pairs: Int) -> Double {
        pairs < 1 ? 1 : 2 / power(2, pairs)
    }

    private static func exact(_ differences: [Double], _ least: Double) -> Double {
        let half = differences.count / 2
        let low = sums(differences[..<half]), high = sums(differences[half...])
        var hits = 0, partner = high.count
        for sum in low {
            while partner > 0, sum + high[partner - 1] >= least { partner -= 1 }
            hits += high.count - partner
        }
        // As many ways are as far below 0.
        return min(1, 2 * Double(hits) / power(2, differences.count))
    }

    /// All sums with either sign for each, ascending.
    private static func sums(_ differences: ArraySlice<Double>) -> [Double] {
        var sums: [Double] = [0]
        for difference in differences { sums = sums.map { $0 - difference } + sums.map { $0 + difference } }
        return sums.sorted()
    }

    private static func drawn(_ differences: [Double], _ least: Double, _ stream: RandomStream) -> Double {
        var stream = stream.substream("sign flips")
        var hits = 0
        for _ in 0..<draws {
            var sum = 0.0
            for start in stride(from: 0, to: differences.count, by: 64) {
                var signs = stream.next()
                for difference in differences[start..<min(start + 64, differences.count)] {
                    sum += signs & 1 == 1 ? difference : -difference
                    signs >>= 1
                }
            }
            if abs(sum) >= least { hits += 1 }
        }
        return Double(1 + hits) / Double(1 + draws)
    }
}

private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
}
