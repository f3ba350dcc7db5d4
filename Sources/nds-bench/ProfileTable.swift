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
    /// What the multiplications of the model's step reach alone, in GFLOP/s: `gemm --of`.
    let ownSpeed: Double

    var text: String {
        let total = seconds * Double(threads)
        let named = entries.reduce(0) { $0 + $1.seconds }
        func line(_ name: String, _ time: Double, _ speed: String) -> String {
            let milliseconds = String(format: "%.2f", time / Double(threads) / unit.count * 1000)
            let share = String(format: "%.1f %%", 100 * time / total)
            return "| \(name) | \(milliseconds) | \(share) | \(speed) |"
        }
        let lines = entries.filter { $0.seconds > 0 }.map { entry in
            guard entry.operations > 0 else { return line(entry.work.name, entry.seconds, " | ") }
            let speed = entry.operations / entry.seconds * Double(threads) / 1e9
            return line(entry.work.name, entry.seconds, String(format: "%.1f | %.0f %%", speed, 100 * speed / ownSpeed))
        }
        return (["| work | ms a \(unit.name) | share | GFLOP/s | of gemm --of |", "|---|---|---|---|---|"] + lines
            + [line("the rest", total - named, " | "), line("all", total, " | ")]).joined(separator: "\n")
    }
}
