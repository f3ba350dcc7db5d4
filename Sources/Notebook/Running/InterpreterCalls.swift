import Diagnostics
import Script

extension Interpreter {
    /// Binds the arguments of a call and runs it. A cancelled task starts no further command.
    ///
    /// - Parameter keepsLargeValue: its value is bound at the top level.
    /// - Returns: the value, deferred where it is known from an earlier run.
    func run(_ call: Call, piped: Value?, keepsLargeValue: Bool = false, in scope: inout Scope) async throws -> Value {
        let name = call.name.text
        if let function = scope.functions[name] { return try await run(function, call, piped: piped, in: &scope) }
        guard let command = language.command(name) else {
            let known = scope.functions.keys.sorted() + language.commands.map(\.name)
            throw unknownCommand(name, at: place(call.name.range), among: known, value: scope.names[name]?.type)
        }
        let binding = Binding(call, of: command, isPiped: piped != nil, in: source)
        guard binding.findings.isEmpty else { throw Findings(binding.findings) }
        var arguments = BoundArguments(command: name)
        for (parameter, given) in binding.given {
            switch given {
            case .piped:
                arguments.add(.init(value: piped ?? .none, place: place(call.name.range)), to: parameter)
            case .expression(let expression):
                let value = try await argument(expression, for: parameter, in: &scope)
                arguments.add(.init(value: value, place: place(expression.range)), to: parameter)
            }
        }
        try Task.checkCancellation()
        if command.isSeeded, scope.seed == nil { remark("no seed is set: seed \(Self.defaultSeed) is used") }
        let context = Context(
            command: name, seed: scope.seed ?? Self.defaultSeed, folder: origin.folder(at: call.range.lowerBound), language: language,
            session: session, progress: progress, remark: remark)
        if isPlanning {
            do {
                return try await planned(command, context, arguments, at: place(call.range))
            } catch let finding as Diagnostic {
                throw finding.located(at: place(call.range))
            }
        }
        let pending = CallLedger.Pending(
            command: command, arguments: arguments, context: context, place: place(call.range), keepsLargeValue: keepsLargeValue
        ) { [arguments, place = place(call.range)] context in
            do {
                return try await command.run(context, try await arguments.forced())
            } catch let finding as Diagnostic {
                throw finding.located(at: place)
            }
        }
        return try await ledger.value(of: pending)
    }

    private func argument(_ expression: Expression, for parameter: ParameterInfo, in scope: inout Scope) async throws -> Value {
        if let word = expression.bareWord, parameter.type.takes(bareWord: word) { return .text(word) }
        let value = try await lazily(expression, in: &scope)
        if let asked = value.mappingFunctions({ function in
            function.asked { [seed = scope.seed] in try await self.value(of: $0, $1, seed: seed) }
        }) {
            return asked
        }
        guard parameter.type.isPath else { return value }
        return derived(.text, from: [value]) { values in
            if case .text(let path) = values[0] { .text(Paths.absolute(path, in: origin.folder(at: expression.range.lowerBound))) } else { values[0] }
        }
    }

    func loop(_ variable: Name, _ sequence: Expression, _ body: Body, in scope: inout Scope) async throws -> Value {
        let value = try await evaluate(sequence, in: &scope)
        guard let elements = try await elements(of: value, sequence) else {
            throw fail("`for` runs over lists, ranges, tables and records, not \(value.type.description)", sequence.range)
        }
        var pace = OncePerSecond(since: .now)
        var records: [Record] = [], results: [Value] = []
        for (index, element) in elements.enumerated() {
            try Task.checkCancellation()
            // A loop that takes its time says where it is, once a second at most: many quick rounds would only flood the screen.
            if tellRound == nil, index > 0, pace.isDue(at: .now) {
                (tellPlace ?? remark)("\(variable.text) \(index + 1) of \(elements.count): \(element.loopLabel)")
            }
            var within = self
            within.loops.append(LoopPosition(lead: lead(variable.text, element), index: index, count: elements.count))
            var inner = scope
            inner.bind(variable.text, element)
            let (told, made, start) = (roundCount.told, ledger.madeCount, ContinuousClock.now)
            let last: Value
            do {
                last = try await within.run(body, in: inner)
            } catch var finding as Diagnostic {
                finding.notes.append("in the round where `\(variable.text)` is \(element.loopLabel)")
                throw finding
            }
            let added = rows(variable.text, element, last)
            records += added
            results += kept(of: last, rows: added.count)
            if let tellRound, roundCount.told == told {
                roundCount.tell()
                let seconds = ledger.madeCount > made ? start.duration(to: .now) / .seconds(1) : nil
                tellRound(within.loops.round(adding: added, seconds: seconds))
            }
        }
        return .table(Table(records: records, results: results))
    }

    private func elements(of value: Value, _ sequence: Expression) async throws -> [Value]? {
        guard case .unknown(let type, let standIn) = value else { return value.elements }
        return await plannedElements(of: type, standIn, at: place(sequence.range))
    }

    /// What the table holds on to, for the rows of one round.
    private func kept(of last: Value, rows count: Int) -> [Value] {
        switch last.shape {
        case .table(let table): table.rows.indices.map { table.result($0).known(as: last) }
        case .kind(let kind) where type(of: kind).staysInTables: [last]
        default: Array(repeating: .none, count: count)
        }
    }

    /// What each row of a round begins with: the variable, or the fields of a row.
    private func lead(_ variable: String, _ element: Value) -> [(name: String, value: Value)] {
        guard case .record(let record) = element.shape else { return [(variable, element)] }
        return record.fields.map { ($0.name, $0.value.known(as: element)) }
    }

    /// The rows that one round adds: its lead, then the columns of the body's last value.
    private func rows(_ variable: String, _ element: Value, _ last: Value) -> [Record] {
        let lead = lead(variable, element)
        let results: [[(name: String, value: Value)]] =
            switch last.shape {
            case .none: [[]]
            case .table(let table): table.rows.indices.map { table.record($0).fields }
            case .record(let record): [record.fields]
            case .kind(let kind): [kind.columns]
            default: [[(lead.contains { $0.name == "value" } ? "result" : "value", last)]]
            }
        return results.map { result in
            let own = result.filter { field in !lead.contains { $0.name == field.name } }
            return Record(lead + own.map { ($0.name, $0.value.known(as: last)) })
        }
    }
}

extension ValueType {
    /// Is a bare word meant as itself here, not as a name?
    package func takes(bareWord word: String) -> Bool {
        switch self {
        case .choice, .word: true
        case .either(let types):
            types.contains { type in
                if case .choice(let words) = type { words.contains(word) } else { false }
            }
        default: false
        }
    }

    var isPath: Bool {
        if case .path = self { return true }
        if case .either(let types) = self { return types.contains { $0.isPath } }
        return false
    }
}

extension Value {
    /// With other functions in the places of those that it is or holds in lists and records; nil where it holds none.
    func mappingFunctions(_ change: (Function) -> Function) -> Value? {
        switch self {
        case .function(let function): return .function(change(function))
        case .list(let values):
            let changed = values.map { $0.mappingFunctions(change) }
            return changed.contains { $0 != nil } ? .list(zip(values, changed).map { $1 ?? $0 }) : nil
        case .record(let record):
            let changed = record.fields.map { $0.value.mappingFunctions(change) }
            guard changed.contains(where: { $0 != nil }) else { return nil }
            return .record(Record(zip(record.fields, changed).map { (name: $0.name, value: $1 ?? $0.value) }))
        default: return nil
        }
    }

    /// What `for` runs over: the elements of a list, the rows of a table, the fields of a record as `name` and `value`.
    var elements: [Value]? {
        switch self {
        case .list(let values): values
        case .table(let table): table.rows.indices.map { .record(table.record($0)) }
        case .record(let record):
            record.fields.map { .record(Record([("name", .text($0.name)), ("value", $0.value)])) }
        default: nil
        }
    }

    var loopLabel: String {
        if case .record(let record) = self, case .text(let name)? = record["name"] { return name }
        return summary
    }
}
