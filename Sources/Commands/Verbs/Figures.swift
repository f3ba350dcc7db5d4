import Diagnostics
import Foundation
import Notebook
import Significance

/// A number or a column of numbers.
struct Figures: Argument {
    let numbers: [Double]
    static var type: ValueType { .either([.number, .list(.number)]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .number(let number): numbers = [number]
        case .list(let values): numbers = try [Double](.list(values))
        default: throw Mismatch(expected: "a number or a list of numbers")
        }
    }
}

extension Command {
    /// The functions on numbers and columns, a row each: name, summary, example, and what it makes of the numbers.
    static let figures: [Command] = [
        figure("sum", "the sum of numbers", example: "assert sum([1, 2, 3.5]) == 6.5") { $0.reduce(0, +) },
        figure("mean", "the mean of numbers", example: "assert mean([1, 2, 6]) == 3", Significance.mean),
        figure("std", "the standard deviation of a sample (n - 1)", example: "assert std([1, 3, 5]) == 2", standardDeviation),
        figure("min", "the smallest number", example: "assert min([3, 1, 2]) == 1") { $0.min() },
        figure("max", "the largest number", example: "assert max([3, 1, 2]) == 3") { $0.max() },
        function("exp", "e to the power of a number", example: "assert exp(0) == 1", exp),
        function("log", "the natural logarithm", example: "assert log(exp(1)) == 1 +- 1e-12", log),
        function("sqrt", "the square root", example: "assert sqrt(9) == 3") { $0.squareRoot() },
        function("abs", "a number without its sign", example: "assert abs(-2) == 2") { Swift.abs($0) },
        function("round", "the nearest whole number", example: "assert round(2.6) == 3") { $0.rounded() },
    ]

    /// A function of a whole column; nil where so few numbers have no such figure.
    private static func figure(
        _ name: String, _ summary: String, example: String, _ body: @escaping @Sendable ([Double]) -> Double?
    ) -> Command {
        Command(name, summary, isInstant: true, example: example, Parameter<Figures>("numbers", "a list or a column of a table")) { _, figures in
            guard let result = body(figures.numbers) else {
                throw Diagnostic("`\(name)` of \(figures.numbers.count == 1 ? "one number" : "no numbers") is not defined")
            }
            return result
        }
    }

    /// A function of one number, applied to each of a list.
    private static func function(
        _ name: String, _ summary: String, example: String, _ body: @escaping @Sendable (Double) -> Double
    ) -> Command {
        let mapped = "\(summary), or of each in a list"
        return Command(name, mapped, isInstant: true, result: .any, example: example, Parameter<Value>("number", "a number, or a list of numbers")) { _, value in
            do {
                let results = try Figures(value).numbers.map { number in
                    let result = body(number)
                    guard result.isFinite else { throw Diagnostic("`\(name)` of \(Value.number(number).summary) is not defined") }
                    return result
                }
                if case .list = value { return results.value }
                return results[0].value
            } catch let mismatch as Mismatch {
                throw Diagnostic("`\(name)` wants \(mismatch.expected), not \(value.type.description)")
            }
        }
    }
}
