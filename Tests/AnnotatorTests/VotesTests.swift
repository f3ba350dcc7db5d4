import Annotator
import Corpus
import Testing

struct VotesTests {
    @Test func aMentionNeedsMoreThanHalfAndHasTheTypeOfMost() {
        let samples = [
            [NamedEntity("Paris", "LOC"), NamedEntity("Ana", "PER")], [NamedEntity("Ana", "PER"), NamedEntity("Paris", "PER")],
            [NamedEntity("Paris", "LOC")], [NamedEntity("Rome", "LOC")],
        ]
        #expect(vote(samples: samples) == [NamedEntity("Paris", "LOC", votes: 2)])
    }

    @Test func ofEquallyManyTypesTheFirstGivenCounts() {
        let samples = [[NamedEntity("A", "ORG")], [NamedEntity("A", "LOC")], [NamedEntity("A", "LOC")], [NamedEntity("A", "ORG")]]
        #expect(vote(samples: samples) == [NamedEntity("A", "ORG", votes: 2)])
    }

    @Test func laterNamingsOfAMentionAreVotedOnByThemselves() {
        let samples = [[NamedEntity("A", "ORG"), NamedEntity("A", "LOC")], [NamedEntity("A", "LOC")]]
        #expect(vote(samples: samples) == [NamedEntity("A", "ORG", votes: 1)])
        let twice = [NamedEntity("A", "ORG"), NamedEntity("B", "PER"), NamedEntity("A", "LOC")]
        #expect(vote(samples: [twice, twice, [NamedEntity("A", "ORG")]]) == [
            NamedEntity("A", "ORG", votes: 3), NamedEntity("B", "PER", votes: 2), NamedEntity("A", "LOC", votes: 2),
        ])
        #expect(vote(samples: [[], []]).isEmpty)
    }

    @Test func confidencesAreAveraged() {
        let samples = [[NamedEntity("A", "ORG", confidence: 0.5)], [NamedEntity("A", "ORG", confidence: 1)], [NamedEntity("A", "LOC", confidence: 0.1)]]
        #expect(vote(samples: samples) == [NamedEntity("A", "ORG", votes: 2, confidence: 0.75)])
    }
}
