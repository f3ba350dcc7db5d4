/// What the curves ask for in each draw of a run: the shares' integral over the draw, by the midpoint rule.
struct Shares {
    /// Points of the midpoint rule within a draw. Exact for curves that jump between draws; a jump within one errs by an eighth
    /// of a sentence at most.
    private static let samples = 4

    let sources: Int
    let draws: Int
    private let curves: (Double) throws -> [Double]
    /// The shares of each epoch and its length in draws, where they are the same throughout an epoch.
    private let epochs: (length: Int, shares: [[Double]])?

    /// - Parameters:
    ///   - epoch: the draws of an epoch, where shares change by epoch; the last may have fewer.
    ///   - curves: each source's share at a progress in 0…1; the shares sum to 1.
    init(sources: Int, draws: Int, epoch: Int? = nil, curves: @escaping (Double) throws -> [Double]) rethrows {
        self.sources = sources
        self.draws = draws
        self.curves = curves
        epochs = try epoch.map { length in
            let shares = try stride(from: 0, to: draws, by: length).map { start in
                let end = min(start + length, draws)
                var sums = Array(repeating: 0.0, count: sources)
                for position in start..<end { try Self.sample(position, of: draws, curves) { sums[$0] += $1 } }
                return sums.map { $0 / Double(end - start) }
            }
            return (length, shares)
        }
    }

    /// Adds what a draw asks for, in sentences.
    func add(_ position: Int, to wanted: inout [Double]) throws {
        if let epochs {
            for (source, share) in epochs.shares[position / epochs.length].enumerated() { wanted[source] += share }
        } else {
            try Self.sample(position, of: draws, curves) { wanted[$0] += $1 }
        }
    }

    private static func sample(
        _ position: Int, of draws: Int, _ curves: (Double) throws -> [Double], _ add: (_ source: Int, _ part: Double) -> Void
    ) rethrows {
        for sample in 0..<samples {
            for (source, share) in try curves(progress(position, sample, of: draws)).enumerated() {
                add(source, share / Double(samples))
            }
        }
    }

    private static func progress(_ position: Int, _ sample: Int, of draws: Int) -> Double {
        (Double(position) + (Double(sample) + 0.5) / Double(samples)) / Double(draws)
    }

    /// Where the shares of a run of so many draws are asked for, in order.
    static func progress(draws: Int) -> [Double] {
        (0..<draws).flatMap { position in (0..<samples).map { progress(position, $0, of: draws) } }
    }
}
