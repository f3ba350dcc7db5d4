import Diagnostics
import Script
import Testing

struct FreeNameTests {
    @Test(arguments: [
        ("let x = f a b k=c", "a b c | f"), ("x.y[i] + \"\\(t)\"", "x i t | "), ("for i in a { f i j }", "a j | f"),
        ("for i in i { i }", "i | "), ("for s in 1..2 { let x = f s; x + y }", "y | f"), ("for s in a { let x = x; x }", "a x | "),
        ("if a { let b = 1; b } else if c { b } else { d }", "a c b d | "), ("def f(t, g=k) { t + g + h(t) }", "k | h"),
        ("def f(t) { def g(u) { u + t + v }; g(t) }", "v | "), ("a | f b | g", "a b | f g"), ("seed s", "s | "),
        ("assert a == b, c", "a b c | "), ("param n = m", "m | "), ("f f=f", "f | f"), ("mix a b schedule=fade", "a b fade | mix"),
        ("let fade = 1", " | "), ("(for mix in a { mix b })", "a b | "),
    ])
    func aStatementTakesTheseNamesFromAroundIt(script: String, expected: String) throws {
        let tree = try parse(SourceText(name: "test.nds", text: script))
        let free = tree.statements[0].freeNames()
        #expect("\(free.words.joined(separator: " ")) | \(free.calls.joined(separator: " "))" == expected)
    }

    @Test func wordsThatStandForThemselvesAreNoNames() throws {
        let tree = try parse(SourceText(name: "test.nds", text: "load a format=text\nb | load (c) format=(text)"))
        let choices: FreeNames.Choices = { call, isPiped in call.arguments.count == 2 && call.name.text == "load" ? [1] : [] }
        #expect(tree.statements[0].freeNames(choices: choices).words == ["a"])
        #expect(tree.statements[1].freeNames(choices: choices).words == ["b", "c", "text"])
        #expect(tree.statements[0].freeNames().all == ["a", "text", "load"])
    }

    @Test(arguments: [("let x = 1", "x"), ("param n", "n"), ("def f() { 1 }", "f"), ("x", nil), ("seed 1", nil), ("include \"a\"", nil)])
    func aStatementBindsAtMostOneName(script: String, expected: String?) throws {
        #expect(try parse(SourceText(name: "test.nds", text: script)).statements[0].boundName?.text == expected)
    }
}
