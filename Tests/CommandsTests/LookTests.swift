import Corpus
import Notebook
import Report
import Testing

@testable import Commands

/// The verbs that look into a model.
@MainActor
struct LookTests {
    private func values(_ script: String, _ lines: [String]) async throws -> [Value] {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        try await scratch.run(script)
        var values: [Value] = []
        for line in lines { values.append(try #require(try await scratch.run(line))) }
        return values
    }

    @Test(arguments: ["news batch=4", "plan", "plan lr=1e-3 loss=gce(q=0.5) source_weights={distilled: 0.5} layer_decay=0.5", "staged lr_restart=stage"])
    func aStepIsTheStepOfTrain(_ data: String) async throws {
        let both = try await values(
            """
            seed 7
            let news = generate news size=20
            let other = annotate (generate news part=test size=20) by=oracle
            let plan = mix other news schedule=union batch=6 steps=1
            let staged = mix news news schedule=original_twice batch=6 steps=1
            """,
            ["(step (bert size=tiny) on=\(data)).model", "train (bert size=tiny) on=\(data)\(data.hasPrefix("news") ? " steps=1" : "")"])
        #expect(both[0].digest == both[1].digest)
        #expect(both[0].summary == both[1].summary && both[0].summary.contains("1 step"))
    }

    @Test func aStepKnowsTheSourcesOfItsOwnBatchAlone() async throws {
        let steps = try await values(
            "let plan = mix (annotate (generate news size=12) by=oracle) (generate news part=test size=12) schedule=simple batch=6 epochs=1",
            ["step (bert size=tiny) on=plan step=1", "step (bert size=tiny) on=plan step=4", "(step (bert size=tiny) on=plan step=2).words"])
        #expect(steps[0].summary.hasSuffix("(simulated labels)"))
        #expect(!steps[1].summary.contains("simulated"))
        guard case .kind(let kind) = steps[1], let step = kind as? TakenStep else { throw DamagedStep() }
        #expect(step.model.training?.labels == "gold" && step.model.training?.passes.map(\.passes) == [0, 0.5])
        let words = try Table(steps[2])
        #expect(words.columns == ["sentence", "source", "word", "wanted", "predicted", "probability"])
        let sentences = words.column("sentence")?.map(\.summary) ?? []
        #expect(Set(sentences) == ["0", "1", "2", "3", "4", "5"])
    }

    private struct DamagedStep: Error {}

    @Test func aFirstStepWithoutLearningRateSaysWhichHasOne() async throws {
        let notes = try await values(
            "let plan = mix (generate news size=40) (generate news part=test size=40) batch=4 epochs=1",
            ["(step (bert size=tiny) on=plan).notes", "(step (bert size=tiny) on=plan step=3).notes", "(step (bert size=tiny) on=plan step=3).learning_rate"])
        #expect(notes[0].summary == "[\"the learning rate is 0 at the first step of the warm-up: no weight moves; `step=3` has all of it, `warmup=0` has no warm-up\"]")
        #expect(notes[1].summary == "[\"the weights are those of tiny, and AdamW begins with this step\"]")
        #expect(notes[2].summary == "0.0001")
    }

    @Test func reasonsHoldWhatTagGives() async throws {
        let given = try await values(
            "let tagger = train (bert size=tiny) on=(generate news size=30) batch=8 steps=12 lr=2e-3\nlet text = \"Angela Merkel flew from Berlin to Paris\"",
            ["why tagger text", "tag tagger text", "(why tagger text).words"])
        guard case .kind(let first) = given[0], let reasons = first as? Reasons, case .kind(let second) = given[1], let tagged = second as? Dataset
        else { throw DamagedStep() }
        #expect(reasons.reading.spans == tagged.sentences[0].spans)
        let tags = TagScheme.iob2.encode(tagged.sentences[0].spans, count: 7).map(\.text)
        let words = try Table(given[2])
        #expect(words.column("tag")?.map(\.summary) == tags)
        #expect(words.columns == ["number", "word", "pieces", "label", "probability", "runner_up", "margin", "tag"])
        let labels = words.column("label")?.map(\.summary) ?? []
        #expect(reasons.notes.count == zip(labels, tags).count { $0 != $1 })
    }

    @Test func aSentenceOfADatasetIsShownBesideItsLabels() async throws {
        let words = try await values(
            "let news = generate news size=6\nlet tagger = train (bert size=tiny) on=news batch=6 steps=1",
            ["(why tagger on=news sentence=2).words", "(why tagger on=news).notes", "(why tagger on=(load \"harbour.txt\") sentence=1).words"])
        let gold = try Table(words[0]).column("wanted")?.map(\.summary) ?? []
        #expect(gold.contains { $0.hasPrefix("B-") })
        #expect(words[1].summary.contains("sentence 0 of `news train`, which has 6"))
        #expect(try Table(words[2]).column("wanted") == nil)
    }

    @Test func wordsThatAllHaveALabelAreExplainedToo() async throws {
        let given = try await values(
            "let words = load \"columns.conll\" column=pos\nlet tagger = train (bert size=tiny) on=words batch=2 steps=2",
            ["(why tagger on=words).words", "step tagger on=words batch=2"])
        #expect(try Table(given[0]).column("label")?.map(\.summary) == Table(given[0]).column("tag")?.map(\.summary))
        #expect(given[1].summary.hasPrefix("step 1 on 2 sentences: loss "))
    }
}
