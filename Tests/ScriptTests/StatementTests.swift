import Diagnostics
import Script
import Testing

struct StatementTests {
    @Test(arguments: [
        ("let x = 5", "(let x 5)"), ("let x = f y | g z", "(let x (| (f! y) (g! z)))"),
        ("let x = for i in a { i }", "(let x (for i a i))"),
        ("seed 42", "(seed 42)"), ("seed -1", "(seed (- 1))"), ("seed s + 1", "(seed (+ s 1))"), ("seed seed", "(seed seed)"),
        ("let seed = 1", "(let seed 1)"), ("seed", "seed"), ("seed.x", "(. seed x)"), ("seed + 1", "(+ seed 1)"),
        ("assert a > 1", "(assert (> a 1))"), ("assert a > 1, \"too few: \\(a)\"", "(assert (> a 1) \"too few: \\(a)\")"),
        ("param data", "(param data)"), ("param data: path", "(param data path)"),
        ("param n: number = 5", "(param n number = 5)"),
        ("param n = 5 \"how many\"", "(param n = 5 \"how many\")"),
        ("param data: path \"the folder\"", "(param data path \"the folder\")"),
        ("param t: text = \"a\" \"b\"", "(param t text = \"a\" \"b\")"), ("param l: list = [1, 2]", "(param l list = [1 2])"),
        ("param f: flag = true", "(param f flag = true)"), ("param t \"\"", "(param t \"\")"),
        ("for i in 1..2 { f i }", "(for i (.. 1 2) (f! i))"), ("for i in a { }", "(for i a)"), ("for i in a {}", "(for i a)"),
        ("for s in 1..2 { seed s; let x = f s; x }", "(for s (.. 1 2) (seed s) (let x (f! s)) x)"),
        ("for i in a { for j in b { i + j } }", "(for i a (for j b (+ i j)))"), ("for x in {a: 1} { x }", "(for x {a: 1} x)"),
        ("if a { b }", "(if (a b))"), ("if a > 1 { b; c } else { d }", "(if ((> a 1) b c) (else d))"),
        ("if a { b } else if c { d } else if e { } else { f }", "(if (a b) (c d) (e) (else f))"),
        ("let x = if a { 1 } else { 2 }", "(let x (if (a 1) (else 2)))"), ("if a { b } | f", "(| (if (a b)) (f!))"),
        ("f (if a { b })", "(f! (if (a b)))"), ("if {a: true}.a { b }", "(if ((. {a: true} a) b))"),
        ("for i in a { if i { i } }", "(for i a (if (i i)))"),
        ("def f() { 1 }", "(def f [] 1)"), ("def fade(t) { 1 - t^2 }", "(def fade [t] (- 1 (^ t 2)))"),
        ("def f(a, b=2, c=[1],) {\n  seed 1\n  let d = a\n  d\n}", "(def f [a b=2 c=[1]] (seed 1) (let d a) d)"),
        ("def f(\n  a,\n  b\n) { a }", "(def f [a b] a)"), ("def f(a) { def g(b) { b }; g(a) }", "(def f [a] (def g [b] b) (g! a))"),
        ("include \"a/b.nds\"", "(include \"a/b.nds\")"), ("for i in a { include \"b.nds\"; i }", "(for i a (include \"b.nds\") i)"),
    ])
    func everyKindOfStatementIsRead(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: ["a\nb", "a\r\nb", "a\rb", "a;b", "a ; b ;", "\n\na\n\n;\nb\n\n", "a # one\nb # two", "\u{feff}a\nb"])
    func statementsEndAtNewlinesAndSemicolons(script: String) throws {
        #expect(try printed(script) == "a\nb")
    }

    @Test(arguments: [
        ("f(a,\n b,\n k=1\n)", "(f! a b k=1)"), ("let x = [\n1,\n2\n]", "(let x [1 2])"),
        ("let x = (a\n| f\n| g)", "(let x (| (| a (f!)) (g!)))"),
        ("a |\n f |\n\n g", "(| (| a (f!)) (g!))"), ("let x =\n 5", "(let x 5)"), ("assert a,\n \"b\"", "(assert a \"b\")"),
        ("f a \\\n b", "(f! a b)"), ("f a \\  \r\n b", "(f! a b)"), ("f \\\n", "f"), ("a | # first\n f # second", "(| a (f!))"),
        ("{\n a: 1,\n b: 2\n}", "{a: 1 b: 2}"), ("{ a: 1\n , b: 2 }", "{a: 1 b: 2}"), ("f {\n a: 1\n}", "(f! {a: 1})"),
        ("let x = {\n  simple: f(1,\n    2),\n  # remark\n  late: [3,\n 4],\n}\nx", "(let x {simple: (f! 1 2) late: [3 4]})\nx"),
        ("(for i in a {\n let x = i\n x\n})", "(for i a (let x i) x)"),
        ("for i in (a\n) {\n\n i\n\n i; i }", "(for i <a> i i i)"),
    ])
    func newlinesInsideBracketsAndAfterJoiningTokensEndNothing(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test func aHeaderNamesTheVersion() throws {
        let tree = try parse(SourceText(name: "test.nds", text: "## # Title\n# remark\nnds 1\n\nx"))
        #expect(tree.version == 1)
        #expect(tree.statements.map { TreeOutline().text($0) } == ["x"])
        #expect(try parse(SourceText(name: "test.nds", text: "x")).version == nil)
        #expect(try parse(SourceText(name: "test.nds", text: "nds 1; x")).statements.count == 1)
        #expect(findings("nds 2\nx") == ["1:5+1 this is a script for version 2 of the language | this nds reads `nds 1`"])
    }

    @Test func rangesCoverTheTextOfStatementsAndExpressions() throws {
        let source = SourceText(name: "test.nds", text: "  let é = f (a) \"ö\\(b)\"  # remark\nfor i in 1..2 { i }\na | g x ; z")
        let tree = try parse(source)
        let texts = tree.statements.map { source.text($0.range) }
        #expect(texts == ["let é = f (a) \"ö\\(b)\"", "for i in 1..2 { i }", "a | g x", "z"])
        guard case .bind(_, let call) = tree.statements[0].kind, case .expression(let pipe) = tree.statements[2].kind else {
            Issue.record("other statements")
            return
        }
        #expect(call.kind.children.map { source.text($0.range) } == ["(a)", "\"ö\\(b)\""])
        #expect(call.kind.children[1].kind.children.map { source.text($0.range) } == ["b"])
        #expect(pipe.kind.children.map { source.text($0.range) } == ["a", "x"])
    }

    @Test(arguments: [
        ("", true), ("let x = 5", true), ("let x =", false), ("f(", false), ("f(1", false), ("f(1)", true), ("[1,\n2", false),
        ("a |", false),
        ("a | ", false), ("a | # more", false), ("assert a,", false), ("for i in a {", false), ("for i in a {\n i\n", false),
        ("for i in a {\n i\n}", true),
        ("f \\", false), ("f \\  ", false), ("f \"a\\\\\"", true), ("# remark \\", true), ("f # (", true), ("\"(", true),
        ("\"\"\"\na", false),
        ("\"\"\"\na\"\"\"", true), ("f)", true), ("(]", true), ("\"\\(f(\"", true), ("let x = (f\nlet y = 2", true),
        ("a +", true), ("##", true), ("if a {", false), ("if a { b }", true), ("if a { b } else {", false),
        ("def f(a,", false), ("def f(a) {", false), ("def f(a) { a }", true), ("include \"a\"", true),
    ])
    func aCellIsCompleteWhereAStatementMayEnd(cell: String, expected: Bool) {
        #expect(isComplete(cell) == expected)
    }
}
