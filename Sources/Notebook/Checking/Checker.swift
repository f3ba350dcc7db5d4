import Diagnostics
import Script

/// Finds what is wrong with a script before its first line runs: names, arguments, types, fields, label sets, files. All mistakes at once.
struct Checker {
    /// What is known of an expression.
    struct Known {
        var type: ValueType
        /// Its value, where it is a constant.
        var constant: Value?
        /// The label set of what it holds.
        var labels: [String]?
        /// The command that gave it.
        var maker: String?
        var function: KnownFunction?
        /// How it goes into a table, where it is no constant.
        var outline: Outline?

        static let unknown = Known(type: .any)
    }

    let language: Language
    let origin: Origin
    /// Values of parameters given from outside.
    let parameters: [String: Value]
    /// At the prompt a name may be bound again.
    let allowsRebinding: Bool
    var findings: [Diagnostic] = []
    /// What is worth knowing before the run and no mistake.
    var remarks: [Diagnostic] = []
    var scope = CheckerScope()
    /// What has been found out about each `def` of the script.
    var definitions: [DefinitionCheck] = []
    /// How many calls of functions are being looked into, each within another.
    var callDepth = 0
    /// How many statements have been looked at for such calls.
    var effort = 0
    /// Functions that earlier cells have defined.
    private(set) var earlier: [String: Function] = [:]
    /// Absolute paths that earlier calls write: a later one may read them, or what is in them.
    var outputs: Set<String> = []
    /// An earlier call writes where only its run can tell.
    var hasUnknownOutputs = false
    /// In code that a constant keeps from running: what its constants come to does not matter.
    var isUnreached = false
    private var firstCell: Int?

    init(language: Language, origin: Origin, parameters: [String: Value], allowsRebinding: Bool) {
        self.language = language
        self.origin = origin
        self.parameters = parameters
        self.allowsRebinding = allowsRebinding
    }

    var source: SourceText { origin.source }

    /// - Parameters:
    ///   - surroundings: what earlier cells have bound.
    ///   - firstCell: the number of the first statement's cell, where their values are kept.
    mutating func check(_ statements: [Statement], in surroundings: Scope, firstCell: Int? = nil) -> [Diagnostic] {
        self.firstCell = firstCell
        earlier = surroundings.functions
        scope.open()
        for (name, value) in surroundings.names {
            scope.bind(name, Known(type: value.type, function: earlier[name].map { KnownFunction(source: .earlier(name: $0.name)) }))
        }
        scope.open()
        check(statements, isTop: true)
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
        return findings.inOrderOfPlace(of: source.fileNames)
    }

    mutating func report(_ message: String, _ range: Range<Int>, label: String = "") {
        guard findings.count < Findings.limit else { return }
        report(Diagnostic(message, at: source.place(range), label: label))
    }

    /// Notes the finding, unless the same has been said of the same place, or anything where the code of a function is looked at
    /// once more for a call.
    mutating func report(_ finding: Diagnostic) {
        guard findings.count < Findings.limit else { return }
        let isSaid = findings.contains { $0.place == finding.place && (callDepth > 0 || $0.message == finding.message) }
        if !isSaid { findings.append(finding) }
    }

    /// Checks the statements of a block, whose frame is open; gives what is known of the last one's value.
    @discardableResult
    mutating func check(_ statements: some RandomAccessCollection<Statement>, isTop: Bool = false) -> Known {
        for statement in statements {
            if case .define(let definition) = statement.kind { scope.expect(definition) }
        }
        var last = Known(type: .none)
        var seeds = 0
        if callDepth > 0 { effort += statements.count }
        for (index, statement) in statements.enumerated() {
            switch statement.kind {
            case .seed where !isTop && index > 0: report("inside a block, `seed` comes first", statement.range)
            case .seed where isTop && !allowsRebinding && seeds > 0:
                report("the seed is set twice", statement.range, label: "another seed may come first in a block")
            case .parameter where !isTop: report("`param` stands outside of blocks", statement.range)
            default: break
            }
            if case .seed = statement.kind { seeds += 1 }
            last = check(statement)
            if isTop, let firstCell, last.type != .none { keep(last, ofCell: firstCell + index) }
        }
        return last
    }

    /// At the prompt, what a cell gives is at hand in the next one, that of the same input too.
    private mutating func keep(_ known: Known, ofCell number: Int) {
        var kept = known
        kept.function = known.function?.uncallable
        for name in [EarlierValues.last, EarlierValues.name(ofCell: number)] { scope.bind(name, kept) }
    }

    private mutating func check(_ statement: Statement) -> Known {
        switch statement.kind {
        case .bind(let name, let expression):
            let known = infer(expression)
            // A function is called by the name of its `def` alone.
            var bound = known
            bound.function = known.function?.uncallable
            bind(name, bound)
            return known
        case .seed(let expression):
            let known = infer(expression)
            if !ValueType.number.accepts(known.type) || known.constant.map({ (try? Int($0)) == nil }) == true {
                let found = known.constant.map(described) ?? known.type.description
                report("a seed is a whole number, not \(found)", expression.range)
            }
            return Known(type: .none)
        case .assert(let condition, let message):
            let known = infer(condition)
            if !ValueType.flag.accepts(known.type) {
                report("`assert` wants true or false, not \(known.type.description)", condition.range)
            }
            if let message { _ = infer(message) }
            return Known(type: .none)
        case .parameter(let declaration):
            let known = check(declaration)
            bind(declaration.name, known)
            return known
        case .define(let definition):
            let known = check(definition)
            bind(definition.name, known)
            return known
        case .include: preconditionFailure("`program` reads in what a script includes")
        case .expression(let expression):
            return infer(expression)
        }
    }

    private mutating func bind(_ name: Name, _ known: Known) {
        if !scope.bind(name.text, known), !allowsRebinding {
            report("`\(name.text)` is bound twice", name.range, label: "a script binds a name once")
        }
    }

    private mutating func check(_ declaration: ParameterDeclaration) -> Known {
        let fallback = declaration.defaultValue.map { infer($0) }
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
