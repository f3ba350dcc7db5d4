/// What selecting sentences by how sure a teacher is leaves, and how good it is.
package struct CoverageRow: Sendable, Equatable {
    package var selection: Selection
    package var sentences: Int
    /// Of the judged sentences, those without entities too.
    package var share: Double
    package var counts: EntityCounts
}

extension Dataset {
    /// A row for each threshold that leaves other sentences than the next higher one: numbers of votes, mean votes by halves,
    /// confidences by tenths and near 1. Empty where the teacher does not say how sure it is.
    /// - Parameter gold: as `matched(to:)` gives it.
    package func coverage(againstMatched gold: Dataset) -> [CoverageRow] {
        let score = EntityScore(predicted: sentences.map(\.spans), gold: gold.sentences.map(\.spans))
        let counts = score.sentences.map { $0.reduce(EntityCounts(), +) }
        return Selection.Measure.allCases.filter { tells($0.certainty) }.flatMap { measure in
            let certainties = sentences.map { $0.certainty(by: measure) }
            let rows = thresholds(of: measure, upTo: certainties.compactMap(\.self).max() ?? 0).map { least in
                let kept = certainties.indices.filter { certainties[$0].map { $0 >= least } ?? false }
                return CoverageRow(
                    selection: Selection(measure, atLeast: least), sentences: kept.count,
                    share: Double(kept.count) / Double(sentences.count), counts: kept.reduce(EntityCounts()) { $0 + counts[$1] })
            }
            return rows.indices.filter { $0 == rows.count - 1 || rows[$0].sentences > rows[$0 + 1].sentences }.map { rows[$0] }
        }
    }

    private func thresholds(of measure: Selection.Measure, upTo most: Double) -> [Double] {
        switch measure {
        case .votes: (0...Int(most)).dropFirst().map(Double.init)
        case .mean: (2...max(2, Int(most * 2))).map { Double($0) / 2 }
        case .confidence: [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999]
        }
    }
}
