import Foundation
import Testing

@testable import Corpus

@Test func aMissingFileNamesItsNeighbour() throws {
    let folder = try ScratchFolder()
    _ = try folder.file("train.conll", "a O\n")
    #expect(finding { try Format.read(path: folder.path + "/trian.conll") }
        .hasSuffix("trian.conll`: did you mean `train.conll`?"))
    #expect(finding { try Format.read(path: folder.path + "/none/train.conll") }.hasSuffix("/none` either"))
}

@Test func whatIsNoTextFileIsRefused() throws {
    let folder = try ScratchFolder()
    let binary = try folder.file("model.bin", bytes: [1, 2, 0, 3])
    #expect(finding { try Format.read(path: binary) }.contains("is no text file: it holds a zero byte"))
    let utf16 = try folder.file("a.conll", bytes: [0xff, 0xfe, 0x61, 0])
    #expect(finding { try Format.read(path: utf16) }.hasSuffix("is UTF-16: save it as UTF-8"))
    #expect(finding { try Format.read(path: folder.path, format: "conll") }.hasSuffix("is a folder where a file is wanted"))
    #expect(finding { try Format.read(path: folder.path) }.hasSuffix("holds no .txt files"))
}

@Test func formatsAndEncodingsAreCalledByName() throws {
    let folder = try ScratchFolder()
    let path = try folder.file("a.txt", "Paris B-LOC\n")
    #expect(try Format.read(path: path).entityCount == 1)
    #expect(try Format.read(path: path, format: "text").tokenCount == 2)
    let marked = try folder.file("b.txt", "\u{feff}{\"text\": \"Paris\"}")
    #expect(try Format.read(path: marked).sentences.map(\.tokens) == [["Paris"]])
}

@Test(arguments: [
    ("-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\n", "conll"),
    ("\nEU\tB-ORG\nsaid\tO\n", "conll"),
    ("EU X-ORG\nsaid X-LOC\n", "conll"),
    ("  {\"text\": \"a\"}\n", "jsonl"),
    ("The EU said no.\nIt did.\n", "text"),
    ("O brother\n", "text"),
])
func aFileIsRecognisedByWhatItHolds(text: String, format: String) {
    #expect(Format.all.first { $0.sniff(Array(text.utf8)[...]) }?.name == format)
}

@Test func windows1252AndLatin1AreTold() {
    #expect(TextEncoding.windows1252.transcoded([0x80, 0xa3, 0x41, 0x81]) == Array("€£A\u{81}".utf8))
    #expect(TextEncoding.latin1.transcoded([0x80, 0xa3, 0x41]) == Array("\u{80}£A".utf8))
}

@Test(arguments: [
    (Array("añb€😀".utf8), nil),
    ([0x61, 0xc3, 0xb1, 0xa3, 0x62], 3),
    ([0x61, 0xe2, 0x82], 1),
    ([0xed, 0xa0, 0x80], 0),
    ([0xc0, 0x80], 0),
    ([], nil),
] as [([UInt8], Int?)])
func theFirstUnsoundByteIsFound(bytes: [UInt8], offset: Int?) {
    #expect(firstInvalidUTF8(bytes[...]) == offset)
}
