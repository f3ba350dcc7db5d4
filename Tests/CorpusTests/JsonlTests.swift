import Foundation
import Testing

@testable import Corpus

private func read(
    _ text: String, labels: String? = nil, skip: Bool = false, limit: Int? = nil, invalid: InvalidTags = .repair
) throws -> Dataset {
    let folder = try ScratchFolder()
    let path = try folder.file("a.jsonl", text)
    return try Format.read(path: path, skip: skip, limit: limit, labels: labels, invalidTags: invalid)
}

@Test(arguments: [
    #"{"tokens": ["Angela", "Merkel", "in", "Paris"], "tags": ["B-PER", "I-PER", "O", "B-LOC"]}"#,
    #"{"tokens": ["Angela", "Merkel", "in", "Paris"], "spans": [[3, 4, "LOC"], [0, 2, "PER"]]}"#,
    #"{"tokens": ["Angela", "Merkel", "in", "Paris"], "entities": [{"start": 0, "end": 2, "type": "PER"}, [3, 4, "LOC"]]}"#,
    #"{"text": "Angela Merkel in Paris", "label": [[0, 13, "PER"], [17, 22, "LOC"]]}"#,
    #"{"text": "Angela Merkel in Paris", "spans": [{"start": 0, "end": 13, "label": "PER"}, [17, 22, "LOC"]]}"#,
])
func everyShapeOfRowMeansTheSame(row: String) throws {
    let dataset = try read(row + "\r\n\n" + row)
    #expect(dataset.sentences.count == 2)
    #expect(dataset.sentences.allSatisfy { $0.tokens == ["Angela", "Merkel", "in", "Paris"] })
    #expect(dataset.sentences.allSatisfy { $0.spans == [Span(0, 2, "PER"), Span(3, 4, "LOC")] })
    #expect(dataset.sentences.map(\.origin.line) == [1, 3])
    #expect(dataset.sentences.map(\.origin.number) == [0, 1])
    #expect(dataset.types == ["LOC", "PER"])
    #expect(dataset.labels == .gold)
}

@Test func tagsOfAnySchemeAreRecognised() throws {
    let dataset = try read(#"{"tokens": ["a", "b", "c"], "tags": ["I-X", "B-X", "O"]}"#)
    #expect(dataset.notes == ["tags IOB1", "labels from `tags`"])
    #expect(dataset.sentences[0].spans == [Span(0, 1, "X"), Span(1, 2, "X")])
}

@Test func brokenTagsFollowThePolicyToo() throws {
    let text = "{\"text\": \"a\", \"tags\": [\"B-X\"]}\n{\"text\": \"b c\", \"tags\": [\"O\", \"I-X\"]}"
    #expect(try read(text).sentences[1].spans == [Span(1, 2, "X")])
    #expect(try read(text, invalid: .discard).sentences[1].spans == [])
    #expect(finding { try read(text, invalid: .strict) } == "a.jsonl:2:1: tag `I-X` begins an entity, which IOB2 does not allow")
}

@Test func characterOffsetsCountUnicodeScalars() throws {
    let dataset = try read(#"{"text": "😀e\u0301 Zürich!", "entities": [[4, 10, "LOC"]]}"#)
    let sentence = dataset.sentences[0]
    #expect(sentence.mention(sentence.spans[0]) == "Zürich")
    #expect(sentence.running?.offsets.last == 10..<11)
    #expect(dataset.notes == ["labels from `entities`"])
}

@Test func anEntityWithinATokenIsWidenedAndReported() throws {
    let dataset = try read(#"{"text": "Merkel spoke", "entities": [[0, 5, "PER"]]}"#)
    #expect(dataset.sentences[0].spans == [Span(0, 1, "PER")])
    let note = try #require(dataset.notes.last)
    #expect(note.hasPrefix("1 entity widened to whole tokens, the first at "))
    #expect(note.hasSuffix("a.jsonl:1:39: `Merke` became `Merkel`"))
}

@Test func aFieldOfAnotherNameIsReadWhenAskedFor() throws {
    let row = #"{"sentence": 12, "tokens": ["a", "b"], "clean": [[0, 1, "X"]], "llm": [[1, 2, "Y"]]}"#
    let dataset = try read(row, labels: "llm")
    #expect(dataset.sentences[0].spans == [Span(1, 2, "Y")])
    #expect(dataset.sentences[0].origin.number == 12)
    #expect(dataset.labels == LabelSource(name: "llm"))
    #expect(finding { try read(row) } == """
        a.jsonl:1:1: no field is called tags, spans, entities, labels, label: \
        say which with labels=, such as labels="clean"; lists are clean, llm
        """)
    #expect(finding { try read(row, labels: "cleen") } == "a.jsonl:1:1: there is no field `cleen`: did you mean `clean`?")
    #expect(finding { try read(row, labels: "gold") }
        == "a.jsonl:1:1: there is no field `gold`: the fields are sentence, tokens, clean, llm")
}

@Test func rowsWithoutLabelsAreUnlabelled() throws {
    let dataset = try read(#"{"id": "x", "text": "Paris is big."}"#)
    #expect(dataset.labels == nil)
    #expect(dataset.notes == ["no labels"])
    #expect(dataset.sentences[0].tokens == ["Paris", "is", "big", "."])
}

@Test(arguments: [
    (#"{"tokens": ["a"], "spans": [[0, 1, "X"]"#, "1:40: `,` or `]` expected: not valid JSON"),
    (#"{"tokens": ["é", "b"#, "1:18: quotes without their end: not valid JSON"),
    ("{\"text\": \"a\"}\n{\"text\":", "2:9: the end came too early: not valid JSON"),
    (#"{"text": "a", "text": "b"}"#, "1:15: `text` stands twice: not valid JSON"),
    (#"[1]"#, "1:1: a row is an object, but this is a list"),
    (#"{"spans": []}"#, "1:1: a row needs a field `tokens` or `text`"),
    (#"{"tokens": [], "spans": []}"#, "1:12: field `tokens` is empty"),
    (#"{"tokens": "a b", "spans": []}"#, "1:12: field `tokens` holds text, but a list is expected"),
    (#"{"tokens": ["a", 3], "spans": []}"#, "1:18: a token is a number, but text is expected"),
    (#"{"tokens": ["a"], "spans": "X"}"#, "1:28: field `spans` holds text, but a list of tags or spans is expected"),
    (#"{"tokens": ["a"], "spans": [[0, 2, "X"]]}"#, "1:29: the entity 0..<2 is not within the 1 tokens"),
    (#"{"tokens": ["a"], "spans": [[0, 0, "X"]]}"#, "1:29: the entity 0..<0 is not within the 1 tokens"),
    (#"{"tokens": ["a"], "spans": [[0, 1]]}"#,
        "1:29: an entity is `[start, end, \"TYPE\"]` or an object with `start`, `end` and `type`"),
    (#"{"tokens": ["a"], "spans": [[0.5, 1, "X"]]}"#,
        "1:29: an entity is `[start, end, \"TYPE\"]` or an object with `start`, `end` and `type`"),
    (#"{"tokens": ["a", "b"], "spans": [[0, 2, "X"], [1, 2, "Y"]]}"#, "1:47: two entities overlap, `X` and `Y`"),
    (#"{"tokens": ["é", "b"], "tags": ["O"]}"#, "1:32: 1 tags for 2 tokens"),
    (#"{"tokens": ["a"], "tags": ["B-"]}"#, "1:28: unknown tag `B-`: expected `O`, or `B-` `I-` `E-` `S-` with a type"),
    (#"{"text": "", "entities": []}"#, "1:10: field `text` holds no words"),
    (#"{"text": "a  b", "entities": [[1, 3, "X"]]}"#, "1:31: the entity 1..<3 covers no token"),
    (#"{"text": "a b", "entities": [[0, 9, "X"]]}"#, "1:30: the entity 0..<9 is not within the 3 characters"),
    ("{\"text\": \"a\", \"spans\": []}\n{\"text\": \"b\"}", "2:1: there is no field `spans`"),
    ("{\"text\": \"a\"}\n{\"text\": \"b\", \"spans\": []}", "2:1: field `spans` holds labels, rows above have none"),
])
func aBadRowIsRefusedWithItsPlace(text: String, expected: String) {
    #expect(finding { try read(text) } == "a.jsonl:" + expected)
}

@Test func badRowsAreSkippedAndCounted() throws {
    let dataset = try read("{\"text\": \"a\", \"spans\": []}\n{bad\n{\"text\": \"b\", \"spans\": []}", skip: true)
    #expect(dataset.sentences.map(\.origin.number) == [0, 2])
    #expect(dataset.notes.last?.hasPrefix("skipped 1 bad sentence, the first at ") == true)
    #expect(try read("{\"text\": \"a\"}\n{bad", limit: 1).sentences.count == 1)
}
