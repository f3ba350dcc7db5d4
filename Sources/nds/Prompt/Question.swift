import Foundation

/// A question of yes or no while a cell runs.
enum Question {
    /// Anything but `y` or `yes` is no. Ctrl-C, which cancels the task, is no too.
    @MainActor
    static func ask(_ question: String) async -> Bool {
        Terminal.showKeys()
        defer { Terminal.hideKeys() }
        Terminal.output.write("\(question) [y/N] ")
        // Reading waits for a whole line; so that Ctrl-C is heard, it begins only once there is one.
        while !Task.isCancelled {
            var input = pollfd(fd: Terminal.input.rawValue, events: Int16(POLLIN), revents: 0)
            if poll(&input, 1, 0) > 0 { return isYes(readLine()) }
            try? await Task.sleep(for: .milliseconds(30))
        }
        Terminal.output.write("\n")
        return false
    }

    static func isYes(_ answer: String?) -> Bool {
        ["y", "yes"].contains(answer?.trimmingCharacters(in: .whitespaces).lowercased())
    }
}
