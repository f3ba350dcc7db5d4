import Diagnostics
import Notebook
import Report
import Script

/// What `help` gives: pages to read.
package struct HelpPage: Kind {
    package let title: String
    package let blocks: [Block]

    package static let kindName = "help page"

    /// A page is known by its title: what it says comes from the program.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(title)
    }

    package static let fields: [Field<HelpPage>] = [Field("title", "what it is about") { $0.title }]
    package var summary: String { "help: \(title)" }
}

extension Command {
    static let help = Command(
        "help", "explain a command or a statement, or list them all", effect: .shows,
        example: """
            assert (help train).title == "train"
            assert (help "for").title == "for"
            """,
        Parameter<BareWord?>("command", "which command; a keyword of the grammar in quotes", default: nil)
    ) { context, word in
        guard let word = word?.word else { return HelpPage(title: "commands", blocks: context.language.overview) }
        if let construct = Construct.named(word), context.language.command(word) == nil {
            return HelpPage(title: construct.name, blocks: construct.help)
        }
        guard let command = context.language.command(word) else {
            let near = suggestion(for: word, among: context.language.commands.map(\.name) + Construct.all.map(\.name))
            throw Diagnostic("there is no command `\(word)`", label: near.map { "did you mean `\($0)`?" } ?? "`help` lists them all")
        }
        return HelpPage(title: word, blocks: command.help)
    }
}
