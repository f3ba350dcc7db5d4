import Random

/// A name and the templates it may stand for. A word list is a rule whose templates have no slots.
struct Rule: Sendable {
    let name: String
    let alternatives: [String]
    /// Closed classes (months, coordinations) are the same in both parts; all else is divided between them.
    let isShared: Bool

    /// Alternatives, divided between the parts. They are separated by ends of lines or by `|`.
    static func split(_ name: String, _ alternatives: String) -> Rule {
        Rule(name: name, alternatives: lines(alternatives), isShared: false)
    }

    /// Alternatives that both parts use.
    static func shared(_ name: String, _ alternatives: String) -> Rule {
        Rule(name: name, alternatives: lines(alternatives), isShared: true)
    }

    /// Alternatives that both parts use, each so many times as likely as one of weight 1.
    static func weighted(_ name: String, _ weights: KeyValuePairs<String, Int>) -> Rule {
        Rule(name: name, alternatives: weights.flatMap { Array(repeating: $0.key, count: $0.value) }, isShared: true)
    }

    private static func lines(_ text: String) -> [String] {
        text.split { $0 == "\n" || $0 == "|" }
            .map { $0.split(separator: " ").joined(separator: " ") }
            .filter { !$0.isEmpty }
    }
}

/// The share of names and templates that both parts use; the rest is halved between them.
private let commonShare = 0.2

/// The parts that may use a name or a template. It depends on the text alone, whatever its case: `Apple` the firm and `apple`
/// the fruit are in the same part, and so is Lincoln the city with Lincoln the president.
func parts(using text: String) -> [NewsPart] {
    var random = RandomStream(seed: 0, key: text.lowercased())
    let draw = random.uniform()
    if draw < commonShare { return NewsPart.allCases }
    return draw < (1 + commonShare) / 2 ? [.train] : [.test]
}
