import Corpus

/// How a simulated teacher errs, as shares of what it is shown.
package struct NoiseProfile: Sendable, Equatable, Codable {
    package struct Share: Sendable, Equatable, Codable {
        package var type: String
        package var probability: Double

        package init(_ type: String, _ probability: Double) {
            self.type = type
            self.probability = probability
        }
    }

    /// What becomes of gold entities of one type. The probabilities of a row sum to 1.
    package struct Row: Sendable, Equatable, Codable {
        package var gold: String
        /// With the right boundaries: each type, the right one too.
        package var labelled: [Share]
        /// With wrong boundaries: each type.
        package var slipped: [Share]
        package var missed: Double

        package init(_ gold: String, labelled: [Share], slipped: [Share], missed: Double) {
            self.gold = gold
            self.labelled = labelled
            self.slipped = slipped
            self.missed = missed
        }

        /// With wrong boundaries only ever of the right type.
        package init(_ gold: String, labelled: [Share], slipped: Double, missed: Double) {
            self.init(gold, labelled: labelled, slipped: [Share(gold, slipped)], missed: missed)
        }

        /// The probability of wrong boundaries.
        var slips: Double { slipped.reduce(0) { $0 + $1.probability } }
    }

    package var rows: [Row]
    /// Entities that are none: for each type, the share of those tokens outside entities that look like words of a name.
    package var spurious: [Share]
    /// How much of the error a mention brings with it wherever it stands; the rest depends on the sentence.
    package var systematic: Double

    package init(rows: [Row], spurious: [Share], systematic: Double) {
        self.rows = rows
        self.spurious = spurious
        self.systematic = systematic
    }

    /// The errors that large language models make on news, in rounded figures: clubs named by their city become places, MISC is
    /// given too freely and missed too often, persons are good. About 73 F1 on CoNLL-2003.
    package static let languageModel = NoiseProfile(
        rows: [
            Row("PER", labelled: [Share("PER", 0.90), Share("ORG", 0.02), Share("MISC", 0.01)], slipped: 0.04, missed: 0.03),
            Row("LOC", labelled: [Share("LOC", 0.82), Share("ORG", 0.08), Share("MISC", 0.03)], slipped: 0.03, missed: 0.04),
            Row(
                "ORG", labelled: [Share("ORG", 0.62), Share("LOC", 0.20), Share("MISC", 0.05), Share("PER", 0.01)],
                slipped: 0.06, missed: 0.06),
            Row(
                "MISC", labelled: [Share("MISC", 0.56), Share("ORG", 0.08), Share("LOC", 0.06), Share("PER", 0.01)],
                slipped: 0.07, missed: 0.22),
        ],
        spurious: [Share("MISC", 0.040), Share("ORG", 0.006), Share("LOC", 0.003), Share("PER", 0.002)],
        systematic: 0.7)

    /// The row of a type; one that the profile does not know is labelled right or wrong in its boundaries only.
    func row(of gold: String) -> Row {
        rows.first { $0.gold == gold } ?? Row(gold, labelled: [Share(gold, 0.8)], slipped: 0.08, missed: 0.12)
    }
}
