import Diagnostics

/// Which sentences of a teacher's labels are trusted, by how sure it was of their entities.
package struct Selection: Sendable, Hashable {
    package enum Measure: String, Sendable, CaseIterable {
        /// The entity with fewest votes.
        case votes
        /// The mean vote of the entities.
        case mean
        /// The entity that the teacher is least sure of.
        case confidence

        package var certainty: Certainty { self == .confidence ? .confidence : .votes }

        fileprivate func summary(of values: [Double]) -> Double {
            switch self {
            case .votes, .confidence: values.min() ?? 0
            case .mean: values.reduce(0, +) / Double(values.count)
            }
        }

        fileprivate func condition(_ least: Double) -> String {
            let number = least == least.rounded() ? String(Int(least)) : String(least)
            return switch self {
            case .votes: "every entity has at least \(number) votes"
            case .mean: "entities have at least \(number) votes on average"
            case .confidence: "every entity has a confidence of at least \(number)"
            }
        }
    }

    package var measure: Measure
    package var least: Double

    package init(_ measure: Measure, atLeast least: Double) {
        self.measure = measure
        self.least = least
    }
}

extension Sentence {
    /// What a selection goes by; nil in a sentence without entities. Every entity that the teacher named counts once, whether it has its
    /// place or none; one that it says nothing of counts 0.
    package func certainty(by measure: Selection.Measure) -> Double? {
        let named: [NamedEntity?] = ledger?.filter(\.isStanding).map(\.entity) ?? spans.map { _ in nil }
        if named.isEmpty { return nil }
        return measure.summary(of: named.map { $0.flatMap(measure.certainty.value) ?? 0 })
    }
}

extension LedgerEntry {
    /// Not removed by a renaming.
    fileprivate var isStanding: Bool {
        if case .dropped = fate { true } else { !spans.isEmpty }
    }
}

extension Dataset {
    /// Whether the teacher says of some entity how sure it is.
    package func tells(_ certainty: Certainty) -> Bool {
        sentences.contains { sentence in sentence.spans.contains { sentence.named($0).flatMap(certainty.value) != nil } }
    }

    /// The sentences that pass all the selections. Those without entities are left out, since nothing tells how sure the teacher is
    /// of them.
    /// - Throws: `Diagnostic` where the teacher gave no votes, or no confidences, to go by.
    package func keeping(_ selections: [Selection]) throws -> Dataset {
        for selection in selections where !tells(selection.measure.certainty) {
            throw Diagnostic("the labels of `\(name)` carry no \(selection.measure.certainty.rawValue)")
        }
        var kept = self
        kept.sentences = sentences.filter { sentence in
            selections.allSatisfy { selection in sentence.certainty(by: selection.measure).map { $0 >= selection.least } ?? false }
        }
        let bare = sentences.count { $0.certainty(by: .votes) == nil }
        let conditions = selections.map { $0.measure.condition($0.least) }.joined(separator: " and ")
        kept.notes.append("kept \(kept.sentences.count) of \(sentences.count) sentences, where \(conditions); \(bare) without entities left out")
        return kept
    }
}
