import Report
import Script

extension Tree {
    /// What a reader needs before running the script: its introduction, how it is called, and its parameters.
    ///
    /// - Parameter call: what stands before the parameters on the command line, as in `nds run sweep.nds`.
    package func help(call: String) -> [Block] {
        let declarations = parameters
        var blocks: [Block] = []
        if !introduction.isEmpty { blocks.append(.text(introduction.joined(separator: "\n"))) }
        blocks.append(.text("usage: " + ([call] + declarations.map(usage)).joined(separator: " ")))
        if !declarations.isEmpty {
            let rows = declarations.map { declaration in
                [
                    declaration.name.text, declaration.type?.description.withoutArticle ?? "any", defaultText(declaration) ?? "must be given",
                    declaration.help ?? "",
                ]
            }
            blocks.append(.table(TextTable(columns: ["parameter", "type", "default", "meaning"].map { .init($0) }, rows: rows)))
        }
        return blocks
    }

    /// The prose above the first statement, its marks of headings taken away.
    private var introduction: [String] {
        (statements.first?.prose ?? []).map { line in
            let title = line.drop { $0 == "#" }
            return title.first == " " && title.count < line.count ? String(title.dropFirst()) : line
        }
    }

    private func usage(_ declaration: ParameterDeclaration) -> String {
        guard let text = defaultText(declaration) else { return declaration.name.text + "=…" }
        return "[\(declaration.name.text)=\(text)]"
    }

    /// As the script writes it.
    private func defaultText(_ declaration: ParameterDeclaration) -> String? {
        declaration.defaultValue.map { source.text($0.range) }
    }
}
