/// How a training went: figures that the batches, the options and the seed decide, no times.
package struct TrainingSummary: Sendable, Equatable, Codable {
    package struct Source: Sendable, Equatable, Codable {
        package var name: String
        /// How often a sentence of this source was trained on.
        package var sentences: Int
    }

    /// One a step: cross-entropy, the weighted mean over the scored pieces of the batch.
    package internal(set) var losses: [Double] = []
    package internal(set) var plannedSteps: Int
    /// Word pieces, [CLS] and [SEP] in.
    package internal(set) var tokens = 0
    package internal(set) var sources: [Source]
    /// Sentences that were too long for the model, each as often as it was trained on.
    package internal(set) var long = LongSentenceTally()

    package var steps: Int { losses.count }
    package var isPartial: Bool { steps < plannedSteps }

    /// The mean over the last 50 steps; nil before the first.
    package var finalLoss: Double? {
        let last = losses.suffix(50)
        return last.isEmpty ? nil : last.reduce(0, +) / Double(last.count)
    }
}
