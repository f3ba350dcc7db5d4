import Diagnostics

/// Statements that declare something: `param`, `def`, `include`.
extension Parser {
    mutating func parseParameter() throws -> ParameterDeclaration {
        _ = take()
        var declaration = ParameterDeclaration(name: try expectName("after `param`"))
        if take(.colon) {
            let kinds = ParameterDeclaration.Kind.allCases.map(\.rawValue)
            guard case .word(let word) = token.kind, let kind = ParameterDeclaration.Kind(rawValue: word) else {
                var label = "one of \(kinds.joined(separator: ", "))"
                if case .word(let word) = token.kind, let near = suggestion(for: word, among: kinds) { label = "did you mean `\(near)`?" }
                throw reject("unknown type of a parameter", label: label)
            }
            declaration.kind = kind
            _ = take()
        }
        if take(.assign) { declaration.defaultValue = try parseExpression() }
        if case .string(let parts) = token.kind {
            let range = take().range
            guard parts.count <= 1, case .text(let help)? = parts.first ?? .text("") else {
                throw reject("the help text of a parameter is plain", at: range)
            }
            declaration.help = help
        }
        return declaration
    }

    /// `def name(a, b=2) { … }` at its `def`.
    mutating func parseDefinition() throws -> Definition {
        let start = take().range.lowerBound
        let name = try expectName("after `def`")
        let opening = token.range
        try expect(.openParenthesis, "after the name, around the parameters")
        var parameters: [Definition.Parameter] = []
        while !take(.closeParenthesis) {
            if token.kind == .end || token.kind == .separator { throw unclosed(opening, by: .closeParenthesis) }
            parameters.append(try parseDefinitionParameter(after: parameters))
            if !take(.comma), !token.is(.closeParenthesis) {
                throw unclosed(opening, by: .closeParenthesis, expected: "`,` or `)` between parameters")
            }
        }
        let body = try parseBlock()
        return Definition(name: name, parameters: parameters, body: body, range: start..<lastEnd)
    }

    private mutating func parseDefinitionParameter(after others: [Definition.Parameter]) throws -> Definition.Parameter {
        let name = try expectName("of a parameter")
        if others.contains(where: { $0.name.text == name.text }) {
            throw reject("`\(name.text)` stands twice among the parameters", at: name.range)
        }
        let defaultValue = take(.assign) ? try parseExpression() : nil
        if defaultValue == nil, let optional = others.last(where: { $0.defaultValue != nil }) {
            throw reject(
                "a parameter without a default cannot follow `\(optional.name.text)=`", at: name.range, label: "those that must be given come first")
        }
        return Definition.Parameter(name: name, defaultValue: defaultValue)
    }

    /// `include "path"` at its `include`: what is read in must be known before anything runs.
    mutating func parseInclude() throws -> Name {
        _ = take()
        guard case .string(let parts) = token.kind else {
            throw reject("expected the path of a script after `include`, found \(token.description)", label: "as in `include \"arms.nds\"`")
        }
        let range = take().range
        guard parts.count == 1, case .text(let path) = parts[0] else {
            throw reject("the path of an included script is plain text", at: range)
        }
        return Name(text: path, range: range)
    }
}
