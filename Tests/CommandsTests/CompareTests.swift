import Corpus
import Diagnostics
import Notebook
import Random
import Report
import Script
import Store
import Testing

@testable import Commands

/// Arms over seeds: what is compared with what, what is called real, and what is known before a run.
@MainActor
struct CompareTests {
    private func comparison(_ script: String) async throws -> Comparison {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        return try Comparison(try #require(try await scratch.run(script)))
    }

    /// Scores as a model would have that finds each gold entity with some probability.
    private func score(of gold: Dataset, _ skill: Double, _ numbers: inout RandomStream) -> Score {
        let predicted = gold.sentences.map { sentence in sentence.spans.filter { _ in numbers.uniform() < skill } }
        return Score(predicted: predicted, judged: "model", gold: gold, training: nil, notes: [])
    }

    private func gold(_ sentences: Int) -> Dataset {
        let spans = [Span(0, 1, "PER"), Span(2, 3, "ORG")]
        let all = (0..<sentences).map { number in
            Sentence(tokens: ["A", "b", "C"], spans: spans, origin: Origin(file: "gold", number: number, line: number + 1))
        }
        return Dataset(name: "gold", sentences: all, types: ["ORG", "PER"], labels: .gold)
    }

    private func table(of arms: [(name: String, skill: Double)], seeds: Int, gold: Dataset, _ numbers: inout RandomStream) -> Table {
        var rows: [[Value]] = [], results: [Value] = []
        for arm in arms {
            for seed in 1...seeds {
                rows.append([.text(arm.name), .number(Double(seed))])
                results.append(.kind(score(of: gold, arm.skill, &numbers)))
            }
        }
        return Table(columns: ["arm", "s"], rows: rows, results: results)
    }

    private func compared(_ table: Table, resamples: Int = 300) throws -> Comparison {
        let arms = try Arms(table, rows: "arm", over: "s")
        return Comparison(
            arms, rows: "arm", over: "s", baseline: try arms.index(of: "base"), level: 0.05, resamples: resamples,
            stream: RandomStream(seed: 1, key: "compare"))
    }

    @Test func armsThatAreTheSameAreRarelyCalledDifferentAndArmsThatDifferAre() throws {
        let gold = gold(40)
        var numbers = RandomStream(seed: 11, key: "simulation")
        var alarms = 0, found = 0
        let experiments = 150
        for _ in 0..<experiments {
            let same = table(of: [("base", 0.7), ("one", 0.7), ("two", 0.7)], seeds: 8, gold: gold, &numbers)
            if try compared(same).contrasts.contains(where: \.isReal) { alarms += 1 }
        }
        for _ in 0..<20 {
            let other = table(of: [("base", 0.7), ("better", 0.85), ("same", 0.7)], seeds: 8, gold: gold, &numbers)
            if try compared(other).contrasts[0].outcome == .better { found += 1 }
        }
        // Any false alarm in an experiment of two contrasts: 5 % at most, but for chance 15 of 150.
        #expect(alarms <= 15, "\(alarms) of \(experiments)")
        #expect(found >= 18, "\(found) of 20")
    }

    @Test func figuresAreThoseOfTheScores() throws {
        var numbers = RandomStream(seed: 2, key: "figures")
        let runs = table(of: [("base", 0.6), ("other", 0.8)], seeds: 6, gold: gold(30), &numbers)
        let result = try compared(runs, resamples: 1000)
        let f1 = runs.results.compactMap { try? Score($0).entities.f1 }
        let differences = (0..<6).map { f1[6 + $0] - f1[$0] }
        let contrast = result.contrasts[0]
        #expect(abs((contrast.difference ?? 0) - differences.reduce(0, +) / 6) < 1e-12)
        #expect(contrast.pSeeds == 2.0 / 64 && contrast.p == max(2.0 / 64, contrast.pSentences ?? 1))
        #expect((contrast.low ?? 1) < (contrast.difference ?? 0) && (contrast.difference ?? 1) < (contrast.high ?? 0))
        #expect(contrast.verdict.hasPrefix("other beats base by ") && contrast.verdict.contains("6 seeds, p = 0.031 after Holm"))
        #expect(result.arms[1].types.map(\.type) == ["ORG", "PER"])
        #expect(result.summary.hasPrefix("1 arm against base, 6 seeds on gold: better: other (+"))
        #expect(try result.value.json.line == compared(runs, resamples: 1000).value.json.line)
    }

    @Test func noPValueIsShownAsNought() throws {
        var numbers = RandomStream(seed: 2, key: "figures")
        let runs = table(of: [("base", 0.2), ("other", 0.9)], seeds: 6, gold: gold(30), &numbers)
        guard case .table(let shown) = try compared(runs, resamples: 5000).blocks[2] else {
            Issue.record("the third block is the table of contrasts")
            return
        }
        #expect(shown.columns.map(\.name)[5...7] == ["p_seeds", "p_sentences", "p"])
        #expect(shown.rows[0][5...7] == ["0.031", "<0.001", "0.031"])
    }

    @Test func scoresSurviveLoopsWithinLoopsSortingAndTheStore() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try await scratch.run(
            """
            let news = generate news size=20
            let runs = for arm in [only_original, simple] {
                for s in 1..2 { seed s; train (bert size=tiny) on=(mix news news schedule=arm batch=20 steps=2) | eval on=news }
            }
            sort runs "f1" reverse=true
            """)
        let sorted = try Table(try #require(value)), runs = try Table(try #require(scratch.session.names["runs"]))
        #expect(sorted.results.count == 4 && !sorted.columns.contains("score"))
        for row in 0..<4 { #expect(try Score(sorted.result(row)).entities.f1.value.summary == sorted.rows[row][sorted.columns.firstIndex(of: "f1") ?? 0].summary) }
        let kinds = CodingUserInfoKey(rawValue: "kinds")!
        let types = Dictionary(uniqueKeysWithValues: Language.allKinds.map { ($0.kindName, $0) })
        let stripped = Table(columns: ["s"], rows: sorted.rows.map { [$0[1]] }, results: sorted.results)
        let bytes = try BinaryEncoder.bytes(of: Value.table(stripped))
        let again = try BinaryDecoder.decode(Value.self, from: bytes, userInfo: [kinds: types])
        #expect(try BinaryEncoder.bytes(of: again) == bytes)
        #expect(try Table(again).results.count == 4)
        let arms = try Arms(runs, rows: "arm", over: "s")
        #expect(arms.all.map(\.name) == ["only_original", "simple(at=auto)"])
        #expect(try arms.index(of: "simple") == 1 && arms.index(of: "simple(at=auto)") == 1)
    }

    @Test func modelsDoNotStayInTables() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try await scratch.run(
            "let news = generate news size=8\nfor s in 1..2 { seed s; train (bert size=tiny) on=news batch=8 steps=1 }")
        #expect(try Table(try #require(value)).results.isEmpty)
    }

    @Test func withoutScoresOneTestIsLeftAndNothingIsReal() async throws {
        let result = try await comparison(
            """
            let runs = for arm in {base: 0.5, other: 0.6} { for s in 1..6 { {f1: arm.value + s * 0.001 * arm.value} } }
            compare runs rows="name" over="s" baseline="base"
            """)
        let contrast = result.contrasts[0]
        #expect(contrast.outcome == .noSentences && contrast.pSeeds == 2.0 / 64 && contrast.pSentences == nil)
        #expect(
            contrast.verdict
                == "other beats base by 10.0 points of F1 over 6 seeds (p = 0.031 after Holm); what other test sentences would say is not known, no verdict")
        #expect(result.notes == ["the table holds no scores: nothing can be said of other test sentences"])
    }

    @Test func tooFewSeedsOneSeedAndMissingOnesAreSaid() async throws {
        let result = try await comparison(
            """
            let runs = for row in {base: 1..5, few: 1..3, one: 2..2, apart: 7..9, holes: 2..6} {
                for s in row.value { if row.name == "holes" and s == 4 { {loss: 1} } else { {f1: 0.5 + s / 100, who: row.name} } }
            }
            compare runs rows="name" over="s" baseline="base"
            """)
        #expect(result.contrasts.map(\.outcome) == [.tooFewSeeds, .oneSeed, .noSeed, .tooFewSeeds])
        #expect(result.contrasts.map(\.seeds) == [3, 1, 0, 3])
        #expect(
            result.contrasts.map(\.verdict) == [
                "few: 3 seeds cannot reach p = 0.05 over 2 contrasts: 7 seeds can (2/2^7 = 0.016); found 0 points of F1, no verdict",
                "one: one seed, no verdict; found 0 points of F1",
                "apart: no seed in common with base, no verdict",
                "holes: 3 seeds cannot reach p = 0.05 over 2 contrasts: 7 seeds can (2/2^7 = 0.016); found 0 points of F1, no verdict",
            ])
        #expect(
            result.notes.prefix(3) == [
                "holes has no figure with s 4: that row does not count",
                "few is compared with base on the 3 seeds that both have, without s 4 of base, s 5 of base",
                "apart is compared with base on the 0 seeds that both have, without s 7 of apart, s 8 of apart, s 9 of apart, s 1 of base, s 2 of base, s 3 of base, s 4 of base, s 5 of base",
            ])
    }

    @Test func armsOfUnequalLengthAreToldOf() async throws {
        let result = try await comparison(
            """
            let news = generate news size=10
            let runs = for steps in [1, 2] { for s in 1..2 { seed s; train (bert size=tiny) on=news batch=10 steps=steps | eval on=news } }
            compare runs rows="steps" over="s" baseline=1 resamples=10
            """)
        #expect(result.notes == ["the arms differ in optimiser steps, which alone may make a difference: 1 1, 2 2"])
    }

    @Test func simulatedLabelsAreSaid() async throws {
        let result = try await comparison(
            """
            let gold = generate news size=10
            let labelled = annotate gold by=oracle
            let runs = for row in {gold: gold, simulated: labelled} { for s in 1..2 { seed s; train (bert size=tiny) on=row.value batch=10 steps=1 | eval on=gold } }
            compare runs rows="name" over="s" baseline="gold" resamples=10
            """)
        #expect(result.isSimulated && result.summary.hasSuffix("(simulated labels)"))
    }

    private func remarks(_ script: String) throws -> [String] {
        let tree = try parse(SourceText(name: "test", text: script))
        var told: [String] = []
        let findings = Session(language: .nds).check(tree, folder: "/", allowsRebinding: false) { remark in
            told.append("\(remark.place?.description ?? ""): \(remark.message)")
        }
        #expect(findings.isEmpty)
        return told
    }

    private static let judge = "compare runs rows=\"arm\" over=\"s\" baseline=\"only_original\""
    private static let arms = "[only_original, simple, sigmoid(k=8), power, union]"
    private static let body = "{ seed s; train m on=(mix a b schedule=arm) | eval on=b }"
    private static let data = "let a = generate news size=9; let b = generate news part=test size=9; let m = bert size=tiny\n"

    @Test func theCheckTellsHowManySeedsItTakes() throws {
        let few = "3 seeds cannot reach p = 0.05 over 4 contrasts: 8 seeds can (2/2^8 = 0.0078)"
        func loop(_ text: String) -> String { Self.data + "let runs = " + text + "\n" + Self.judge }
        #expect(try remarks(loop("for arm in \(Self.arms) { for s in 1..3 \(Self.body) }")) == ["test:3:1: \(few)"])
        #expect(try remarks(loop("for s in 1..3 { for arm in \(Self.arms) \(Self.body) }")) == ["test:3:1: \(few)"])
        #expect(try remarks(loop("for arm in \(Self.arms) { for s in 1..8 \(Self.body) }")) == [])
        #expect(
            try remarks(loop("for arm in \(Self.arms) { for s in [1] \(Self.body) }"))
                == ["test:3:1: one seed, no verdict: 8 seeds can reach p = 0.05 over 4 contrasts (2/2^8 = 0.0078)"])
        #expect(
            try remarks(Self.data + "param seeds = 2\nfor arm in \(Self.arms) { for s in 1..seeds \(Self.body) } | " + Self.judge.replacing("runs ", with: "") + " p=0.2")
                == ["test:3:146: 2 seeds cannot reach p = 0.2 over 4 contrasts: 6 seeds can (2/2^6 = 0.031)"])
        // What only a run tells is not guessed at.
        #expect(try remarks(loop("for arm in \(Self.arms) { for s in 1..(overlap a b) + 1 \(Self.body) }")) == [])
        #expect(try remarks(loop("for arm in \(Self.arms) { if a.tokens > 3 { for s in 1..8 \(Self.body) } else { for s in 1..1 \(Self.body) } }")) == [])
    }

    @Test func aPlanTellsItToo() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let script = Self.data + "let runs = for arm in \(Self.arms) { if arm.name == \"union\" { for s in 1..1 \(Self.body) } else { for s in 1..3 \(Self.body) } }\n" + Self.judge + "\n"
        let tree = try parse(SourceText(name: scratch.folder + "/script.nds", text: script))
        let plan = try await Plan(of: tree, language: .nds, parameters: [:], progress: { _ in })
        #expect(
            plan.notes == [
                "line 3: one seed, no verdict (union): 8 seeds can reach p = 0.05 over 4 contrasts (2/2^8 = 0.0078)",
                "line 3: 3 seeds cannot reach p = 0.05 over 3 contrasts: 7 seeds can (2/2^7 = 0.016) (simple(at=auto), sigmoid(k=8, mid=auto), power(g=2, late=false))",
            ])
        #expect(!plan.isLeast && plan.total.trainings == 13)
    }
}
