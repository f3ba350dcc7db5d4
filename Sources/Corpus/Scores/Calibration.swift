/// How many of the entities that a teacher is equally sure of are right.
package struct CalibrationBin: Sendable, Equatable {
    package var measure: Certainty
    /// Votes in `lower...upper`, which are equal; confidences in `lower..<upper`, the last bin with 1.
    package var lower: Double
    package var upper: Double
    package var entities = 0
    /// Entities with the boundaries and type of a gold one.
    package var correct = 0
    fileprivate var sum = 0.0

    /// The mean of the votes or confidences in it: of a calibrated teacher, mean confidence is precision.
    package var mean: Double { sum / Double(entities) }
    /// The share that is right.
    package var precision: Double { Double(correct) / Double(entities) }
}

/// By what a teacher says how sure it is of an entity.
package enum Certainty: String, Sendable, CaseIterable, Codable {
    case votes, confidence

    package func value(of entity: NamedEntity) -> Double? {
        switch self {
        case .votes: entity.votes.map(Double.init)
        case .confidence: entity.confidence
        }
    }

    fileprivate func bin(of value: Double) -> (lower: Double, upper: Double) {
        switch self {
        case .votes: return (value, value)
        case .confidence:
            let tenth = max(0, min(9, Int(value * 10)))
            return (Double(tenth) / 10, Double(tenth + 1) / 10)
        }
    }
}

extension Sentence {
    /// What the teacher's reply says of an entity that stands here; nil for one that no reply named.
    package func named(_ span: Span) -> NamedEntity? {
        ledger?.first { entry in entry.spans.contains { $0.range == span.range } }?.entity
    }
}

extension Dataset {
    /// The entities by how sure the teacher was of them, votes first, the least sure first; empty where it does not say.
    /// - Parameter gold: as `matched(to:)` gives it.
    package func calibration(againstMatched gold: Dataset) -> [CalibrationBin] {
        Certainty.allCases.flatMap { measure in
            var bins: [Double: CalibrationBin] = [:]
            for (sentence, gold) in zip(sentences, gold.sentences) {
                for span in sentence.spans {
                    guard let value = sentence.named(span).flatMap(measure.value) else { continue }
                    let (lower, upper) = measure.bin(of: value)
                    var bin = bins[lower] ?? CalibrationBin(measure: measure, lower: lower, upper: upper)
                    bin.entities += 1
                    bin.sum += value
                    if gold.spans.contains(span) { bin.correct += 1 }
                    bins[lower] = bin
                }
            }
            return bins.values.sorted { $0.lower < $1.lower }
        }
    }
}
