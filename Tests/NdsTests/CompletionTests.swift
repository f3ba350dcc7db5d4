import Testing

@testable import nds

struct CompletionTests {
    private func completion(_ words: [String], ending: String = " ", replaced: Range<Int>) -> Completion {
        Completion(candidates: words.map { .init($0, ending: ending) }, replaced: replaced)
    }

    @Test func theOnlyCandidateComesWithItsEnding() {
        let cell = completion(["train"], replaced: 0..<2).applied(to: "tr")
        #expect(cell == CellBuffer("train "))
        let parameter = completion(["epochs"], ending: "=", replaced: 8..<10).applied(to: "train m ep on=x")
        #expect(parameter == CellBuffer("train m epochs= on=x", cursor: 15))
    }

    @Test func anEndingThatIsThereIsNotDoubled() {
        #expect(completion(["train"], replaced: 0..<2).applied(to: "tr x") == CellBuffer("train x", cursor: 5))
    }

    @Test func severalCandidatesShareTheirBeginning() {
        #expect(completion(["constant", "cosine"], replaced: 4..<5).applied(to: "mix c") == CellBuffer("mix co"))
    }

    @Test func nothingToAddIsNothing() {
        #expect(completion(["constant", "cosine"], replaced: 0..<2).applied(to: "co") == nil)
        #expect(completion([], replaced: 0..<2).applied(to: "co") == nil)
    }

    @Test func offsetsCountBytes() {
        #expect(completion(["München.txt"], ending: "", replaced: 9..<12).applied(to: "\"東京\" Mü") == CellBuffer("\"東京\" München.txt"))
    }
}

struct CandidateListTests {
    @Test func summariesStandInAColumn() {
        let candidates = [
            Completion.Candidate("load", summary: "reads a dataset"), Completion.Candidate("llm", summary: "names a teacher"),
        ]
        #expect(candidateList(candidates, width: 40, limit: 10, palette: .plain) == [
            "  load  reads a dataset",
            "  llm   names a teacher",
        ])
        #expect(candidateList(candidates, width: 17, limit: 10, palette: .plain) == ["  load  reads a…", "  llm   names a…"])
    }

    @Test func wordsAloneFillColumnsDownwards() {
        let candidates = ["a", "b", "c", "dd", "e"].map { Completion.Candidate($0) }
        #expect(candidateList(candidates, width: 14, limit: 10, palette: .plain) == ["  a   c   e", "  b   dd"])
    }

    @Test func whatDoesNotFitIsCounted() {
        let candidates = (1...9).map { Completion.Candidate("name\($0)", summary: "s") }
        #expect(candidateList(candidates, width: 40, limit: 2, palette: .plain).last == "  … and 7 more")
    }
}
