import Diagnostics
import Script

/// Evaluates statements of one source.
struct Interpreter: Sendable {
    let language: Language
    /// Of the code at work: that of a function may be another than its caller's.
    var origin: Origin
    let parameters: [String: Value]
    let progress: ProgressSink
    let remark: @Sendable (String) -> Void
    let ledger: CallLedger
    let session: Session
    /// Where the script is planned and not run: what is known of its cost.
    var plan: PlanBook?
    /// Told where a loop is; nil makes remarks of it.
    var tellPlace: (@Sendable (String) -> Void)?
    /// Told each round of a loop; nil where nobody looks on.
    var tellRound: (@Sendable (Round) -> Void)?
    var loops: [LoopPosition] = []
    let roundCount = RoundCount()

    /// The seed where a script names none.
    static let defaultSeed = 1

    /// Runs one statement and gives its value, if it has one.
    func run(_ statement: Statement, in scope: inout Scope) async throws -> Value? {
        switch statement.kind {
        case .bind(let name, let expression):
            var value = try await lazily(expression, keepsLargeValue: scope.isTop, in: &scope)
            if scope.isTop { value = try await value.forced() }
            scope.bind(name.text, value)
            return value
        case .seed(let expression):
            let value = try await evaluate(expression, in: &scope)
            guard let seed = try? Int(value.shape) else {
                if isPlanning, value.holdsUnknown { return nil }
                throw fail("a seed is a whole number, not \(described(value))", expression.range)
            }
            scope.seed = seed
            return nil
        case .assert(let condition, let message):
            try await check(condition, message, in: &scope)
            return nil
        case .parameter(let declaration):
            let value = try await parameter(declaration, in: &scope)
            scope.bind(declaration.name.text, value)
            return value
        case .define(let definition):
            return try await define(definition, in: &scope)
        case .include: preconditionFailure("`program` reads in what a script includes")
        case .expression(let expression):
            return try await evaluate(expression, in: &scope)
        }
    }

    var source: SourceText { origin.source }

    func place(_ range: Range<Int>) -> Place { source.place(range) }

    func fail(_ message: String, _ range: Range<Int>, label: String = "") -> Diagnostic {
        Diagnostic(message, at: place(range), label: label)
    }

    private func parameter(_ declaration: ParameterDeclaration, in scope: inout Scope) async throws -> Value {
        if let given = parameters[declaration.name.text] { return given }
        guard let fallback = declaration.defaultValue else {
            throw fail("the parameter `\(declaration.name.text)` must be given", declaration.name.range, label: declaration.help ?? "")
        }
        let value = try await evaluate(fallback, in: &scope)
        guard declaration.kind == .path, case .text(let path) = value else { return value }
        return .text(Paths.absolute(path, in: origin.folder(at: fallback.range.lowerBound)))
    }

    private func check(_ condition: Expression, _ message: Expression?, in scope: inout Scope) async throws {
        var failure = fail("the assertion does not hold", condition.range)
        let value: Value
        if case .binary(let symbol, let left, let right) = condition.kind, symbol.isComparison {
            let (a, b) = (try await evaluate(left, in: &scope), try await evaluate(right, in: &scope))
            value = try located(condition.range) { try applied(symbol, a, b) }
            failure.label = "\(a.summary) \(symbol.rawValue) \(b.summary) is false"
        } else {
            value = try await evaluate(condition, in: &scope)
        }
        if isPlanning, case .unknown = value { return }
        guard case .flag(let holds) = value else {
            throw fail("`assert` wants true or false, not \(value.type.description)", condition.range)
        }
        guard !holds else { return }
        if let message { failure.message = try await evaluate(message, in: &scope).summary }
        throw failure
    }

    /// The value of an expression, deferred where it is that of a call known from an earlier run. For where it may never be looked
    /// into: an argument, what a name within a block stands for.
    ///
    /// - Parameter keepsLargeValue: it is bound at the top level.
    func lazily(_ expression: Expression, keepsLargeValue: Bool = false, in scope: inout Scope) async throws -> Value {
        switch expression.kind {
        case .word(let word): return try await look(up: word, expression.range, keepsLargeValue, in: &scope)
        case .call(let call): return try await run(call, piped: nil, keepsLargeValue: keepsLargeValue, in: &scope)
        case .pipe(let left, let call):
            let value = try await lazily(left, in: &scope)
            do {
                return try await run(call, piped: value, keepsLargeValue: keepsLargeValue, in: &scope)
            } catch let stop as CancellationError {
                // A model that was trained, or partly so, stays at hand when the line goes no further.
                scope.interrupted = value
                throw stop
            }
        default: return try await evaluate(expression, in: &scope)
        }
    }

    func evaluate(_ expression: Expression, in scope: inout Scope) async throws -> Value {
        switch expression.kind {
        case .number(let number): return .number(number)
        case .flag(let flag): return .flag(flag)
        case .none: return .none
        case .text(let parts): return try await interpolate(parts, in: &scope)
        case .word, .call, .pipe: return try await lazily(expression, in: &scope).forced()
        case .list(let elements):
            var values: [Value] = []
            for element in elements { values.append(try await evaluate(element, in: &scope)) }
            return .list(values)
        case .record(let fields):
            var record = Record([])
            for field in fields { record.fields.append((field.key.text, try await evaluate(field.value, in: &scope))) }
            return .record(record)
        case .negated(let operand):
            let value = try await evaluate(operand, in: &scope)
            return try located(expression.range) { try derived(.number, from: [value]) { try Operators.negate($0[0]) } }
        case .not(let operand):
            let value = try await evaluate(operand, in: &scope)
            return try derived(.flag, from: [value]) { values in
                guard case .flag(let flag) = values[0] else {
                    throw fail("`not` wants true or false, not \(value.type.description)", operand.range)
                }
                return .flag(!flag)
            }
        case .binary(let symbol, let left, let right):
            return try await binary(symbol, left, right, expression.range, in: &scope)
        case .field(let owner, let name):
            let value = try await evaluate(owner, in: &scope)
            return try located(name.range) { try field(name.text, of: value) }
        case .index(let owner, let index):
            let value = try await evaluate(owner, in: &scope)
            let position = try await evaluate(index, in: &scope)
            return try located(index.range) { try element(position, of: value) }
        case .loop(let variable, let sequence, let body):
            return try await loop(variable, sequence, body, in: &scope)
        case .conditional(let arms, let otherwise):
            return try await branch(arms, otherwise, in: &scope)
        }
    }

    private func binary(_ symbol: Operator, _ left: Expression, _ right: Expression, _ range: Range<Int>, in scope: inout Scope) async throws -> Value {
        let a = try await evaluate(left, in: &scope)
        // What `and` and `or` decide on the left alone does not run the right.
        if case .flag(let flag) = a, (symbol == .and && !flag) || (symbol == .or && flag) { return a }
        let b = try await evaluate(right, in: &scope)
        return try located(range) { try applied(symbol, a, b) }
    }

    private func located<T>(_ range: Range<Int>, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let finding as Diagnostic {
            throw finding.located(at: place(range))
        }
    }

    private func interpolate(_ parts: [Expression.TextPart], in scope: inout Scope) async throws -> Value {
        var values: [Value] = []
        for part in parts {
            switch part {
            case .text(let literal): values.append(.text(literal))
            case .code(let expression): values.append(try await evaluate(expression, in: &scope))
            }
        }
        return derived(.text, from: values) { values in .text(values.map(\.summary).joined()) }
    }

    private func look(
        up word: String, _ range: Range<Int>, _ keepsLargeValue: Bool, in scope: inout Scope
    ) async throws -> Value {
        if let value = scope.names[word] { return value }
        let known = Array(scope.names.keys).sorted() + language.commands.map(\.name)
        guard language.command(word) != nil else { throw unknownName(word, at: place(range), among: known) }
        return try await run(Call(name: Name(text: word, range: range), arguments: [], range: range), piped: nil, keepsLargeValue: keepsLargeValue, in: &scope)
    }
}

func unknownName(_ word: String, at place: Place, among known: [String]) -> Diagnostic {
    if let missing = EarlierValues.missing(word, at: place, among: known) { return missing }
    let near = suggestion(for: word, among: known.filter { !EarlierValues.isOne($0) })
    return Diagnostic("unknown name `\(word)`", at: place, label: near.map { "did you mean `\($0)`?" } ?? "")
}

func unknownCommand(_ word: String, at place: Place, among known: [String], value: ValueType?) -> Diagnostic {
    if let value {
        let label = value == Function.type ? "a function is called by the name of its `def`" : "it takes no arguments"
        return Diagnostic("`\(word)` is a value, not a command", at: place, label: label)
    }
    let near = suggestion(for: word, among: known)
    return Diagnostic("unknown command `\(word)`", at: place, label: near.map { "did you mean `\($0)`?" } ?? "`help` lists the commands")
}
