import Diagnostics

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

    /// A stretch of the run, for a schedule that goes over it from its beginning to its end.
    /// - Parameter part: its length as a share of the run.
    func stretch(_ part: Double) -> Union {
        Union(distilledShare: distilledShare, epochs: epochs * part)
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
    private let course: Course
    /// Gives the schedule whose curve has been asked for its shares; nil where the curve can be asked at any time.
    private let asked: (@Sendable (_ progress: [Double]) async throws -> Schedule)?

    package init(name: String, formula: String, source: String, curve: @escaping Curve) {
        self.init(name: name, formula: formula, source: source, course: Course(share: curve), asked: nil)
    }

    init(
        name: String, formula: String, source: String, course: Course,
        asked: (@Sendable (_ progress: [Double]) async throws -> Schedule)?
    ) {
        self.name = name
        self.formula = formula
        self.source = source
        self.course = course
        self.asked = asked
    }

    /// A curve that somebody else computes: `share` is asked for each progress in 0…1 that a run needs, and once for each.
    ///
    /// - Parameters:
    ///   - name: how a schedule is told from another: all of the code that computes it.
    ///   - share: gives the share at a progress, or throws.
    package init(name: String, formula: String, source: String, asking share: @escaping @Sendable (Double) async throws -> Double) {
        self.init(name: name, formula: formula, source: source, course: Course { _, _ in .nan }) { progress in
            var shares: [Double: Double] = [:]
            for t in progress where shares[t] == nil { shares[t] = try Schedule.checked(try await share(t), at: t, name) }
            return Schedule(name: name, formula: formula, source: source) { [shares] t, _ in shares[t] ?? .nan }
        }
    }

    /// Sums of fractions that should be 0 or 1 may miss them by this much.
    private static let rounding = 1e-9

    private static func checked(_ share: Double, at t: Double, _ name: String) throws -> Double {
        guard share >= -rounding, share <= 1 + rounding else {
            throw Diagnostic(
                "a schedule gives the share \(share) at t = \(t)", label: "a share lies between 0 and 1", notes: ["the schedule is `\(name)`"])
        }
        return share
    }

    /// It cannot be asked for a share yet: `asked(for:)` gives one that can.
    var isToBeAsked: Bool { asked != nil }

    /// The schedule with the shares at some places known; the places are asked for only where the curve has to be.
    ///
    /// - Throws: `Diagnostic` where a share is no number in 0…1, or what the curve throws.
    package func asked(for progress: () throws -> [Double]) async throws -> Schedule {
        guard let asked else { return self }
        return try await asked(progress())
    }

    private enum CodingKeys: CodingKey { case name, formula }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(formula, forKey: .formula)
    }

    /// The share at progress `t` in 0…1, kept within 0…1; not a number only where a user's curve gives none.
    package func share(at t: Double, of union: Union) -> Double {
        let share = course.share(min(max(t, 0), 1), union)
        return share.isNaN ? share : min(max(share, 0), 1)
    }

    /// When the stages after the first begin, in 0…1.
    package func stages(of union: Union) -> [Double] { course.stages(union) }

    /// Whether it trains on a dev set anywhere.
    package var drawsOnDev: Bool { course.includesDev != nil }

    /// Whether what is not distilled comes from the dev set too, at a progress in 0…1.
    func includesDev(at t: Double, of union: Union) -> Bool { course.includesDev?(min(max(t, 0), 1), union) ?? false }
}

/// What a schedule does over a run.
struct Course: Sendable {
    var share: Schedule.Curve
    /// When stages begin, after the first. A stage is what a learning rate may be restarted for.
    var stages: @Sendable (Union) -> [Double] = { _ in [] }
    /// Whether original sentences are drawn together with those of a dev set; nil where they never are.
    var includesDev: (@Sendable (_ progress: Double, _ union: Union) -> Bool)?

    init(
        stages: @escaping @Sendable (Union) -> [Double] = { _ in [] },
        includesDev: (@Sendable (_ progress: Double, _ union: Union) -> Bool)? = nil, share: @escaping Schedule.Curve
    ) {
        self.share = share
        self.stages = stages
        self.includesDev = includesDev
    }
}
