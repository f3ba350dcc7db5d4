import Diagnostics

/// What a costly call would do, in numbers.
package struct Work: Sendable, Equatable {
    package var trainings: Int
    package var steps: Int
    package var trainedTokens: Int
    package var taggedTokens: Int
    package var calls: Int

    package init(trainings: Int = 0, steps: Int = 0, trainedTokens: Int = 0, taggedTokens: Int = 0, calls: Int = 0) {
        self.trainings = trainings
        self.steps = steps
        self.trainedTokens = trainedTokens
        self.taggedTokens = taggedTokens
        self.calls = calls
    }

    struct Column: Sendable {
        let name: String
        let title: String
        let meaning: String
        let path: any WritableKeyPath<Work, Int> & Sendable
    }

    /// Everything that is counted, as a plan shows it.
    static let columns: [Column] = [
        Column(name: "trainings", title: "trainings", meaning: "trainings", path: \.trainings),
        Column(name: "steps", title: "steps", meaning: "optimiser steps of all trainings", path: \.steps),
        Column(name: "trained_tokens", title: "tokens trained", meaning: "word pieces that training reads, each as often as it does", path: \.trainedTokens),
        Column(name: "tagged_tokens", title: "tokens tagged", meaning: "word pieces that are tagged, evaluations in", path: \.taggedTokens),
        Column(name: "calls", title: "calls", meaning: "calls to a teacher on the network whose replies are not recorded", path: \.calls),
    ]

    package static func += (sum: inout Work, more: Work) {
        for column in columns { sum[keyPath: column.path] += more[keyPath: column.path] }
    }
}

/// Work that takes time, and a way to find out how much.
package struct TimedWork: Sendable {
    /// Names the pace: work with the same name goes as fast, so that it is measured once.
    let pace: String
    /// How much there is of it, such as word pieces.
    let amount: Double
    /// Does a second or two of that very work, and gives the seconds that one unit of the amount takes.
    let measure: @Sendable () async throws -> Double

    package init(pace: String, amount: Int, measure: @escaping @Sendable () async throws -> Double) {
        self.pace = pace
        self.amount = Double(amount)
        self.measure = measure
    }
}

/// What a costly command says of a call without making it.
package struct PlannedCall: Sendable {
    let standIn: Value
    let work: Work
    let timed: [TimedWork]
    let notes: [String]

    /// - Parameters:
    ///   - standIn: what the call would give as far as anyone can tell: its shape is right, its figures mean nothing.
    ///   - notes: what a reader of the plan should know, such as that a training may stop early.
    package init(standIn: some ValueConvertible, work: Work, timed: [TimedWork] = [], notes: [String] = []) {
        self.standIn = standIn.value
        self.work = work
        self.timed = timed
        self.notes = notes
    }
}
