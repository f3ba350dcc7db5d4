/// What a prediction costs, given how probable it takes each class to be.
///
/// With y the probabilities that the C classes should have and p those that they are given, a token costs Σ_c y'_c f(p_c), where
/// y'_c = (1 - ε) y_c + ε / C; one sure label is y = 1 there and 0 elsewhere.
package struct Loss: Sendable, Equatable, Encodable {
    /// From log p: f(p), and -p f'(p), which is how strongly a class with y' = 1 is pulled up.
    typealias Term = @Sendable (_ logProbability: Double) -> (cost: Double, pull: Double)

    /// As one would type it: `gce(q=0.7)`.
    package let name: String
    package let formula: String
    /// Where the formula comes from.
    package let source: String
    /// ε
    let smoothing: Double
    /// Nil where f(p) = -log p.
    let term: Term?

    package static let crossEntropy = LossRow.crossEntropy.loss()

    /// Cross-entropy with the labels as they are.
    var isPlain: Bool { smoothing == 0 && term == nil }

    private enum CodingKeys: CodingKey { case name }

    /// The name says all.
    package static func == (a: Loss, b: Loss) -> Bool { a.name == b.name }
}

/// A kind of loss: what its verb is called, says of itself and takes, and how it is made.
package struct LossRow: Sendable {
    /// A number that a loss takes.
    package struct Parameter: Sendable {
        package let name: String
        package let meaning: String
        package let range: ClosedRange<Double>
        package let defaultValue: Double
    }

    package let name: String
    package let summary: String
    package let formula: String
    package let source: String
    package let parameters: [Parameter]
    private let make: @Sendable ([Double]) -> (smoothing: Double, term: Loss.Term?)

    init(
        _ name: String, _ summary: String, formula: String, source: String, _ parameters: Parameter...,
        make: @escaping @Sendable ([Double]) -> (smoothing: Double, term: Loss.Term?)
    ) {
        self.name = name
        self.summary = summary
        self.formula = formula
        self.source = source
        self.parameters = parameters
        self.make = make
    }

    /// The loss for one number a parameter, in their order; nil takes the default.
    ///
    /// - Precondition: each number is in the range that its parameter declares.
    package func loss(_ given: [Double?] = []) -> Loss {
        precondition(given.count <= parameters.count, "`\(name)` has \(parameters.count) parameters")
        let numbers = parameters.enumerated().map { index, parameter in
            let number = (index < given.count ? given[index] : nil) ?? parameter.defaultValue
            precondition(parameter.range.contains(number), "`\(parameter.name)` of `\(name)` must lie in \(parameter.range)")
            return number
        }
        let listed = zip(parameters, numbers).map { "\($0.name)=\(Self.text($1))" }
        let made = make(numbers)
        return Loss(
            name: listed.isEmpty ? name : "\(name)(\(listed.joined(separator: ", ")))", formula: formula, source: source,
            smoothing: made.smoothing, term: made.term)
    }

    /// A number as one would type it.
    package static func text(_ number: Double) -> String {
        let text = String(number)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
