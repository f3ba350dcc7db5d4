/// What a comparison of arms over seeds can show at best, known before anything is trained: the sign-flip test over n pairs gives no
/// p-value below 2 / 2^n, and Holm's correction over k contrasts multiplies the smallest by k.
package struct SeedDesign: Sendable {
    /// The p-value to be reached.
    package let level: Double
    /// The seeds that each contrast has in common with the baseline. One seed is a look and no test: such a contrast does not count
    /// towards the correction.
    package let pairs: [Int]

    package init(level: Double, pairs: [Int]) {
        self.level = level
        self.pairs = pairs
    }

    /// How many contrasts are corrected for.
    package var tests: Int { pairs.count { $0 > 1 } }

    /// The corrected p-values if everything came out as clear as it can, in the order of `pairs`; nil for what is no test.
    package var best: [Double?] { adjusted(pairs.map { $0 > 1 ? SignFlip.least(pairs: $0) : nil }) }

    /// Whether the contrast could reach the level.
    package func isAble(_ contrast: Int) -> Bool { best[contrast].map { $0 <= level } ?? false }

    /// How many seeds each arm needs so that as many contrasts, but at least one, can reach the level.
    package var needed: Int {
        let share = level / Double(max(1, tests))
        var count = 2
        while SignFlip.least(pairs: count) > share, count < 1000 { count += 1 }
        return count
    }
}

/// Holm's correction over those p-values that there are.
package func adjusted(_ values: [Double?]) -> [Double?] {
    var rest = holmAdjusted(values.compactMap(\.self))[...]
    return values.map { $0 == nil ? nil : rest.removeFirst() }
}
