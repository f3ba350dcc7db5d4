import Diagnostics
@testable import Script

/// Makes random trees of the kind that parsing gives: what needs parentheses has them, and nothing else is out of order.
struct TreeMaker {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

    /// SplitMix64.
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
    private mutating func some<Element>(_ range: ClosedRange<Int>, _ make: (inout TreeMaker) -> Element) -> [Element] {
        (0..<(range.lowerBound + below(range.count))).map { _ in make(&self) }
    }

    private static let words = [
        "a", "b", "score", "distilled", "a_rather_long_name_for_a_value", "größe", "_", "seed", "nds", "load", "train", "names", "日本",
    ]
    private static let texts = [
        "a", "two words", "with \"quotes\"", "a\\b", "two\nlines", "tab\t", "\u{1}", "e\u{301}", "# no comment", "{", "articles/*.txt", "🏳️‍🌈",
        "a text that is long enough for lines to be too long for it",
    ]

    mutating func tree() -> Tree {
        let statements = some(1...4) { $0.statement(depth: 4) }
        return Tree(source: SourceText(name: "", text: ""), version: nil, header: nil, statements: statements, comments: [])
    }

    private mutating func name() -> Name { Name(text: pick(Self.words), range: 0..<0) }

    mutating func statement(depth: Int) -> Statement {
        Statement(kind: statementKind(depth), range: 0..<0)
    }

    private mutating func statementKind(_ depth: Int) -> Statement.Kind {
        switch below(12) {
        case 0...3: return .bind(name: name(), expression(Strength.line, depth))
        case 4: return .seed(seed(depth))
        case 5: return .assert(expression(0, depth), message: below(2) == 0 ? nil : expression(0, depth))
        case 6:
            var declaration = ParameterDeclaration(name: name())
            declaration.kind = below(2) == 0 ? nil : pick(ParameterDeclaration.Kind.allCases)
            declaration.defaultValue = below(2) == 0 ? nil : expression(0, depth)
            declaration.help = below(2) == 0 ? nil : pick(Self.texts)
            return .parameter(declaration)
        case 7 where depth > 0: return .define(definition(depth))
        case 8: return .include(path: Name(text: pick(Self.texts), range: 0..<0))
        default: return .expression(expression(Strength.line, depth))
        }
    }

    /// Only some expressions can stand behind `seed`: before others it is a name.
    private mutating func seed(_ depth: Int) -> Expression {
        let expression = expression(0, depth)
        switch expression.kind {
        case .number, .word, .text, .list, .record, .call: return expression
        default: return parenthesised(expression)
        }
    }

    private mutating func definition(_ depth: Int) -> Definition {
        let names = ["t", "g", "k"].prefix(below(4)).map { Name(text: $0, range: 0..<0) }
        let firstDefault = below(4)
        let parameters = names.enumerated().map { index, name in
            Definition.Parameter(name: name, defaultValue: index >= firstDefault ? expression(0, depth - 1) : nil)
        }
        return Definition(name: name(), parameters: parameters, body: block(depth - 1), range: 0..<0)
    }

    private mutating func block(_ depth: Int) -> Body {
        Body(statements: some(0...3) { $0.statement(depth: depth) }, range: 0..<0)
    }

    private func parenthesised(_ expression: Expression) -> Expression {
        var copy = expression
        copy.isParenthesised = true
        return copy
    }

    /// An expression that may stand where this strength is asked for, in parentheses if it must, or at random.
    private mutating func expression(_ strength: Int, _ depth: Int) -> Expression {
        let expression = Expression(kind: kind(depth), range: 0..<0)
        return expression.strength < strength || below(12) == 0 ? parenthesised(expression) : expression
    }

    private mutating func kind(_ depth: Int) -> Expression.Kind {
        guard depth > 0 else { return atom() }
        switch below(16) {
        case 0: return .list(some(0...4) { $0.expression(0, depth - 1) })
        case 1:
            let keys = ["a", "for", "two words", "", "5", "größe"].prefix(below(7))
            return .record(keys.map { (Name(text: $0, range: 0..<0), expression(0, depth - 1)) })
        case 2: return .negated(expression(Strength.unary, depth - 1))
        case 3: return .not(expression(Strength.comparison, depth - 1))
        case 4, 5, 6:
            let symbol = pick(Operator.allCases)
            return .binary(symbol, expression(symbol.leftStrength, depth - 1), expression(symbol.rightStrength, depth - 1))
        case 7: return .field(expression(Strength.primary, depth - 1), name())
        case 8: return .index(expression(Strength.primary, depth - 1), expression(0, depth - 1))
        case 9, 10: return .call(call(depth))
        case 11: return .pipe(expression(Strength.line, depth - 1), call(depth))
        case 12: return .loop(variable: name(), sequence: expression(0, depth - 1), body: block(depth - 1))
        case 13:
            let arms = some(1...3) { Expression.Arm(condition: $0.expression(0, depth - 1), body: $0.block(depth - 1)) }
            return .conditional(arms, otherwise: below(2) == 0 ? nil : block(depth - 1))
        default: return atom()
        }
    }

    private mutating func atom() -> Expression.Kind {
        switch below(6) {
        case 0: return .number(pick([0, 1, 42, 0.5, 2e-5, 1e300, 123456789, 0.1 + 0.2]))
        case 1: return .flag(below(2) == 0)
        case 2: return .none
        case 3: return .text(text())
        default: return .word(pick(Self.words))
        }
    }

    private mutating func text() -> [Expression.TextPart] {
        switch below(4) {
        case 0: return []
        case 1: return [.text(pick(Self.texts)), .code(expression(0, 1)), .code(expression(0, 1))]
        case 2: return [.code(expression(0, 1)), .text(pick(Self.texts))]
        default: return [.text(pick(Self.texts))]
        }
    }

    private mutating func call(_ depth: Int) -> Call {
        let positional = some(0...3) { Call.Argument(name: nil, value: $0.expression(0, depth - 1)) }
        let named = some(0...3) { maker in
            let name = Name(text: maker.pick(["schedule", "for", "and", "not", "k"]), range: 0..<0)
            return Call.Argument(name: name, value: maker.expression(0, depth - 1))
        }
        return Call(name: name(), arguments: positional + named, range: 0..<0)
    }
}
