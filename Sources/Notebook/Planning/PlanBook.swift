/// What planning a script has found out so far.
actor PlanBook {
    /// What a stretch of the script comes to.
    struct Tally: Sendable {
        var work = Work()
        var seconds = 0.0
        /// Some of it could not be counted.
        var isLeast = false
        var notes: [String] = []

        static func += (sum: inout Tally, more: Tally) {
            sum.work += more.work
            sum.seconds += more.seconds
            sum.isLeast = sum.isLeast || more.isLeast
            for note in more.notes where !sum.notes.contains(note) { sum.notes.append(note) }
        }
    }

    private(set) var tally = Tally()
    private var paces: [String: Double] = [:]
    /// Absolute paths that the script writes to. Nothing is written now, so that what is there, if anything, is not what will be.
    private var outputs: Set<String> = []
    private var hasUnknownOutputs = false

    /// Gives what was counted since the last time, and begins anew.
    func close() -> Tally {
        defer { tally = Tally() }
        return tally
    }

    func add(_ more: Tally) { tally += more }

    func add(seconds: Double) { tally.seconds += seconds }

    func note(_ note: String, isLeast: Bool = false) {
        tally += Tally(isLeast: isLeast, notes: [note])
    }

    /// Counts the work of a call. A pace that is not known yet is measured now.
    func add(_ call: PlannedCall) async throws {
        var seconds = 0.0
        for work in call.timed where work.amount > 0 {
            let pace: Double
            if let known = paces[work.pace] { pace = known } else { pace = try await work.measure() }
            paces[work.pace] = pace
            seconds += pace * work.amount
        }
        tally += Tally(work: call.work, seconds: seconds, notes: call.notes)
    }

    func addOutput(_ path: String?) {
        if let path { outputs.insert(path) } else { hasUnknownOutputs = true }
    }

    /// Whether an earlier line writes what is there.
    func isWritten(_ path: String) -> Bool {
        hasUnknownOutputs || outputs.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
}
