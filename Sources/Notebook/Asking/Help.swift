import Report
import Script

extension Language {
    /// Every command and every statement with its one-line summary.
    package var overview: [Block] {
        let rows = commands.map { [$0.name, $0.summary] }
        let statements = Construct.all.filter(\.beginsStatement).map { [$0.name, $0.summary] }
        return [
            .table(TextTable(columns: [.init("command"), .init("what it does")], rows: rows)),
            .table(TextTable(columns: [.init("statement"), .init("what it does")], rows: statements)),
            .text("`?train` explains one of them. `a | b` passes a value on, Tab completes, Ctrl-D leaves."),
        ]
    }
}

extension Construct {
    /// Usage, what it is for, example.
    package var help: [Block] {
        let notes = notes.isEmpty ? "" : "\n\n" + notes
        return [.text("\(name): \(summary)\n\nusage: \(usage)\(notes)"), .text("example:\n" + example.indented)]
    }
}

extension Command {
    /// Usage, parameters with meaning and default, result, example.
    package var help: [Block] {
        var blocks: [Block] = [.text("\(name): \(summary)\n\nusage: \(shortSignature)")]
        if !parameters.isEmpty {
            blocks.append(.table(TextTable(columns: Self.parameterColumns.map { .init($0) }, rows: parameterRows)))
        }
        return blocks + [.text(consequence), .text("example:\n" + example.indented)]
    }

    static let parameterColumns = ["parameter", "type", "default", "meaning"]

    var parameterRows: [[String]] {
        parameters.map { parameter in
            [
                parameter.name, parameter.type.description.withoutArticle,
                parameter.takesRest ? "one or more" : parameter.defaultText ?? "must be given", parameter.meaning,
            ]
        }
    }

    /// What it gives and what else it does.
    var consequence: String {
        ["It gives \(result.description).", effect.sentence, isSeeded ? "It draws random numbers by the seed in force." : nil]
            .compactMap(\.self).joined(separator: " ")
    }
}

extension Command.Effect {
    fileprivate var sentence: String? {
        switch self {
        case .none, .shows: nil
        case .reads: "It reads files."
        case .writes: "It writes files."
        case .asks: "It asks the network."
        }
    }
}

extension String {
    /// `dataset`, where types are described as `a dataset`.
    var withoutArticle: String {
        hasPrefix("a ") || hasPrefix("an ") ? String(drop { $0 != " " }.dropFirst()) : self
    }

    fileprivate var indented: String { split(separator: "\n").map { "    \($0)" }.joined(separator: "\n") }
}
