import Diagnostics

/// How many steps a run has and how many sentences each of them.
///
/// An epoch is as many draws as there are sentences in all sources together, and its last batch holds what is left over. Both
/// follow from the sources alone, so that runs under different schedules have equal optimiser steps.
struct RunLength: Equatable {
    let sentences: Int
    let batch: Int
    let steps: Int

    /// Three epochs unless one of `epochs` and `steps` is given.
    init(sentences: Int, batch: Int, epochs: Int?, steps: Int?) throws {
        precondition(sentences > 0 && batch > 0 && epochs ?? 1 > 0 && steps ?? 1 > 0, "a run needs sentences and a length")
        if epochs != nil, steps != nil {
            throw Diagnostic("`epochs` and `steps` both say how long to train; give one of them")
        }
        self.sentences = sentences
        self.batch = min(batch, sentences)
        let stepsPerEpoch = (sentences - 1) / self.batch + 1
        let (product, overflow) = stepsPerEpoch.multipliedReportingOverflow(by: epochs ?? 3)
        self.steps = steps ?? (overflow ? .max : product)
        guard self.steps <= Self.mostDraws, draws <= Self.mostDraws else {
            let length = epochs.map { "epochs=\($0)" } ?? "steps=\(self.steps)"
            throw Diagnostic(
                "a run of `\(length)` draws more than \(Self.mostDraws / 1_000_000) million sentences",
                notes: ["a mixture holds every batch"])
        }
    }

    /// Bounds the memory of a mixture to a few hundred megabytes.
    private static let mostDraws = 20_000_000

    var stepsPerEpoch: Int { (sentences - 1) / batch + 1 }

    var draws: Int {
        let whole = (steps / stepsPerEpoch).multipliedReportingOverflow(by: sentences)
        let rest = (steps % stepsPerEpoch).multipliedReportingOverflow(by: batch)
        let sum = whole.partialValue.addingReportingOverflow(rest.partialValue)
        return whole.overflow || rest.overflow || sum.overflow ? .max : sum.partialValue
    }

    func batchSize(ofStep step: Int) -> Int {
        (step + 1) % stepsPerEpoch == 0 ? sentences - (stepsPerEpoch - 1) * batch : batch
    }
}
