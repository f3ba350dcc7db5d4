/// One lexical unit of a script; `range` counts UTF-8 bytes of the source.
struct Token: Sendable {
    enum Kind: Equatable, Sendable {
        case word(String)
        case number(Double)
        case string([Part])
        case symbol(Symbol)
        /// A newline or `;` that ends a statement.
        case separator
        case end
    }

    /// A string is text with code between: `"seed \(s)"`.
    enum Part: Equatable, Sendable {
        case text(String)
        case code(Range<Int>)
    }

    var kind: Kind
    var range: Range<Int>
    /// White space stands before it: `f (x)` is not `f(x)`.
    var isSpaced: Bool
}

package enum Symbol: String, CaseIterable, Sendable {
    case tolerance = "+-", dots = "..", equal = "==", notEqual = "!=", lessOrEqual = "<=", greaterOrEqual = ">="
    case openParenthesis = "(", closeParenthesis = ")", openBracket = "[", closeBracket = "]", openBrace = "{", closeBrace = "}"
    case pipe = "|", assign = "=", comma = ",", colon = ":", dot = ".", less = "<", greater = ">"
    case plus = "+", minus = "-", times = "*", divide = "/", power = "^", percent = "%"
}

extension Token {
    /// As it is called in a message.
    var description: String {
        switch kind {
        case .word(let word): "`\(word)`"
        case .number: "a number"
        case .string: "a text"
        case .symbol(let symbol): "`\(symbol.rawValue)`"
        case .separator: "the end of the line"
        case .end: "the end of the script"
        }
    }

    func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
    func `is`(_ word: Keyword) -> Bool { kind == .word(word.rawValue) }
}

/// Words that cannot be names. `seed` is none: it begins a statement only before an argument.
package enum Keyword: String, CaseIterable, Sendable {
    case `let`, assert, include, param, def, `for`, `in`, `if`, `else`, and, or, not, `true`, `false`
    case nothing = "none"
}
