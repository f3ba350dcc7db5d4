/// How often the share of each source changes.
package enum Grain: String, Sendable, CaseIterable, Encodable {
    /// With every draw, as the curve does.
    case step
    /// With every epoch: within epoch e, which has the draws from progress a to b, the share is the curve's mean there,
    /// 1 / (b - a) · ∫ p(t) dt from a to b.
    case epoch
}

/// What one source of several weighs over the run. At each progress the weights, divided by their sum, are the shares.
package enum SourceWeight: Sendable, Encodable {
    /// 0 or more.
    case fixed(Double)
    /// What the schedule leaves `auto` is settled by the share that its source has of all sentences.
    case changing(Schedule)

    /// As one would type it.
    package var name: String {
        switch self {
        case .fixed(let weight): ScheduleArgument.number(weight).text
        case .changing(let schedule): schedule.name
        }
    }

    /// The weight with the places known at which a user's curve is asked.
    package func asked(for progress: () throws -> [Double]) async throws -> SourceWeight {
        guard case .changing(let schedule) = self else { return self }
        return .changing(try await schedule.asked(for: progress))
    }

    func value(at t: Double, of union: Union) -> Double {
        switch self {
        case .fixed(let weight): weight
        case .changing(let schedule): schedule.share(at: t, of: union)
        }
    }

    func stages(of union: Union) -> [Double] {
        if case .changing(let schedule) = self { schedule.stages(of: union) } else { [] }
    }
}

/// What divides the draws of a mixture between its sources.
package enum Blend: Sendable {
    /// There is one source.
    case single
    /// The first source has p(t), the second the rest; the third, a dev set, has a part of the rest where the schedule says so.
    case schedule(Schedule)
    /// One a source.
    case weights([SourceWeight])
}

extension Blend: Encodable {
    private enum CodingKeys: CodingKey { case schedule, weights }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .single: break
        case .schedule(let schedule): try container.encode(schedule, forKey: .schedule)
        case .weights(let weights): try container.encode(weights.map(\.name), forKey: .weights)
        }
    }
}
