import Diagnostics
import Script

/// Rewrites the relative paths of a cell for a script that lies in another folder.
struct PathEdits {
    private(set) var edits: [TextEdit] = []
    private let cell: SliceCell
    private let language: Language
    private let newFolder: String

    init(_ cell: SliceCell, language: Language, newFolder: String) {
        self.cell = cell
        self.language = language
        self.newFolder = newFolder
        guard Paths.absolute(".", in: cell.folder) != Paths.absolute(".", in: newFolder) else { return }
        if case .parameter(let declaration) = cell.statement.kind, declaration.kind == .path, let fallback = declaration.defaultValue {
            rewrite(fallback)
        }
        for expression in cell.statement.kind.children { collect(expression) }
    }

    private mutating func collect(_ expression: Expression) {
        switch expression.kind {
        case .call(let call): collect(call, isPiped: false)
        case .pipe(_, let call): collect(call, isPiped: true)
        default: break
        }
        for child in expression.kind.children { collect(child) }
    }

    private mutating func collect(_ call: Call, isPiped: Bool) {
        guard let command = language.command(call.name.text) else { return }
        for (parameter, given) in Binding(call, of: command, isPiped: isPiped, in: cell.source).given {
            guard case .expression(let expression) = given else { continue }
            if parameter.type.isPath || isReadFolder(expression) { rewrite(expression) }
        }
    }

    /// A text that is no path by its declaration, and yet a file of that name was read: the folder of a model.
    private func isReadFolder(_ expression: Expression) -> Bool {
        guard case .text(let parts) = expression.kind, parts.count == 1, case .text(let text) = parts[0] else { return false }
        let path = Paths.absolute(text, in: cell.folder)
        return cell.reads.contains { $0 == path || $0.hasPrefix(path + "/") }
    }

    /// Only what begins as a plain relative text can be rewritten; a name before it has been, or is absolute.
    private mutating func rewrite(_ expression: Expression) {
        guard case .text(let parts) = expression.kind, case .text(let start)? = parts.first, !start.hasPrefix("/"), !start.hasPrefix("~") else { return }
        let text = cell.source.text(expression.range)
        guard text.hasPrefix("\""), !text.hasPrefix("\"\"\"") else { return }
        let way = Paths.relative(cell.folder, from: newFolder)
        edits.append(TextEdit((expression.range.lowerBound + 1)..<(expression.range.lowerBound + 1), way + "/"))
    }
}

extension Paths {
    /// The way from a folder to a path: `../data`, `.` for the folder itself.
    package static func relative(_ path: String, from folder: String) -> String {
        let goal = absolute(path, in: "/").split(separator: "/"), start = absolute(folder, in: "/").split(separator: "/")
        let common = zip(goal, start).prefix { $0 == $1 }.count
        let steps = [String](repeating: "..", count: start.count - common) + goal.dropFirst(common).map(String.init)
        return steps.isEmpty ? "." : steps.joined(separator: "/")
    }
}
