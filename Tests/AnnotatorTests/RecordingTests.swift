@testable import Annotator
import Corpus
import Diagnostics
import Foundation
import Testing

private let wiki = Dataset(
    name: "wiki",
    sentences: ["Anna left Paris .", "Paris , Paris !", "6 .", "Bob won .", "Leeds lost ."].enumerated().map { number, text in
        Sentence(
            tokens: text.split(separator: " ").map(String.init), spans: number == 0 ? [Span(0, 1, "PER")] : [],
            origin: Origin(file: "/wiki.txt", number: number, line: number + 1))
    },
    types: ["PER"], labels: .gold)

/// A recording with these lines, under a name of its own.
private func recording(_ lines: String..., form: ReplyForm = .dictionary, repeats: RepeatRule? = nil) throws -> Recording {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nds-recording-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "replies.jsonl")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    return try Recording(path: file.path(percentEncoded: false), form: form, repeats: repeats)
}

private let sixRows = [
    #"{"sentence": 1, "reply": "{\"Paris\": \"Location\"}"}"#,
    #"{"sentence": 0, "reply": "{'Anna': 'Person', 'Rome': 'Location'}", "tokens": ["Anna", "left", "Paris", "."]}"#,
    #"{"sentence": 2, "reply": "{}"}"#, "", #"{"sentence": 2, "reply": "{\"6\": \"Number\"}"}"#,
    #"{"sentence": 3, "reply": "I cannot help with that."}"#, #"{"sentence": 99, "reply": "{}"}"#,
].joined(separator: "\n")

private func sixReplies() throws -> Recording {
    try recording(sixRows)
}

@Test func repliesGoToTheSentencesOfTheirNumber() async throws {
    let annotation = try await Annotation(of: wiki, by: sixReplies())
    let dataset = annotation.dataset
    #expect(dataset.sentences.map(\.origin.number) == [0, 1, 2])
    #expect(dataset.sentences.map(\.spans) == [[Span(0, 1, "Person")], [Span(0, 1, "Location"), Span(2, 3, "Location")], []])
    #expect(dataset.types == ["Location", "Person"])
    #expect(dataset.labels == LabelSource(name: "replies"))
}

@Test func theReportAccountsForEverySentenceAndEntity() async throws {
    let report = try await Annotation(of: wiki, by: sixReplies()).report
    #expect(report.asked == 5 && report.annotated == 3 && report.spans == 3)
    #expect(report.leftOut.map(\.origin.number) == [3, 4])
    #expect(report.leftOut.map(\.reason) == [.unreadable, .unanswered])
    #expect(report.leftOut.map(\.detail) == ["the reply holds no dictionary", ""])
    #expect(report.ledger.count == 3)
    let fates = report.fates
    #expect(fates.map(\.fate) == [.exact, .dropped(.notFound)] && fates.map(\.count) == [2, 1])
    #expect(report.ledger.filter { $0.entry.fate == .dropped(.notFound) }.map(\.entry.entity) == [NamedEntity("Rome", "Location")])
    let notes = [
        "3 of 5 sentences annotated by replies", "1 sentence without a reply left out",
        "1 reply could not be read, the first for sentence 3: the reply holds no dictionary",
        "3 entities named: 2 exact, 1 dropped: not found",
    ]
    #expect(Array(report.notes.prefix(4)) == notes)
}

@Test func aSecondReplyIsRemarkedOnAndTheFirstUsed() async throws {
    let report = try await Annotation(of: wiki, by: sixReplies()).report
    #expect(report.remarks.count == 1)
    let remark = try #require(report.remarks.first)
    #expect(remark.message.hasPrefix("a second reply for sentence 2 is ignored; the first stands at "))
    #expect(remark.message.hasSuffix("replies.jsonl:3:1"))
    #expect(remark.place?.description.hasSuffix("replies.jsonl:5:1") == true)
    var others = wiki
    others.sentences.remove(at: 2)
    #expect(try await Annotation(of: others, by: sixReplies()).report.remarks.isEmpty)
}

@Test func typesNotAskedForAreDropped() async throws {
    let annotation = try await Annotation(of: wiki, by: sixReplies(), types: ["Person", "Animal"])
    #expect(annotation.dataset.types == ["Animal", "Person"])
    #expect(annotation.dataset.entityCount == 1)
    #expect(annotation.report.ledger.filter { $0.entry.fate == .dropped(.typeNotAsked) }.map(\.entry.entity.mention) == ["Rome", "Paris"])
}

@Test func repeatsMayBeReadInOrderInstead() async throws {
    let replies = try recording(#"{"sentence": 1, "reply": "{\"Paris\": \"Location\"}"}"#, repeats: .inOrder)
    #expect(try await Annotation(of: wiki, by: replies).dataset.sentences.map(\.spans) == [[Span(0, 1, "Location")]])
}

@Test(arguments: [
    (#"{"sentence": 1, "reply": "{}""#, "`,` or `}` expected", "2:30"),
    (#"["sentence", 1]"#, "a row is an object, but this is a list", "2:1"),
    (#"{"reply": "{}"}"#, "a row needs a field `sentence`, the number of its sentence", "2:1"),
    (#"{"sentence": 1}"#, "a row needs a field `reply`, the text of the reply", "2:1"),
    (#"{"sentence": "1", "reply": "{}"}"#, "field `sentence` holds text, but the number of a sentence is expected", "2:14"),
    (#"{"sentence": -1, "reply": ""}"#, "field `sentence` holds a number, but the number of a sentence is expected", "2:14"),
    (#"{"sentence": 1, "reply": {}}"#, "field `reply` holds an object, but the text of the reply is expected", "2:26"),
    (#"{"sentence": 1, "replies": {}}"#, "field `replies` holds an object, but a text for each type is expected", "2:28"),
    (#"{"sentence": 1, "replies": {"PER": 1}}"#, "field `replies` holds an object, but a text for each type is expected", "2:28"),
    (#"{"sentence": 1, "reply": "", "tokens": ["a", 1]}"#, "field `tokens` holds a list, but a list of words is expected", "2:40"),
])
func aBadRowIsAnErrorWithLineAndColumn(row: String, message: String, place: String) throws {
    let error = #expect(throws: Diagnostic.self) { try recording(#"{"sentence": 0, "reply": "{}"}"#, row) }
    #expect(error?.message == message)
    #expect(error?.place?.description.hasSuffix("replies.jsonl:\(place)") == true)
}

@Test func unsoundUTF8AndMissingFilesAreErrors() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "nds-\(UUID().uuidString).jsonl")
    try (Data("{\"sentence\": 0, \"reply\": \"\u{fffd}\"}\n{\"reply\": \"".utf8) + [0xff, 0x22]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let unsound = #expect(throws: Diagnostic.self) { try Recording(path: file.path(percentEncoded: false)) }
    #expect(unsound?.message == "the line is not valid UTF-8")
    #expect(unsound?.place?.description.hasSuffix(".jsonl:2:1") == true)
    let missing = #expect(throws: Diagnostic.self) { try Recording(path: "/nowhere/replies.jsonl") }
    #expect(missing?.message.contains("`/nowhere/replies.jsonl`") == true)
}

@Test func aReplyForOtherWordsIsAnErrorWithItsPlace() async throws {
    let replies = try recording(#"{"sentence": 0, "reply": "{}", "tokens": ["Anna", "left", "Rome", "."]}"#)
    let error = await #expect(throws: Diagnostic.self) { try await outcomes(of: wiki, by: replies) }
    #expect(error?.message == "the reply for sentence 0 is for other words than sentence 0 of `/wiki.txt`")
    #expect(error?.notes == ["replied to: Anna left Rome .", "the sentence: Anna left Paris ."])
    #expect(error?.place?.description.hasSuffix("replies.jsonl:1:1") == true)
}

@Test func aNumberThatTwoFilesShareIsAmbiguousUnlessTokensSettleIt() async throws {
    let other = wiki.sentences.map { sentence in
        var copy = sentence
        copy.origin.file = "/other.txt"
        return copy
    }
    let both = Dataset(name: "both", sentences: wiki.sentences + other, types: [], labels: nil)
    let error = await #expect(throws: Diagnostic.self) { try await outcomes(of: both, by: sixReplies()) }
    #expect(error?.message == "two sentences have the number 1, and the reply does not say for which it is")
    let settled = try recording(#"{"sentence": 0, "reply": "{}", "tokens": ["Anna", "left", "Paris", "."]}"#)
    #expect(try await outcomes(of: both, by: settled).count == 10)
}

@Test func aRowWithoutANumberIsForTheSentenceOfItsWords() async throws {
    let row = #"{"tokens": ["Anna", "left", "Paris", "."], "replies": {"LOC": "Anna left @@Paris## .", "PER": "@@Anna## left Paris ."}}"#
    let replies = try recording(row, row, form: .marked)
    let annotation = try await Annotation(of: wiki, by: replies)
    #expect(annotation.dataset.sentences.map(\.spans) == [[Span(0, 1, "PER"), Span(2, 3, "LOC")]])
    #expect(annotation.report.remarks.map(\.message).first?.hasPrefix("a second reply for `Anna left Paris .` is ignored; ") == true)
}

@Test func aReplyThatItsSenderCutOffIsNotRead() async throws {
    let replies = try recording(#"{"sentence": 0, "reply": "{\"Anna\": \"PER\"}", "finish_reason": "length"}"#)
    let annotation = try await Annotation(of: wiki, by: replies)
    #expect(annotation.dataset.sentences.isEmpty)
    #expect(annotation.dataset.leftOut.map(\.detail).first == "the reply was cut off at the limit of its length")
    let whole = try recording(#"{"sentence": 0, "reply": "{\"Anna\": \"PER\"}", "finish_reason": "stop"}"#)
    #expect(try await Annotation(of: wiki, by: whole).dataset.entityCount == 1)
}

@Test func aRecordingOfOtherSentencesIsAnError() async throws {
    let replies = try recording(#"{"sentence": 77, "reply": "{}"}"#)
    let error = await #expect(throws: Diagnostic.self) { try await outcomes(of: wiki, by: replies) }
    #expect(error?.message.hasSuffix("is for any of the 5 sentences of `wiki`") == true)
}

private func outcomes(of dataset: Dataset, by recording: Recording) async throws -> [SentenceOutcome] {
    try await recording.annotate(dataset, types: nil, progress: { _ in }).outcomes
}
