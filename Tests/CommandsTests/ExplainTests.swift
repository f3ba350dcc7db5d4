import Corpus
import Report
import Testing

@testable import Commands
@testable import Notebook

/// What made a value, and where a score was lost.
@MainActor
struct ExplainTests {
    private func last<Wanted: Kind>(_ script: String, _: Wanted.Type = Wanted.self) async throws -> Wanted {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        return try Wanted(try #require(try await scratch.run(script)))
    }

    private func calls(_ script: String) async throws -> [String] {
        try await last(script, Explanation.self).calls.map(\.text)
    }

    @Test func partsOfAValueComeOfTheCallThatGaveTheWhole() async throws {
        let calls = try await calls("let news = generate news size=30\nlet parts = split news 10\nexplain (mix parts.rest parts.first batch=5)")
        #expect(calls == ["generate news size=30", "split (1) 10", "mix (2) original=(2) batch=5"])
    }

    @Test func recordsAndListsComeOfWhatTheyHold() async throws {
        let calls = try await calls(
            """
            let a = generate news size=10
            let b = generate news part=test size=10
            explain (mix {left: a, right: b} weights={left: power, right: reverse(linear)} steps=3 batch=4)
            """)
        #expect(calls == ["generate news size=10", "generate news size=10 part=test", "power", "linear", "reverse (4)", "mix (1) (2) weights=(3) (5) batch=4 steps=3"])
    }

    @Test func whatALoopGaveComesOfItsCalls() async throws {
        let calls = try await calls(
            """
            let runs = for size in [5, 6] { describe (generate news size=size) }
            explain runs
            """)
        #expect(calls == ["generate news size=5", "describe (1)", "generate news size=6", "describe (3)"])
    }

    @Test func nothingElseOfTheSessionIsTold() async throws {
        let story = try await last("generate news size=7\nlet news = generate news size=8\nexplain news", Explanation.self)
        #expect(story.calls.map(\.text) == ["generate news size=8"] && story.calls[0].seed == 1)
        #expect(story.calls[0].defaults.map(\.name) == ["part"])
        #expect(story.summary.hasSuffix("made by 1 call"))
        #expect(try await last("explain 0.5", Explanation.self).summary == "0.5: no call of this session made it")
    }

    @Test(arguments: [
        ("mix a b", "schedule weights grain dev batch epochs steps"),
        ("mix a b steps=3", "schedule weights grain dev batch"),
        ("mix {a: a, b: b} weights={a: 1, b: 2} batch=4", "original grain dev epochs steps"),
        ("train m on=a steps=1", "batch dev"),
        ("train m on=(mix a b steps=1)", "lr_restart dev"),
        ("train m on=(mix a b steps=1) soft=(train m on=a steps=1)", "lr_restart dev temperature"),
        ("train m on=a epochs=1 watch=2", "batch steps dev eval_every"),
    ])
    func defaultsWhosePlaceAnotherOptionTookAreNotTold(call: String, told: String) async throws {
        let story = try await last("let a = annotate (generate news size=9) by=oracle\nlet b = generate news part=test size=9\nlet m = bert size=tiny\nexplain (\(call))", Explanation.self)
        let names = try #require(story.calls.last).defaults.map(\.name)
        let watched = ["schedule", "original", "weights", "grain", "dev", "batch", "epochs", "steps", "eval_every", "temperature", "lr_restart"]
        #expect(names.filter(watched.contains).joined(separator: " ") == told)
    }

    @Test func filesAreNamedWithTheirDigests() async throws {
        let story = try await last("explain (load \"harbour.txt\" limit=2)", Explanation.self)
        #expect(story.calls[0].files.count == 1 && story.calls[0].files[0].name.hasSuffix("/harbour.txt") && story.calls[0].files[0].text.count == 64)
        #expect(story.calls[0].defaults.contains { $0.name == "format" } && !story.calls[0].defaults.contains { $0.name == "limit" })
    }

    @Test func everyScheduleAndLossTellsFormulaAndSource() async throws {
        for command in Command.schedules + Command.losses {
            #expect(command.background.map(\.name).prefix(2) == ["formula", "source"], "\(command.name)")
        }
        let story = try await last("explain (mix (generate news size=9) (generate news part=test size=9) steps=2)", Explanation.self)
        let background = try #require(story.calls.last).background
        #expect(background.map(\.name) == ["schedule=simple, formula", "schedule=simple, source", "schedule=simple, method"])
        #expect(background[1].text == "our parametrisation, after the paper's Simple Mix" && background[2].text.hasPrefix("phase 2 of arXiv 2402.09282"))
        #expect(try await last("explain sigmoid(k=5)", Explanation.self).calls[0].background[2].text.hasPrefix("phase 3 "))
    }

    private static let gold = Dataset(
        name: "test",
        sentences: (0..<6).map { number in
            Sentence(
                tokens: ["Ajax", "beat", "Real", "Madrid", "in", "Rome"], spans: [Span(0, 1, "ORG"), Span(2, 4, "ORG"), Span(5, 6, "LOC")],
                origin: Origin(file: number < 4 ? "/data/a.conll" : "/data/b.conll", number: number, line: 1))
        }, types: ["LOC", "ORG"], labels: .gold)

    private func errors(seen: Dataset? = nil) -> ScoreErrors {
        let right = Self.gold.sentences[0].spans
        let predicted = [
            right, [Span(0, 1, "LOC"), Span(2, 4, "ORG"), Span(5, 6, "LOC")], [Span(0, 1, "LOC"), Span(2, 3, "ORG")], [Span(1, 2, "LOC")] + right[1...],
            [Span(0, 1, "LOC"), Span(3, 4, "LOC"), Span(5, 6, "LOC")], right,
        ]
        let score = Score(predicted: predicted, judged: "m", gold: Self.gold, training: nil, notes: [])
        return ScoreErrors(score, seen: seen, made: Explanation(of: .none, by: Lineage(steps: []), in: .nds))
    }

    private func field(_ name: String, of errors: ScoreErrors) throws -> Table {
        try Table(try #require(ScoreErrors.fields.first { $0.name == name }).get(errors))
    }

    @Test func errorsAreCountedOnceByEachView() throws {
        let errors = errors(seen: Dataset(
            name: "train", sentences: [Sentence(tokens: ["Ajax", "Rome"], spans: [Span(0, 1, "ORG"), Span(1, 2, "ORG")], origin: Origin(file: "t", number: 0, line: 1))],
            types: ["LOC", "ORG"], labels: .gold))
        #expect(try field("by_error", of: errors).rows.map { $0.prefix(2).map(\.summary) } == [["type", "3"], ["boundary", "1"], ["boundary+type", "1"], ["missed", "2"], ["spurious", "1"]])
        for (name, expected) in [
            ("by_type", ["LOC 6 2", "ORG 12 6"]), ("by_source", ["a.conll 12 6", "b.conll 6 2"]), ("by_length", ["1-5 0 0", "6-10 18 8", "11-20 0 0", "21-40 0 0", "over 40 0 0"]),
            ("by_seen", ["seen 6 4", "seen with another type 6 1", "unseen 6 3"]),
        ] {
            let table = try field(name, of: errors)
            let (gold, count) = (try #require(table.column("gold")), try #require(table.column("errors")))
            #expect(table.rows.indices.map { "\(table.rows[$0][0].summary) \(gold[$0].summary) \(count[$0].summary)" } == expected, "\(name)")
        }
        #expect(try field("errors", of: errors).rows.count == 8)
        let mistakes = try field("mistakes", of: errors)
        #expect(mistakes.rows[0].map(\.summary) == ["type", "Ajax", "ORG", "LOC", "none", "3"])
        #expect(mistakes.rows.contains { $0.map(\.summary) == ["boundary", "Real Madrid", "ORG", "ORG", "Real", "1"] })
        #expect(errors.summary.hasPrefix("m: 8 errors at 18 gold entities of test; most F1 is lost to errors of the kind type ("))
    }

    @Test func sentencesWithMistakesAreShownWithTheirPlaces() {
        let tagged = errors().blocks.compactMap { block in if case .tagged(let sentences) = block { sentences } else { nil } }.joined()
        #expect(tagged.map(\.caption) == ["a.conll:1", "a.conll:1", "b.conll:1", "a.conll:1"])
        #expect(tagged.allSatisfy { !$0.marks.isEmpty })
    }

    @Test func aScoreWithoutErrorsSaysSo() async throws {
        let score = Score(predicted: Self.gold.sentences.map(\.spans), judged: "m", gold: Self.gold, training: nil, notes: [])
        let errors = ScoreErrors(score, seen: nil, made: Explanation(of: .none, by: Lineage(steps: []), in: .nds))
        #expect(errors.summary == "m: 0 errors at 18 gold entities of test")
        #expect(try field("by_error", of: errors).rows.count == 5)
    }

    @Test func aDatasetIsPagedThrough() async throws {
        let page = try await last("show (generate news size=30) from=20 count=4", SentencePage.self)
        #expect(page.numbers == [20, 21, 22, 23] && page.dataset.sentences.map(\.origin.number) == page.numbers)
        #expect(page.blocks.last == .text("… 6 more sentences: `from=24` goes on"))
        let beyond = try await last("show (generate news size=30) from=30", SentencePage.self)
        #expect(beyond.numbers.isEmpty && beyond.summary.hasSuffix("none from 30 on"))
        let found = try await last("show (load \"harbour.txt\") with=\"PARIS\"", SentencePage.self)
        #expect(found.numbers == [0] && found.matching == 1 && found.summary.hasSuffix("all 1 sentence with `PARIS`"))
        let table = try await last("let t = (describe (generate news size=30)).types\nlet d = show t with=\"loc\"\ngenerate news size=3", Dataset.self)
        #expect(table.sentences.count == 3)
    }
}
