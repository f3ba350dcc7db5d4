import Corpus
import Testing
@testable import Newsroom

/// What makes the data hard must not get lost: here are its measures, all of them on lower-cased words.
private struct Census: Sendable {
    /// Mentions in small letters, with the types each has been given.
    var types: [String: Set<String>] = [:]
    var wordsOutside: Set<String> = []
    var wordsInside: Set<String> = []
    var spans: [String: Int] = [:]
    var tokens = 0

    init(_ dataset: Dataset) {
        for sentence in dataset.sentences {
            tokens += sentence.tokens.count
            var isInside = [Bool](repeating: false, count: sentence.tokens.count)
            for span in sentence.spans {
                types[sentence.mention(span).lowercased(), default: []].insert(span.type)
                spans[span.type, default: 0] += 1
                for token in span.range { isInside[token] = true }
            }
            for (token, inside) in zip(sentence.tokens, isInside) {
                if inside { wordsInside.insert(token.lowercased()) } else { wordsOutside.insert(token.lowercased()) }
            }
        }
    }
}

private func names(in part: NewsPart) -> Census { Census(someNews(part)) }

@Test(arguments: NewsPart.allCases)
func allTypesHaveASensibleShare(part: NewsPart) {
    let census = names(in: part)
    let total = census.spans.values.reduce(0, +)
    for type in newsTypes {
        let share = Double(census.spans[type] ?? 0) / Double(total)
        #expect(share > 0.1 && share < 0.4, "\(type) has \(share)")
    }
    #expect(census.tokens > 2000 * 8 && census.tokens < 2000 * 20)
}

@Test func mostTestNamesAreUnseen() {
    let train = names(in: .train).types, test = names(in: .test).types
    let shared = test.keys.filter { train[$0] != nil }
    #expect(Double(shared.count) < 0.3 * Double(test.count), "\(shared.count) of \(test.count)")
    #expect(!shared.isEmpty)
}

@Test(arguments: NewsPart.allCases)
func namesAreSharedByTypes(part: NewsPart) {
    let types = names(in: part).types
    #expect(types.values.filter { $0.count >= 2 }.count >= 100)
    #expect(types.values.filter { $0.isSuperset(of: ["PER", "ORG", "LOC"]) }.count >= 25)
}

@Test(arguments: NewsPart.allCases)
func namesAreOrdinaryWordsElsewhere(part: NewsPart) {
    let census = names(in: part)
    #expect(census.types.keys.filter { census.wordsOutside.contains($0) }.count >= 45)
}

@Test func theKnownTrapsAreThere() {
    let both = NewsPart.allCases.map(names)
    for trap in ["turkey", "apple", "may", "shell", "will", "reading", "nice", "mark", "rose", "gap", "visa"] {
        #expect(both.contains { $0.wordsInside.contains(trap) }, "`\(trap)` is never in a name")
        #expect(both.contains { $0.wordsOutside.contains(trap) }, "`\(trap)` is never a word")
    }
    for namesake in ["washington", "lincoln", "chelsea", "jordan", "paris", "ford", "disney", "houston"] {
        let types = both.reduce(into: Set<String>()) { $0.formUnion($1.types[namesake] ?? []) }
        #expect(types.count >= 2, "`\(namesake)` is only \(types.sorted())")
    }
}

@Test func clubsAreNamedByTheirCityAndNamesHoldNames() {
    let sentences = someNews(.train).sentences
    let mentions = sentences.flatMap { sentence in sentence.spans.map { (sentence.mention($0), $0.type) } }
    let cities = Set(mentions.filter { $0.1 == "LOC" }.map(\.0))
    #expect(mentions.filter { $0.1 == "ORG" && cities.contains($0.0) }.count >= 50)
    #expect(mentions.filter { $0.1 == "ORG" && $0.0.hasPrefix("University of ") }.count >= 3)
    #expect(mentions.filter { $0.1 == "ORG" && $0.0.contains(" and ") }.count >= 10)
    #expect(mentions.filter { $0.0.split(separator: " ").count >= 3 }.count >= 100)
}

@Test func someSentencesAreAllCapitals() {
    let capitals = someNews(.train).sentences.map(\.text).filter { $0 == $0.uppercased() && $0.contains { $0.isLetter } }
    #expect(capitals.count >= 40 && capitals.count <= 400, "\(capitals.count)")
}
