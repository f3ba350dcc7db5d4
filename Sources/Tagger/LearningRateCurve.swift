import Foundation

/// How the learning rate goes on after the warm-up, as a share of the highest one.
///
/// During the warm-up, the first W of N steps, it rises linearly: step s, counted from 0, has the share s / W.
package struct LearningRateCurve: Sendable {
    package let name: String
    /// In `t` = (s - W) / (N - W), which is 0 at the first step after the warm-up and would be 1 just after the last.
    package let formula: String
    /// Whose values it has.
    package let source: String
    let share: @Sendable (_ t: Double) -> Double

    /// Every curve. A new one is a row here.
    package static let all: [LearningRateCurve] = [
        LearningRateCurve(
            name: "linear", formula: "1 - t", source: "get_linear_schedule_with_warmup of transformers; Devlin et al. 2019"
        ) { t in 1 - t },
        LearningRateCurve(
            name: "cosine", formula: "(1 + cos(pi t)) / 2",
            source: "get_cosine_schedule_with_warmup of transformers; Loshchilov and Hutter 2017, equation 5"
        ) { t in (1 + cos(.pi * t)) / 2 },
        LearningRateCurve(
            name: "constant", formula: "1", source: "get_constant_schedule_with_warmup of transformers"
        ) { _ in 1 },
    ]

    package static var linear: LearningRateCurve { all[0] }

    package static func named(_ name: String) -> LearningRateCurve? {
        all.first { $0.name == name }
    }

    /// The share of the highest learning rate at a step, counted from 0.
    /// - Parameter warmUp: the share of the steps over which it rises.
    package func share(step: Int, of count: Int, warmUp: Double) -> Double {
        let rising = Int(warmUp * Double(count))
        if step < rising { return Double(step) / Double(rising) }
        return share(Double(step - rising) / Double(max(1, count - rising)))
    }
}

/// Where the curve of the learning rate begins anew.
package enum LearningRateRestart: String, Sendable, CaseIterable {
    /// Nowhere: it goes over all steps.
    case none
    /// In each stage of the training, with a warm-up: as if the stages were trainings of their own, one after the other.
    case stage
}

extension LearningRateCurve: Equatable {
    package static func == (a: LearningRateCurve, b: LearningRateCurve) -> Bool { a.name == b.name }
}
