/// A set of sentences that a mixture draws from.
package struct MixtureSource: Sendable, Equatable, Encodable {
    package var name: String
    /// What it is to the mixture: "distilled", "original", "dev", or the name that it is given there; empty for the only source.
    package var role: String
    /// How many sentences it has.
    package var count: Int

    package init(name: String, role: String = "", count: Int) {
        self.name = name
        self.role = role
        self.count = count
    }
}

/// One sentence of a batch: its source's place among the mixture's sources, and its own within that source, both from 0.
package struct Draw: Sendable, Hashable, BitwiseCopyable {
    private let sourceNumber: Int32
    private let sentenceNumber: Int32

    package var source: Int { Int(sourceNumber) }
    package var index: Int { Int(sentenceNumber) }

    package init(source: Int, index: Int) {
        sourceNumber = Int32(source)
        sentenceNumber = Int32(index)
    }
}
