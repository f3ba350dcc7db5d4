import Foundation
import Testing

@testable import Corpus

@Test(arguments: [
    ("Angela Merkel flew to Paris.", "Angela|Merkel|flew|to|Paris|."),
    ("It rose 76% to $1.13bn (£600m), she said.", "It|rose|76|%|to|$|1.13bn|(|£|600m|)|,|she|said|."),
    ("US$5, HK$6.20 and 7€", "US$|5|,|HK$|6.20|and|7|€"),
    ("Don't say it's the workers' day; we'll see.", "Do|n't|say|it|'s|the|workers|'|day|;|we|'ll|see|."),
    ("Britain’s “big” plan—really", "Britain|’s|“|big|”|plan|—|really"),
    ("Mr. J. Smith of the U.S. Army met St. Mary's Inc. staff at 10:30 a.m. today.",
        "Mr.|J.|Smith|of|the|U.S.|Army|met|St.|Mary|'s|Inc.|staff|at|10:30|a.m.|today|."),
    ("He works for Acme Inc.", "He|works|for|Acme|Inc|."),
    ("He lives in the U.S.", "He|lives|in|the|U.S."),
    ("A high-speed 1996-08-22 deal, 17,000 tonnes -- 3/4 done...",
        "A|high-speed|1996-08-22|deal|,|17,000|tonnes|--|3/4|done|..."),
    ("See http://example.org/a?b=1, or write to (me@example.org).",
        "See|http://example.org/a?b=1|,|or|write|to|(|me@example.org|)|."),
    ("'I can't,' O'Brien said of rock 'n' roll in the '90s", "'|I|ca|n't|,|'|O'Brien|said|of|rock|'|n|'|roll|in|the|'90s"),
    ("Yahoo!'s AT&T deal \"was\" -5 degrees", "Yahoo|!|'s|AT&T|deal|\"|was|\"|-5|degrees"),
    ("Seasons 1996–97 and New York–London", "Seasons|1996–97|and|New|York|–|London"),
    ("1. Lance Armstrong 2", "1.|Lance|Armstrong|2"),
    ("the caf&#233; &lt;b&gt; of AT&T; Marks&Spencer;", "the|caf&#233;|&lt;b&gt;|of|AT&T|;|Marks&Spencer|;"),
    ("  ", ""),
])
func tokensAreCutAsInConll(text: String, expected: String) {
    #expect(tokenised(text).tokens.joined(separator: "|") == expected)
}

@Test(arguments: [
    ("One. Two! Three? Four… Five.", ["One.", "Two!", "Three?", "Four…", "Five."]),
    ("Mr. Smith met Dr. J. Doe on Jan. 3. They spoke.", ["Mr. Smith met Dr. J. Doe on Jan. 3.", "They spoke."]),
    ("He left the U.S. Army. He left the U.S. He is back.", ["He left the U.S. Army.", "He left the U.S.", "He is back."]),
    ("Acme Inc. said so. It was Acme Inc. The rest waits.", ["Acme Inc. said so.", "It was Acme Inc.", "The rest waits."]),
    ("\"Why?\" he asked. \"Because.\" (It was so.) Fine.", ["\"Why?\" he asked.", "\"Because.\"", "(It was so.)", "Fine."]),
    ("It rose 3.5 percent. eBay fell. No. 5 won.", ["It rose 3.5 percent.", "eBay fell.", "No. 5 won."]),
    ("1. First point\n2. Second point", ["1. First point", "2. Second point"]),
    ("A headline\n\nThe body goes\non here. End", ["A headline", "The body goes\non here.", "End"]),
    ("It was dangerous.The bank of X.Y.Z. said so.He left.", ["It was dangerous.", "The bank of X.Y.Z. said so.", "He left."]),
    ("On the red carpet.\"It's great.\" Zafi.D and One.Tel and Halo.Bungie.Org", ["On the red carpet.\"", "It's great.\"", "Zafi.D and One.Tel and Halo.Bungie.Org"]),
    ("First line\r\n\r\nSecond line", ["First line", "Second line"]),
    (" \n ", []),
])
func sentencesEndWhereTheyShould(text: String, expected: [String]) {
    #expect(splitIntoSentences(text, file: "t").compactMap(\.running?.text) == expected)
}

@Test func hardWrappedLinesAreJoinedAndHeadlinesAreNot() {
    let wrapped = """
        The committee of the European Parliament said on Tuesday that Chancellor
        Merkel would visit London next week, where she is to meet the head of the
        Bank of England. Talks are expected to last for two days.
        """
    #expect(splitIntoSentences(wrapped, file: "t").count == 2)
    let headlines = """
        Merkel flies to London for talks with Bank of England
        Paris braces for strike
        Apple to open second shop in Turkey
        """
    #expect(splitIntoSentences(headlines, file: "t").count == 3)
}

@Test func tokensKeepTheirPlaceInTheText() throws {
    let text = "Title\n\n  Zürich’s mayor 😀 said: \"No.\"\tYes.\n"
    let sentences = splitIntoSentences(text, file: "t")
    #expect(sentences.map(\.origin.line) == [1, 3, 3])
    for sentence in sentences {
        let running = try #require(sentence.running)
        #expect(running.tokens == sentence.tokens)
        #expect(running.offsets.count == sentence.tokens.count)
    }
}

@Test func aFolderIsReadInOrderOfItsPaths() throws {
    let folder = try ScratchFolder()
    _ = try folder.file("b.txt", "Second file. Third sentence.")
    _ = try folder.file("a/z.txt", "First file.")
    _ = try folder.file("c.md", "Not read.")
    _ = try folder.file(".hidden/x.txt", "Not read.")
    let dataset = try Format.read(path: folder.path)
    #expect(dataset.sentences.map(\.text) == ["First file .", "Second file .", "Third sentence ."])
    #expect(dataset.sentences.map(\.origin.number) == [0, 0, 1])
    #expect(dataset.labels == nil)
    #expect(dataset.notes == ["plain text", "2 files"])
    #expect(try Format.read(path: folder.path, limit: 2).sentences.count == 2)
}

@Test func aFolderTellsOfCopies() throws {
    let folder = try ScratchFolder()
    for (name, text) in [("a/1.txt", "One."), ("b/1.txt", "Two."), ("b/2.txt", "One."), ("c.txt", "Two.")] { _ = try folder.file(name, text) }
    #expect(try Format.read(path: folder.path).notes == ["plain text", "4 files", "2 files are exact copies of earlier ones, the first b/2.txt of a/1.txt"])
}

@Test func strayBytesAreReadAsWindows1252() {
    let bytes: [UInt8] = [0x41, 0xa3, 0xc3, 0xa9, 0xe2, 0x82, 0x42, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0x80, 0xc3]
    let (repaired, strays) = repairedUTF8(bytes)
    #expect(String(validating: repaired, as: UTF8.self) == "A£éâ‚B😀í\u{a0}€Ã")
    #expect(strays == [1, 4, 5, 11, 12, 13, 14])
    #expect(repairedUTF8(Array("Zürich 😀 € \u{7ff}\u{800}\u{ffff}\u{10ffff}".utf8)).strays.isEmpty)
}

@Test func aBadByteStopsOrDropsItsLineOrIsReadInItsEncoding() throws {
    let folder = try ScratchFolder()
    _ = try folder.file("1.txt", "Fine.")
    _ = try folder.file("2.txt", bytes: Array("One.\nThe ".utf8) + [0xa3] + Array("5 note.\nTwo.\n".utf8))
    let repaired = try Format.read(path: folder.path)
    #expect(repaired.sentences.map(\.text) == ["Fine .", "One .", "The £ 5 note .", "Two ."])
    #expect(repaired.notes.last == "2.txt, byte 9, is not valid UTF-8: 0xa3 read as `£` of windows-1252")
    #expect(finding { try Format.read(path: folder.path + "/2.txt") }.hasPrefix("2.txt, byte 9: "))
    #expect(finding { try Format.read(path: folder.path + "/2.txt") }
        .hasSuffix("is not valid UTF-8: byte 0xa3: read it with encoding=\"windows-1252\""))
    let skipped = try Format.read(path: folder.path, skip: true)
    #expect(skipped.sentences.map(\.text) == ["Fine .", "One .", "Two ."])
    #expect(skipped.sentences.map(\.origin.line) == [1, 1, 3])
    #expect(skipped.notes.last?.hasPrefix("skipped 1 bad line, the first at ") == true)
    let read = try Format.read(path: folder.path, encoding: .latin1)
    #expect(read.sentences.map(\.text) == ["Fine .", "One .", "The £ 5 note .", "Two ."])
}
