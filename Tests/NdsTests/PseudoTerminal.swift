import Foundation
import Testing

/// A program on a terminal of its own, driven by typed keys and read as a screen. Every wait has a time limit.
final class PseudoTerminal {
    private(set) var screen: TerminalScreen
    private let master: Int32
    private let process: pid_t
    private var exitStatus: Int32?

    /// - Parameters:
    ///   - command: the program and its arguments.
    ///   - environment: added to our own, from which locale and colour settings are taken out.
    init(_ command: [String], environment: [String: String], columns: Int = 80) throws {
        screen = TerminalScreen(columns: columns)
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = 0
        guard master >= 0, ioctl(master, Request.unlock, &unlocked) == 0, ioctl(master, Request.number, &number) == 0 else {
            throw Failure(text: "no pseudo-terminal to be had")
        }
        process = try Self.spawn(command, terminal: "/dev/pts/\(number)", environment: environment)
        setSize(columns: columns)
    }

    deinit {
        if exitStatus == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(master)
    }

    struct Failure: Error {
        var text: String
    }

    private enum Request {
        static let unlock: UInt = 0x4004_5431
        static let number: UInt = 0x8004_5430
    }

    private static func spawn(_ command: [String], terminal: String, environment: [String: String]) throws -> pid_t {
        var variables = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("LC_") && !["LANG", "NO_COLOR", "ENV"].contains(name)
        }
        variables["TERM"] = "xterm"
        variables["VISUAL"] = nil
        variables.merge(environment) { $1 }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads that run tests block most signals, which the program must not inherit.
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))

        let arguments = command.map { strdup($0) } + [nil]
        let settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + settings).forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawn(&process, command[0], &actions, &attributes, arguments, settings) == 0 else {
            throw Failure(text: "cannot start \(command[0])")
        }
        return process
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    func signal(_ number: Int32) {
        kill(process, number)
    }

    func setSize(columns: Int) {
        var size = winsize(ws_row: 40, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        screen.resize(columns: columns)
    }

    /// Whether the terminal hands over whole lines, as a shell leaves it, and not single keys.
    var isCooked: Bool {
        var modes = termios()
        return tcgetattr(master, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
    }

    /// Whether the keys are kept, line by line, for the time when the cell has run.
    var runsACell: Bool {
        var modes = termios()
        return tcgetattr(master, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON)
    }

    /// Waits until the screen is as it should be; an issue with the screen as it is otherwise.
    @discardableResult
    func expect(
        _ what: Comment, seconds: Double = 20, _ isReached: (TerminalScreen) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> Bool {
        let deadline = Date.now.addingTimeInterval(seconds)
        while !isReached(screen) {
            guard Date.now < deadline, takeOutput() else {
                let shown = screen.lastRows(40).joined(separator: "\n")
                Issue.record("\(what); the screen shows:\n\(shown)", sourceLocation: sourceLocation)
                return false
            }
        }
        return true
    }

    /// Waits until the program has ended. Returns its exit code, or nil if it does not end or is killed by a signal.
    func exitCode(seconds: Double = 20) -> Int32? {
        let deadline = Date.now.addingTimeInterval(seconds)
        while exitStatus == nil, Date.now < deadline {
            _ = takeOutput()
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process { exitStatus = status }
        }
        while takeOutput(wait: 0) {}
        return exitStatus.flatMap { $0 & 0x7f == 0 ? ($0 >> 8) & 0xff : nil }
    }

    /// Shows what the program has written, waiting a moment for it. False when the program has closed the terminal.
    private func takeOutput(wait milliseconds: Int32 = 20) -> Bool {
        var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&source, 1, milliseconds) > 0 else { return milliseconds > 0 }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else {
            usleep(1000)
            return false
        }
        screen.show(Array(bytes[..<count]))
        return true
    }
}
