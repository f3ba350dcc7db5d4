import Diagnostics
import Script

/// Finds what is wrong with a script before its first line runs: names, arguments, types, fields, files. All mistakes at once.
struct Checker {
    /// What is known of an expression: its type and, where it is a constant, its value.
    struct Known {
        var type: ValueType
        var constant: Value?

        static let unknown = Known(type: .any)
    }

    let language: Language
    let source: SourceText
    let folder: String
    /// Values of parameters given from outside.
    let parameters: [String: Value]
    /// At the prompt a name may be bound again.
    let allowsRebinding: Bool
    var findings: [Diagnostic] = []
    /// Absolute paths that earlier calls write: a later one may read them, or what is in them.
    var outputs: Set<String> = []
    /// An earlier call writes where only its run can tell.
    var hasUnknownOutputs = false
    /// Within an operand that `and` or `or` never looks at: what its constants come to does not matter.
    var isUnreached = false

    mutating func check(_ statements: [Statement], names: [String: Value]) -> [Diagnostic] {
        var scope = names.mapValues { Known(type: $0.type, constant: nil) }
        check(statements, in: &scope, isTop: true)
        let declared = Set(statements.compactMap { statement in
            if case .parameter(let declaration) = statement.kind { declaration.name.text } else { nil }
        })
        for name in parameters.keys.sorted() where !declared.contains(name) {
            let near = suggestion(for: name, among: declared.sorted())
            let known = declared.isEmpty ? "it has none" : "it has " + declared.sorted().joined(separator: ", ")
            report(
                Diagnostic(
                    "the script has no parameter `\(name)`", at: Place(file: source.name),
                    label: near.map { "did you mean `\($0)`?" } ?? known))
        }
        return findings.inOrderOfPlace
    }

    mutating func report(_ message: String, _ range: Range<Int>, label: String = "") {
        report(Diagnostic(message, at: source.place(range), label: label))
    }

    mutating func report(_ finding: Diagnostic) {
        if findings.count < Findings.limit { findings.append(finding) }
    }

    @discardableResult
    mutating func check(_ statements: [Statement], in scope: inout [String: Known], isTop: Bool) -> Known {
        var last = Known(type: .none)
        var bound: Set<String> = []
        for (index, statement) in statements.enumerated() {
            switch statement.kind {
            case .seed where !isTop && index > 0: report("inside a block, `seed` comes first", statement.range)
            case .seed where isTop && !allowsRebinding && statements[..<index].contains(where: \.setsSeed):
                report("the seed is set twice", statement.range, label: "another seed may come first in a block")
            case .parameter where !isTop: report("`param` stands outside of blocks", statement.range)
            default: break
            }
            last = check(statement, in: &scope, bound: &bound)
        }
        return last
    }

    private mutating func check(_ statement: Statement, in scope: inout [String: Known], bound: inout Set<String>) -> Known {
        switch statement.kind {
        case .bind(let name, let expression):
            let known = infer(expression, scope)
            bind(name, known, in: &scope, bound: &bound)
            return known
        case .seed(let expression):
            let known = infer(expression, scope)
            if !ValueType.number.accepts(known.type) || known.constant.map({ (try? Int($0)) == nil }) == true {
                let found = known.constant.map(described) ?? known.type.description
                report("a seed is a whole number, not \(found)", expression.range)
            }
            return Known(type: .none)
        case .assert(let condition, let message):
            let known = infer(condition, scope)
            if !ValueType.flag.accepts(known.type) {
                report("`assert` wants true or false, not \(known.type.description)", condition.range)
            }
            if let message { _ = infer(message, scope) }
            return Known(type: .none)
        case .parameter(let declaration):
            let known = check(declaration, scope)
            bind(declaration.name, known, in: &scope, bound: &bound)
            return known
        case .expression(let expression):
            return infer(expression, scope)
        }
    }

    private mutating func bind(_ name: Name, _ known: Known, in scope: inout [String: Known], bound: inout Set<String>) {
        if !bound.insert(name.text).inserted, !allowsRebinding {
            report("`\(name.text)` is bound twice", name.range, label: "a script binds a name once")
        }
        scope[name.text] = known
    }

    private mutating func check(_ declaration: ParameterDeclaration, _ scope: [String: Known]) -> Known {
        let fallback = declaration.defaultValue.map { infer($0, scope) }
        let type = declaration.kind.map(ValueType.init) ?? fallback?.type ?? .any
        if let fallback, !type.accepts(fallback.type), let range = declaration.defaultValue?.range {
            report("the default of `\(declaration.name.text)` is \(fallback.type.description), not \(type.description)", range)
            return Known(type: type)
        }
        if let given = parameters[declaration.name.text] {
            if !type.accepts(given.type) {
                let name = declaration.name
                report("the parameter `\(name.text)` wants \(type.description), not \(described(given))", name.range)
                return Known(type: type)
            }
            return Known(type: type, constant: given)
        }
        if fallback == nil, !allowsRebinding {
            report(
                "the parameter `\(declaration.name.text)` must be given", declaration.name.range,
                label: [declaration.help, "add `\(declaration.name.text)=…`"].compactMap { $0 }.joined(separator: "; "))
        }
        return Known(type: type, constant: fallback?.constant)
    }
}

extension Statement {
    fileprivate var setsSeed: Bool {
        if case .seed = kind { true } else { false }
    }
}

extension ValueType {
    /// The type that `param name: TYPE` declares.
    init(_ kind: ParameterDeclaration.Kind) {
        self =
            switch kind {
            case .number: .number
            case .text: .text
            case .path: .path(exists: false)
            case .flag: .flag
            case .list: .list(.any)
            }
    }
}
