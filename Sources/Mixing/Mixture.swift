import Diagnostics
import Random
import Store

/// A set of sentences that a mixture draws from.
package struct MixtureSource: Sendable, Equatable, Encodable {
    package var name: String
    /// How many sentences it has.
    package var count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

/// One sentence of a batch: its source's place among the mixture's sources, and its own within that source, both from 0.
package struct Draw: Sendable, Hashable, BitwiseCopyable {
    private let sourceNumber: Int32
    private let sentenceNumber: Int32

    package var source: Int { Int(sourceNumber) }
    package var index: Int { Int(sentenceNumber) }

    package init(source: Int, index: Int) {
        sourceNumber = Int32(source)
        sentenceNumber = Int32(index)
    }
}

/// The very batches that a training run sees, in order.
///
/// Draws are without replacement within a pass over their source. After every batch the number of sentences drawn from each of
/// up to two sources is within one of the integral of its share over the draws so far. The number of steps depends on the
/// sources and the batch size alone, never on the schedule.
package struct Mixture: Sendable, Encodable {
    package let sources: [MixtureSource]
    /// Nil for a mixture of one source.
    package let schedule: Schedule?
    package let union: Union
    package let stepsPerEpoch: Int
    package let batches: [[Draw]]
    /// After each step, how many sentences of each source the schedule has asked for so far: its shares' integral.
    package let wanted: [[Double]]
    /// After each step, how many sentences of each source have been drawn so far.
    package let drawn: [[Int]]

    /// A mixture of two sources. Distilled sentences are source 0, original ones source 1.
    ///
    /// Throws a `Diagnostic` where the length is given twice, where a source that the schedule draws from is empty,
    /// and where the schedule gives no number.
    package init(
        distilled: MixtureSource, original: MixtureSource, by schedule: Schedule,
        batch: Int, epochs: Int? = nil, steps: Int? = nil, stream: RandomStream
    ) throws {
        let balanced = Union(distilledShare: 0.5, epochs: 1)
        let shares = Self.probes.map { schedule.share(at: $0, of: balanced) }
        for (source, isDrawn) in [(distilled, shares.contains { $0 > 0 }), (original, shares.contains { $0 < 1 })] {
            if isDrawn, source.count == 0 {
                throw Diagnostic("`\(source.name)` has no sentences, and the schedule `\(schedule.name)` draws from it")
            }
        }
        let length = try RunLength(sentences: distilled.count + original.count, batch: batch, epochs: epochs, steps: steps)
        let union = Union(
            distilledShare: Double(distilled.count) / Double(length.sentences),
            epochs: Double(length.draws) / Double(length.sentences))
        try self.init(sources: [distilled, original], schedule: schedule, union: union, length: length, stream: stream) { t in
            let share = schedule.share(at: t, of: union)
            precondition(!share.isNaN, "`\(schedule.name)` gives a number at t = \(t)")
            return [share, 1 - share]
        }
    }

    /// Where it is looked which sources a schedule draws from at all.
    private static let probes = Array(stride(from: 0, through: 1, by: 1.0 / 64))

    /// Every progress at which a mixture of two sources asks its schedule.
    ///
    /// - Parameter sentences: how many both sources have together.
    /// - Throws: `Diagnostic` where a length is not positive or given twice.
    package static func progress(sentences: Int, batch: Int, epochs: Int? = nil, steps: Int? = nil) throws -> [Double] {
        guard sentences > 0 else { return probes }
        return try probes + Quotas.progress(draws: RunLength(sentences: sentences, batch: batch, epochs: epochs, steps: steps).draws)
    }

    /// All sentences of one source in every epoch, reshuffled each time: ordinary training.
    ///
    /// Throws a `Diagnostic` where the source is empty or the length is given twice.
    package init(only source: MixtureSource, batch: Int, epochs: Int? = nil, steps: Int? = nil, stream: RandomStream) throws {
        if source.count == 0 { throw Diagnostic("`\(source.name)` has no sentences to draw from") }
        let length = try RunLength(sentences: source.count, batch: batch, epochs: epochs, steps: steps)
        let union = Union(distilledShare: 0, epochs: Double(length.draws) / Double(length.sentences))
        try self.init(sources: [source], schedule: nil, union: union, length: length, stream: stream) { _ in [1] }
    }

    private init(
        sources: [MixtureSource], schedule: Schedule?, union: Union, length: RunLength, stream: RandomStream,
        shares: (Double) throws -> [Double]
    ) throws {
        var quotas = Quotas(sources: sources.count, draws: length.draws)
        var decks = sources.enumerated().map { number, source in
            source.count > 0 ? Deck(count: source.count, stream: stream.substream(number)) : nil
        }
        var batches: [[Draw]] = [], wanted: [[Double]] = [], drawn: [[Int]] = []
        for step in 0..<length.steps {
            batches.append(try (0..<length.batchSize(ofStep: step)).map { _ in
                let source = try quotas.nextSource(shares)
                guard let index = decks[source]?.draw() else {
                    throw Diagnostic("`\(sources[source].name)` has no sentences, and the schedule draws from it")
                }
                return Draw(source: source, index: index)
            })
            wanted.append(quotas.wanted)
            drawn.append(quotas.drawn)
        }
        self.sources = sources
        self.schedule = schedule
        self.union = union
        self.stepsPerEpoch = length.stepsPerEpoch
        self.batches = batches
        self.wanted = wanted
        self.drawn = drawn
    }

    package var stepCount: Int { batches.count }

    private enum CodingKeys: CodingKey { case sources, schedule, batchSizes, draws }

    /// What a training sees of it: the very batches, and what they are called.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sources, forKey: .sources)
        try container.encodeIfPresent(schedule, forKey: .schedule)
        try container.encode(RawArray(batches.map { Int32($0.count) }), forKey: .batchSizes)
        try container.encode(RawArray(batches.flatMap { $0 }), forKey: .draws)
    }

    /// How many sentences are drawn from each source in the whole run.
    package var drawCounts: [Int] { drawn.last ?? sources.map { _ in 0 } }

    /// How often the run goes through each source.
    package var passes: [Double] {
        zip(drawCounts, sources).map { $1.count == 0 ? 0 : Double($0) / Double($1.count) }
    }

    /// The share of each source in one step, as the schedule wants it and as it is.
    package func shares(ofStep step: Int) -> (wanted: [Double], realised: [Double]) {
        let size = Double(batches[step].count)
        return (
            sources.indices.map { (wanted[step][$0] - (step > 0 ? wanted[step - 1][$0] : 0)) / size },
            sources.indices.map { Double(drawn[step][$0] - (step > 0 ? drawn[step - 1][$0] : 0)) / size }
        )
    }
}
