import ArgumentParser

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a script cold and compare its recorded output and its lock. Exits with 1 if something differs.",
        usage: "nds replay <file> [<name=value> ...] [--accept] [--warm] [--kernel <name>]", helpNames: [])

    @OptionGroup var script: ScriptArguments

    @Flag(help: "Take what is found as the new record: rewrite the figures in the `#= ` lines and the lock.")
    var accept = false

    @Flag(help: "Take what earlier runs computed, and say how much: to record a run without making it once more.")
    var warm = false

    @Option(help: ArgumentHelp("Run with these kernels of OpenBLAS, such as Haswell.", valueName: "name"))
    var kernel: String?

    func run() async throws {
        if let kernel { try Kernel.require(kernel) }
        try await script.runner(for: Self.self)?.replay(accepting: accept, isCold: !warm)
    }
}
