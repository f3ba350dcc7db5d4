import ArgumentParser

/// What every command that works on a script takes. A command with these names no flags for help of its own (`helpNames: []`): with
/// a script, `--help` is about the script.
struct ScriptArguments: ParsableArguments {
    @Argument(help: "The script, an .nds file.")
    var file: String?

    @Argument(help: ArgumentHelp("Values for the script's `param` lines.", valueName: "name=value"))
    var parameters: [String] = []

    @Flag(name: .shortAndLong, help: "Show help; with a script, what it does and the parameters that it takes.")
    var help = false

    func validate() throws {
        if file == nil, !help { throw ValidationError("Missing expected argument '<file>'") }
    }

    /// What runs the script; nil where help was asked for, which has been shown then.
    /// - Parameter keeps: calls are taken from the store and kept there.
    @MainActor
    func runner(for command: (some ParsableCommand).Type, json: Bool = false, keeps: Bool = false) throws -> ScriptRunner? {
        guard let file else { throw CleanExit.helpRequest(command) }
        let runner = try ScriptRunner(file: file, words: parameters, json: json, keeps: keeps && !help)
        guard help else { return runner }
        try runner.help(for: command.configuration.commandName ?? "")
        return nil
    }
}
