import Foundation
import Random
import Testing

/// Trainings of the `nds` of this build that are killed, interrupted or run out of disk, and go on when the same script is run
/// again.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct RestartTests {
    private let home = TemporaryHome()

    /// A training of 100 steps that leaves checkpoints in `run` and its model in `model`.
    private func script(every: Int, checkpoint: Bool = true) throws -> String {
        let restart = checkpoint ? "checkpoint=\"run\" every=\(every)" : ""
        let path = "\(home.path)/\(checkpoint ? "restart" : "plain").nds"
        let text = """
            seed 5
            let news = generate news size=100
            let tagger = train (bert size=tiny) on=news batch=5 epochs=5 lr=1e-3 \(restart)
            export tagger "model"

            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private var folder: String { home.path + "/run" }
    private var checkpoint: String { folder + "/checkpoint.safetensors" }

    private func start(_ command: String...) throws -> (process: Process, errors: Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst()) + ["--no-cache"]
        process.environment = home.environment
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        return (process, errors)
    }

    /// Wide enough for a line that names a file.
    private func terminal(_ script: String) throws -> PseudoTerminal {
        try PseudoTerminal([PromptSession.program, "run", script, "--no-cache"], environment: home.environment, columns: 400)
    }

    /// Runs a script to its end and gives the bytes of the model that it wrote.
    private func model(after script: String) throws -> Data {
        try? FileManager.default.removeItem(atPath: home.path + "/model")
        let (process, errors) = try start(PromptSession.program, "run", script)
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        return try Data(contentsOf: URL(fileURLWithPath: home.path + "/model/model.safetensors"))
    }

    /// The number that the file system gives to what stands there: another one for every new checkpoint.
    private var currentCheckpoint: UInt64? {
        (try? FileManager.default.attributesOfItem(atPath: checkpoint))?[.systemFileNumber] as? UInt64
    }

    /// Waits until the process has replaced the checkpoint, or has ended.
    private func waitForCheckpoint(after earlier: UInt64?, of process: Process) {
        while process.isRunning, currentCheckpoint == nil || currentCheckpoint == earlier { usleep(300) }
    }

    @Test func aTrainingThatIsKilledAtAnyMomentEndsAsIfItNeverWas() throws {
        let expected = try model(after: script(every: 1, checkpoint: false))
        let path = try script(every: 1)
        var moments = RandomStream(seed: 11, key: "kill")
        var kills = 0
        while kills < 24 {
            let (process, _) = try start(PromptSession.program, "run", path)
            // Some are killed before their first checkpoint, the others while they step or write.
            if kills % 4 != 0 { waitForCheckpoint(after: currentCheckpoint, of: process) }
            usleep(UInt32(moments.int(below: kills % 4 == 0 ? 200_000 : 30_000)))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            if process.terminationReason == .uncaughtSignal {
                kills += 1
            } else {
                // It was at its end already: from the beginning.
                try #require(process.terminationStatus == 0)
                try FileManager.default.removeItem(atPath: folder)
            }
        }
        let isSame = try model(after: path) == expected  // not compared in #expect, which would print all bytes
        #expect(isSame)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["checkpoint.safetensors"])
    }

    @Test func aTrainingThatIsInterruptedGoesOnWhereItStopped() throws {
        let expected = try model(after: script(every: 10, checkpoint: false))
        let path = try script(every: 10)
        // The first checkpoint tells that it is under way; where it has come to its end by then, it begins anew.
        var first: PseudoTerminal
        repeat {
            try? FileManager.default.removeItem(atPath: folder)
            first = try terminal(path)
            while currentCheckpoint == nil, first.exitCode(seconds: 0) == nil { usleep(300) }
            first.type(Key.controlC)
        } while first.exitCode() == 0
        #expect(first.exitCode() == 130)
        let told = first.screen.rows.first { $0.contains("interrupted after") } ?? ""
        let step = try #require(told.split(separator: " ").compactMap { Int($0) }.first, "\(told)")

        let second = try terminal(path)
        #expect(second.exitCode() == 0)
        #expect(second.screen.rows.contains { $0.contains("goes on from step \(step) of 100") })
        let isSame = try model(after: path) == expected
        #expect(isSame)
    }

    @Test func anotherBuildSaysThatBitsMayDiffer() throws {
        let path = try script(every: 1000)
        _ = try model(after: path)
        // The same program, but for a byte at its end that nobody reads.
        let other = home.path + "/nds"
        try FileManager.default.copyItem(atPath: PromptSession.program, toPath: other)
        let handle = try #require(FileHandle(forWritingAtPath: other))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([0]))
        try handle.close()
        for (program, isOther) in [(PromptSession.program, false), (other, true)] {
            let (process, errors) = try start(program, "run", path)
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            #expect(text.contains("nothing is trained again: the checkpoint in \(folder) is of the finished training"))
            #expect(text.contains("was made by another build of nds: the last bits may differ") == isOther, "\(text)")
        }
    }

    @Test func aDiskThatFillsUpIsAnErrorAndLeavesTheLastCheckpoint() throws {
        let expected = try model(after: script(every: 10, checkpoint: false))
        let path = try script(every: 10)
        let (process, _) = try start(PromptSession.program, "run", path)
        waitForCheckpoint(after: nil, of: process)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let left = try Data(contentsOf: URL(fileURLWithPath: checkpoint))

        // No file may become larger than 2 MiB: the next checkpoint cannot be written.
        let (full, errors) = try start("/bin/bash", "-c", "trap '' XFSZ; ulimit -f 2048; exec \(PromptSession.program) run \(path)")
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        full.waitUntilExit()
        #expect(full.terminationStatus == 1)
        #expect(text.contains("cannot write `\(checkpoint)`: file too large"), "\(text)")
        #expect(text.contains("0 is whole: the same line goes on from there"), "\(text)")
        let isLeft = try Data(contentsOf: URL(fileURLWithPath: checkpoint)) == left
        #expect(isLeft)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["checkpoint.safetensors"])
        let isSame = try model(after: path) == expected
        #expect(isSame)
    }
}
