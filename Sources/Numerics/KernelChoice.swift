import Foundation

/// OpenBLAS chooses its kernels before the program begins, by the model of the CPU. One that is newer than itself it takes for a Prescott of
/// 2004, whose kernels are four times slower than those that the CPU could run.
package enum KernelChoice {
    private static let variable = "OPENBLAS_CORETYPE"

    /// The kernels that are better than OpenBLAS' last resort, the best first, and what a CPU must have for them.
    private static let kernels: [(name: String, needs: Set<Substring>)] = [
        ("Cooperlake", ["avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl", "avx512_bf16"]),
        ("SkylakeX", ["avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"]), ("Haswell", ["avx2", "fma"]),
    ]

    /// - Parameters:
    ///   - running: what OpenBLAS chose.
    ///   - flags: what the CPU has, as `/proc/cpuinfo` says it.
    /// - Returns: nil where OpenBLAS knew the CPU, or the CPU has nothing better.
    static func better(than running: String, flags: Set<Substring>) -> String? {
        guard running.lowercased() == "prescott" else { return nil }
        return kernels.first { $0.needs.isSubset(of: flags) }?.name
    }

    /// Begins the program anew with better kernels where OpenBLAS does not know the CPU and nobody has chosen; otherwise does nothing.
    package static func settle() {
        guard ProcessInfo.processInfo.environment[variable] == nil, let name = better(than: matrixKernelName(), flags: flags) else { return }
        restart(with: name)
    }

    /// Begins the program anew, with other kernels; returns where it was begun with them already, or cannot be begun.
    package static func restart(with name: String) {
        guard ProcessInfo.processInfo.environment[variable] != name else { return }
        setenv(variable, name, 1)
        var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &arguments)
    }

    private static var flags: Set<Substring> {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("flags") }
        return Set(line?.split(whereSeparator: \.isWhitespace) ?? [])
    }
}
