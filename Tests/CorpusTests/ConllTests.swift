import Foundation
import Testing

@testable import Corpus

private func read(_ text: String, skip: Bool = false, limit: Int? = nil, invalid: InvalidTags = .repair) throws -> Dataset {
    let folder = try ScratchFolder()
    let path = try folder.file("a.conll", text)
    return try Format.read(path: path, skip: skip, limit: limit, invalidTags: invalid)
}

@Test func fourColumnsAndDocumentMarksAreRead() throws {
    let folder = try ScratchFolder()
    let path = try folder.file(
        "train.txt",
        """
        -DOCSTART- -X- -X- O

        EU NNP B-NP B-ORG
        rejects VBZ B-VP O
        German JJ B-NP B-MISC

        -DOCSTART- -X- -X- O

        Peter NNP B-NP B-PER
        Blackburn NNP I-NP I-PER
        """)
    let dataset = try Format.read(path: path)
    #expect(dataset.name == "train.txt")
    #expect(dataset.types == ["MISC", "ORG", "PER"])
    #expect(dataset.labels == .gold)
    #expect(dataset.notes == ["tags IOB2", "4 columns"])
    #expect(dataset.sentences.map(\.tokens) == [["EU", "rejects", "German"], ["Peter", "Blackburn"]])
    #expect(dataset.sentences.map(\.spans) == [[Span(0, 1, "ORG"), Span(2, 3, "MISC")], [Span(0, 2, "PER")]])
    let file = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    #expect(dataset.sentences.map(\.origin) == [Origin(file: file, number: 0, line: 3), Origin(file: file, number: 1, line: 9)])
}

@Test(arguments: [
    ("a B-X\r\nb I-X\r\n\r\nc O\r\n", "tags IOB2"),
    ("a\tB-X\nb\tI-X\n\t\nc\tO", "tags IOB2"),
    ("\u{feff}a  I-X\nb \t I-X\n   \n\n\nc O\n\n\n", "tags IO"),
    ("a B-X\rb E-X\r\rc O", "tags BIOES"),
    ("a B-X \nb L-X\n \t\nc O", "tags BIOES"),
    ("a B-X\nb I-X\n-DOCSTART- O\nc O", "tags IOB2"),
])
func lineEndsAndSeparatorsDoNotMatter(text: String, tags: String) throws {
    let dataset = try read(text)
    #expect(dataset.sentences.map(\.tokens) == [["a", "b"], ["c"]])
    #expect(dataset.sentences.map(\.spans) == [[Span(0, 2, "X")], []])
    #expect(dataset.notes == [tags, "2 columns"])
}

@Test func iob1IsShownAndAdjacentEntitiesAreKeptApart() throws {
    let dataset = try read("a I-X\nb B-X\n\nc I-X\nd O")
    #expect(dataset.notes.first == "tags IOB1")
    #expect(dataset.sentences[0].spans == [Span(0, 1, "X"), Span(1, 2, "X")])
}

@Test func brokenEntitiesAreRepairedDroppedOrRefusedAsAsked() throws {
    let text = "a B-X\nb O\n\nc O\nd NN I-X"
        .replacingOccurrences(of: " NN", with: "")
    let repaired = try read(text)
    #expect(repaired.sentences[1].spans == [Span(1, 2, "X")])
    #expect(repaired.notes[2] == "1 entity breaks the scheme and is read as conlleval does, the first at a.conll:5:3", "no folder in a dataset")
    #expect(try read(text, invalid: .discard).sentences[1].spans == [])
    #expect(finding { try read(text, invalid: .strict) }
        == "a.conll:5:3: tag `I-X` begins an entity, which IOB2 does not allow")
    #expect(try read(text, skip: true, invalid: .strict).sentences.map(\.tokens) == [["a", "b"]])
}

@Test(arguments: [
    ("a NN O\nb O\n", "a.conll:2:1: 2 columns, but 3 are expected, as above"),
    ("a O\nb c d O\n", "a.conll:2:1: 4 columns, but 2 are expected, as above"),
    ("one\ntwo\n", "a.conll:1:1: 1 column, but at least a token and a tag are expected"),
    ("a O\n\nEU NN\n", "a.conll:3:4: unknown tag `NN`: expected `O`, or `B-` `I-` `E-` `S-` with a type"),
    ("a O\nmünchen X-PER\n", "a.conll:2:9: unknown tag `X-PER`: expected `O`, or `B-` `I-` `E-` `S-` with a type"),
    ("a B-\n", "a.conll:1:3: unknown tag `B-`: its type is missing"),
    ("\n \n-DOCSTART- O\n", "`a.conll` holds no sentences"),
    ("", "`a.conll` is empty"),
])
func aBadLineIsRefusedWithItsPlace(text: String, expected: String) throws {
    let folder = try ScratchFolder()
    let path = try folder.file("a.conll", text)
    let found = finding { try Format.read(path: path) }
    #expect(found.replacingOccurrences(of: folder.path + "/", with: "") == expected)
}

@Test func badSentencesAreSkippedAndCountedButKeepTheirNumbers() throws {
    let dataset = try read("a O\n\nb X-Y\nc\n\nd\n\ne B-X\n", skip: true)
    #expect(dataset.sentences.map(\.tokens) == [["a"], ["e"]])
    #expect(dataset.sentences.map(\.origin.number) == [0, 3])
    let note = try #require(dataset.notes.last)
    #expect(note.hasPrefix("skipped 2 bad sentences, the first at a.conll:"))
    #expect(note.hasSuffix("a.conll:3:3: unknown tag `X-Y`"))
}

@Test func aLimitTakesTheFirstSentencesAndReadsNoFurther() throws {
    let dataset = try read("a O\n\nb B-X\n\nc broken line\n", limit: 2)
    #expect(dataset.sentences.map(\.tokens) == [["a"], ["b"]])
}

@Test func bytesThatAreNoUTF8AreABadLine() throws {
    let folder = try ScratchFolder()
    let path = try folder.file("l.conll", bytes: Array("a O\n\nZ".utf8) + [0xfc] + Array("rich B-LOC\n\nb O\n".utf8))
    #expect(finding { try Format.read(path: path) }.hasPrefix("l.conll, byte 6: "))
    #expect(try Format.read(path: path, skip: true).sentences.map(\.tokens) == [["a"], ["b"]])
    #expect(try Format.read(path: path, encoding: .latin1).sentences[1].tokens == ["Zürich"])
}
