import Diagnostics
import Script
import Testing

struct SyntaxErrorTests {
    @Test(arguments: [
        ("let 5 = x", "1:5+1 expected a name after `let`, found a number"),
        ("let for = 1", "1:5+3 `for` belongs to the language and cannot be a name"),
        ("let x 5", "1:7+1 expected `=` after the name, found a number"),
        ("let x =", "1:8+1 expected a value, found the end of the script"),
        ("let x =\n\n", "1:8+1 expected a value, found the end of the script"),
        ("x = 5", "1:3+1 expected the end of the line, found `=` | `let name = …` binds a name"),
        ("x)", "1:2+1 expected the end of the line, found `)` | nothing is open here"),
        ("x]", "1:2+1 expected the end of the line, found `]` | nothing is open here"),
        ("}", "1:1+1 expected a value, found `}`"),
        ("a b + c", "1:5+1 expected the end of the line, found `+` | an argument with an operator stands in ( )"),
        ("f k=1 x", "1:7+1 an argument without a name cannot follow `k=` | positional ones come first"),
        ("f(k=1, x)", "1:8+1 an argument without a name cannot follow `k=` | positional ones come first"),
        ("f(a b)", "1:5+1 expected `,` or `)` between arguments, found `b`"),
        ("f(a, , b)", "1:6+1 expected a value, found `,`"),
        ("f(a", "1:2+1 this `(` is not closed | a `)` is missing"),
        ("(a", "1:1+1 this `(` is not closed | a `)` is missing"),
        ("(a b]", "1:5+1 expected `)` to close the `(`, found `]`"),
        ("[1, 2", "1:1+1 this `[` is not closed | a `]` is missing"),
        ("[1; 2]", "1:5+1 expected `,` or `]` in the list, found a number"),
        ("x[1", "1:2+1 this `[` is not closed | a `]` is missing"),
        ("x[1 2]", "1:5+1 expected `]` after the index, found a number"),
        ("x[]", "1:3+1 expected a value, found `]`"),
        ("x.5", "1:3+1 expected a name after `.`, found a number"),
        ("{a 1}", "1:4+1 expected `:` after the key, found a number"),
        ("{1: 2}", "1:2+1 expected a key, found a number"),
        ("{\"\\(x)\": 2}", "1:2+6 expected a key, found a text"),
        ("{a: 1, a: 2}", "1:8+1 `a` stands twice in this record"),
        ("{a: 1 b: 2}", "1:7+1 expected `,` or `}` in the record, found `b`"),
        ("{a: 1", "1:1+1 this `{` is not closed | a `}` is missing"),
        ("1 < x < 3", "1:3+5 comparisons do not chain | join two with `and`"),
        ("1..2..3", "1:5+2 `..` does not chain"),
        ("1 +- 2 +- 3", "1:8+2 `+-` does not chain"),
        ("a |", "1:4+1 expected a command after `|`, found the end of the script"),
        ("a | 5", "1:5+1 expected a command after `|`, found a number"),
        ("a || b", "1:4+1 expected a command after `|`, found `|` | did you mean `or`?"),
        ("a && b", "1:3+2 unexpected character `&` | did you mean `and`?"),
        ("!a", "1:1+1 unexpected character `!` | did you mean `not`?"),
        ("| f", "1:1+1 expected a value, found `|`"),
        ("1 == not a", "1:6+3 expected a value, found `not`"),
        ("and x", "1:1+3 a statement cannot begin with `and`"),
        ("else { y }", "1:1+4 a statement cannot begin with `else` | it follows the `}` of an `if` on the same line"),
        ("if x { y }\nelse { z }", "2:1+4 a statement cannot begin with `else` | it follows the `}` of an `if` on the same line"),
        ("if x y", "1:6+1 expected `{` before the body, found `y`"),
        ("if { y }", "1:8+1 expected `:` after the key, found `}`"),
        ("if x { y } else z", "1:17+1 expected `{` before the body, found `z`"),
        ("if x { y } else { z } else { w }", "1:23+4 expected the end of the line, found `else`"),
        ("let y = f (if x { 1 }) + if x { 2 }", "1:24+1 expected the end of the line, found `+` | an argument with an operator stands in ( )"),
        ("def 5(x) { x }", "1:5+1 expected a name after `def`, found a number"),
        ("def f { x }", "1:7+1 expected `(` after the name, around the parameters, found `{`"),
        ("def f(5) { x }", "1:7+1 expected a name of a parameter, found a number"),
        ("def f(x y) { x }", "1:9+1 expected `,` or `)` between parameters, found `y`"),
        ("def f(x", "1:6+1 this `(` is not closed | a `)` is missing"),
        ("def f(x,", "1:6+1 this `(` is not closed | a `)` is missing"),
        ("def f(x) x", "1:10+1 expected `{` before the body, found `x`"),
        ("def f(x, x) { x }", "1:10+1 `x` stands twice among the parameters"),
        ("def f(x=1, y) { x }", "1:12+1 a parameter without a default cannot follow `x=` | those that must be given come first"),
        ("include a", "1:9+1 expected the path of a script after `include`, found `a` | as in `include \"arms.nds\"`"),
        ("include", "1:8+1 expected the path of a script after `include`, found the end of the script | as in `include \"arms.nds\"`"),
        ("include \"\"", "1:9+2 the path of an included script is plain text"),
        ("include \"\\(x).nds\"", "1:9+10 the path of an included script is plain text"),
        ("for 1 in x { y }", "1:5+1 expected a name after `for`, found a number"),
        ("for i on x { y }", "1:7+2 expected `in` after the loop variable, found `on`"),
        ("for i in x y", "1:12+1 expected `{` before the body, found `y`"),
        ("for i in x { y", "1:12+1 this `{` is not closed | a `}` is missing"),
        ("param 5", "1:7+1 expected a name after `param`, found a number"),
        ("param x: numbr", "1:10+5 unknown type of a parameter | did you mean `number`?"),
        ("param x: 5", "1:10+1 unknown type of a parameter | one of number, text, path, flag, list"),
        ("param x \"\\(y)\"", "1:9+6 the help text of a parameter is plain"),
        ("assert", "1:7+1 expected a value, found the end of the script"),
        ("nds 1 x", "1:7+1 expected the end of the line, found `x`"),
        ("12ab", "1:1+4 `12ab` is no number"), ("0x10", "1:1+4 `0x10` is no number"), ("1e999", "1:1+5 `1e999` is no number"),
        ("a @ b", "1:3+1 unexpected character `@`"), ("x\u{7}", "1:2+1 unexpected control character 7"),
        ("x\0", "1:2+1 unexpected control character 0"),
        ("f\u{a0}x", "1:2+1 unexpected character U+00A0 | type a plain space"),
        ("let naïve🙂 = 1", "1:10+1 unexpected character `🙂`"),
        ("a \\ b", "1:3+1 unexpected character `\\`"),
    ])
    func aMistakeIsFoundOnceAtItsPlace(script: String, expected: String) {
        #expect(findings(script) == [expected])
    }

    @Test func severalMistakesAreReportedAtOnceInOrderOfPlace() {
        let script = #"""
            let = 1
            x + "\q"
            }
            for i in a {
              f(
              let y = [1, 2
              assert y ==
              1 < 2 < 3
            }
            let ok = 1
            z = 2
            """#
        #expect(
            findings(script) == [
                "1:5+1 expected a name after `let`, found `=`",
                #"2:6+2 unknown escape in a text | known are \n \t \r \" \\ \u{…} \(…)"#,
                "3:1+1 expected a value, found `}`",
                "5:5+1 expected a value, found the end of the line",
                "6:11+1 this `[` is not closed | a `]` is missing",
                "7:14+1 expected a value, found the end of the line",
                "8:5+5 comparisons do not chain | join two with `and`",
                "11:3+1 expected the end of the line, found `=` | `let name = …` binds a name",
            ])
    }

    @Test func aStatementAfterAForgottenBracketIsReadAgain() {
        #expect(
            findings("let x = f(a,\n  b\nlet y = [1\nassert true\nparam z: numbr\n") == [
                "1:10+1 this `(` is not closed | a `)` is missing", "3:9+1 this `[` is not closed | a `]` is missing",
                "5:10+5 unknown type of a parameter | did you mean `number`?",
            ])
    }

    @Test(arguments: [
        ("let x = 1\nlet y = )", 2, 9, "let y = )", "        ^"),
        ("let x = 1\r\nlet y = )\r\n", 2, 9, "let y = )", "        ^"),
        ("\u{feff}let y = )", 1, 9, "let y = )", "        ^"),
        ("\t\tlet y = )", 1, 11, "  let y = )", "          ^"),
        ("f \"日本\" )", 1, 8, "f \"日本\" )", "         ^"),
        ("f \"e\u{301}🇩🇪\" )", 1, 8, "f \"e\u{301}🇩🇪\" )", "        ^"),
    ])
    func caretsStandUnderTheCulprit(script: String, line: Int, column: Int, shown: String, carets: String) throws {
        do {
            _ = try parse(SourceText(name: "test.nds", text: script))
            Issue.record("`\(script)` should not parse")
        } catch let findings as Findings {
            let lines = findings.all[0].rendered().split(separator: "\n")
            #expect(lines[1] == "    ┌─ test.nds:\(line):\(column)")
            #expect(lines[2] == "\(line)   │ \(shown)")
            #expect(lines[3].hasPrefix("    │ " + carets))
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func aMissingValueIsMarkedAtTheEndOfItsLine(newline: String) {
        #expect(findings("let y = 1 +\(newline)x") == ["1:12+1 expected a value, found the end of the line"])
    }
}
