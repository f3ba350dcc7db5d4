import Diagnostics

/// A parsed script. Ranges everywhere count UTF-8 bytes of the source, which may hold several files: a script and what it includes.
package struct Tree: Sendable {
    package var source: SourceText
    /// The version of the language that a header `nds 1` asks for, and where it stands.
    package var version: Int?
    package var header: Range<Int>?
    package var statements: [Statement]
    /// Every comment in order, also those that statements carry as prose or recorded output.
    package var comments: [Comment]
    /// The files whose statements have been read in at an `include`.
    package var included: [IncludedFile] = []

    /// The folder that relative paths at an offset are relative to: that of the file.
    ///
    /// - Parameter root: the folder of the first file.
    package func folder(at offset: Int, root: String) -> String {
        included.first { $0.range.contains(offset) }?.folder ?? root
    }
}

package struct IncludedFile: Sendable {
    /// Absolute.
    package var path: String
    package var folder: String
    /// Where its text lies in the source of the tree.
    package var range: Range<Int>

    package init(path: String, folder: String, range: Range<Int>) {
        self.path = path
        self.folder = folder
        self.range = range
    }
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
        case define(Definition)
        /// Stands for the statements of another file until they are read in.
        case include(path: Name)
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

/// `def fade(t, g=2) { 1 - t^g }`.
package struct Definition: Sendable {
    package struct Parameter: Sendable {
        package var name: Name
        /// Nil where a call must give the value.
        package var defaultValue: Expression?

        package init(name: Name, defaultValue: Expression?) {
            self.name = name
            self.defaultValue = defaultValue
        }
    }

    package var name: Name
    package var parameters: [Parameter]
    package var body: Body
    /// From its `def` on.
    package var range: Range<Int>

    package init(name: Name, parameters: [Parameter], body: Body, range: Range<Int>) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.range = range
    }
}

/// Statements in braces, which `range` covers. What they bind ends with the block.
package struct Body: Sendable, RandomAccessCollection {
    package var statements: [Statement]
    package var range: Range<Int>

    package init(statements: [Statement], range: Range<Int>) {
        self.statements = statements
        self.range = range
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { statements.count }
    package subscript(position: Int) -> Statement { statements[position] }
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
        case loop(variable: Name, sequence: Expression, body: Body)
        /// `if … else if … else …`: the arms in order, then what stands behind the last `else`.
        case conditional([Arm], otherwise: Body?)
    }

    package struct Arm: Sendable {
        package var condition: Expression
        package var body: Body

        package init(condition: Expression, body: Body) {
            self.condition = condition
            self.body = body
        }
    }

    package enum TextPart: Sendable {
        case text(String)
        case code(Expression)
    }

    package let kind: Kind
    /// With its parentheses, if it has some.
    package var range: Range<Int>
    /// Without them.
    package let inner: Range<Int>
    /// It stands in parentheses of its own: there a word is a name, never a choice.
    package var isParenthesised: Bool
    /// How many expressions stand one within another, this one counted.
    let height: Int

    package init(kind: Kind, range: Range<Int>) {
        self.init(kind: kind, inner: range, range: range, isParenthesised: false)
    }

    init(kind: Kind, inner: Range<Int>, range: Range<Int>, isParenthesised: Bool) {
        self.kind = kind
        self.inner = inner
        self.range = range
        self.isParenthesised = isParenthesised
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
        case .conditional(let arms, let otherwise):
            arms.flatMap { [$0.condition] + $0.body.flatMap(\.kind.children) } + (otherwise?.flatMap(\.kind.children) ?? [])
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
        case .define(let definition):
            definition.parameters.compactMap(\.defaultValue) + definition.body.flatMap(\.kind.children)
        case .include: []
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

        package init(name: Name?, value: Expression) {
            self.name = name
            self.value = value
        }
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
