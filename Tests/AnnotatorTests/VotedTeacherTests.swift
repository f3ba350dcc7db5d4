@testable import Annotator
import Corpus
import Diagnostics
import Testing

/// Gives the spans that it was told, sentence by sentence; none for a sentence without.
private struct Fixed: Teacher {
    var name: String
    var isSimulated = false
    var identity: String { name }
    var spans: [[Span]?]

    func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
        progress(ProgressUpdate("annotate", done: spans.count, total: spans.count, unit: "sentences"))
        return TeacherAnswers(
            outcomes: spans.map { $0.map { .annotated(spans: $0, ledger: nil) } ?? .unanswered },
            types: Set(spans.compactMap(\.self).joined().map(\.type)).sorted())
    }

    func unrecordedCalls(for dataset: Dataset, types: [String]?) async throws -> Int { 2 }
}

private let text = Dataset(
    name: "t",
    sentences: (0..<4).map { Sentence(tokens: ["a", "b", "c", "d"], origin: Origin(file: "t", number: $0, line: $0 + 1)) }, types: [], labels: nil)

private let teachers = [
    Fixed(name: "x", spans: [[Span(0, 1, "PER"), Span(2, 4, "ORG")], [Span(0, 1, "LOC")], [Span(1, 2, "PER")], nil]),
    Fixed(name: "y", spans: [[Span(0, 1, "LOC"), Span(2, 3, "ORG")], [Span(0, 1, "ORG")], [], nil]),
    Fixed(name: "z", spans: [[Span(0, 1, "LOC"), Span(2, 4, "ORG")], [], nil, nil]),
]

@Test func wordsAreVotedOnFirstThenTypes() async throws {
    let annotation = try await Annotation(of: text, by: VotedTeacher(teachers))
    let given = annotation.dataset
    #expect(given.sentences.map(\.spans) == [[Span(0, 1, "LOC"), Span(2, 4, "ORG")], [Span(0, 1, "LOC")], []])
    #expect(given.sentences.map { ($0.ledger ?? []).map(\.entity) } == [
        [NamedEntity("a", "LOC", votes: 2), NamedEntity("c d", "ORG", votes: 2)], [NamedEntity("a", "LOC", votes: 1)], [],
    ])
    #expect(given.labels == LabelSource(name: "vote of x, y, z"))
    #expect(given.types == ["LOC", "ORG", "PER"])
    #expect(annotation.report.remarks.map(\.message) == ["1 entity with equally many votes for several types: the teacher named first decided"])
    #expect(given.leftOut.map(\.origin.number) == [3])
    #expect(try await VotedTeacher(teachers).unrecordedCalls(for: text, types: nil) == 6)
}

@Test func oneSimulatedTeacherMakesTheVoteSimulated() {
    var teachers = teachers
    #expect(!VotedTeacher(teachers).isSimulated)
    teachers[1].isSimulated = true
    #expect(VotedTeacher(teachers).isSimulated)
    #expect(VotedTeacher(teachers).identity != VotedTeacher(teachers.reversed()).identity)
}
