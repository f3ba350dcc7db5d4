import Diagnostics

/// A parsed script. Ranges everywhere count UTF-8 bytes of the source.
package struct Tree: Sendable {
    package var source: SourceText
    /// The version of the language that a header `nds 1` asks for.
    package var version: Int?
    package var statements: [Statement]
    /// Every comment in order, also those that statements carry as prose or recorded output.
    package var comments: [Comment]
}

/// `# remark`, `## prose` or `#= recorded output`.
package struct Comment: Sendable, Equatable {
    package enum Kind: Sendable { case remark, prose, recorded }

    /// As written, with its marks.
    package var text: String
    package var range: Range<Int>
    package var startsLine: Bool

    package var kind: Kind {
        if text == "##" || text.hasPrefix("## ") { return .prose }
        return text == "#=" || text.hasPrefix("#= ") ? .recorded : .remark
    }

    /// What stands behind the marks.
    package var body: String {
        String(text.drop { $0 == "#" || ($0 == "=" && kind == .recorded) }.drop { $0 == " " })
    }
}

package struct Statement: Sendable {
    package indirect enum Kind: Sendable {
        case bind(name: Name, Expression)
        case seed(Expression)
        case assert(Expression, message: Expression?)
        case parameter(ParameterDeclaration)
        case expression(Expression)
    }

    package var kind: Kind
    package var range: Range<Int>
    /// Markdown prose above the statement, a line each.
    package var prose: [String] = []
    /// The `#= ` lines under the statement.
    package var recorded: [Comment] = []
}

/// `param data: path = "x" "help"`.
package struct ParameterDeclaration: Sendable {
    package enum Kind: String, CaseIterable, Sendable { case number, text, path, flag, list }

    package var name: Name
    package var kind: Kind?
    package var defaultValue: Expression?
    package var help: String?
}

package struct Name: Sendable, Equatable {
    package var text: String
    package var range: Range<Int>

    package init(text: String, range: Range<Int>) {
        self.text = text
        self.range = range
    }
}

package struct Expression: Sendable {
    package indirect enum Kind: Sendable {
        case number(Double)
        case text([TextPart])
        case flag(Bool)
        case none
        case word(String)
        case list([Expression])
        case record([(key: Name, value: Expression)])
        case negated(Expression)
        case not(Expression)
        case binary(Operator, Expression, Expression)
        case field(Expression, Name)
        case index(Expression, Expression)
        case call(Call)
        /// `a | b | c`: the value on the left is the first argument of the call on its right.
        case pipe(Expression, Call)
        case loop(variable: Name, sequence: Expression, body: [Statement])
    }

    package enum TextPart: Sendable {
        case text(String)
        case code(Expression)
    }

    package let kind: Kind
    package var range: Range<Int>
    /// It stands in parentheses of its own: there a word is a name, never a choice.
    package var isParenthesised = false
    /// How many expressions stand one within another, this one counted.
    let height: Int

    init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
        height = 1 + (kind.children.map(\.height).max() ?? 0)
    }
}

extension Expression.Kind {
    /// The expressions directly within, in order of the text.
    package var children: [Expression] {
        switch self {
        case .number, .flag, .none, .word: []
        case .text(let parts):
            parts.compactMap { part in
                if case .code(let expression) = part { expression } else { nil }
            }
        case .list(let elements): elements
        case .record(let fields): fields.map(\.value)
        case .negated(let operand), .not(let operand), .field(let operand, _): [operand]
        case .binary(_, let left, let right), .index(let left, let right): [left, right]
        case .call(let call): call.arguments.map(\.value)
        case .pipe(let left, let call): [left] + call.arguments.map(\.value)
        case .loop(_, let sequence, let body): [sequence] + body.flatMap(\.kind.children)
        }
    }
}

extension Statement.Kind {
    /// The expressions directly within, in order of the text.
    package var children: [Expression] {
        switch self {
        case .bind(_, let expression), .seed(let expression), .expression(let expression): [expression]
        case .assert(let condition, let message): [condition] + (message.map { [$0] } ?? [])
        case .parameter(let declaration): declaration.defaultValue.map { [$0] } ?? []
        }
    }
}

package struct Call: Sendable {
    package var name: Name
    package var arguments: [Argument]
    package var range: Range<Int>

    package init(name: Name, arguments: [Argument], range: Range<Int>) {
        self.name = name
        self.arguments = arguments
        self.range = range
    }

    package struct Argument: Sendable {
        /// Nil for a positional argument.
        package var name: Name?
        package var value: Expression
    }
}

/// From loosest to tightest; `not` binds between `and` and the comparisons, unary minus between `/` and `^`.
package enum Operator: String, CaseIterable, Sendable {
    case or, and
    case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case tolerance = "+-"
    case range = ".."
    case plus = "+", minus = "-"
    case times = "*", divide = "/"
    case power = "^"

    package var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}
