import Foundation

/// What a cell asks of the reader while it runs.
enum Question {
    /// A question of yes or no. Anything but `y` or `yes` is no. Ctrl-C, which cancels the task, is no too.
    @MainActor
    static func ask(_ question: String) async -> Bool {
        isYes(await answer(to: "\(question) [y/N] "))
    }

    static func isYes(_ answer: String?) -> Bool {
        ["y", "yes"].contains(answer?.trimmingCharacters(in: .whitespaces).lowercased())
    }

    /// Shows a text and waits for Return, in front of which a guess may be typed.
    @MainActor
    static func pause(at text: String) async {
        let out = Terminal.output
        if !text.isEmpty { out.write(lines: out.renderer.lines(prose: text, isStrong: true)) }
        // A Return that was typed too early, while something ran, is no answer; at the prompt it belongs to the next cell.
        if !Terminal.keysAreHidden { tcflush(Terminal.input.rawValue, TCIFLUSH) }
        let answer = await answer(to: out.palette.dim("(Return goes on) "))
        // An answer stays to be looked at; the line that only waited goes.
        if answer?.isEmpty == true, !Terminal.isDumb { out.write("\u{1b}[A\r\u{1b}[K") }
    }

    /// The line that is typed behind `prompt`; nil at the end of input, and where Ctrl-C cancels the task.
    @MainActor
    private static func answer(to prompt: String) async -> String? {
        let wereHidden = Terminal.keysAreHidden
        if wereHidden { Terminal.showKeys() }
        defer { if wereHidden { Terminal.hideKeys() } }
        Terminal.output.write(prompt)
        // Reading waits for a whole line; so that Ctrl-C is heard, it begins only once there is one.
        while !Task.isCancelled {
            var input = awaited(Terminal.input.rawValue)
            if poll(&input, 1, 0) > 0 {
                let line = typedLine()
                if line == nil { Terminal.output.write("\n") }
                return line
            }
            try? await Task.sleep(for: .milliseconds(30))
        }
        Terminal.output.write("\n")
        return nil
    }

    /// A terminal hands over a line at a time, and nothing at Ctrl-D.
    private static func typedLine() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(Terminal.input.rawValue, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
