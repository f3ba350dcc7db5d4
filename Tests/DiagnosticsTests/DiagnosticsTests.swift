import Testing

@testable import Diagnostics

struct RenderingTests {
    @Test func theCaretStandsUnderTheCulprit() {
        let source = SourceText(name: "sweep.nds", text: "nds 1\n\nlet t = train m on=human epohcs=3\n")
        let culprit = Diagnostic("`train` has no option `epohcs`", at: source.place(32..<38), label: "did you mean `epochs`?")
        #expect(culprit.rendered() == """
            error: `train` has no option `epohcs`
                ┌─ sweep.nds:3:26
            3   │ let t = train m on=human epohcs=3
                │                          ^^^^^^ did you mean `epochs`?
            """)
    }

    @Test func wideCharactersAndTabsDoNotMoveTheCaret() {
        let source = SourceText(name: "a", text: "東京\tx")
        let lines = Diagnostic("m", at: source.place(7..<8)).rendered().split(separator: "\n")
        #expect(lines[2].hasSuffix("│ 東京 x"))
        #expect(lines[3].hasSuffix("│      ^"))
    }

    @Test func aLongLineIsCutAroundTheCulprit() {
        let source = SourceText(name: "a", text: String(repeating: "x", count: 500) + "!" + String(repeating: "y", count: 500))
        let lines = Diagnostic("m", at: source.place(500..<501)).rendered().split(separator: "\n")
        let caret = lines[3].firstIndex(of: "^").map { lines[3].distance(from: lines[3].startIndex, to: $0) }
        #expect(lines[2].count < 140)
        #expect(caret.map { Array(lines[2])[$0] } == "!")
    }

    @Test func aByteOffsetIsNamed() {
        let place = Place(file: "model.safetensors", position: .byte(8))
        #expect(Diagnostic("header is cut off", at: place).rendered() == """
            error: header is cut off
                ┌─ model.safetensors, byte 8
            """)
    }
}

struct SourceTextTests {
    @Test(arguments: ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"])
    func everyKindOfLineEndCounts(_ text: String) {
        let source = SourceText(name: "t", text: text)
        #expect((1...source.lineCount).map { source.excerpt(line: $0) } == ["a", "b", "c"])
    }

    @Test func columnsCountCharactersNotBytes() {
        let source = SourceText(name: "t", text: "äöü x")
        #expect(source.place(7..<8).description == "t:1:5")
    }

    @Test func theEndOfTheTextHasAPlace() {
        #expect(SourceText(name: "t", text: "ab\n").place(3..<3).description == "t:2:1")
    }
}

struct ReadingTests {
    @Test func aByteOrderMarkIsNoPartOfTheText() throws {
        let source = try SourceText(name: "t", bytes: Array("\u{feff}let = 1".utf8))
        #expect(source.text == "let = 1")
        #expect(source.place(4..<5).description == "t:1:5")
        #expect(try SourceText(name: "t", bytes: Array("\u{feff}".utf8)).text == "")
    }

    @Test func bytesThatAreNotUTF8AreLocated() {
        #expect(throws: Diagnostic(
            "byte 0xff is not UTF-8", at: Place(file: "t", line: 2, column: 3, excerpt: "äa"), notes: ["scripts are UTF-8 text"])
        ) { try SourceText(name: "t", bytes: [0x62, 10, 0xc3, 0xa4, 0x61, 0xff, 10, 0x62]) }
    }

    @Test func whatIsCutOffWithinACharacterIsNoUTF8() {
        #expect(throws: Diagnostic(
            "byte 0xe2 is not UTF-8", at: Place(file: "t", line: 1, column: 2, excerpt: "a"), notes: ["scripts are UTF-8 text"])
        ) { try SourceText(name: "t", bytes: [0x61, 0xe2, 0x82]) }
    }

    @Test func aBinaryFileIsNoText() {
        #expect(throws: Diagnostic("`t` is no text", at: Place(file: "t", position: .byte(4)), notes: ["scripts are UTF-8 text"])) {
            try SourceText(name: "t", bytes: [0x7f, 0x45, 0x4c, 0x00, 0xff])
        }
    }
}

struct SuggestionTests {
    @Test(arguments: [("epohcs", "epochs"), ("trian", "train"), ("lod", "load"), ("Mix", "mix")])
    func aNearMissIsSuggested(_ word: String, _ wanted: String) {
        #expect(suggestion(for: word, among: ["load", "annotate", "mix", "train", "epochs"]) == wanted)
    }

    @Test(arguments: ["x", "banana", "zzzz"])
    func aFarWordIsNot(_ word: String) {
        #expect(suggestion(for: word, among: ["load", "annotate", "mix", "train", "epochs"]) == nil)
    }

    @Test func anAdjacentSwapIsOneEdit() {
        #expect(editDistance(Array("trian"), Array("train")) == 1)
    }
}

struct MemoryAmountTests {
    @Test(arguments: [
        (0, "0 bytes"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (10 << 10, "10 KiB"), (1023 << 10, "1023 KiB"),
        ((1 << 20) - 1, "1.0 MiB"), (170 << 20, "170 MiB"), (5_798_205_849, "5.4 GiB"), (.max, "8388608 TiB"),
    ])
    func bytesAreWrittenInTheUnitThatFits(bytes: Int, text: String) {
        #expect(memoryAmount(bytes) == text)
    }
}
