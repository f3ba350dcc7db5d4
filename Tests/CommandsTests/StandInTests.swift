import Notebook
import Testing

@testable import Commands

/// A model that teaches in the place of a language model is called a stand-in wherever its labels go.
@MainActor
struct StandInTests {
    @Test(arguments: [
        "given", "given.notes", "given.ledger", "sample given 10", "concat given given", "keep given confidence=0%", "agree given with=gold", "mix given gold",
        "train (bert size=tiny) on=given steps=2 batch=4", "eval (train (bert size=tiny) on=given steps=2 batch=4) on=gold", "voted [tagger, oracle]",
    ])
    func everyOutputSaysSo(output: String) async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let made = """
            let gold = generate news size=30
            let tagger = train (bert size=tiny) on=gold steps=40 batch=4 lr=3e-3
            let given = annotate gold by=tagger
            given
            """
        try await scratch.run(made)
        let value = try #require(try await scratch.run(output))
        #expect(value.summary.contains("stand-in for a language model"), "\(value.summary)")
    }

    @Test func typesThatNobodyAskedForAreInTheLedgerAlone() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(
            """
            let gold = generate news size=30
            let tagger = train (bert size=tiny) on=gold steps=60 batch=4 lr=3e-3
            let all = annotate gold by=tagger
            let some = annotate gold by=tagger types=["PER"]
            assert some.types == ["PER"] and some.entities < all.entities
            assert some.ledger.entities == all.entities and some.ledger.placed == some.entities
            assert (annotate gold by=tagger).entities == (tag tagger on=gold).entities
            """)
    }
}
