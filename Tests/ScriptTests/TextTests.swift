import Diagnostics
import Script
import Testing

struct TextTests {
    @Test(arguments: [
        ("\"\"", "\"\""), (#""a\tb\n\"q\" \\ \r""#, #""a\tb\n\"q\" \\ \r""#), (#""\u{e4}\u{1F600}""#, #""ä😀""#),
        ("\"# no comment; | {\"", "\"# no comment; | {\""),
        ("\"tab\tinside\"", #""tab\tinside""#), ("\"a\\\nb\"", #""ab""#), ("\"a\\\r\nb\"", #""ab""#),
        (#""日本 e\u{301}""#, #""日本 é""#),
    ])
    func escapesStandForCharacters(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        (#""seed \(s)""#, #""seed \(s)""#), (#""\(a)\(b)""#, #""\(a)\(b)""#),
        (#""\(f(a, "b")) and \((1 + 2) * 3)""#, #""\((f! a "b")) and \((* (+ 1 2) 3))""#),
        (#""\("\("\(x)")")""#, #""\("\("\(x)")")""#), (#""a \(b ) c""#, #""a \(b) c""#), (#""\(t[")"])""#, #""\((@ t ")"))""#),
        (#""\((f x))""#, #""\((f! x))""#),
    ])
    func interpolationHoldsAnyExpression(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("\"\"\"one line\"\"\"", "\"one line\""), ("\"\"\"\none\n two\n\"\"\"", "\"one\\n two\""),
        ("\"\"\"\n  one\n    two\n  \"\"\"", "\"one\\n  two\""),
        ("\"\"\"\r\n  one\r\n    two\r\n  \"\"\"", "\"one\\n  two\""), ("\"\"\"\n  a \\(x)\n  b\n  \"\"\"", "\"a \\(x)\\nb\""),
        ("\"\"\"\n\n\"\"\"", "\"\""), ("\"\"\"\n\"\"\"", "\"\""),
        ("\"\"\"\na \"q\" \"\" b\n\"\"\"", "\"a \\\"q\\\" \\\"\\\" b\""), ("\"\"\"\n  a\\(x)\"\"\"", "\"  a\\(x)\""),
        ("\"\"\"a\\\nb\"\"\"", "\"ab\""), ("\"\"\"\"\"\"", "\"\""), ("f \"\"\"\n  a\n  \"\"\" k=1", "(f! \"a\" k=1)"),
    ])
    func threeQuotesSpanLinesWithoutTheirIndentation(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        (#"f "a"#, ["1:3+2 this text is not closed | a `\"` is missing"]),
        ("f \"a\nlet = 1", ["1:3+2 this text is not closed | a `\"` is missing", "2:5+1 expected a name after `let`, found `=`"]),
        ("\"\"\"\na\nb", ["1:1+3 this text is not closed | a `\"\"\"` is missing"]),
        (#""a\"#, ["1:1+3 this text is not closed | a `\"` is missing"]),
        (#""a\qb""#, [#"1:3+2 unknown escape in a text | known are \n \t \r \" \\ \u{…} \(…)"#]),
        (#""a\éb""#, [#"1:3+2 unknown escape in a text | known are \n \t \r \" \\ \u{…} \(…)"#]),
        (#""\u{d800}""#, [#"1:2+7 `\u{…}` wants the hexadecimal number of a Unicode character"#]),
        (#""\u{}""#, [#"1:2+3 `\u{…}` wants the hexadecimal number of a Unicode character"#]),
        (#""a \(b" c"#, [#"1:7+3 this text is not closed | a `"` is missing"#]),
        (#""a \(b c"#, [#"1:4+5 `\(` is not closed | a `)` is missing"#]),
        (#""a \()""#, ["1:6+1 expected a value, found `)`"]),
        (#""a \(b +)""#, ["1:9+1 expected a value, found `)`"]),
        (#""a \(b c)""#, ["1:8+1 expected `)` after the value, found `c`"]),
        (#""a \(b # c)""#, ["1:4+9 a comment cannot stand within a text"]),
        ("f 'it is'", ["1:3+7 unexpected character `'` | texts are written in \" \""]),
        ("f “it”", ["1:3+1 unexpected character `“` | texts are written in straight quotes: \" \""]),
    ])
    func mistakesInTextsAreFoundOnce(script: String, expected: [String]) {
        #expect(findings(script) == expected)
    }
}
