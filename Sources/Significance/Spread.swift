/// Where figures lie and how far they spread, such as the F1 of one arm over its seeds.
package struct Spread: Sendable, Equatable, Codable {
    package let count: Int
    package let mean: Double
    /// Of a sample (n - 1); nil for a single figure.
    package let deviation: Double?
    package let min: Double
    package let max: Double

    /// Nil of no figures.
    package init?(_ figures: [Double]) {
        guard let min = figures.min(), let max = figures.max(), let mean = Significance.mean(of: figures) else { return nil }
        count = figures.count
        self.mean = mean
        deviation = Significance.standardDeviation(of: figures)
        self.min = min
        self.max = max
    }
}

package func mean(of figures: [Double]) -> Double? {
    figures.isEmpty ? nil : figures.reduce(0, +) / Double(figures.count)
}

/// Of a sample (n - 1); nil of fewer than two figures.
package func standardDeviation(of figures: [Double]) -> Double? {
    guard figures.count > 1, let middle = mean(of: figures) else { return nil }
    return (figures.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(figures.count - 1)).squareRoot()
}

/// The value below which a share of sorted figures lies, interpolated between neighbours (type 7 of Hyndman and Fan 1996).
///
/// - Parameters:
///   - sorted: at least one figure, ascending.
///   - share: 0…1.
func quantile(_ share: Double, of sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty, "there is no quantile of nothing")
    let position = share * Double(sorted.count - 1)
    let below = Int(position), above = Swift.min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
}
