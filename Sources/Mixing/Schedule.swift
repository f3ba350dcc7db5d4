/// What a schedule may know about the sources it divides a run between.
package struct Union: Sendable, Equatable {
    /// Distilled sentences as a share of all sentences, in 0…1: what `auto` stands for.
    package var distilledShare: Double
    /// The length of the run, in passes over all sentences of both sources.
    package var epochs: Double

    package init(distilledShare: Double, epochs: Double) {
        self.distilledShare = distilledShare
        self.epochs = epochs
    }

    /// The same run with the roles of distilled and original exchanged.
    package var swapped: Union {
        Union(distilledShare: 1 - distilledShare, epochs: epochs)
    }
}

/// The share of distilled sentences over the progress of a run.
///
/// A schedule is a value that knows no dataset: what it leaves `auto` is settled by the union it is asked about.
package struct Schedule: Sendable, Encodable {
    package typealias Curve = @Sendable (_ progress: Double, _ union: Union) -> Double

    /// As one would type it: `sigmoid(k=10, mid=auto)`.
    package let name: String
    package let formula: String
    /// Where the formula comes from.
    package let source: String
    private let curve: Curve

    package init(name: String, formula: String, source: String, curve: @escaping Curve) {
        self.name = name
        self.formula = formula
        self.source = source
        self.curve = curve
    }

    private enum CodingKeys: CodingKey { case name, formula }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(formula, forKey: .formula)
    }

    /// The share at progress `t` in 0…1, kept within 0…1; not a number only where a user's curve gives none.
    package func share(at t: Double, of union: Union) -> Double {
        let share = curve(min(max(t, 0), 1), union)
        return share.isNaN ? share : min(max(share, 0), 1)
    }
}
