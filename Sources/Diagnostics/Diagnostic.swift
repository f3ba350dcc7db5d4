/// What is wrong with something that was read: a script, a data file, a configuration, a reply.
///
/// The message is lower case and quotes the culprit; the label stands under the caret and holds at most one suggestion that can
/// be typed; notes follow the excerpt, one a line.
package struct Diagnostic: Error, Sendable, Equatable {
    package var message: String
    package var place: Place?
    package var label: String
    package var notes: [String]

    package init(_ message: String, at place: Place? = nil, label: String = "", notes: [String] = []) {
        self.message = message
        self.place = place
        self.label = label
        self.notes = notes
    }

    /// The same finding with a place, where the thrower knew none.
    package func located(at place: Place?) -> Diagnostic {
        var copy = self
        copy.place = copy.place ?? place
        return copy
    }
}

/// Several findings of one reading, in order of place.
package struct Findings: Error, Sendable, Equatable {
    package var all: [Diagnostic]

    package init(_ all: [Diagnostic]) {
        self.all = all
    }
}

/// Where in what was read.
package struct Place: Sendable, Equatable {
    package enum Position: Sendable, Equatable {
        case whole
        /// A byte offset, counted from 0, in a binary file.
        case byte(Int)
        /// A line and column counted from 1 (columns in characters), how many characters are meant, and the line itself.
        case line(Int, column: Int, length: Int, excerpt: String)
    }

    package var file: String
    package var position: Position

    package init(file: String, position: Position = .whole) {
        self.file = file
        self.position = position
    }

    /// The line, from 1, where there is one.
    package var line: Int? {
        if case .line(let line, _, _, _) = position { line } else { nil }
    }

    package init(file: String, line: Int, column: Int = 1, length: Int = 1, excerpt: String = "") {
        self.init(file: file, position: .line(line, column: column, length: length, excerpt: excerpt))
    }

    /// `sweep.nds:3:26`, `model.safetensors, byte 8`, or the file alone.
    package var description: String {
        switch position {
        case .whole: file
        case .byte(let offset): "\(file), byte \(offset)"
        case .line(let line, let column, _, _): "\(file):\(line):\(column)"
        }
    }
}
