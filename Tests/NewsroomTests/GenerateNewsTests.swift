import Corpus
import Random
import Testing
@testable import Newsroom

func expand(_ grammar: Grammar) -> Expansion {
    Expansion(of: "sentence", grammar: grammar, part: .train, random: RandomStream(seed: 1, key: "test"))
}

/// Made once: most tests look at these.
private let trainNews = news(2000, .train)
private let testNews = news(2000, .test)

func someNews(_ part: NewsPart) -> Dataset { part == .train ? trainNews : testNews }

func news(_ size: Int, _ part: NewsPart = .train, seed: Int = 1) -> Dataset {
    generateNews(size: size, part: part, stream: RandomStream(seed: seed, key: "generate"))
}

@Test func theSameSeedGivesTheSameSentences() {
    #expect(news(200).sentences == news(200).sentences)
    #expect(news(200).sentences != news(200, seed: 2).sentences)
    #expect(news(200).sentences.map(\.tokens) != news(200, .test).sentences.map(\.tokens))
}

@Test(arguments: NewsPart.allCases)
func aSmallDataSetIsTheBeginningOfALargerOne(part: NewsPart) {
    #expect(news(100, part).sentences == Array(news(250, part).sentences.prefix(100)))
    #expect(news(0, part).sentences.isEmpty)
}

@Test func thePartNamesTheDataSet() {
    let test = news(3, .test)
    #expect(test.name == "news test")
    #expect(test.labels == .gold)
    #expect(test.types == ["LOC", "MISC", "ORG", "PER"])
    #expect(test.sentences.map(\.origin) == (0..<3).map { Origin(file: "generated news (test)", number: $0, line: $0 + 1) })
    #expect(test.notes.contains { $0.contains("generated data") })
}

@Test(arguments: NewsPart.allCases)
func sentencesAreWellFormed(part: NewsPart) {
    let malformed = someNews(part).sentences.filter { sentence in
        let ends = [0] + sentence.spans.map(\.end)
        let areSpansGood = zip(sentence.spans, ends).allSatisfy { span, end in
            span.start >= end && span.end > span.start && span.end <= sentence.tokens.count && newsTypes.contains(span.type)
        }
        let areTokensGood = sentence.tokens.allSatisfy { !$0.isEmpty && !$0.contains { $0.isWhitespace || "{}|#".contains($0) } }
        return sentence.tokens.isEmpty || !areSpansGood || !areTokensGood
    }
    #expect(malformed == [])
}

@Test func aSentenceBeginsWithACapital() {
    let small = someNews(.train).sentences.map(\.text).filter { $0.first?.isLowercase == true }
    #expect(small == [])
}

@Test(arguments: NewsPart.allCases)
func duplicatesAreFew(part: NewsPart) {
    let texts = someNews(part).sentences.map(\.text)
    #expect(Set(texts).count > 2000 * 98 / 100)
}
