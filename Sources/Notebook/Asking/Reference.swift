import Report
import Script

extension Language {
    /// The reference of the language as one page of Markdown, made from the declarations: grammar, commands, kinds of values.
    package var reference: String {
        var page = Page()
        page.heading(1, "The language of nds")
        page.paragraph("A script is a list of statements, one a line. Words in capitals stand for what you write; [ ] may be left out.")
        page.heading(2, "Grammar")
        for construct in Construct.all { page.describe(construct) }
        page.heading(3, "Types of parameters")
        page.table(["type", "a value such as"], ParameterDeclaration.Kind.allCases.map { [$0.rawValue, $0.example] })
        page.heading(2, "Commands")
        page.paragraph("A command takes its arguments without parentheses, `f x k=1`, or with them, `f(x, k=1)`.")
        for section in sections {
            page.heading(3, section.title.capitalisedFirst)
            for command in section.commands { page.describe(command) }
        }
        page.heading(2, "Kinds of values")
        for kind in kinds { page.describe(kind) }
        return page.text
    }
}

/// Markdown that is being written.
private struct Page {
    private(set) var text = ""

    mutating func heading(_ level: Int, _ title: String) {
        text += (text.isEmpty ? "" : "\n") + String(repeating: "#", count: level) + " \(title)\n"
    }

    mutating func paragraph(_ words: String) { text += "\n\(words)\n" }

    mutating func code(_ lines: String) {
        text += "\n" + lines.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n") + "\n"
    }

    mutating func table(_ columns: [String], _ rows: [[String]]) {
        func line(_ cells: [String]) -> String { "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |\n" }
        text += "\n" + line(columns) + line(columns.map { _ in "---" }) + rows.map(line).joined()
    }

    mutating func describe(_ construct: Construct) {
        heading(3, "`\(construct.name)`")
        paragraph(construct.summary.capitalisedFirst + "." + (construct.notes.isEmpty ? "" : " " + construct.notes))
        code(construct.usage)
        paragraph("For example:")
        code(construct.example)
    }

    mutating func describe(_ command: Command) {
        heading(4, "`\(command.name)`")
        paragraph(command.summary.capitalisedFirst + ". " + command.consequence)
        code(command.signature)
        if !command.parameters.isEmpty { table(Command.parameterColumns, command.parameterRows.map { ["`\($0[0])`"] + $0.dropFirst() }) }
        paragraph("For example:")
        code(command.example)
    }

    mutating func describe(_ kind: KindDescription) {
        heading(3, kind.name.capitalisedFirst)
        table(["field", "type", "meaning"], kind.fields.map { ["`\($0.name)`", $0.type.description.withoutArticle, $0.meaning] })
    }
}

extension ParameterDeclaration.Kind {
    fileprivate var example: String {
        switch self {
        case .number: "`5`, `0.5`, `20%`"
        case .text: "`\"a text\"`"
        case .path: "`\"data/train.conll\"`: on the command line relative to the working folder, in a script to the script's"
        case .flag: "`true`"
        case .list: "`[1, 2, 3]`; on the command line `1,2,3`"
        }
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
