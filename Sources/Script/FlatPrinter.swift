/// Writes parts of a tree on one line each; only a text that spans lines in its source does so here too. Comments are left out.
struct FlatPrinter {
    let spelling: Spelling

    /// What may stand where without parentheses.
    enum Position {
        /// Where a statement begins: a line, but `seed …` sets the seed there, and `nds 1` may be the header.
        case statement(isFirst: Bool)
        /// Where a command with its arguments, a pipe, a loop or a branch may stand.
        case line
        /// Within an expression, as an operand of this binding strength or a looser one.
        case operand(Int)
    }

    func statement(_ statement: Statement, isFirst: Bool = false) -> String {
        switch statement.kind {
        case .bind(let name, let value): "let \(name.text) = \(line(value))"
        case .seed(let seed): "seed \(expression(seed))"
        case .assert(let condition, let message): "assert \(expression(condition))" + (message.map { ", " + expression($0) } ?? "")
        case .parameter(let declaration): heading(declaration) + (declaration.help.map { " " + spelling.quoted($0) } ?? "")
        case .define(let definition): "\(heading(definition)) \(block(definition.body))"
        case .include(let path): include(path)
        case .expression(let value): text(value, .statement(isFirst: isFirst))
        }
    }

    func include(_ path: Name) -> String {
        "include " + spelling.text([.text(path.text)], path.range)
    }

    /// A declaration without its help.
    func heading(_ declaration: ParameterDeclaration) -> String {
        var text = "param \(declaration.name.text)"
        if let kind = declaration.kind { text += ": \(kind.rawValue)" }
        if let value = declaration.defaultValue { text += " = \(expression(value))" }
        return text
    }

    func heading(_ definition: Definition) -> String {
        "def \(definition.name.text)(\(definition.parameters.map(parameter).joined(separator: ", ")))"
    }

    func parameter(_ parameter: Definition.Parameter) -> String {
        parameter.name.text + (parameter.defaultValue.map { "=" + expression($0) } ?? "")
    }

    func block(_ block: Body) -> String {
        block.isEmpty ? "{}" : "{ " + block.map { statement($0) }.joined(separator: "; ") + " }"
    }

    func line(_ expression: Expression) -> String { text(expression, .line) }
    func expression(_ expression: Expression) -> String { text(expression, .operand(Strength.loosest)) }

    func text(_ expression: Expression, _ position: Position) -> String {
        if isBracketed(expression, position) { return "(" + bare(expression, .line) + ")" }
        return bare(expression, position)
    }

    /// Does it stand in parentheses: its own, or some that it needs here?
    func isBracketed(_ expression: Expression, _ position: Position) -> Bool {
        if expression.isParenthesised { return true }
        guard case .operand(let strength) = position else { return false }
        return expression.strength < strength
    }

    /// Without parentheses around it.
    func bare(_ expression: Expression, _ position: Position) -> String {
        switch expression.kind {
        case .number(let number): spelling.number(number, expression.inner)
        case .text(let parts): spelling.text(parts, expression.inner)
        case .flag(let flag): flag ? "true" : "false"
        case .none: "none"
        case .word(let word): word
        case .list(let elements): "[" + elements.map { self.expression($0) }.joined(separator: ", ") + "]"
        case .record(let fields): "{" + fields.map { "\(spelling.key($0.key.text)): \(self.expression($0.value))" }.joined(separator: ", ") + "}"
        case .negated(let operand): "-" + text(operand, .operand(Strength.unary))
        case .not(let operand): "not " + text(operand, .operand(Strength.comparison))
        case .binary(let symbol, let left, let right):
            text(left, .operand(symbol.leftStrength)) + separated(symbol, left, right) + text(right, .operand(symbol.rightStrength))
        case .field(let owner, let name): text(owner, .operand(Strength.primary)) + "." + name.text
        case .index(let owner, let index): text(owner, .operand(Strength.primary)) + "[" + self.expression(index) + "]"
        case .call(let call): self.call(call, position)
        case .pipe(let left, let call): text(left, position) + " | " + piped(call)
        case .loop(let variable, let sequence, let body): "for \(variable.text) in \(self.expression(sequence)) \(block(body))"
        case .conditional(let arms, let otherwise):
            arms.map { "if \(self.expression($0.condition)) \(block($0.body))" }.joined(separator: " else ")
                + (otherwise.map { " else " + block($0) } ?? "")
        }
    }

    /// An operator with its blanks: `1..5` and `t^2` are one thing to the eye, sums and products are not.
    func separated(_ symbol: Operator, _ left: Expression, _ right: Expression) -> String {
        let isTight = (symbol == .range || symbol == .power) && left.strength == Strength.primary && right.strength == Strength.primary
        return isTight ? symbol.rawValue : " \(symbol.rawValue) "
    }

    func call(_ call: Call, _ position: Position) -> String {
        isCommand(call, position) ? command(call) : call.name.text + "(" + call.arguments.map { argument($0) }.joined(separator: ", ") + ")"
    }

    /// The call on the right of a `|`.
    func piped(_ call: Call) -> String {
        if call.arguments.isEmpty, !hasParenthesis(call) { return call.name.text }
        return self.call(call, .line)
    }

    private func command(_ call: Call) -> String {
        ([call.name.text] + call.arguments.map { commandArgument($0) }).joined(separator: " ")
    }

    func commandArgument(_ argument: Call.Argument) -> String {
        argument.name == nil && argument.value.isNegativeNumber ? expression(argument.value) : self.argument(argument, Strength.primary)
    }

    func argument(_ argument: Call.Argument, _ strength: Int = Strength.loosest) -> String {
        if let name = argument.name { return name.text + "=" + expression(argument.value) }
        return text(argument.value, .operand(strength))
    }

    /// `f x k=1` rather than `f(x, k=1)`: as it was written, where that is possible here.
    func isCommand(_ call: Call, _ position: Position) -> Bool {
        switch position {
        case .operand: return false
        case .statement where call.name.text == "seed": return false
        case .statement(isFirst: true) where call.name.text == "nds": return false
        default: break
        }
        guard !call.arguments.isEmpty, !hasParenthesis(call) else { return false }
        let names = call.arguments.compactMap(\.name?.text)
        guard !names.contains("and"), !names.contains("or") else { return false }
        return call.arguments.allSatisfy(\.fitsCommand)
    }

    func hasParenthesis(_ call: Call) -> Bool {
        guard let source = spelling.source, source.utf8.indices.contains(call.name.range.upperBound), !call.name.range.isEmpty else { return false }
        return source.utf8[call.name.range.upperBound] == UInt8(ascii: "(")
    }
}

extension Call.Argument {
    /// Without a comma after it, a positional argument has to be a primary.
    fileprivate var fitsCommand: Bool {
        name != nil || value.isParenthesised || value.strength == Strength.primary || value.isNegativeNumber
    }
}

/// How tightly parts of expressions bind, from loosest to tightest.
enum Strength {
    /// A line: a pipe, a loop, a branch.
    static let line = -1
    static let loosest = 0, and = 1, comparison = 2, tolerance = 3, range = 4, sum = 5, product = 6, unary = 7, power = 8, primary = 9
}

extension Operator {
    fileprivate var strength: Int {
        switch self {
        case .or: Strength.loosest
        case .and: Strength.and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: Strength.comparison
        case .tolerance: Strength.tolerance
        case .range: Strength.range
        case .plus, .minus: Strength.sum
        case .times, .divide: Strength.product
        case .power: Strength.power
        }
    }

    /// Of what stands on the left without parentheses. Comparisons, tolerances and ranges do not chain.
    var leftStrength: Int {
        switch self {
        case .power: Strength.primary
        case .tolerance, .range: strength + 1
        default: isComparison ? strength + 1 : strength
        }
    }

    var rightStrength: Int { self == .power ? Strength.unary : strength + 1 }
}

extension Expression {
    /// Of what it is outermost, its parentheses counted.
    var strength: Int {
        if isParenthesised { return Strength.primary }
        switch kind {
        case .binary(let symbol, _, _): return symbol.strength
        case .not: return Strength.comparison
        case .negated: return Strength.unary
        case .pipe, .loop, .conditional: return Strength.line
        default: return Strength.primary
        }
    }

    /// `-5`, which a command takes as an argument.
    var isNegativeNumber: Bool {
        guard !isParenthesised, case .negated(let operand) = kind, !operand.isParenthesised, case .number = operand.kind else { return false }
        return true
    }
}
