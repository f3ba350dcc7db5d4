import Foundation
import Numerics

/// Where the time of a benchmark went, a line a kind of work.
///
/// `ms` is what one unit (a step, a thousand pieces) costs; all lines together are the time that passed. "the rest" is what no line
/// names: work outside the kernels on one thread, and the idleness of the others meanwhile.
struct ProfileTable {
    let entries: [Profile.Entry]
    let seconds: Double
    let threads: Int
    /// What is counted, and how many there were.
    let unit: (name: String, count: Double)

    var text: String {
        let total = seconds * Double(threads)
        let named = entries.reduce(0) { $0 + $1.seconds }
        func line(_ name: String, _ time: Double, _ speed: String) -> String {
            let milliseconds = String(format: "%.2f", time / Double(threads) / unit.count * 1000)
            let share = String(format: "%.1f %%", 100 * time / total)
            return "| \(name) | \(milliseconds) | \(share) | \(speed) |"
        }
        let lines = entries.filter { $0.seconds > 0 }.map { entry in
            let speed = entry.operations > 0 ? String(format: "%.1f", entry.operations / entry.seconds * Double(threads) / 1e9) : ""
            return line(entry.work.name, entry.seconds, speed)
        }
        return (["| work | ms a \(unit.name) | share | GFLOP/s |", "|---|---|---|---|"] + lines
            + [line("the rest", total - named, ""), line("all", total, "")]).joined(separator: "\n")
    }
}
