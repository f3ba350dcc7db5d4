import Foundation
import Notebook
import Report
import Significance

/// A figure of each entity type.
struct TypeFigure: Sendable, Codable {
    var type: String
    var f1: Double
}

/// An arm against the baseline.
struct Contrast: Sendable, Codable {
    /// What can be said of it.
    enum Outcome: String, Sendable, Codable, CaseIterable {
        /// Both tests say so.
        case better, worse
        /// Another training would say the same, another test set might not.
        case trainingsAlone = "trainings alone"
        /// Another test set would say the same, another training might not.
        case sentencesAlone = "sentences alone"
        case undecided
        /// Too few seeds for this p-value over so many contrasts, whatever comes out.
        case tooFewSeeds = "too few seeds"
        case oneSeed = "one seed"
        case noSeed = "no seed in common"
        /// The scores are not at hand, so that nothing can be said of other test sentences.
        case noSentences = "no sentences"
    }

    var arm: String
    /// How many seeds both have.
    var seeds: Int
    /// The mean over seeds of F1 less that of the baseline, a fraction.
    var difference: Double?
    var low: Double?
    var high: Double?
    /// Of the sign-flip test over seeds.
    var pSeeds: Double?
    /// Of the paired bootstrap over test sentences.
    var pSentences: Double?
    /// The larger of the two, after Holm's correction.
    var p: Double?
    /// The mean over seeds of each type's F1 less that of the baseline; empty without scores.
    var types: [TypeFigure] = []
    var outcome = Outcome.undecided
    var verdict = ""

    var isReal: Bool { outcome == .better || outcome == .worse }
}

extension Contrast {
    /// The larger p-value is that of "either would do without": rejecting it means that both hold (Berger 1982, the intersection-union
    /// test), so that it is what the correction over arms is applied to.
    var uncorrected: Double? { pSeeds.map { max($0, pSentences ?? 0) } }

    /// Reads the outcome off the figures and says it in a sentence.
    mutating func decide(against baseline: String, _ number: Int, in design: SeedDesign) {
        outcome = outcome(isAble: design.isAble(number), level: design.level)
        verdict = sentence(against: baseline, design)
    }

    private func outcome(isAble: Bool, level: Double) -> Outcome {
        guard seeds > 0, let difference else { return .noSeed }
        guard seeds > 1, let pSeeds, let p else { return .oneSeed }
        guard isAble else { return .tooFewSeeds }
        guard let pSentences else { return p <= level ? .noSentences : .undecided }
        if p <= level { return difference > 0 ? .better : .worse }
        switch (pSeeds <= level, pSentences <= level) {
        case (true, false): return .trainingsAlone
        case (false, true): return .sentencesAlone
        default: return .undecided
        }
    }

    private func sentence(against baseline: String, _ design: SeedDesign) -> String {
        let found = difference.map { "found \(signedPoints($0)) points of F1" } ?? ""
        let holm = p.map { "p = \(probability($0)) after Holm" } ?? ""
        switch outcome {
        case .better, .worse:
            let verb = outcome == .better ? "beats" : "loses to"
            return "\(arm) \(verb) \(baseline) by \(points(abs(difference ?? 0))) points of F1 (\(range); \(counted(seeds, "seed")), \(holm))"
        case .trainingsAlone:
            return "no difference shown between \(arm) and \(baseline): other trainings would say the same (p = \(probability(pSeeds ?? 1))), "
                + "other test sentences might not (p = \(probability(pSentences ?? 1))); \(found) (\(range))"
        case .sentencesAlone:
            return "no difference shown between \(arm) and \(baseline): other test sentences would say the same (p = \(probability(pSentences ?? 1))), "
                + "other trainings might not (p = \(probability(pSeeds ?? 1))); \(found) (\(range))"
        case .undecided:
            return "no difference between \(arm) and \(baseline) that \(counted(seeds, "seed")) could show; \(found)\(low == nil ? "" : " (\(range))"), \(holm)"
        case .tooFewSeeds: return "\(arm): \(design.shortfall(seeds)); \(found), no verdict"
        case .oneSeed: return "\(arm): one seed, no verdict; \(found)"
        case .noSeed: return "\(arm): no seed in common with \(baseline), no verdict"
        case .noSentences:
            return "\(arm) \((difference ?? 0) > 0 ? "beats" : "loses to") \(baseline) by \(points(abs(difference ?? 0))) points of F1 over \(counted(seeds, "seed")) (\(holm)); "
                + "what other test sentences would say is not known, no verdict"
        }
    }

    private var range: String {
        guard let low, let high else { return "" }
        // Of a loss the bounds are told as losses too.
        return outcome == .worse ? "\(points(-high)) to \(points(-low))" : "\(points(low)) to \(points(high))"
    }
}

extension SeedDesign {
    /// `3 seeds cannot reach p = 0.05 over 4 contrasts: 8 seeds can (2/2^8 = 0.0078)`.
    func shortfall(_ seeds: Int) -> String {
        "\(counted(seeds, "seed")) cannot reach p = \(Value.number(level).summary) over \(counted(max(1, tests), "contrast")): "
            + "\(needed) seeds can (2/2^\(needed) = \(probability(SignFlip.least(pairs: needed))))"
    }

    /// What to know before anything is trained: of the contrasts that cannot reach the level, whatever comes out.
    /// - Parameter names: of the arms, in the order of `pairs`.
    func remarks(_ names: [String]) -> [String] {
        let unable = pairs.indices.filter { !isAble($0) }
        return Set(unable.map { pairs[$0] }).sorted().map { seeds in
            let arms = unable.filter { pairs[$0] == seeds }
            let whose = arms.count == pairs.count ? "" : " (\(arms.map { names[$0] }.joined(separator: ", ")))"
            guard seeds == 1 else { return seeds == 0 ? "no seed in common with the baseline\(whose): no verdict" : shortfall(seeds) + whose }
            // What the contrasts without a test would need if they had one.
            let wanted = SeedDesign(level: level, pairs: pairs.map { max($0, 2) })
            return "one seed, no verdict\(whose): \(wanted.needed) seeds can reach p = \(Value.number(level).summary) over "
                + "\(counted(wanted.tests, "contrast")) (2/2^\(wanted.needed) = \(probability(SignFlip.least(pairs: wanted.needed))))"
        }
    }
}

/// Hundredths of F1: `1.2`; smaller ones with another digit.
func points(_ fraction: Double) -> String {
    let hundredths = fraction * 100
    let text = String(format: "%.1f", hundredths)
    if Double(text) == 0 {
        let finer = String(format: "%.2f", hundredths)
        return Double(finer) == 0 ? "0" : finer
    }
    return text
}

func signedPoints(_ fraction: Double) -> String { (fraction > 0 ? "+" : "") + points(fraction) }

/// Two digits that count: `0.0078`, `0.031`, `0.43`.
func probability(_ p: Double) -> String {
    guard p < 0.995 else { return "1" }
    guard p >= 1e-4 else { return String(format: "%.1g", p) }
    let digits = p >= 0.1 ? 2 : p >= 0.01 ? 3 : p >= 0.001 ? 4 : 5
    return String(format: "%.\(digits)f", p)
}
