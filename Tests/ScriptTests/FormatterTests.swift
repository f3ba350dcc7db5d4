import Diagnostics
import Foundation
@testable import Script
import Testing

private func tree(_ text: String) throws -> Tree {
    try parse(SourceText(name: "test.nds", text: text))
}

/// Every statement with all its parentheses, prose and recorded output.
private func described(_ tree: Tree) -> String {
    TreeOutline(marksParentheses: true).text(tree)
}

/// The scripts of the project, and what else tests hold.
private let scripts: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folders = ["scripts", "Tests/Transcripts", "Tests/NotebookTests/ErrorScripts", "Tests/CommandsTests/ErrorScripts", "Tests/ErrorCases"]
    return folders.flatMap { folder -> [String] in
        let url = root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(".nds") }.sorted().compactMap { try? String(contentsOf: url.appendingPathComponent($0), encoding: .utf8) }
    }
}()

struct FormatterTests {
    @Test(arguments: [
        ("let x=5", "let x = 5"), ("let x = f( a,b,  k = 1 )", "let x = f(a, b, k=1)"), ("f  (a)   k=1", "f (a) k=1"),
        ("a;b ; c", "a\nb\nc"), ("1+2*3 ^ 4", "1 + 2 * 3^4"), ("1 .. 5", "1..5"), ("1..n+1", "1 .. n + 1"), ("0.712+-0.005", "0.712 +- 0.005"),
        ("-a ^ -b", "-a ^ -b"), ("not  a==b", "not a == b"), ("((x))", "(x)"), ("a|f|g k=1", "a | f | g k=1"),
        ("{a:1,\"b c\" : 2}", "{a: 1, \"b c\": 2}"), ("[1,2,]", "[1, 2]"), ("5_000 + 20% + 1E3", "5_000 + 20% + 1E3"),
        ("\"a\\tb\\(x+1)\"", "\"a\\tb\\(x+1)\""), ("x [1]", "x [1]"), ("x[ 1 ].y", "x[1].y"), ("a | f()", "a | f()"), ("f()", "f()"),
        ("for i in 1..3{bag i}", "for i in 1..3 { bag i }"), ("for i in a {\nf i;g i}", "for i in a {\n    f i\n    g i\n}"),
        ("if a{b}else if c{d}else{e}", "if a { b } else if c { d } else { e }"), ("if a { b } else {\n c }", "if a {\n    b\n} else {\n    c\n}"),
        ("def f( t,g = 2 ){1-t^g}", "def f(t, g=2) { 1 - t^g }"), ("include   \"a.nds\"", "include \"a.nds\""),
        ("param n:number=5 \"how many\"", "param n: number = 5 \"how many\""), ("seed   42", "seed 42"),
        ("assert a,\"b\"", "assert a, \"b\""), ("nds 1;x", "nds 1\nx"), ("f a \\\n b", "f a b"), ("\n\n\nx\n\n\n\ny\n\n", "x\n\ny"),
        ("for i in a {\n\n  f i\n\n\n  g i\n\n}", "for i in a {\n    f i\n\n    g i\n}"), ("for i in a { }", "for i in a {}"),
        ("x # one\ny     # two", "x  # one\ny  # two"), ("let long = 1 # one\ny # two", "let long = 1  # one\ny             # two"),
        ("# a\n\n\n## b\nx\n#= 3", "# a\n\n## b\nx\n#= 3"), ("let x = [\n1,2]", "let x = [\n    1,\n    2,\n]"),
        ("let x = [ # all\n1, # one\n# two\n2 # three\n]", "let x = [  # all\n    1,     # one\n    # two\n    2,  # three\n]"),
        ("a |\nf |\ng", "a |\n    f |\n    g"), ("(a\n| f\n| g)", "(\n    a |\n        f |\n        g\n)"),
        ("for i in a {\n f i\n} | g", "for i in a {\n    f i\n} | g"), ("let x = (for i in a {\n f i\n})", "let x = (for i in a {\n    f i\n})"),
        ("let t = \"\"\"\n   a\n  b\n  \"\"\"", "let t = \"\"\"\n   a\n  b\n  \"\"\""), ("x\r\ny # é\r\n", "x\ny  # é"), ("\"\"\"\r\r\n a\r\r\n \"\"\"", "\"\"\"\n\n a\n\n \"\"\""), ("", ""), ("# only", "# only"),
        ("def f(\n a,\n b=1) { a }", "def f(\n    a,\n    b=1,\n) { a }"),
    ])
    func oneStyleForEverybody(script: String, expected: String) throws {
        let text = formatted(try tree(script))
        #expect(text == (expected.isEmpty ? "" : expected + "\n"))
        #expect(formatted(try tree(text)) == text)
    }

    private static let long = "let distilled = relabel replies {Person: \"PER\", Organization: \"ORG\", Location: \"LOC\", Miscellaneous: \"MISC\", Date: none}"

    @Test(arguments: [
        (
            long,
            "let distilled = relabel replies {\n    Person: \"PER\",\n    Organization: \"ORG\",\n    Location: \"LOC\",\n    Miscellaneous: \"MISC\",\n    Date: none,\n}"
        ),
        (
            "train start on=(mix distilled original schedule=schedule batch=16 steps=steps) lr=2e-4 warmup=0.05 | eval on=test | show",
            "train start on=(mix distilled original schedule=schedule batch=16 steps=steps) lr=2e-4 warmup=0.05 |\n    eval on=test |\n    show"
        ),
        (
            "let tagger = train start on=human dev=dev lr=2e-4 warmup=0.05 eval_every=50 patience=3 layer_decay=0.9 freeze=3 threads=2",
            "let tagger = train start on=human dev=dev lr=2e-4 warmup=0.05 eval_every=50 patience=3 layer_decay=0.9 \\\n    freeze=3 threads=2"
        ),
        (
            "assert overlap(original, test) == 0 and overlap(distilled, test) == 0 and overlap(concat(distilled, original), test) == 0",
            "assert overlap(original, test) == 0 and overlap(distilled, test) == 0 \\\n    and overlap(concat(distilled, original), test) == 0"
        ),
        (
            "assert the_first_long_name == the_second_long_name, \"a message that is rather long, so that both do not fit in one line\"",
            "assert the_first_long_name == the_second_long_name,\n    \"a message that is rather long, so that both do not fit in one line\""
        ),
        (
            "let score = mean([the_first_long_name, the_second_long_name, the_third_long_name, the_fourth_long_name, the_fifth])",
            "let score = mean(\n    [the_first_long_name, the_second_long_name, the_third_long_name, the_fourth_long_name, the_fifth],\n)"
        ),
    ])
    func longLinesAreBrokenWhereTheyCanBe(script: String, expected: String) throws {
        let text = formatted(try tree(script))
        #expect(text == expected + "\n")
        #expect(formatted(try tree(text)) == text)
        #expect(described(try tree(text)) == described(try tree(script)))
    }

    @Test func parsingWhatWasPrintedGivesTheTree() throws {
        for seed in 0..<1000 {
            var maker = TreeMaker(seed: UInt64(seed))
            let random = maker.tree()
            let text = formatted(random)
            do {
                let again = try tree(text)
                try #require(described(again) == described(random), "seed \(seed):\n\(text)")
                try #require(formatted(again) == text, "seed \(seed) is not stable:\n\(text)")
            } catch let findings as Findings {
                Issue.record("seed \(seed): \(findings.all.map { $0.rendered() }.joined(separator: "\n"))\n\(text)")
                return
            }
        }
    }

    @Test func commentsStayBetweenTheSameWords() throws {
        var count = 0
        for seed in 0..<1000 {
            var maker = TreeMaker(seed: UInt64(seed))
            let text = commented(formatted(maker.tree()), &maker)
            guard let before = try? tree(text) else { continue }
            count += 1
            let result = formatted(before)
            let after = try tree(result)
            try #require(after.comments.map(\.text) == before.comments.map(\.text), "seed \(seed):\n\(text)\n---\n\(result)")
            try #require(after.comments.map(\.startsLine) == before.comments.map(\.startsLine), "seed \(seed):\n\(text)\n---\n\(result)")
            try #require(described(after) == described(before), "seed \(seed):\n\(text)\n---\n\(result)")
            try #require(formatted(after) == result, "seed \(seed) is not stable:\n\(result)\n---\n\(formatted(after))")
        }
        #expect(count > 700)
    }

    /// Comments behind and between lines, wherever a line of the text may end.
    private func commented(_ text: String, _ maker: inout TreeMaker) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = maker.pick(["#", "##", "#="])
            if lines.last?.hasSuffix("\\") != true, maker.below(4) == 0 { lines.append("\(mark) own \(lines.count)") }
            lines.append(String(line) + (line.hasSuffix("\\") || line.isEmpty || maker.below(4) > 0 ? "" : " \(mark) behind \(lines.count)"))
        }
        return lines.joined(separator: "\n")
    }

    @Test(arguments: scripts)
    func scriptsKeepTheirTreeAndTheirComments(script: String) throws {
        guard let before = try? tree(script) else { return }
        let text = formatted(before)
        let after = try tree(text)
        #expect(described(after) == described(before))
        #expect(after.comments.map(\.text) == before.comments.map(\.text))
        #expect(after.comments.map(\.startsLine) == before.comments.map(\.startsLine))
        #expect(formatted(after) == text)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 || $0.contains("\"") || $0.contains("#") })
    }

    @Test func aChangedTreeIsPrintedAsItIs() throws {
        var changed = try tree("let x = \"\\(a) b\" + \"c\" + 20%")
        guard case .bind(let name, let value) = changed.statements[0].kind, case .binary(let symbol, let left, _) = value.kind else {
            Issue.record("another tree")
            return
        }
        let sum = Expression(kind: .binary(symbol, left, Expression(kind: .number(0.3), range: 0..<0)), range: value.range)
        changed.statements[0].kind = .bind(name: Name(text: "y", range: name.range), sum)
        #expect(formatted(changed) == "let y = \"\\(a) b\" + \"c\" + 0.3\n")
    }

    @Test func aDefinitionHasOneTextWhateverItsLayout() throws {
        let texts = try ["def f(t){ 1-t ^ 2 }", "def f( t ) {\n  # remark\n  1 - t^2\n}"].map { script in
            let tree = try tree(script)
            guard case .define(let definition) = tree.statements[0].kind else { return "none" }
            return definition.canonicalText(tree.source)
        }
        #expect(texts == ["def f(t) { 1 - t^2 }", "def f(t) { 1 - t^2 }"])
    }
}
