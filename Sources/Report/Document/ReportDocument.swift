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
        package var isCached: Bool
        package var outcome: Outcome

        package init(
            number: Int, prose: String, command: String, name: String?, summary: String, blocks: [Block], remarks: [String] = [], seconds: Double,
            isCached: Bool, outcome: Outcome = .good
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

    package var title: String
    package var facts: [Fact]
    package var cells: [Cell]
    package var attachments: [Attachment]
    /// What to type to run it again.
    package var runAgain: String?

    package init(title: String, facts: [Fact], cells: [Cell], attachments: [Attachment] = [], runAgain: String? = nil) {
        self.title = title
        self.facts = facts
        self.cells = cells
        self.attachments = attachments
        self.runAgain = runAgain
    }

    /// The cells that went wrong.
    var failures: [Cell] {
        cells.filter { if case .failed = $0.outcome { true } else { false } }
    }
}
