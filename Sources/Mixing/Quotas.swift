/// Decides from which source each draw comes, so that the counts follow the curves.
///
/// Two sources: the one that lags furthest behind its curve. Both then stay within half a sentence of their curves: their lags sum to
/// one before the draw, so the larger is at least a half.
///
/// Three and more: there the one that lags furthest can leave another too far behind. The draws follow Tijdeman's algorithm for
/// the chairman assignment problem (R. Tijdeman, The chairman assignment problem, Discrete Mathematics 32, 1980, 323-330, theorem 1): of the sources whose
/// next draw would not put them more than D ahead of their curve, the one that would first be more than D behind without it. For n
/// sources D = 1 - 1 / (2 (n - 1)), whatever the shares and however they change, and no smaller bound holds for all of them.
struct Quotas {
    /// The integral of each source's share over the draws so far, in sentences.
    private(set) var wanted: [Double]
    private(set) var drawn: [Int]
    private let shares: Shares
    private var position = 0
    private var deadlines: [Deadline]

    /// A tie must not be settled by rounding, or arms that show the same sentences would differ by one.
    private static let rounding = 1e-9

    init(_ shares: Shares) {
        wanted = Array(repeating: 0, count: shares.sources)
        drawn = wanted.map { _ in 0 }
        deadlines = shares.sources > 2 ? wanted.indices.map { Deadline(source: $0, sources: shares.sources) } : []
        self.shares = shares
    }

    /// How far a count may be from its curve.
    private var bound: Double { 1 - 1 / (2 * Double(max(1, shares.sources - 1))) }

    mutating func nextSource() throws -> Int {
        try shares.add(position, to: &wanted)
        position += 1
        let source = shares.sources > 2 ? try earliest() : furthestBehind(wanted.indices)
        drawn[source] += 1
        return source
    }

    /// Of some sources the one that lags most, the first of several.
    private func furthestBehind(_ sources: some Sequence<Int>) -> Int {
        let lags = sources.map { (source: $0, lag: lag($0)) }
        let largest = lags.map(\.lag).max() ?? 0
        return lags.first { $0.lag > largest - Self.rounding }?.source ?? 0
    }

    private func lag(_ source: Int) -> Double { wanted[source] - Double(drawn[source]) }

    private mutating func earliest() throws -> Int {
        let limit = bound
        let ready = drawn.indices.filter { lag($0) >= 1 - limit - Self.rounding }
        var times: [(source: Int, time: Int)] = []
        for source in ready {
            times.append((source, try deadlines[source].time(of: shares, drawn: drawn[source], limit: limit + Self.rounding)))
        }
        let first = times.map(\.time).min()
        let sources = times.filter { $0.time == first }.map(\.source)
        // By the theorem some source is ready; should rounding leave none, the one that lags most is nearest to it.
        return sources.isEmpty ? furthestBehind(drawn.indices) : furthestBehind(sources)
    }

    /// Looks ahead to the draw by which a source has to have its next one.
    private struct Deadline {
        let source: Int
        /// What the curves ask for up to `position`.
        private var wanted: [Double]
        private var position = 0

        init(source: Int, sources: Int) {
            self.source = source
            wanted = Array(repeating: 0, count: sources)
        }

        /// The first draw, counted from 1, after which its curve is more than the limit ahead of what is drawn; beyond the last for none.
        mutating func time(of shares: Shares, drawn: Int, limit: Double) throws -> Int {
            while wanted[source] - Double(drawn) <= limit {
                guard position < shares.draws else { return .max }
                try shares.add(position, to: &wanted)
                position += 1
            }
            return position
        }
    }
}
