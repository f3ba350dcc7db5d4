/// When a judged entity counts as right: the four rules of SemEval-2013 task 9 (Segura-Bedmar, Martínez and Herrero-Zazo 2013,
/// section 3), which take their half credit from MUC-5 (Chinchor and Sundheim 1993). `nervaluate` has the same four.
///
/// A rule gives each pair of entities a credit c of 0, ½ or 1. Precision is Σc over judged entities by their number, recall Σc over
/// gold entities by theirs, F1 their harmonic mean. For one type, precision is over the entities judged to be of it and recall over
/// the gold ones. A spurious entity counts once and for its own type alone, where `nervaluate` once booked it on every type.
package enum MatchRule: String, Sendable, CaseIterable, Codable {
    case strict, exact, partial, type

    package var meaning: String {
        switch self {
        case .strict: "boundaries and type are the same"
        case .exact: "boundaries are the same, whatever the type"
        case .partial: "whatever the type: 1 for the same boundaries, ½ for an overlap"
        case .type: "they overlap and have the same type"
        }
    }

    /// What a pair counts, 0…1.
    package func credit(for kind: PairKind) -> Double {
        switch (self, kind) {
        case (_, .correct), (.exact, .type), (.partial, .type), (.type, .boundary): 1
        case (.partial, .boundary), (.partial, .boundaryAndType): 0.5
        default: 0
        }
    }
}

/// Precision, recall and F1 under a rule.
package struct RuleScore: Sendable, Equatable {
    package var rule: MatchRule
    /// Nil over all types.
    package var type: String?
    /// Credits of the judged and of the gold entities of the type; over all types they are equal.
    package var judgedCredit = 0.0
    package var goldCredit = 0.0
    package var judged: Int
    package var gold: Int

    /// Fractions in 0…1; 0 where there is nothing to divide by.
    package var precision: Double { judged == 0 ? 0 : judgedCredit / Double(judged) }
    package var recall: Double { gold == 0 ? 0 : goldCredit / Double(gold) }
    package var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
}

extension Agreement {
    /// Over all types, then for each of `types`.
    package func scores(by rule: MatchRule) -> [RuleScore] {
        let ofTypes = types.indices.map { type in
            var score = RuleScore(
                rule: rule, type: types[type], judged: self.score.byType[type].counts.predicted, gold: self.score.byType[type].counts.gold)
            for other in types.indices {
                let (equal, overlapping): (PairKind, PairKind) = type == other ? (.correct, .boundary) : (.type, .boundaryAndType)
                let (same, overlap) = (rule.credit(for: equal), rule.credit(for: overlapping))
                score.goldCredit += same * Double(confusion[type][other]) + overlap * Double(boundaryErrors[type][other])
                score.judgedCredit += same * Double(confusion[other][type]) + overlap * Double(boundaryErrors[other][type])
            }
            return score
        }
        let credit = PairKind.allCases.reduce(0) { $0 + rule.credit(for: $1) * Double(count(of: $1)) }
        let overall = self.score.overall
        return [RuleScore(rule: rule, judgedCredit: credit, goldCredit: credit, judged: overall.predicted, gold: overall.gold)] + ofTypes
    }
}
