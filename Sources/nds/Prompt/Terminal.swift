import Diagnostics
import Foundation
import Synchronization

/// A standard stream, as far as it is a terminal.
enum Terminal: Int32 {
    case input = 0
    case output = 1
    case error = 2

    var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Whether somebody sits there who reads along and can answer.
    static var hasReader: Bool { input.isTerminal && output.isTerminal }

    /// Columns and lines; 80 × 24 where the terminal does not say.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Whether the terminals of this process know no escape sequences.
    static var isDumb: Bool { ["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "") }

    /// Colours, unless this is no terminal, a dumb one, or `NO_COLOR` is set (no-color.org).
    var palette: Palette {
        let noColour = ProcessInfo.processInfo.environment["NO_COLOR"] ?? ""
        return Palette(isColoured: isTerminal && !Self.isDumb && noColour.isEmpty)
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Foundation.write(rawValue, $0.baseAddress, $0.count) }
            if written < 0 && errno != EINTR { return }
            start += max(written, 0)
        }
    }

    private static let modesAtStart = Mutex<termios?>(nil)

    /// Notes the modes in which the terminal was found, for `restore`.
    static func rememberModes() {
        var modes = termios()
        guard tcgetattr(input.rawValue, &modes) == 0 else { return }
        modesAtStart.withLock { $0 = $0 ?? modes }
    }

    /// Keys are kept and not shown, until `showKeys`.
    static func hideKeys() {
        var modes = termios()
        guard tcgetattr(input.rawValue, &modes) == 0 else { return }
        modes.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(input.rawValue, TCSANOW, &modes)
    }

    static var keysAreHidden: Bool {
        var modes = termios()
        return tcgetattr(input.rawValue, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) == 0
    }

    static func showKeys() {
        modesAtStart.withLock { modes in
            if var modes { tcsetattr(input.rawValue, TCSANOW, &modes) }
        }
    }

    /// Leaves the terminal as it was found; the program is about to end, whatever it was doing.
    static func restore() {
        showKeys()
        if error.isTerminal, !isDumb { error.write("\r\u{1b}[K") }
    }
}
