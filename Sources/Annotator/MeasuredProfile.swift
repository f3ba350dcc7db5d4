import Corpus
import Diagnostics

extension NoiseProfile {
    /// The profile of the errors that labels make.
    ///
    /// `systematic` is estimated from names that occur several times: two occurrences of a name get the same label with probability
    /// s² + (1 - s²) e, where s is `systematic` and e what chance gives, the sum of the squared shares of its type's row.
    ///
    /// - Parameter gold: the right labels of the same sentences; it may hold more.
    /// - Throws: `Diagnostic` where gold has no entities; as `Agreement`.
    package init(of judged: Dataset, gold: Dataset) throws {
        let agreement = try Agreement(judged: judged, gold: gold)
        let gold = try gold.matched(to: judged)
        guard agreement.score.overall.gold > 0 else { throw Diagnostic("`\(gold.name)` has no entities to measure errors by") }
        let types = agreement.types
        func shares(_ counts: [Int], of all: Int) -> [Share] {
            zip(types, counts).filter { $1 > 0 }.map { Share($0, Double($1) / Double(all)) }
        }
        rows = types.indices.compactMap { type in
            let all = agreement.score.byType[type].counts.gold
            if all == 0 { return nil }
            return Row(
                types[type], labelled: shares(agreement.confusion[type], of: all), slipped: shares(agreement.boundaryErrors[type], of: all),
                missed: Double(agreement.missed[type]) / Double(all))
        }
        let words = gold.sentences.reduce(0) { sum, sentence in
            let covered = Set(sentence.spans.flatMap(\.range))
            return sum + sentence.tokens.indices.count { !covered.contains($0) && NoisyOracle.looksLikeName(sentence.tokens[$0]) }
        }
        spurious = words == 0 ? [] : shares(agreement.spurious, of: words)
        systematic = 0
        systematic = constancy(of: judged, gold: gold)
    }

    /// What `systematic` has to be for names to be labelled as constantly as they are; 0 where no name occurs twice.
    private func constancy(of judged: Dataset, gold: Dataset) -> Double {
        var outcomes: [String: [String: Int]] = [:]
        var typeOf: [String: String] = [:]
        for (judged, gold) in zip(judged.sentences, gold.sentences) {
            for pair in entityPairs(judged: judged.spans, gold: gold.spans) {
                guard let span = pair.gold else { continue }
                let name = "\(span.type) \(gold.mention(span))"
                typeOf[name] = span.type
                outcomes[name, default: [:]]["\(pair.judged?.range == span.range) \(pair.judged?.type ?? "")", default: 0] += 1
            }
        }
        var above = 0.0, possible = 0.0
        for (name, counts) in outcomes.sorted(by: { $0.key < $1.key }) {
            let all = Double(counts.values.reduce(0, +))
            if all < 2 { continue }
            let row = row(of: typeOf[name] ?? "")
            let chances = row.labelled.map(\.probability) + row.slipped.map(\.probability) + [row.missed]
            let chance = chances.reduce(0) { $0 + $1 * $1 }
            let same = counts.values.reduce(0) { $0 + Double($1 * ($1 - 1)) } / (all * (all - 1))
            above += all * (same - chance)
            possible += all * (1 - chance)
        }
        return possible == 0 ? 0 : min(1, max(0, above / possible)).squareRoot()
    }
}
