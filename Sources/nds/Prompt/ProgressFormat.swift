import Diagnostics

/// One line that says how far a piece of work has come: `train  ██████░░░░  412/1320 steps · loss 0.213 · ETA 1:12`.
///
/// Where the terminal is too narrow the bar goes first, then the details from the last one on, then the ETA.
///
/// - Parameters:
///   - secondsLeft: nil where nobody knows.
///   - width: columns at most.
func progressLine(_ update: ProgressUpdate, secondsLeft: Double?, width: Int, palette: Palette) -> String {
    let count = update.total > 0 ? "\(update.done)/\(update.total) \(update.unit)" : "\(update.done) \(update.unit)"
    let details = update.detail.split(separator: " · ").map(String.init)
    let eta = secondsLeft.map { "ETA " + clock(seconds: $0) }
    let lead = update.activity + "  "
    let bar = update.total > 0 ? progressBar(done: update.done, total: update.total) + "  " : ""

    let facts = [[count] + details + [eta].compactMap { $0 }]
        + details.indices.reversed().map { [count] + details[..<$0] + [eta].compactMap { $0 } }
        + [[count]]
    let texts = facts.map { $0.joined(separator: " · ") }
    for (bar, text) in [(bar, texts[0])] + texts.map({ ("", $0) }) where (lead + bar + text).displayWidth <= width {
        return palette.strong(update.activity) + "  " + palette.paint(bar, "36") + text
    }
    return (lead + count).clipped(to: width)
}

/// Ten cells, filled in proportion; full only when all is done.
func progressBar(done: Int, total: Int, cells: Int = 10) -> String {
    let filled = min(max(done, 0) * cells / max(total, 1), cells)
    return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
}

/// `0:05`, `1:12`, `2:00:09`; parts of a second count as one.
func clock(seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 359_999).rounded(.up))
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
}

/// How long the rest will take if it goes on at the rate so far.
struct ProgressRate {
    private var activity = ""
    private var first = (done: 0, at: 0.0)
    private var lastDone = 0

    /// - Parameter now: seconds on a clock that only moves forward.
    /// - Returns: seconds left, or nil before anything was done since this activity began.
    mutating func secondsLeft(after update: ProgressUpdate, now: Double) -> Double? {
        if update.activity != activity || update.done < lastDone {
            activity = update.activity
            first = (update.done, now)
        }
        lastDone = update.done
        let done = update.done - first.done
        guard done > 0, update.total > 0 else { return nil }
        return (now - first.at) / Double(done) * Double(max(update.total - update.done, 0))
    }
}
