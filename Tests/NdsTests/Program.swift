import Foundation

/// The `nds` of this build, run as another program would, in a folder of its own.
struct Program {
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    let home = TemporaryHome()

    func run(_ arguments: String..., input: String = "") throws -> Outcome {
        try run(arguments, input: Data(input.utf8))
    }

    func run(_ arguments: [String], input: Data = Data()) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: PromptSession.program)
        process.arguments = arguments
        process.environment = home.environment
        process.currentDirectoryURL = URL(fileURLWithPath: home.path)
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        // A script that is longer than a pipe holds must not wait for its output to be read.
        let writer = Thread {
            try? stdin.fileHandleForWriting.write(contentsOf: input)
            try? stdin.fileHandleForWriting.close()
        }
        writer.start()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        let errors = stderr.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self))
    }

    /// Writes a script into the folder and gives its path.
    func script(_ name: String, _ text: String) throws -> String {
        try script(name, bytes: Data(text.utf8))
    }

    func script(_ name: String, bytes: Data) throws -> String {
        let path = home.path + "/" + name
        try bytes.write(to: URL(fileURLWithPath: path))
        return path
    }
}
