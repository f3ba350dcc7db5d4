import Diagnostics
import Script
import Store

extension Lock {
    /// Under which a script runs: all of a lock but what its calls read and gave.
    struct Conditions: Sendable {
        var program: String
        var language: Int
        var kernel: String
        var script: String
        var includes: [String: String]
        var parameters: [String: String]

        init(_ tree: Tree, language: Language, parameters: [String: Value], paths: PortablePaths) {
            program = language.version
            self.language = languageVersion
            kernel = language.engine
            script = Digest(of: tree.source.text).text
            includes = tree.included.reduce(into: [:]) { $0[paths.portable($1.path)] = Digest(of: tree.source.text($1.range)).text }
            self.parameters = tree.parameters.reduce(into: [:]) { shown, declaration in
                let name = declaration.name.text
                if declaration.kind == .path { return shown[name] = "a path" }
                let fallback = declaration.defaultValue.map { tree.source.text($0.range) }
                shown[name] = parameters[name].map(\.typed) ?? fallback ?? "not given"
            }
        }
    }

    init(_ conditions: Conditions, inputs: [String: String], calls: [Call]) {
        self.init(
            program: conditions.program, language: conditions.language, kernel: conditions.kernel, script: conditions.script,
            includes: conditions.includes, inputs: inputs, parameters: conditions.parameters, calls: calls)
    }
}

extension Lock.Call {
    init(_ record: CallRecord, _ paths: PortablePaths) {
        let arguments = record.arguments.map { ($0.parameter, paths.portable(argument: $0.text)) }
        var line = 0
        if case .line(let number, _, _, _) = record.place.position { line = number }
        let words = record.summary.split(whereSeparator: \.isNewline).joined(separator: " ")
        self.init(
            line: line, command: record.command, arguments: Dictionary(arguments) { "\($0), \($1)" }, seed: record.seed,
            digest: record.digest.text, gave: words.count > 120 ? words.prefix(119) + "…" : words)
    }
}

extension PortablePaths {
    /// An argument as a record shows it, where it is the text of an absolute path.
    func portable(argument text: String) -> String {
        guard text.hasPrefix("\"/"), text.hasSuffix("\""), text.count > 2 else { return text }
        return "\"\(portable(String(text.dropFirst().dropLast())))\""
    }
}

extension Value {
    /// As one would type it.
    fileprivate var typed: String {
        if case .text(let text) = self { return "\"\(text)\"" }
        return summary
    }
}

extension Tree {
    /// The absolute values of parameters that are paths: given ones, or constant defaults.
    func pathParameters(_ given: [String: Value], folder: String) -> [String: String] {
        parameters.reduce(into: [:]) { paths, declaration in
            guard declaration.kind == .path else { return }
            if case .text(let path)? = given[declaration.name.text] { return paths[declaration.name.text] = path }
            guard case .text(let parts)? = declaration.defaultValue?.kind, parts.count <= 1, case .text(let path) = parts.first ?? .text("") else { return }
            paths[declaration.name.text] = Paths.absolute(path, in: folder)
        }
    }
}
