import Mixing
import Notebook
import Report

/// What each epoch of a mixture holds of each source.
package struct Breakdown: Kind, Codable {
    package let heading: String
    package let steps: Int
    package let stages: [Int]
    /// A row for each epoch and source.
    package let epochs: Table
    /// A row a source.
    package let sources: Table

    package static let kindName = "breakdown"

    package static let fields: [Field<Breakdown>] = [
        Field("steps", "optimiser steps", isColumn: true) { $0.steps },
        Field("stages", "the steps, from 1, with which the stages of the run begin") { $0.stages },
        Field(
            "epochs",
            "for each epoch and source: sentences drawn, how many of them are different, repeats of sentences drawn before in the run, entities, passes"
        ) { $0.epochs },
        Field("sources", "the same of each source in the whole run, and how many sentences it has") { $0.sources },
    ]

    init(_ data: MixedData) {
        let mixture = data.mixture
        steps = mixture.stepCount
        stages = mixture.stageStarts.map { $0 + 1 }
        let parts = stages.count == 1 ? "one stage" : "stages from steps \(stages.map(grouped).joined(separator: ", "))"
        heading = "\(data.heading), \(parts)\(data.remark)"
        var seen: Set<Draw> = []
        var rows: [[Value]] = []
        for (number, start) in stride(from: 0, to: mixture.stepCount, by: mixture.stepsPerEpoch).enumerated() {
            let draws = mixture.batches[start..<min(start + mixture.stepsPerEpoch, mixture.stepCount)].joined()
            for source in mixture.sources.indices {
                let own = draws.filter { $0.source == source }
                let repeats = own.count { !seen.insert($0).inserted }
                let row = Self.row(own, repeats: repeats, of: data)
                rows.append([.number(Double(number + 1)), .text(mixture.sources[source].name)] + row)
            }
        }
        epochs = Table(columns: ["epoch", "source"] + Self.columns, rows: rows)
        sources = Table(
            columns: ["source"] + Self.columns + ["available"],
            rows: mixture.sources.enumerated().map { number, source in
                let own = mixture.batches.joined().filter { $0.source == number }
                let row = Self.row(own, repeats: own.count - Set(own).count, of: data)
                return [.text(source.name)] + row + [.number(Double(source.count))]
            })
    }

    private static let columns = ["sentences", "different", "repeats", "entities", "passes"]

    /// Of draws from one source.
    private static func row(_ draws: [Draw], repeats: Int, of data: MixedData) -> [Value] {
        let entities = draws.reduce(0) { $0 + data.datasets[$1.source].sentences[$1.index].spans.count }
        let count = draws.first.map { data.mixture.sources[$0.source].count } ?? 0
        let passes = count == 0 ? 0 : Double(draws.count) / Double(count)
        return [draws.count, Set(draws).count, repeats, entities].map { .number(Double($0)) } + [.number(passes)]
    }

    package var summary: String { heading }

    package var blocks: [Block] {
        var whole = sources.shown
        whole.title = "the whole run"
        return [.text(summary), .table(epochs.shown), .table(whole)]
    }
}
