/// A notebook as it is passed around: prose, commands, what they gave, and what it takes to run it again. Renderers make a page, Markdown
/// or a Jupyter notebook of it.
package struct ReportDocument: Sendable {
    /// Something to be known of how the figures came to be, such as the seed or the version.
    package struct Fact: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package struct Cell: Sendable {
        package enum Outcome: Sendable, Equatable {
            case good
            /// The message of what went wrong, as a terminal shows it.
            case failed(String)
            /// Stopped by the reader, with what it had by then.
            case interrupted
            case notRun
        }

        package var number: Int
        /// CommonMark.
        package var prose: String
        package var command: String
        /// The name it binds.
        package var name: String?
        /// Its value in one line; shown where it binds a name, and there are no blocks then.
        package var summary: String
        package var blocks: [Block]
        /// What was remarked while it ran.
        package var remarks: [String]
        package var seconds: Double
        /// All that it computed was there from an earlier run.
        package var isCached: Bool
        /// What those earlier runs had taken, in seconds.
        package var savedSeconds: Double
        package var outcome: Outcome

        package init(
            number: Int, prose: String, command: String, name: String?, summary: String, blocks: [Block], remarks: [String] = [], seconds: Double,
            isCached: Bool, savedSeconds: Double = 0, outcome: Outcome = .good
        ) {
            self.number = number
            self.prose = prose
            self.command = command
            self.name = name
            self.summary = summary
            self.blocks = blocks
            self.remarks = remarks
            self.seconds = seconds
            self.isCached = isCached
            self.savedSeconds = savedSeconds
            self.outcome = outcome
        }
    }

    /// A file that travels with the page.
    package struct Attachment: Sendable, Equatable {
        package var name: String
        package var text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    package struct RunAgain: Sendable, Equatable {
        /// What to type, on the machine that made the document and in whatever folder.
        package var command: String
        /// What else it takes.
        package var note: String

        package init(command: String, note: String) {
            self.command = command
            self.note = note
        }
    }

    /// Plain text.
    package var title: String
    package var facts: [Fact]
    package var cells: [Cell]
    package var attachments: [Attachment]
    package var runAgain: RunAgain?

    package init(title: String, facts: [Fact], cells: [Cell], attachments: [Attachment] = [], runAgain: RunAgain? = nil) {
        self.title = title
        self.facts = facts
        self.cells = cells
        self.attachments = attachments
        self.runAgain = runAgain
    }

    /// A heading of the prose is the title.
    var hasHeading: Bool { cells.contains { Prose.title(of: $0.prose) == title } }

    /// The cells that went wrong.
    var failures: [Cell] {
        cells.filter { if case .failed = $0.outcome { true } else { false } }
    }

    /// The cell in which the run was stopped.
    var interruption: Cell? { cells.first { $0.outcome == .interrupted } }
}

extension ReportDocument.Cell {
    /// How long it took; of what was there from an earlier run, what that saved.
    var timing: String {
        switch outcome {
        case .failed: "failed"
        case .notRun: "not run"
        case .interrupted: "interrupted after \(duration(seconds))"
        case .good where isCached: savedSeconds >= 1 ? "cached, \(duration(savedSeconds)) saved" : "cached"
        case .good: duration(seconds)
        }
    }
}
