import Corpus
import Random

/// The two parts have most of their names and templates for themselves, so that a model is tested on what it has not seen.
package enum NewsPart: String, CaseIterable, Sendable {
    case train, test
}

/// The entity types of generated news, sorted.
package let newsTypes = ["LOC", "MISC", "ORG", "PER"]

/// News-like sentences with gold entities, made up by a grammar: no fact in them is true but by accident.
///
/// The conventions are those of CoNLL-2003: nationalities, events and works are MISC, a club is ORG even where its name is a
/// city's, a country is LOC even where its team plays. Names that are ordinary words, and names that persons, places and
/// organisations share, leave no way but to read the context.
///
/// Sentence i depends on the stream, the part and i alone: a small data set is the beginning of a larger one.
package func generateNews(size: Int, part: NewsPart, stream: RandomStream) -> Dataset {
    generateNews(size: size, part: part, stream: stream) { _ in }
}

/// - Parameter each: called with the number of each sentence before it is made; what it throws ends the work.
package func generateNews(size: Int, part: NewsPart, stream: RandomStream, each: (Int) throws -> Void) rethrows -> Dataset {
    precondition(size >= 0, "a size cannot be negative")
    let name = "news \(part.rawValue)"
    let file = "generated news (\(part.rawValue))"
    let stream = stream.substream(part.rawValue)
    let sentences = try (0..<size).map { number in
        try each(number)
        let expansion = Expansion(of: "sentence", grammar: .news, part: part, random: stream.substream(number))
        return Sentence(
            tokens: expansion.tokens, spans: expansion.spans, origin: Origin(file: file, number: number, line: number + 1))
    }
    return Dataset(
        name: name, sentences: sentences, types: newsTypes, labels: .gold,
        notes: ["generated data: sentences made up by a seeded grammar, their entities known from it"])
}
