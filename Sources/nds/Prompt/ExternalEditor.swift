import Diagnostics
import Foundation

/// The user's editor, run on the text of a cell. The terminal is its while it runs.
enum ExternalEditor {
    enum Outcome {
        case edited(String)
        /// The text is as it was.
        case failed(Diagnostic)
        /// SIGTERM came meanwhile.
        case terminated
    }

    /// `$VISUAL`, else `$EDITOR`, else vi: a command of the shell.
    static var command: String {
        let environment = ProcessInfo.processInfo.environment
        return ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    }

    static func edit(_ text: String) -> Outcome {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("nds-\(UUID().uuidString)")
        let file = folder.appendingPathComponent("cell.nds")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data((text + "\n").utf8).write(to: file)
        } catch {
            return .failed(Diagnostic("cannot write `\(file.path)` for the editor"))
        }
        let status: Int32
        switch run(command + #" "$1""#, on: file.path) {
        case .status(let code): status = code
        case .terminated: return .terminated
        }
        guard status == 0 else {
            let label = status == 127 ? "set `EDITOR` to one that is installed" : "the cell is as it was"
            return .failed(Diagnostic("the editor `\(command)` ended with code \(status)", label: label))
        }
        guard let edited = FileManager.default.contents(atPath: file.path).flatMap({ String(validating: $0, as: UTF8.self) }) else {
            return .failed(Diagnostic("what the editor `\(command)` left is not UTF-8 text", label: "the cell is as it was"))
        }
        return .edited(edited)
    }

    private enum Ending {
        case status(Int32)
        case terminated
    }

    /// Runs a command of the shell with `path` as `$1` and waits for its end.
    private static func run(_ command: String, on path: String) -> Ending {
        // Ctrl-Z in the editor stops the whole job, us with it.
        SignalInbox.release(.suspend)
        SignalInbox.receive(.childChange)
        defer {
            SignalInbox.release(.childChange)
            SignalInbox.receive(.suspend)
        }
        let arguments = (["sh", "-c", command, "sh", path] as [String]).map { strdup($0) } + [nil]
        let settings = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + settings).forEach { free($0) } }
        // The threads on which the program runs block signals, which the editor must not inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        // What a shell says of a command that it cannot run.
        guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, settings) == 0 else { return .status(126) }
        return wait(for: process)
    }

    private static func wait(for process: pid_t) -> Ending {
        var isTerminated = false
        while true {
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG | WUNTRACED) == process {
                if status & 0xff == 0x7f {
                    // It stopped itself alone: we follow, so that the shell has the terminal.
                    kill(getpid(), SIGSTOP)
                    continue
                }
                if isTerminated { return .terminated }
                return .status(status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f))
            }
            var inbox = awaited(SignalInbox.descriptor)
            poll(&inbox, 1, -1)
            // Ctrl-C is the editor's.
            if SignalInbox.take().contains(.terminate) {
                isTerminated = true
                kill(process, SIGTERM)
            }
        }
    }
}
