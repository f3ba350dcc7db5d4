import Commands
import Diagnostics
import Notebook
import Numerics

/// The kernels that OpenBLAS computes with are chosen before the program begins.
enum Kernel {
    /// Goes on where that kernel runs; otherwise begins the program anew with it.
    static func require(_ name: String) throws {
        let running = Language.nds.engine
        if running.lowercased() == name.lowercased() { return }
        KernelChoice.restart(with: name)
        Terminal.error.report(
            Diagnostic(
                "the kernel `\(name)` does not run here, `\(running)` does", label: "OpenBLAS knows names such as Haswell, Zen, SkylakeX",
                notes: ["the CPU may lack what it needs"]))
        throw ScriptRunner.rejected
    }
}
