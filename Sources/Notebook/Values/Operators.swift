import Diagnostics
import Foundation
import Script

/// The operators on values. An error says what does not fit; the interpreter adds the place.
enum Operators {
    static func apply(_ symbol: Operator, _ left: Value, _ right: Value) throws -> Value {
        switch symbol {
        case .equal: return .flag(try equal(left, right))
        case .notEqual: return .flag(try !equal(left, right))
        case .and, .or:
            let (a, b) = (try flag(symbol, left), try flag(symbol, right))
            return .flag(symbol == .and ? a && b : a || b)
        case .plus:
            if case .text(let a) = left, case .text(let b) = right { return .text(a + b) }
            if case .list(let a) = left, case .list(let b) = right { return .list(a + b) }
            return try arithmetic(symbol, left, right)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            if case .text(let a) = left, case .text(let b) = right { return .flag(ordered(symbol, a, b)) }
            let (a, b) = try numbers(symbol, left, right)
            return .flag(ordered(symbol, a, b))
        case .range:
            return .list(try range(left, right))
        case .tolerance:
            let (a, b) = try numbers(symbol, left, right)
            return .tolerance(middle: a, deviation: b)
        case .minus, .times, .divide, .power:
            return try arithmetic(symbol, left, right)
        }
    }

    static func negate(_ value: Value) throws -> Value {
        guard case .number(let number) = value else { throw Diagnostic("`-` wants a number, not \(value.type.description)") }
        return .number(-number)
    }

    private static func arithmetic(_ symbol: Operator, _ left: Value, _ right: Value) throws -> Value {
        let (a, b) = try numbers(symbol, left, right)
        let result: Double
        switch symbol {
        case .plus: result = a + b
        case .minus: result = a - b
        case .times: result = a * b
        case .divide:
            guard b != 0 else { throw Diagnostic("division by zero") }
            result = a / b
        default: result = pow(a, b)
        }
        guard result.isFinite else { throw Diagnostic("\(format(a)) \(symbol.rawValue) \(format(b)) is not a finite number") }
        return .number(result)
    }

    private static func flag(_ symbol: Operator, _ value: Value) throws -> Bool {
        guard case .flag(let flag) = value else {
            throw Diagnostic("`\(symbol.rawValue)` wants true or false, not \(value.type.description)")
        }
        return flag
    }

    private static func ordered<T: Comparable>(_ symbol: Operator, _ a: T, _ b: T) -> Bool {
        switch symbol {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        default: a >= b
        }
    }

    private static func numbers(_ symbol: Operator, _ left: Value, _ right: Value) throws -> (Double, Double) {
        guard case .number(let a) = left, case .number(let b) = right else { throw unfit(symbol, left, right) }
        return (a, b)
    }

    private static func range(_ left: Value, _ right: Value) throws -> [Value] {
        guard let from = try? Int(left), let to = try? Int(right) else {
            throw Diagnostic("a range goes from one whole number to another, as in `1..5`")
        }
        guard from <= to else { throw Diagnostic("the range \(from)..\(to) is empty", label: "the smaller number comes first") }
        guard to - from < 1_000_000 else { throw Diagnostic("the range \(from)..\(to) has more than a million numbers") }
        return (from...to).map { .number(Double($0)) }
    }

    static func equal(_ left: Value, _ right: Value) throws -> Bool {
        switch (left, right) {
        case (.none, .none): true
        case (.none, _), (_, .none): false
        case (.flag(let a), .flag(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.text(let a), .text(let b)): a == b
        case (.number(let a), .tolerance(let middle, let deviation)), (.tolerance(let middle, let deviation), .number(let a)):
            abs(a - middle) <= deviation
        case (.list(let a), .list(let b)): try a.count == b.count && zip(a, b).allSatisfy { try equal($0, $1) }
        default: throw unfit(.equal, left, right)
        }
    }

    private static func unfit(_ symbol: Operator, _ left: Value, _ right: Value) -> Diagnostic {
        Diagnostic("`\(symbol.rawValue)` does not work on \(left.type.description) and \(right.type.description)")
    }
}
