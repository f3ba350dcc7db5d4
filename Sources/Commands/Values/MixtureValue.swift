import Corpus
import Mixing
import Notebook
import Report

/// A mixture together with the sentences it draws from.
package struct MixedData: Kind, Encodable {
    package let mixture: Mixture
    /// One a source, in the mixture's order.
    package let datasets: [Dataset]

    package static let kindName = "mixture"

    package static let fields: [Field<MixedData>] = [
        Field("schedule", "the schedule, or the weights, as one would type them") { $0.mixture.name },
        Field("grain", "step or epoch: how often the shares change") { $0.mixture.grain.rawValue },
        Field("steps", "optimiser steps", isColumn: true) { $0.mixture.stepCount },
        Field("stages", "the steps, from 1, with which the stages of the run begin") { $0.mixture.stageStarts.map { $0 + 1 } },
        Field("batch", "sentences in a full batch") { $0.mixture.batches.first?.count ?? 0 },
        Field("sources", "sentences, draws and passes of each source") { $0.sources },
        Field("simulated", "true where a source has simulated labels") { $0.isSimulated },
    ]

    package var isSimulated: Bool { datasets.contains { $0.labels?.isSimulated == true } }

    var sources: Table {
        let rows = mixture.sources.indices.map { index in
            Record([
                ("source", .text(mixture.sources[index].name)), ("sentences", .number(Double(mixture.sources[index].count))),
                ("draws", .number(Double(mixture.drawCounts[index]))), ("passes", .number(mixture.passes[index])),
            ])
        }
        return Table(records: rows)
    }

    /// What every line about it ends in where labels are simulated.
    var remark: String { labelRemark(isSimulated: isSimulated, names: datasets.map(\.labels?.name)) }

    /// `sigmoid(k=8, mid=auto): 120 steps`.
    var heading: String {
        "\(mixture.name)\(mixture.grain == .epoch ? " by epoch" : ""): \(counted(mixture.stepCount, "step"))"
    }

    package var summary: String {
        let shares = zip(mixture.sources, mixture.drawCounts).map { "\(grouped($1)) draws from \($0.name)" }
        return "\(heading), \(shares.joined(separator: ", "))\(remark)"
    }

    package var blocks: [Block] {
        [.text(summary), .table(sources.shown)]
    }
}

extension Mixture {
    /// What divides its draws, as one would type it.
    var name: String {
        switch blend {
        case .single: "one source"
        case .schedule(let schedule): schedule.name
        case .weights(let weights): zip(sources, weights).map { "\($0.role): \($1.name)" }.joined(separator: ", ")
        }
    }
}
