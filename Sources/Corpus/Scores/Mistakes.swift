/// A mistake that labels make, and how often.
package struct Mistake: Sendable, Hashable {
    /// The words of the entity.
    package var mention: String
    /// Its type.
    package var type: String
    /// The type of the entity on the other side that it met; nil if it met none.
    package var met: String?
    package var kind: PairKind
    package var count = 0
}

/// Where two labellings of one sentence differ.
package struct Disagreement: Sendable, Hashable {
    /// The number of the sentence in the datasets.
    package var sentence: Int
    package var pair: EntityPair
}

extension Dataset {
    /// The pairs of every sentence that are not the same on both sides.
    /// - Parameter gold: as `matched(to:)` gives it.
    package func disagreements(withMatched gold: Dataset) -> [Disagreement] {
        zip(sentences, gold.sentences).enumerated().flatMap { number, both in
            entityPairs(judged: both.0.spans, gold: both.1.spans).filter { $0.kind != .correct }.map {
                Disagreement(sentence: number, pair: $0)
            }
        }
    }

    /// Judged entities that are not right, and gold ones that were not labelled right: each mention with its types, the commonest
    /// first, then by text.
    /// - Parameter gold: as `matched(to:)` gives it.
    package func mistakes(againstMatched gold: Dataset) -> (falsePositives: [Mistake], falseNegatives: [Mistake]) {
        var positives: [Mistake: Int] = [:], negatives: [Mistake: Int] = [:]
        for disagreement in disagreements(withMatched: gold) {
            let sentence = sentences[disagreement.sentence], pair = disagreement.pair
            if let judged = pair.judged {
                let mistake = Mistake(mention: sentence.mention(judged), type: judged.type, met: pair.gold?.type, kind: pair.kind)
                positives[mistake, default: 0] += 1
            }
            if let gold = pair.gold {
                let mistake = Mistake(mention: sentence.mention(gold), type: gold.type, met: pair.judged?.type, kind: pair.kind)
                negatives[mistake, default: 0] += 1
            }
        }
        return (ranked(positives), ranked(negatives))
    }
}

private func ranked(_ counts: [Mistake: Int]) -> [Mistake] {
    let mistakes = counts.map { mistake, count in
        var counted = mistake
        counted.count = count
        return counted
    }
    return mistakes.sorted { a, b in
        (-a.count, a.mention, a.type, a.met ?? "", a.kind.rawValue) < (-b.count, b.mention, b.type, b.met ?? "", b.kind.rawValue)
    }
}
