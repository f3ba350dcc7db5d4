import Report

extension Language {
    /// Every command with its one-line summary.
    package var overview: [Block] {
        let rows = commands.map { [$0.name, $0.summary] }
        return [
            .table(TextTable(columns: [.init("command"), .init("what it does")], rows: rows)),
            .text("`?train` explains one command. `let name = …` binds a name, `a | b` passes a value on, Tab completes, Ctrl-D leaves."),
        ]
    }
}

extension Command {
    /// Usage, parameters with meaning and default, result, example.
    package var help: [Block] {
        var blocks: [Block] = [.text("\(name): \(summary)\n\nusage: \(signature)")]
        if !parameters.isEmpty {
            let rows = parameters.map { parameter in
                [
                    parameter.name, parameter.type.description.withoutArticle,
                    parameter.takesRest ? "one or more" : parameter.defaultText ?? "must be given", parameter.meaning,
                ]
            }
            blocks.append(.table(TextTable(columns: [.init("parameter"), .init("type"), .init("default"), .init("meaning")], rows: rows)))
        }
        let effects: [Effect: String] = [.reads: " It reads files.", .writes: " It writes files.", .asks: " It asks the network."]
        let seeded = isSeeded ? " It draws random numbers by the seed in force." : ""
        blocks.append(.text("It gives \(result.description).\(effects[effect] ?? "")\(seeded)"))
        blocks.append(.text("example:\n" + example.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")))
        return blocks
    }
}

extension String {
    /// `dataset`, where types are described as `a dataset`.
    var withoutArticle: String {
        hasPrefix("a ") || hasPrefix("an ") ? String(drop { $0 != " " }.dropFirst()) : self
    }
}
