import Diagnostics
import Foundation
import Notebook
import Testing

@testable import Commands

@MainActor
struct ExperimentTests {
    @Test func whatIsSimulatedSaysSoInEveryOutput() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let made = try await scratch.run(
            """
            let gold = generate news size=40
            let labelled = annotate gold by=oracle
            let card = agree labelled with=gold
            let plan = mix labelled gold batch=8 epochs=1
            let tagger = train (bert size=tiny) on=plan
            let score = eval tagger on=gold
            let tagged = tag tagger on=gold
            let arms = for schedule in [simple, union] { train (bert size=tiny) on=(mix labelled gold schedule=schedule batch=20 epochs=1) | eval on=gold }
            arms
            """)
        for name in ["labelled", "card", "plan", "tagger", "score", "tagged"] {
            let value = try #require(scratch.session.names[name])
            #expect(value.summary.contains("simulated"), "\(name): \(value.summary)")
            #expect(value.json.line.contains("\"simulated\":true"), "\(name)")
        }
        guard case .table(let arms) = made else { throw Mismatch(expected: "a table") }
        #expect(try #require(arms.column("labels")).allSatisfy { $0.summary.hasPrefix("simulated") })
    }

    @Test func theTableOfArmsHoldsStepsPassesAndF1ByType() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try await scratch.run(
            """
            let gold = generate news size=20
            for schedule in [only_original, simple] { train (bert size=tiny) on=(mix gold gold schedule=schedule batch=10 epochs=1) | eval on=gold }
            """)
        guard case .table(let arms) = value else { throw Mismatch(expected: "a table") }
        #expect(
            arms.columns == [
                "schedule", "labels", "steps", "passes_distilled", "passes_original", "f1", "precision", "recall", "LOC", "MISC", "ORG", "PER",
            ])
        #expect(arms.column("schedule")?.map(\.summary) == ["only_original", "simple(at=auto)"])
        #expect(arms.column("steps")?.map(\.summary) == ["4", "4"])
        #expect(arms.column("passes_original")?.map(\.summary) == ["2", "1"])
    }

    @Test func trainingLeavesTheModelAsItWasAndTheSameCallGivesTheSameModel() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(
            """
            seed 7
            let gold = generate news size=24
            let start = bert size=tiny
            let one = train start on=gold batch=8 epochs=1 threads=1
            let unrelated = sample gold 5
            let two = train start on=gold batch=8 epochs=1 threads=2
            assert not (start.types == one.types)
            assert one.losses == two.losses
            for s in [8] { seed s; let other = train start on=gold batch=8 epochs=1; assert other.losses[0] > 0 and not (other.losses == one.losses) }
            """)
    }
}
