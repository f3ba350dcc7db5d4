import Commands
import Diagnostics
import Foundation
import Notebook

/// The kernels that OpenBLAS computes with are chosen before the program begins.
enum Kernel {
    private static let variable = "OPENBLAS_CORETYPE"

    /// Goes on where that kernel runs; otherwise begins the program anew with it.
    static func require(_ name: String) throws {
        let running = Language.nds.engine
        if running.lowercased() == name.lowercased() { return }
        if ProcessInfo.processInfo.environment[variable] != name {
            setenv(variable, name, 1)
            var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
            execv("/proc/self/exe", &arguments)
        }
        Terminal.error.report(
            Diagnostic(
                "the kernel `\(name)` does not run here, `\(running)` does", label: "OpenBLAS knows names such as Haswell, Zen, SkylakeX",
                notes: ["the CPU may lack what it needs"]))
        throw ScriptRunner.rejected
    }
}
