import ArgumentParser
import Diagnostics
import Script
import Store

struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format", abstract: "Lay out scripts in the canonical way.",
        discussion: "Files are rewritten in place, each whole or not at all; a script that cannot be read is left as it is (exit code 2).")

    @ArgumentParser.Argument(help: "Scripts; `-`, or none, reads standard input and prints the result.")
    var files: [String] = []

    @Flag(name: .customLong("check"), help: "Change nothing; name the files that would change and exit with 1 if there are some.")
    var isCheck = false

    func run() throws {
        var isRejected = false, isChanged = false
        for file in files.isEmpty ? ["-"] : files {
            do {
                isChanged = try format(file) || isChanged
            } catch {
                Terminal.error.report(error)
                isRejected = true
            }
        }
        if isRejected { throw ScriptRunner.rejected }
        if isCheck, isChanged { throw ScriptRunner.failed }
    }

    /// - Returns: Whether the text is not canonical.
    private func format(_ file: String) throws -> Bool {
        let source = try file == "-" ? PipedScript.read() : SourceText(reading: file)
        let result = try canonical(source)
        if isCheck {
            if result != source.text { Terminal.output.write(lines: [source.name]) }
        } else if file == "-" {
            Terminal.output.write(result)
        } else if result != source.text {
            try AtomicFile.write(result, to: file)
        }
        return result != source.text
    }
}

private func canonical(_ source: SourceText) throws -> String {
    formatted(try parse(source))
}
