import Corpus
import Diagnostics
import Notebook
import Script
import Testing

@testable import Commands

/// A plan counts what a run then does.
@MainActor
struct PlanTests {
    /// Plans and runs the same script in the same folder.
    private func planned(_ script: String) async throws -> (plan: Plan, names: [String: Value]) {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let tree = try parse(SourceText(name: scratch.folder + "/script.nds", text: script))
        let plan = try await Plan(of: tree, language: .nds, parameters: [:], progress: { _ in })
        try await scratch.run(script)
        return (plan, scratch.session.names)
    }

    private func model(_ value: Value?) throws -> Model { try Model(try #require(value)) }

    @Test func stepsAndTokensAreThoseOfTheRun() async throws {
        let (plan, names) = try await planned(
            """
            let gold = generate news size=60
            let test = generate news part=test size=15
            let labelled = annotate gold by=oracle
            let tagger = train (bert size=tiny) on=(mix labelled gold batch=8 steps=5)
            let more = train tagger on=gold batch=16 epochs=1
            let score = eval more on=test
            let tagged = tag more on=test
            """)
        let learned = try [model(names["tagger"]), model(names["more"])].compactMap(\.learning)
        let pieces = try await model(names["more"]).tagging.tag(try Dataset(try #require(names["test"])).sentences).pieces
        #expect(plan.total == Work(
            trainings: 2, steps: 5 + 4, trainedTokens: learned.reduce(0) { $0 + $1.tokens }, taggedTokens: 2 * pieces))
        #expect(!plan.isLeast && plan.notes.isEmpty)
        #expect(plan.seconds > 0)
    }

    @Test func evaluationsOnTheWayAreTagged() async throws {
        let (plan, names) = try await planned(
            """
            let gold = generate news size=40
            let dev = generate news part=test size=10
            let tagger = train (bert size=tiny) on=gold batch=8 steps=5 dev=dev eval_every=2 patience=9
            """)
        let tagger = try model(names["tagger"])
        let pieces = try await tagger.tagging.tag(try Dataset(try #require(names["dev"])).sentences).pieces
        #expect(tagger.learning?.curve.count == 3)
        #expect(plan.total.taggedTokens == 3 * pieces)
        #expect(plan.notes == ["a training with `patience` may end early: all its steps are counted"])
    }

    @Test func theTeacherOfSoftLabelsReadsTheDistilledSentencesOnce() async throws {
        let (plan, names) = try await planned(
            """
            let gold = generate news size=30
            let teacher = train (bert size=tiny) on=gold batch=8 steps=3
            let distilled = annotate (generate news part=test size=12) by=teacher
            let tagger = train (bert size=tiny) on=(mix distilled gold batch=8 steps=4) soft=teacher temperature=2 source_weights={distilled: 0.5}
            """)
        let teacher = try model(names["teacher"]).tagging
        let pieces = try await teacher.tag(try Dataset(try #require(names["distilled"])).sentences).pieces
        #expect(plan.total.trainings == 2 && plan.total.steps == 7)
        #expect(plan.total.taggedTokens == 2 * pieces)  // once to annotate
    }

    @Test func whatTheRunWouldRefuseThePlanRefuses() async throws {
        for script in [
            "eval (bert size=tiny) on=(generate news size=5)", "train (bert size=tiny) on=(generate news size=5) freeze=9",
            "tag (bert size=tiny) \"a text\"",
        ] {
            let tree = try parse(SourceText(name: "script.nds", text: script))
            await #expect(throws: Diagnostic.self) { try await Plan(of: tree, language: .nds, parameters: [:], progress: { _ in }) }
        }
    }

    /// Knows the first sentences.
    private struct Remote: Teacher {
        let name = "remote"
        let identity = "remote"
        let isSimulated = false
        let recorded: Int

        func annotate(_ dataset: Dataset, types: [String]?, progress: ProgressSink) async throws -> TeacherAnswers {
            TeacherAnswers(outcomes: dataset.sentences.map { .annotated(spans: $0.spans, ledger: []) }, types: dataset.types)
        }

        func unrecordedCalls(for dataset: Dataset, types: [String]?) async throws -> Int { max(0, dataset.sentences.count - recorded) }
    }

    @Test(arguments: [(0, 30), (12, 18), (30, 0)])
    func callsToATeacherThatAreNotRecordedAreCounted(recorded: Int, expected: Int) async throws {
        let remote = Command("remote", "a teacher far away", example: "remote") { _ in
            TeacherChoice(teacher: Remote(recorded: recorded), detail: "")
        }
        let language = Language(
            commands: Language.nds.commands + [remote], kinds: [Dataset.self, TeacherChoice.self, Model.self, Score.self], version: "0",
            engine: "none")
        let tree = try parse(SourceText(name: "script.nds", text: """
            let gold = generate news size=30
            let labelled = annotate gold by=remote
            let tagger = train (bert size=tiny) on=labelled batch=10 epochs=1
            eval tagger on=gold
            """))
        let plan = try await Plan(of: tree, language: language, parameters: [:], progress: { _ in })
        #expect(plan.total.calls == expected)
        #expect(plan.total.steps == 3 && plan.total.taggedTokens > 0)
    }
}
