import Diagnostics
import Script

extension Checker {
    mutating func inferLoop(_ variable: Name, _ sequence: Expression, _ body: Body) -> Known {
        let over = infer(sequence)
        var element = Known.unknown
        switch over.type {
        case .list(let type):
            element = Known(type: type, labels: over.labels, function: nil)
        case .record(let fields):
            element.type = .record([.init(name: "name", type: .text), .init(name: "value", type: common(fields?.map(\.type) ?? []))])
        case .table: element.type = .record(nil)
        case .any, .either: break
        default: report("`for` runs over lists, ranges, tables and records, not \(over.type.description)", sequence.range)
        }
        scope.open()
        scope.bind(variable.text, element)
        let last = infer(body)
        scope.close()
        let free = body.freeNames { [language] in language.choices(of: $0, isPiped: $1) }
        if !free.words.contains(variable.text) {
            report("the loop variable `\(variable.text)` is never used", variable.range, label: "every round would do the same")
        }
        return Known(type: .table, outline: outline(ofLoop: variable.text, over: over, body: last))
    }

    mutating func infer(_ block: Body) -> Known {
        scope.open()
        defer { scope.close() }
        return check(block)
    }

    mutating func inferBranches(_ arms: [Expression.Arm], _ otherwise: Body?) -> Known {
        var results: [Known] = []
        // A condition that is constant keeps the other branches from running.
        var isDecided = false
        let wasUnreached = isUnreached
        for arm in arms {
            isUnreached = wasUnreached || isDecided
            let condition = infer(arm.condition)
            if !ValueType.flag.accepts(condition.type) {
                report("`if` wants true or false, not \(condition.type.description)", arm.condition.range)
            }
            var isFalse = false
            if case .flag(let flag)? = condition.constant { isFalse = !flag }
            isUnreached = isUnreached || isFalse
            results.append(infer(arm.body))
            if case .flag(true)? = condition.constant { isDecided = true }
        }
        isUnreached = wasUnreached || isDecided
        results.append(otherwise.map { infer($0) } ?? Known(type: .none))
        isUnreached = wasUnreached
        return either(results)
    }

    /// What is known of a value that is one of several.
    private func either(_ all: [Known]) -> Known {
        var types: [ValueType] = []
        for known in all {
            let parts: [ValueType] = if case .either(let parts) = known.type { parts } else { [known.type] }
            for type in parts where !types.contains(type) { types.append(type) }
        }
        if types.contains(.any) { return .unknown }
        let labels = all.allSatisfy { $0.labels == all[0].labels } ? all[0].labels : nil
        let outline = all.allSatisfy { $0.outlined == all[0].outlined } ? all[0].outlined : nil
        return Known(type: types.count == 1 ? types[0] : .either(types), labels: labels, outline: outline)
    }
}

extension Language {
    /// Which arguments of a call of a command, by their place, are words that stand for themselves: `format=text`.
    package func choices(of call: Call, isPiped: Bool) -> Set<Int> {
        guard let command = command(call.name.text), call.arguments.contains(where: { $0.value.bareWord != nil }) else { return [] }
        let binding = Binding(call, of: command, isPiped: isPiped, in: SourceText(name: "", text: ""))
        var places: Set<Int> = []
        for case (let parameter, .expression(let expression)) in binding.given {
            guard let word = expression.bareWord, parameter.type.takes(bareWord: word) else { continue }
            if let place = call.arguments.firstIndex(where: { $0.value.range == expression.range }) { places.insert(place) }
        }
        return places
    }
}
