import Corpus
import Notebook
import Random
import Report
import Significance

extension Comparison {
    /// Compares arms with one of them.
    ///
    /// - Parameters:
    ///   - baseline: the number of that arm.
    ///   - level: the p-value to be reached.
    ///   - resamples: how many test sets the bootstrap draws.
    init(_ arms: Arms, rows: String, over: String, baseline: Int, level: Double, resamples: Int, stream: RandomStream) {
        let others = arms.all.indices.filter { $0 != baseline }
        let pairs = others.map { arms.pairs($0, baseline) }
        let name = arms.all[baseline].name
        let design = SeedDesign(level: level, pairs: pairs.map(\.count))
        let resampled = ScoredRuns(arms).map { ($0, $0.counts.resampledF1(resamples, stream: stream.substream("sentences"))) }
        var contrasts = zip(others, pairs).map { arm, pairs in
            var contrast = Contrast(arm: arms.all[arm].name, seeds: pairs.count)
            let differences = pairs.map { $0.arm.f1 - $0.baseline.f1 }
            contrast.difference = mean(of: differences)
            if pairs.count > 1 { contrast.pSeeds = SignFlip.p(differences, stream: stream) }
            contrast.types = typeDifferences(pairs)
            if let difference = contrast.difference, let (runs, f1) = resampled,
                let numbers = runs.numbers(of: pairs.map(\.seed), arm: arm, baseline: baseline)
            {
                let found = f1.difference(difference, pairs: numbers, level: level, stream: stream.substream("seeds").substream(arms.all[arm].name))
                (contrast.pSentences, contrast.low, contrast.high) = (found.p, found.low, found.high)
            }
            return contrast
        }
        for (index, p) in adjusted(contrasts.map(\.uncorrected)).enumerated() { contrasts[index].p = p }
        for index in contrasts.indices { contrasts[index].decide(against: name, index, in: design) }

        let runs = arms.all.flatMap { $0.runs.map(\.run) }
        self.init(
            rows: rows, over: over, baseline: name, level: level, arms: arms.all.compactMap(ArmFigures.init), contrasts: contrasts,
            test: runs.lazy.compactMap { $0.score?.gold.name }.first, labels: arms.labels, isSimulated: runs.contains(where: \.isSimulated),
            notes: arms.notes + arms.seedNotes(baseline, over) + arms.stepNotes
                + (resampled == nil ? ["the table holds no scores: nothing can be said of other test sentences"] : []))
    }
}

extension Comparison.ArmFigures {
    fileprivate init?(_ arm: Arms.Arm) {
        let runs = arm.runs.map(\.run)
        guard let f1 = Spread(runs.map(\.f1)) else { return nil }
        self.init(
            name: arm.name, f1: f1, steps: Spread(runs.compactMap(\.steps)),
            passes: (runs.first?.passes ?? []).map { passes in
                let counts = runs.compactMap { run in run.passes.first { $0.name == passes.name }?.count }
                return Passes(name: passes.name, mean: mean(of: counts) ?? 0)
            },
            types: (runs.lazy.compactMap(\.score).first?.entities.types ?? []).compactMap { type in
                mean(of: runs.compactMap { $0.score?.entities[type: type]?.f1 }).map { TypeFigure(type: type, f1: $0) }
            })
    }
}

private func typeDifferences(_ pairs: [(seed: String, arm: Run, baseline: Run)]) -> [TypeFigure] {
    let scores = pairs.compactMap { pair in pair.arm.score.flatMap { arm in pair.baseline.score.map { (arm.entities, $0.entities) } } }
    return (scores.first?.0.types ?? []).compactMap { type in
        let differences = scores.map { ($0[type: type]?.f1 ?? 0) - ($1[type: type]?.f1 ?? 0) }
        return mean(of: differences).map { TypeFigure(type: type, f1: $0) }
    }
}

/// The runs whose scores are at hand, numbered.
private struct ScoredRuns {
    let counts: RunCounts
    private let numbers: [Int: [String: Int]]

    /// Nil where there are none.
    init?(_ arms: Arms) {
        var numbers: [Int: [String: Int]] = [:]
        var scores: [Score] = []
        for (arm, runs) in arms.all.map(\.runs).enumerated() {
            for case (let seed, let score?) in runs.map({ ($0.seed, $0.run.score) }) {
                numbers[arm, default: [:]][seed] = scores.count
                scores.append(score)
            }
        }
        guard let first = scores.first else { return nil }
        var counts = RunCounts(gold: first.gold.sentences.map(\.spans.count), runs: scores.count)
        for (run, score) in scores.enumerated() {
            for (sentence, types) in score.entities.sentences.enumerated() {
                let all = types.reduce(EntityCounts(), +)
                counts.set(run: run, sentence: sentence, correct: all.correct, predicted: all.predicted)
            }
        }
        self.counts = counts
        self.numbers = numbers
    }

    /// Nil where the score of one is not at hand.
    func numbers(of seeds: [String], arm: Int, baseline: Int) -> [(arm: Int, baseline: Int)]? {
        let found = seeds.compactMap { seed in
            numbers[arm]?[seed].flatMap { arm in numbers[baseline]?[seed].map { (arm: arm, baseline: $0) } }
        }
        return found.count == seeds.count ? found : nil
    }
}

extension Arms {
    /// Where an arm of several seeds and the baseline do not have the same ones.
    fileprivate func seedNotes(_ baseline: Int, _ over: String) -> [String] {
        all.indices.filter { $0 != baseline && all[$0].runs.count > 1 }.compactMap { arm in
            let common = pairs(arm, baseline).map(\.seed)
            let alone = [arm, baseline].flatMap { one in
                all[one].runs.filter { !common.contains($0.seed) }.map { "\(over) \($0.seed) of \(all[one].name)" }
            }
            guard !alone.isEmpty else { return nil }
            return "\(all[arm].name) is compared with \(all[baseline].name) on the \(counted(common.count, "seed")) that both have, without "
                + alone.joined(separator: ", ")
        }
    }

    /// Where arms are trained for longer than others.
    var stepNotes: [String] {
        let steps = all.map { arm in (name: arm.name, range: Spread(arm.runs.compactMap(\.run.steps))) }
        let found = steps.compactMap { arm in arm.range.map { (arm.name, Int($0.min), Int($0.max)) } }
        guard Set(found.flatMap { [$0.1, $0.2] }).count > 1 else { return [] }
        let list = found.map { name, least, most in "\(name) \(grouped(least))" + (least == most ? "" : " to \(grouped(most))") }
        return ["the arms differ in optimiser steps, which alone may make a difference: \(list.joined(separator: ", "))"]
    }
}
