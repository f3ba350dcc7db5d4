import Diagnostics
import Script

/// `name=value` from a command line, as the script's `param` lines declare them.
package enum ScriptParameters {
    /// - Parameter folder: what paths given here are relative to: the working directory.
    /// - Throws: `Findings` for words that are no `name=value` and for values of another type than declared. Names that the script does
    ///   not declare are left to the checker.
    package static func values(_ words: [String], for tree: Tree, folder: String) throws -> [String: Value] {
        var values: [String: Value] = [:]
        var findings: [Diagnostic] = []
        let declarations = tree.parameters
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                let known = declarations.isEmpty ? "the script has no parameters" : "the script's parameters: " + declarations.map(\.name.text).joined(separator: ", ")
                findings.append(Diagnostic("`\(word)` is no `name=value`", label: known))
                continue
            }
            let declaration = declarations.first { $0.name.text == parts[0] }
            if let value = value(parts[1], declaration, folder) {
                values[parts[0]] = value
            } else {
                let kind = declaration?.type?.description ?? "a value"
                findings.append(Diagnostic(
                    "the parameter `\(parts[0])` is \(kind), not `\(parts[1])`", at: declaration.map { tree.source.place($0.name.range) },
                    label: declaration?.help ?? ""))
            }
        }
        guard findings.isEmpty else { throw Findings(findings) }
        return values
    }

    private static func value(_ text: String, _ declaration: ParameterDeclaration?, _ folder: String) -> Value? {
        switch declaration?.type {
        case .number?: number(text)
        case .flag?: ["true": .flag(true), "false": .flag(false)][text]
        case .path?: .text(Paths.absolute(text, in: folder))
        case .list?: list(text)
        case .text?: .text(text)
        default: number(text) ?? .text(text)
        }
    }

    private static func number(_ text: String) -> Value? {
        if text.hasSuffix("%") { return Double(text.dropLast()).map { .number($0 / 100) } }
        return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }

    /// `1,2,3` with or without brackets.
    private static func list(_ text: String) -> Value? {
        let inner = text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text[...]
        return .list(inner.split(separator: ",").map { word in
            let word = word.trimmingPrefix { $0 == " " }
            return number(String(word)) ?? .text(String(word))
        })
    }
}

extension ParameterDeclaration {
    /// The type that is written, or that of a default that shows its own.
    var type: ValueType? {
        if let kind { return ValueType(kind) }
        switch defaultValue?.kind {
        case .number, .negated: return .number
        case .flag: return .flag
        case .list: return .list(.any)
        case .text: return .text
        default: return nil
        }
    }
}

extension Tree {
    /// The `param` declarations at the top level.
    package var parameters: [ParameterDeclaration] {
        statements.compactMap { statement in
            if case .parameter(let declaration) = statement.kind { declaration } else { nil }
        }
    }
}
