import Corpus
import Random

/// A sentence being written: rules are expanded from left to right, entities noted as they close.
struct Expansion {
    private let grammar: Grammar
    private let part: NewsPart
    private var random: RandomStream
    private(set) var tokens: [String] = []
    private(set) var spans: [Span] = []
    /// Fillings this sentence already has, so that nobody meets himself.
    private var used: Set<String> = []

    init(of rule: String, grammar: Grammar, part: NewsPart, random: RandomStream) {
        self.grammar = grammar
        self.part = part
        self.random = random
        expand(rule, .asWritten)
        tokens[0] = tokens[0].withFirstLetterCapital
    }

    private mutating func expand(_ rule: String, _ letters: Template.Letters) {
        var article: Int?
        for piece in choose(rule).pieces {
            let start = tokens.count
            switch piece {
            case .word(let word):
                tokens.append(written(word, letters))
            case .slot(let slot):
                expand(slot.rule, letters == .asWritten ? slot.letters : letters)
                if let type = slot.type { spans.append(Span(start, tokens.count, type)) }
            }
            if let article, tokens[start].takesAn { tokens[article] += letters == .capitals ? "N" : "n" }
            article = tokens[start].lowercased() == "a" ? start : nil
        }
    }

    /// Draws anew, a few times, where a word of a list came up before in this sentence.
    private mutating func choose(_ rule: String) -> Template {
        let templates = grammar.templates(of: rule, in: part)
        var template = random.pick(templates)
        for _ in 0..<5 where template.slots.isEmpty && used.contains(rule + ":" + template.text) {
            template = random.pick(templates)
        }
        used.insert(rule + ":" + template.text)
        return template
    }

    private mutating func written(_ word: String, _ letters: Template.Letters) -> String {
        let word = word.contains("#") ? withDigits(word) : word
        switch letters {
        case .asWritten: return word
        case .capitalised: return word.withFirstLetterCapital
        case .capitals: return word.uppercased()
        }
    }

    /// No number of several digits begins with 0.
    private mutating func withDigits(_ word: String) -> String {
        var result = ""
        for character in word {
            let opens = !(result.last?.isNumber ?? false) && result.last != "."
            result += character == "#" ? String(opens ? 1 + random.int(below: 9) : random.int(below: 10)) : String(character)
        }
        return result
    }
}

extension String {
    /// Whether the indefinite article before this word is `an`, judged by its letters.
    fileprivate var takesAn: Bool {
        let word = lowercased()
        return "aeiou".contains(word.prefix(1)) && !["uni", "eu", "uk", "ur", "ug", "u."].contains { word.hasPrefix($0) }
    }

    fileprivate var withFirstLetterCapital: String {
        prefix(1).uppercased() + dropFirst()
    }
}
