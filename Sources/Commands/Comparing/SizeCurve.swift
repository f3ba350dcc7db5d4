import Foundation
import Significance

/// F1 against the number of gold sentences, for one arm.
struct SizeCurve: Sendable, Codable {
    struct Point: Sendable, Codable {
        var size: Double
        /// Over the trainings of that size.
        var f1: Spread
    }

    /// How many sentences it takes to reach an F1.
    enum Reach: Equatable {
        case size(Double)
        /// Already the smallest size reaches more.
        case below(Double)
        /// Not even the largest size reaches it.
        case beyond(Double)
    }

    let name: String
    /// Sizes ascend.
    let points: [Point]

    init(name: String, points: [Point]) {
        self.name = name
        self.points = points.sorted { $0.size < $1.size }
    }

    /// Between two sizes F1 is taken to be linear in the logarithm of the size. Where the curve goes up and down, the first size that
    /// reaches the F1 counts. Nothing is said of sizes outside those that were tried.
    func reach(_ f1: Double) -> Reach {
        guard let first = points.first, let last = points.last else { return .beyond(0) }
        if first.f1.mean >= f1 { return first.f1.mean == f1 ? .size(first.size) : .below(first.size) }
        for (a, b) in zip(points, points.dropFirst()) where b.f1.mean >= f1 {
            let part = (f1 - a.f1.mean) / (b.f1.mean - a.f1.mean)
            return .size(exp(log(a.size) + part * (log(b.size) - log(a.size))))
        }
        return .beyond(last.size)
    }
}
