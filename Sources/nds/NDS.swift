import ArgumentParser
import Commands
import Diagnostics
import Foundation
import struct Notebook.Language
import Numerics
import func Store.jsonString

/// Flags and subcommands; the work is done below.
@main
struct NDS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nds",
        abstract: "A notebook-style scripting REPL for NER distillation.",
        discussion: "Without arguments it opens the prompt; with standard input not a terminal it reads a script from there.",
        version: "nds \(Language.nds.version)",
        subcommands: [
            RunCommand.self, CheckCommand.self, PlanCommand.self, ReplayCommand.self, LearnCommand.self, NewCommand.self, FormatCommand.self, RecordingCommand.self,
            CacheCommand.self, HelpCommand.self,
        ]
    )

    @Option(name: .customShort("c"), help: ArgumentHelp("Run one line and leave.", valueName: "line"))
    var line: String?

    @Flag(name: .customLong("resume"), help: "Open the prompt and go on with the last session.")
    var isResuming = false

    func run() async throws {
        if let line {
            try await ScriptRunner(SourceText(name: "-c", text: line), folder: workingFolder).run()
        } else if Terminal.hasReader {
            try await Prompt(isResuming: isResuming).run()
        } else {
            try await ScriptRunner(pipedScript(), folder: workingFolder).run()
        }
    }

    private func pipedScript() throws -> SourceText {
        do {
            return try PipedScript.read()
        } catch {
            Terminal.error.report(error)
            throw ScriptRunner.rejected
        }
    }

    /// Wrong usage ends with 2, not with the 64 of sysexits.
    static func main() async {
        KernelChoice.settle()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            let isHelp = exitCode(for: error) == .success
            (isHelp ? Terminal.output : Terminal.error).write(lines: [fullMessage(for: error)])
            Foundation.exit(isHelp ? 0 : 2)
        }
    }
}

var workingFolder: String { FileManager.default.currentDirectoryPath }

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a script.", usage: "nds run <file> [<name=value> ...] [--json] [--no-cache] [--report <page>]", helpNames: [])

    @OptionGroup var script: ScriptArguments

    @Flag(help: "One JSON object a line for each cell on standard output; all else goes to standard error.")
    var json = false

    @Option(help: ArgumentHelp("Write what was seen to a page: .html, .md or .ipynb; also where the script fails or is stopped by Ctrl-C.", valueName: "page"))
    var report: String?

    @Flag(name: .customLong("no-cache"), help: "Run everything; take nothing from earlier runs and keep nothing.")
    var isCold = false

    func run() async throws {
        try await script.runner(for: Self.self, json: json, keeps: !isCold)?.run(report: report)
    }
}

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find what is wrong with a script without running it. Exits with 2 if something is.",
        usage: "nds check <file> [<name=value> ...]", helpNames: [])

    @OptionGroup var script: ScriptArguments

    func run() async throws {
        try await script.runner(for: Self.self)?.check()
    }
}

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Tell what a script would cost, without its costly work: no training, no tagging, no network, no writing.",
        usage: "nds plan <file> [<name=value> ...] [--json]", helpNames: [])

    @OptionGroup var script: ScriptArguments

    @Flag(help: "The plan as one JSON object on standard output.")
    var json = false

    func run() async throws {
        try await script.runner(for: Self.self, json: json)?.plan()
    }
}

struct HelpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "help", abstract: "Explain a command of the language, or list them all.")

    @Argument(help: "A command or a keyword of the language, such as train or for.")
    var command: String?

    @Flag(name: .customLong("all"), help: "The whole reference of the language, as Markdown.")
    var isWhole = false

    func run() async throws {
        if isWhole { return Terminal.output.write(Language.nds.reference) }
        let line = (["help"] + [command].compactMap { $0 }.map(jsonString)).joined(separator: " ")
        try await ScriptRunner(SourceText(name: "help", text: line), folder: workingFolder).run(quietly: true)
    }
}
