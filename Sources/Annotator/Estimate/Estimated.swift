/// A figure that is not known yet, with the range in which it is expected.
package struct Estimated: Sendable, Hashable, Encodable {
    package var low: Double
    package var middle: Double
    package var high: Double

    package init(low: Double, middle: Double, high: Double) {
        self.low = low
        self.middle = middle
        self.high = high
    }

    package static let zero = Estimated(low: 0, middle: 0, high: 0)

    package static func + (a: Estimated, b: Estimated) -> Estimated {
        Estimated(low: a.low + b.low, middle: a.middle + b.middle, high: a.high + b.high)
    }

    package static func * (a: Estimated, factor: Double) -> Estimated {
        Estimated(low: a.low * factor, middle: a.middle * factor, high: a.high * factor)
    }

    /// The sum of so many calls, each like those seen: the mean with twice its standard error, that of the calls to come in it, and
    /// never less than 2 % to either side. One call seen says little: a quarter to either side. Nil where none was seen.
    ///
    /// - Parameters:
    ///   - seen: what each call seen came to: tokens, or tokens for each one counted.
    ///   - calls: how many calls there will be.
    ///   - weight: what a call to come counts, on average.
    package init?(ofCalls calls: Int, like seen: [Double], weight: Double = 1) {
        guard !seen.isEmpty, calls > 0 else { return nil }
        let mean = seen.reduce(0, +) / Double(seen.count)
        var part = 0.25
        if seen.count > 1, mean > 0 {
            let variance = seen.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(seen.count - 1)
            let error = 2 * (variance * (1 / Double(seen.count) + 1 / Double(calls))).squareRoot()
            part = max(0.02, error / mean)
        }
        let sum = mean * weight * Double(calls)
        self.init(low: sum * max(0, 1 - part), middle: sum, high: sum * (1 + part))
    }
}
