import Foundation
import Notebook
import Testing

@MainActor
struct CompletionTests {
    /// Candidates for a text typed so far, each with its ending, after a session that bound a few names.
    private func candidates(_ text: String) async throws -> (replaced: Int, texts: [String]) {
        let session = Session(language: testLanguage)
        let names = "let big = bag 5; let score = fit big on=big; let rec = {red: 1, inner: {blue: big}}"
            + "; let colours = palette; let n = 5"
        _ = try await run(names, session: session)
        let (replaced, candidates) = session.completions(of: text, folder: scriptFolder.path)
        return (replaced, candidates.map { $0.text + $0.ending })
    }

    @Test(arguments: [
        ("bi", 2, ["big "]), ("f", 1, ["for ", "fit ", "fail "]), ("let x = fi", 2, ["fit "]), ("le", 2, ["let "]),
        ("let le", 2, []), ("x | po", 2, ["pour "]),
        ("x | le", 2, []), ("(le", 2, []), ("for i in bi", 2, ["big "]), ("for i in 1..2 { l", 1, ["let ", "linger "]),
        ("a; as", 2, ["assert "]), ("a\nas", 2, ["assert "]),
        ("a |\n  po", 2, ["pour "]), ("?po", 2, ["pour"]), ("# f", 0, []), ("# f\nfi", 2, ["fit "]), ("zzz", 3, []),
    ])
    func wordsCompleteToStatementsCommandsAndNames(text: String, replaced: Int, expected: [String]) async throws {
        let found = try await candidates(text)
        #expect(found.replaced == replaced)
        #expect(found.texts == expected)
    }

    @Test(arguments: [
        ("fit big e", ["epochs="]), ("let x = fit big e", ["epochs="]), ("a | fit e", ["epochs="]), ("fit big epochs=3 e", []),
        ("fit(big, e", ["epochs="]),
        ("fit (bag 5) e", ["epochs="]), ("fit big on=(bag 5 name=\"(\") e", ["epochs="]), ("fit (bag n", ["n ", "name="]),
        ("join (fit big on=[1] e", ["epochs="]),
        ("fit \"a | (b\" e", ["epochs="]), ("\"\\(fit big e", ["epochs="]), ("\"\\(big)\" | fit e", ["epochs="]),
        ("join b", ["big "]), ("fit [big, e", []),
        ("fit big on=b", ["bag(", "big "]), ("fit big schedule=", ["simple ", "linear "]), ("fit big shuffle=t", ["true "]),
        ("cut big at=h", ["half "]), ("fit big epochs=", ["fail(", "n "]), ("topic dr", ["draw "]),
    ])
    func argumentsCompleteToOptionsAndTheirValues(text: String, expected: [String]) async throws {
        #expect(try await candidates(text).texts == expected)
    }

    @Test(arguments: [
        ("big.", ["size", "name", "halves"]), ("big.s", ["size"]), ("score.t", ["types"]), ("score.types.", ["red", "blue"]),
        ("rec.inner.blue.n", ["name"]),
        ("colours.", ["colour", "weight"]), ("assert score.f1 > big.s", ["size"]), ("n.", []), ("nothing.", []), ("1.", []),
        (".", []),
    ])
    func aDotCompletesToFields(text: String, expected: [String]) async throws {
        #expect(try await candidates(text).texts == expected)
    }

    @Test func anOpenTextCompletesToPaths() async throws {
        #expect(try await candidates("open \"check-n").texts == ["check-names.nds\""])
        #expect(try await candidates("open \"check-n").replaced == 7)
        #expect(try await candidates("open \"check-names.nds\" fo").texts == ["format="])
        #expect(try await candidates("x; (open \"../ErrorS").texts == ["../ErrorScriptTests.swift\"", "../ErrorScripts/"])
        #expect(try await candidates("open \"a;b|(check").texts == [])
        #expect(try await candidates("open path=\"run-").texts == ["run-commands.nds\"", "run-functions.nds\"", "run-values.nds\""])
        #expect(try await candidates("open \"no/such/folder/").texts == [])
    }

    @Test func summariesExplainCandidates() async throws {
        let session = Session(language: testLanguage)
        _ = try await run("let big = bag 5", session: session)
        let found = session.completions(of: "", folder: scriptFolder.path).candidates
        #expect(found.first { $0.text == "pour" }?.summary == "one bag into another")
        #expect(found.first { $0.text == "big" }?.summary == "bag of 5")
        #expect(!found.contains { $0.text == "_" })
        #expect(Set(found.map(\.text)).count == found.count)
    }
}
