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
        Field("schedule", "the schedule, as one would type it") { $0.mixture.schedule?.name ?? "one source" },
        Field("steps", "optimiser steps", isColumn: true) { $0.mixture.stepCount },
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

    package var summary: String {
        let shares = zip(mixture.sources, mixture.drawCounts).map { "\(grouped($1)) draws from \($0.name)" }
        let remark = labelRemark(isSimulated: isSimulated, names: datasets.map(\.labels?.name))
        return "\(mixture.schedule?.name ?? "one source"): \(counted(mixture.stepCount, "step")), \(shares.joined(separator: ", "))\(remark)"
    }

    package var blocks: [Block] {
        [.text(summary), .table(sources.shown)]
    }
}
