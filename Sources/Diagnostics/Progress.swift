/// How far a long piece of work has come. Side-band: shown while it runs, never part of a value.
package struct ProgressUpdate: Sendable {
    /// What is being done: "train", "tag", "annotate".
    package var activity: String
    package var done: Int
    package var total: Int
    /// What `done` counts: "steps", "sentences".
    package var unit: String
    /// Whatever else is worth a glance: "loss 0.213 · 1,950 tokens/s".
    package var detail: String

    package init(_ activity: String, done: Int, total: Int, unit: String, detail: String = "") {
        self.activity = activity
        self.done = done
        self.total = total
        self.unit = unit
        self.detail = detail
    }
}

/// Receives updates as often as the work likes to send them; the receiver decides how many to show.
package typealias ProgressSink = @Sendable (ProgressUpdate) -> Void
