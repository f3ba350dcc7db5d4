import Corpus
import Diagnostics
import Notebook
import Random
import Report
import Testing

@testable import Commands

/// What is found out about the errors of arms and about the worth of gold sentences.
@MainActor
struct InstrumentTests {
    private static let origin = Origin(file: "gold", number: 0, line: 1)

    /// Ten sentences, each of an ORG and a PER.
    private let gold = Dataset(
        name: "test",
        sentences: (0..<10).map { _ in Sentence(tokens: ["A", "b", "C"], spans: [Span(0, 1, "ORG"), Span(2, 3, "PER")], origin: origin) },
        types: ["LOC", "ORG", "PER"], labels: .gold)

    /// The gold labels, with the ORG of the first sentences taken for LOC.
    private func spans(confused: Int) -> [[Span]] {
        gold.sentences.indices.map { [Span(0, 1, $0 < confused ? "LOC" : "ORG"), Span(2, 3, "PER")] }
    }

    private func table(_ arms: [(name: String, confused: [Int])]) -> Table {
        var rows: [[Value]] = [], results: [Value] = []
        for arm in arms {
            for (seed, confused) in arm.confused.enumerated() {
                rows.append([.text(arm.name), .number(Double(seed))])
                results.append(.kind(Score(predicted: spans(confused: confused), judged: "model", gold: gold, training: nil, notes: [])))
            }
        }
        return Table(columns: ["arm", "s"], rows: rows, results: results)
    }

    @Test func theShareInheritedIsTheWayFromBaselineToTeacher() throws {
        var labelled = gold
        for (index, spans) in spans(confused: 8).enumerated() { labelled.sentences[index].spans = spans }
        labelled.labels = LabelSource(name: "llm")
        let card = try ReportCard(judged: labelled, gold: gold)
        let arms = try Arms(table([("base", [2, 2]), ("half", [4, 6]), ("like", [2]), ("teacher's", [8])]), rows: "arm", over: "s")
        let found = try Inheritance(arms, baseline: 0, teacher: card)
        #expect(zip(found.arms.map(\.share), [0.5, 0, 1]).allSatisfy { abs(($0 ?? 9) - $1) < 1e-12 })
        #expect(found.teacher.map(\.name) == ["ORG→LOC", "ORG→PER", "ORG→missed", "PER→LOC", "PER→ORG", "PER→missed"])
        #expect(found.teacher[0].rate == 0.8 && found.baseline.rates[0] == 0.2 && found.arms[0].rates[0] == 0.5)
        #expect(
            found.summary
                == "of the confusions of llm on test inherited: half 50 %, like 0 %, teacher's 100 %; ORG→LOC: teacher 0.800, base 0.200, half 0.500, like 0.200, teacher's 0.800")
        #expect(found.notes == ["the sentences that the teacher labelled have no gold LOC: nothing is known of these"])
    }

    private func field(_ name: String, of repairs: Repairs) throws -> Value {
        try #require(Repairs.fields.first { $0.name == name }).get(repairs)
    }

    @Test func repairsAreMeansOverSeeds() throws {
        let arms = try Arms(table([("base", [4, 6]), ("arm", [1, 7])]), rows: "arm", over: "s")
        let found = try Repairs(arms, baseline: 0)
        #expect(found.summary == "errors of base on test, means over seeds: arm repairs 1.5 of 5 and adds 0.5")
        let table = try Table(field("by_error", of: found))
        #expect(table.column("error")?.map(\.summary) == ["type", "boundary", "boundary+type", "missed", "spurious"])
        #expect(table.rows[0].map(\.summary) == ["arm", "type", "5", "4", "1.5", "0.5", "2"])
        guard case .table(let shown) = found.blocks[1] else {
            Issue.record("the second block is the table by error")
            return
        }
        #expect(shown.rows[0] == ["arm", "type", "5.0", "4.0", "1.5", "0.5", "2"])
        let repaired = try Table(field("repaired", of: found))
        #expect(repaired.rows.map { $0.map(\.summary) } == [["arm", "A", "ORG", "type", "3"]])
    }

    private func curves(_ script: String) async throws -> SizeCurves {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        return try SizeCurves(try #require(try await scratch.run(script)))
    }

    private static let alone = "let alone = {a: [50, 0.5], b: [100, 0.6], c: [200, 0.7], d: [400, 0.68], e: [800, 0.8]}\n"

    private func table(both: String) -> String {
        Self.alone + "let both = \(both)\n"
            + "let runs = for arm in {alone: alone, both: both} { for row in arm.value { {size: row.value[0], f1: row.value[1], who: arm.name} } }\n"
    }

    @Test func sentencesSavedAreThoseOfTheFirstSizeThatReachesAsMuch() async throws {
        let found = try await curves(
            table(both: "{a: [50, 0.65], b: [100, 0.7], c: [200, 0.75], d: [400, 0.79], e: [800, 0.81]}")
                + "curve runs size=\"size\" rows=\"who\" baseline=\"alone\" price=0.1 annotation=0.17 at=100")
        let alone = found.savings.map { $0.alone.map { ($0 * 10).rounded() / 10 } }
        // Half the way from 0.6 to 0.7 is 100 √2; 0.75 lies 7/12 of the way from 400 to 800.
        #expect(alone == [141.4, 200, 599.3, 755.1, nil] && found.savings.map(\.isBeyond) == [false, false, false, false, true])
        #expect(found.verdict(on: "both") == "with both, 100 gold sentences reach what 200 reach with alone; at 0.1 a gold sentence that saves 10, minus 0.17 for the annotation")
        #expect(found.notes.count == 2)
    }

    @Test(arguments: [
        ("{a: [50, 0.45], b: [100, 0.49]}", "", "with both, no size reaches what alone does with 50, its fewest: it does not save anything"),
        ("{a: [100, 0.55], b: [200, 0.6]}", "", "with both, it does not save anything: 100 gold sentences reach what 71 reach with alone"),
        ("{a: [50, 0.85], b: [100, 0.9]}", "", "with both, 50 gold sentences reach more than alone does with 800, its most: what that saves is not known"),
        (
            "{a: [50, 0.45], b: [100, 0.55], c: [200, 0.7], d: [800, 0.85]}", "",
            "with both, nothing is saved at 50, 100 and 200 gold sentences; 800 gold sentences reach more than alone does with 800, its most: what that saves is not known"
        ),
        ("{a: [50, 0.6], b: [100, 0.6]}", "", "with both, nothing is saved at 100 gold sentences; 50 gold sentences reach what 100 reach with alone"),
        ("{a: [50, 0.6], b: [100, 0.7]}", " price=0.01 annotation=2", "with both, 100 gold sentences reach what 200 reach with alone; at 0.01 a gold sentence that saves 1.00, minus 2 for the annotation: it does not save anything"),
        ("{a: [50, 0.6], b: [100, 0.7]}", " at=70", "with both, nothing is known of 70 gold sentences"),
    ])
    func nothingIsExtrapolated(both: String, options: String, expected: String) async throws {
        let found = try await curves(table(both: both) + "curve runs size=\"size\" rows=\"who\" baseline=\"alone\"\(options)")
        #expect(found.verdict(on: "both") == expected)
    }

    @Test func trainingsOfOneSizeAreAveraged() async throws {
        let found = try await curves(
            """
            let runs = for size in [100, 200] { for s in 1..2 { for arm in {alone: 0, both: 0.1} { {f1: size / 1000 + arm.value + s * 0.01} } } }
            curve runs size="size" rows="name" baseline="alone" teacher=0.2
            """)
        #expect(found.baseline.points.map { $0.f1.count } == [2, 2] && abs(found.baseline.points[0].f1.mean - 0.115) < 1e-12)
        #expect(found.baseline.reach(0.165) != .beyond(200) && found.baseline.reach(0.3) == .beyond(200) && found.baseline.reach(0.1) == .below(100))
        #expect(found.notes.count == 1)
    }
}
