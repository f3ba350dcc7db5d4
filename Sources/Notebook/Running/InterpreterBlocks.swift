import Diagnostics
import Script

/// Blocks, branches and what a `def` defines.
extension Interpreter {
    /// The value of the last statement; what the block binds and its seed end with it.
    func run(_ block: Body, in scope: Scope) async throws -> Value {
        try await lazily(block, in: scope).forced()
    }

    /// The same, deferred where it is that of a call known from an earlier run.
    private func lazily(_ block: Body, in scope: Scope) async throws -> Value {
        var inner = scope.inner
        var last = Value.none
        for (index, statement) in block.enumerated() {
            if index == block.count - 1, case .expression(let expression) = statement.kind {
                return try await lazily(expression, in: &inner)
            }
            last = try await run(statement, in: &inner) ?? .none
        }
        return last
    }

    /// The first block whose condition holds, or the one behind `else`; without one the value is none.
    func branch(_ arms: [Expression.Arm], _ otherwise: Body?, in scope: inout Scope) async throws -> Value {
        for (index, arm) in arms.enumerated() {
            let value = try await evaluate(arm.condition, in: &scope)
            if isPlanning, value.holdsUnknown {
                let rest = Array(arms.dropFirst(index + 1)), outer = scope
                return try await dearer(at: place(arm.condition.range)) {
                    try await run(arm.body, in: outer)
                } _: {
                    var inner = outer
                    return try await branch(rest, otherwise, in: &inner)
                }
            }
            guard case .flag(let holds) = value else {
                throw fail("`if` wants true or false, not \(value.type.description)", arm.condition.range)
            }
            if holds { return try await run(arm.body, in: scope) }
        }
        guard let otherwise else { return .none }
        return try await run(otherwise, in: scope)
    }

    /// Commands that take the function run it with the seed that is in force here.
    func define(_ definition: Definition, in scope: inout Scope) async throws -> Value {
        let free = definition.freeNames()
        var names: [String: Value] = [:]
        for word in free.words { names[word] = try await scope.names[word]?.forced() }
        let functions = scope.functions.filter { free.all.contains($0.key) }
        let function = Function(definition, origin: origin, names: names, functions: functions) { [seed = scope.seed] in
            try await value(of: $0, $1, seed: seed)
        }
        scope.define(function)
        return .function(function)
    }

    /// Binds the arguments of a call of a function and runs its code. A seed that the code does not set is the caller's.
    ///
    /// - Returns: the value, deferred where it is that of a call known from an earlier run.
    func run(_ function: Function, _ call: Call, piped: Value?, in scope: inout Scope) async throws -> Value {
        let binding = Binding(call, of: function, isPiped: piped != nil, in: source)
        guard binding.findings.isEmpty else { throw Findings(binding.findings) }
        var given: [String: Value] = [:]
        for (parameter, argument) in binding.given {
            switch argument {
            case .piped: given[parameter.name] = piped ?? Value.none
            case .expression(let expression): given[parameter.name] = try await lazily(expression, in: &scope)
            }
        }
        do {
            return try await value(of: function, given, seed: scope.seed)
        } catch var finding as Diagnostic {
            finding.notes.append("in the call of `\(function.name)` at \(place(call.name.range).description)")
            throw finding
        }
    }

    /// The value of a function for arguments in the order of its parameters.
    func value(of function: Function, _ arguments: [Value], seed: Int?) async throws -> Value {
        let given = zip(function.parameters, arguments).map { ($0.name, $1) }
        return try await value(of: function, Dictionary(given) { first, _ in first }, seed: seed).forced().shape
    }

    private func value(of function: Function, _ given: [String: Value], seed: Int?) async throws -> Value {
        try Task.checkCancellation()
        var inner = self
        inner.origin = function.origin
        var scope = Scope(function)
        scope.seed = seed
        for parameter in function.definition.parameters {
            if let value = given[parameter.name.text] {
                scope.bind(parameter.name.text, value)
            } else if let fallback = parameter.defaultValue {
                scope.bind(parameter.name.text, try await inner.evaluate(fallback, in: &scope))
            } else {
                throw Diagnostic("`\(function.name)` needs `\(parameter.name.text)`", label: "usage: \(function.signature)")
            }
        }
        return try await inner.lazily(function.definition.body, in: scope)
    }
}
