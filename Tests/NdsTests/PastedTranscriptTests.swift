import Testing

@testable import nds

struct PastedTranscriptTests {
    @Test func aTextWithoutPromptsStaysAsItIs() {
        for text in ["let a = 3\na = 3", "", "\n", "a > nds> b", "x › y"] { #expect(commands(ofTranscript: text) == text) }
    }

    @Test func promptsAndAnswersGo() {
        let transcript = """
            nds 7> let a = 3
            a = 3
            nds 8> a * 2
            6
            nds 9> 
            """
        #expect(commands(ofTranscript: transcript) == "let a = 3\na * 2")
        #expect(commands(ofTranscript: "nds> 1 + 2\n3") == "1 + 2")
        #expect(commands(ofTranscript: "    nds 12> 1 + 2\n    3") == "1 + 2")
    }

    @Test func furtherLinesOfACellLoseTheirMargin() {
        let transcript = """
            nds 10> for x in 1..2 {
                      let y = x

                      y
                    }
            x  value
            1      1
            nds 11> (1 +
                    2)
            """
        #expect(commands(ofTranscript: transcript) == "for x in 1..2 {\n  let y = x\n\n  y\n}\n(1 +\n2)")
    }

    @Test func cellsOfSeveralStatementsAreKeptWhole() {
        #expect(commands(ofTranscript: "nds 1> let a = 1\n       let b = 2\na = 1\nb = 2") == "let a = 1\nlet b = 2")
        #expect(commands(ofTranscript: "nds 1> table\n          ┌─ what\n        0.5  3\nnds 2> 2") == "table\n2")
    }

    @Test func errorsAndDiscardedCellsGo() {
        let transcript = """
            nds 1> trian m^C
            nds 1> trian m
            error: unknown command `trian`
                ┌─ cell 1:1:1
            1   │ trian m
                │ ^^^^^ did you mean `train`?
            nds 1> 1
            1
            """
        #expect(commands(ofTranscript: transcript) == "trian m\n1")
    }

    @Test func theEchoOfAScriptIsOne() {
        let transcript = """
            ## # Title
            › let a = 2
            a = 2
            · a remark
            ## More of it
            › for x in 1..2 {
                x * a
              }
            x  value
            """
        #expect(commands(ofTranscript: transcript) == "## # Title\nlet a = 2\n## More of it\nfor x in 1..2 {\n  x * a\n}")
    }

    @Test func aSelectionMayBeginAnywhere() {
        #expect(commands(ofTranscript: "let a = 3\na = 3\nnds 2> a") == "let a = 3\na")
        #expect(commands(ofTranscript: "a = 3\n4\nnds 2> a") == "a")
        #expect(commands(ofTranscript: "(1 +\n        2)\n3\nnds 11> a") == "(1 +\n        2)\na")
    }
}
