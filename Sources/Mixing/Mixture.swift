import Diagnostics
import Random
import Store

/// The very batches that a training run sees, in order.
///
/// Draws are without replacement within a pass over their source. After every batch the number of sentences drawn from each source is
/// within one of the integral of its share over the draws so far. The number of steps depends on the sources and the batch size
/// alone, never on the schedule, its grain or the weights.
package struct Mixture: Sendable, Encodable {
    package let sources: [MixtureSource]
    package let blend: Blend
    package let grain: Grain
    package let union: Union
    package let stepsPerEpoch: Int
    package let batches: [[Draw]]
    /// The steps, from 0, with which the stages of the run begin; the first is 0.
    package let stageStarts: [Int]
    /// After each step, how many sentences of each source the schedule has asked for so far: its shares' integral.
    package let wanted: [[Double]]
    /// After each step, how many sentences of each source have been drawn so far.
    package let drawn: [[Int]]

    /// A mixture of two sources. Distilled sentences are source 0, original ones source 1, and those of a dev set, which a schedule may
    /// train on beside the original ones, source 2. An epoch has as many draws as there are distilled and original sentences, with a
    /// dev set or without.
    ///
    /// Throws a `Diagnostic` where the length is given twice, where a source that the schedule draws from is empty or missing,
    /// and where the schedule gives no number.
    package init(
        distilled: MixtureSource, original: MixtureSource, dev: MixtureSource? = nil, by schedule: Schedule, grain: Grain = .step,
        batch: Int, epochs: Int? = nil, steps: Int? = nil, stream: RandomStream
    ) throws {
        if schedule.drawsOnDev, dev == nil {
            throw Diagnostic("the schedule `\(schedule.name)` trains on a dev set too", label: "give one, as in `dev=(load \"dev.conll\")`")
        }
        let devCount = schedule.drawsOnDev ? dev?.count ?? 0 : 0
        let devShare = devCount == 0 ? 0 : Double(devCount) / Double(devCount + original.count)
        func shares(_ t: Double, _ union: Union) -> [Double] {
            let share = schedule.share(at: t, of: union)
            precondition(!share.isNaN, "`\(schedule.name)` gives a number at t = \(t)")
            guard schedule.drawsOnDev else { return [share, 1 - share] }
            let fromDev = schedule.includesDev(at: t, of: union) ? (1 - share) * devShare : 0
            return [share, 1 - share - fromDev, fromDev]
        }
        let sources = [distilled, original] + (schedule.drawsOnDev ? [dev].compactMap(\.self) : [])
        try Self.requireSentences(sources, drawnFrom: "the schedule `\(schedule.name)`") {
            shares($0, Union(distilledShare: 0.5, epochs: 1))
        }
        let length = try RunLength(sentences: distilled.count + original.count, batch: batch, epochs: epochs, steps: steps)
        let union = Union(
            distilledShare: Double(distilled.count) / Double(length.sentences),
            epochs: Double(length.draws) / Double(length.sentences))
        try self.init(
            sources: sources, blend: .schedule(schedule), grain: grain, union: union, length: length, stages: schedule.stages(of: union),
            stream: stream
        ) { shares($0, union) }
    }

    /// A mixture of any number of sources, each with a weight over time.
    ///
    /// Throws a `Diagnostic` where the length is given twice, where a source that weighs something is empty, and where nothing weighs
    /// anything.
    /// - Parameter weights: one a source, in their order.
    package init(
        sources: [MixtureSource], weights: [SourceWeight], grain: Grain = .step, batch: Int, epochs: Int? = nil, steps: Int? = nil,
        stream: RandomStream
    ) throws {
        precondition(sources.count == weights.count && !sources.isEmpty, "each source has a weight")
        let sentences = sources.reduce(0) { $0 + $1.count }
        func shares(_ t: Double, _ unions: [Union]) throws -> [Double] {
            let values = zip(weights, unions).map { $0.value(at: t, of: $1) }
            let sum = values.reduce(0, +)
            guard sum > 0, sum.isFinite else {
                throw Diagnostic("no source weighs anything at t = \(t)", label: "the shares are the weights divided by their sum")
            }
            return values.map { $0 / sum }
        }
        let balanced = Union(distilledShare: 1 / Double(sources.count), epochs: 1)
        try Self.requireSentences(sources, drawnFrom: "the mixture") { try shares($0, sources.map { _ in balanced }) }
        let length = try RunLength(sentences: sentences, batch: batch, epochs: epochs, steps: steps)
        let unions = sources.map { source in
            Union(
                distilledShare: Double(source.count) / Double(sentences), epochs: Double(length.draws) / Double(sentences))
        }
        try self.init(
            sources: sources, blend: .weights(weights), grain: grain, union: unions[0], length: length,
            stages: zip(weights, unions).flatMap { $0.stages(of: $1) }, stream: stream
        ) { try shares($0, unions) }
    }

    /// All sentences of one source in every epoch, reshuffled each time: ordinary training.
    ///
    /// Throws a `Diagnostic` where the source is empty or the length is given twice.
    package init(only source: MixtureSource, batch: Int, epochs: Int? = nil, steps: Int? = nil, stream: RandomStream) throws {
        if source.count == 0 { throw Diagnostic("`\(source.name)` has no sentences to draw from") }
        let length = try RunLength(sentences: source.count, batch: batch, epochs: epochs, steps: steps)
        let union = Union(distilledShare: 0, epochs: Double(length.draws) / Double(length.sentences))
        try self.init(
            sources: [source], blend: .single, grain: .step, union: union, length: length, stages: [], stream: stream
        ) { _ in [1] }
    }

    private init(
        sources: [MixtureSource], blend: Blend, grain: Grain, union: Union, length: RunLength, stages: [Double], stream: RandomStream,
        shares: @escaping (Double) throws -> [Double]
    ) throws {
        var quotas = Quotas(
            try Shares(sources: sources.count, draws: length.draws, epoch: grain == .epoch ? length.sentences : nil, curves: shares))
        var decks = sources.enumerated().map { number, source in
            source.count > 0 ? Deck(count: source.count, stream: stream.substream(number)) : nil
        }
        var batches: [[Draw]] = [], wanted: [[Double]] = [], drawn: [[Int]] = []
        for step in 0..<length.steps {
            batches.append(try (0..<length.batchSize(ofStep: step)).map { _ in
                let source = try quotas.nextSource()
                guard let index = decks[source]?.draw() else {
                    throw Diagnostic("`\(sources[source].name)` has no sentences, and the schedule draws from it")
                }
                return Draw(source: source, index: index)
            })
            wanted.append(quotas.wanted)
            drawn.append(quotas.drawn)
        }
        self.sources = sources
        self.blend = blend
        self.grain = grain
        self.union = union
        self.stepsPerEpoch = length.stepsPerEpoch
        self.batches = batches
        self.stageStarts = length.stageStarts(stages, grain: grain)
        self.wanted = wanted
        self.drawn = drawn
    }

    /// Where it is looked which sources are drawn from at all.
    private static let probes = Array(stride(from: 0, through: 1, by: 1.0 / 64))

    private static func requireSentences(
        _ sources: [MixtureSource], drawnFrom blend: String, _ shares: (Double) throws -> [Double]
    ) throws {
        let shares = try probes.map(shares)
        for (number, source) in sources.enumerated() where source.count == 0 && shares.contains(where: { $0[number] > 0 }) {
            throw Diagnostic("`\(source.name)` has no sentences, and \(blend) draws from it")
        }
    }

    /// Every progress at which a mixture asks its schedule or its weights.
    ///
    /// - Parameter sentences: how many all sources have together, a dev set apart.
    /// - Throws: `Diagnostic` where a length is not positive or given twice.
    package static func progress(sentences: Int, batch: Int, epochs: Int? = nil, steps: Int? = nil) throws -> [Double] {
        guard sentences > 0 else { return probes }
        return try probes + Shares.progress(draws: RunLength(sentences: sentences, batch: batch, epochs: epochs, steps: steps).draws)
    }

    package var stepCount: Int { batches.count }

    /// Nil for a mixture by weights, or of one source.
    package var schedule: Schedule? { if case .schedule(let schedule) = blend { schedule } else { nil } }

    private enum CodingKeys: CodingKey { case sources, blend, grain, stageStarts, batchSizes, draws }

    /// What a training sees of it: the very batches and the stages, and what they are called.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sources, forKey: .sources)
        try container.encode(blend, forKey: .blend)
        try container.encode(grain, forKey: .grain)
        try container.encode(stageStarts, forKey: .stageStarts)
        try container.encode(RawArray(batches.map { Int32($0.count) }), forKey: .batchSizes)
        try container.encode(RawArray(batches.flatMap { $0 }), forKey: .draws)
    }

    /// How many sentences are drawn from each source in the whole run.
    package var drawCounts: [Int] { drawn.last ?? sources.map { _ in 0 } }

    /// How often the run goes through each source.
    package var passes: [Double] {
        zip(drawCounts, sources).map { $1.count == 0 ? 0 : Double($0) / Double($1.count) }
    }

    /// The share of each source in some steps, as the schedule wants it and as it is.
    package func shares(ofSteps steps: Range<Int>) -> (wanted: [Double], realised: [Double]) {
        let size = Double(batches[steps].reduce(0) { $0 + $1.count })
        let (first, last) = (steps.lowerBound, steps.upperBound - 1)
        return (
            sources.indices.map { (wanted[last][$0] - (first > 0 ? wanted[first - 1][$0] : 0)) / size },
            sources.indices.map { Double(drawn[last][$0] - (first > 0 ? drawn[first - 1][$0] : 0)) / size }
        )
    }
}
