/// Decides from which source each draw comes, so that the counts follow the curves.
struct Quotas {
    /// The integral of each source's share over the draws so far, in sentences.
    private(set) var wanted: [Double]
    private(set) var drawn: [Int]
    private let draws: Int
    private var position = 0

    init(sources: Int, draws: Int) {
        wanted = Array(repeating: 0, count: sources)
        drawn = Array(repeating: 0, count: sources)
        self.draws = draws
    }

    /// The source that lags furthest behind its curve, the first of several. With two sources, both then stay within half a
    /// sentence of their curves: their lags sum to one before the draw, so the larger is at least a half.
    ///
    /// `shares` gives each source's share at a progress in 0…1; the shares sum to 1.
    mutating func nextSource(_ shares: (Double) throws -> [Double]) rethrows -> Int {
        for sample in 0..<Self.samples {
            let progress = Self.progress(position, sample, of: draws)
            for (source, share) in try shares(progress).enumerated() {
                wanted[source] += share / Double(Self.samples)
            }
        }
        position += 1
        let lags = zip(wanted, drawn).map { $0 - Double($1) }
        let largest = lags.max() ?? 0
        // A tie must not be settled by rounding, or arms that show the same sentences would differ by one.
        let source = lags.firstIndex { $0 > largest - 1e-9 } ?? 0
        drawn[source] += 1
        return source
    }

    private static func progress(_ position: Int, _ sample: Int, of draws: Int) -> Double {
        (Double(position) + (Double(sample) + 0.5) / Double(samples)) / Double(draws)
    }

    /// Where the shares of a run of so many draws are asked for, in order.
    static func progress(draws: Int) -> [Double] {
        (0..<draws).flatMap { position in (0..<samples).map { progress(position, $0, of: draws) } }
    }

    /// Points of the midpoint rule within a draw. Exact for curves that jump between draws; a jump within one errs by an eighth
    /// of a sentence at most.
    private static let samples = 4
}
