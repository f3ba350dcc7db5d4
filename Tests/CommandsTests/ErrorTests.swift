import Diagnostics
import Foundation
import Notebook
import Testing

@testable import Commands

/// A script that must fail, the message it must give, and what the label must say.
struct Misuse: CustomTestStringConvertible {
    var script: String
    var message: String
    var label: String

    init(_ script: String, _ message: String, _ label: String = "") {
        (self.script, self.message, self.label) = (script, message, label)
    }

    var testDescription: String { script }

    static let all = [
        Misuse("generate news size=0", "`size` of `generate` wants a whole number above 0, not 0"),
        Misuse("generate news size=2.5", "`size` of `generate` wants a whole number, not 2.5"),
        Misuse("generate news part=tset", "`part` of `generate` wants one of train, test, not \"tset\"", "did you mean `test`?"),
        Misuse("load \"harbor.txt\"", "there is no file `harbor.txt`", "did you mean `harbour.txt`?"),
        Misuse("sample (load \"harbour.txt\") 9", "`harbour.txt` has 3 sentences, 9 are asked for"),
        Misuse("split (generate news size=10) 1.5", "`part` of `split` wants a share below 100% or a whole number of sentences, not 1.5"),
        Misuse("relabel (generate news size=10) {PERS: \"P\"}", "`news train` has no type `PERS`", "did you mean `PER`?"),
        Misuse("relabel (generate news size=10) {PER: 3}", "the new name of `PER` is a text or `none`, not a number"),
        Misuse("mix (generate news size=9) (load \"harbour.txt\")", "`harbour.txt` has no labels"),
        Misuse("sigmoid(k=0)", "`k` of `sigmoid` wants a number from 0.01 to 1000, not 0"),
        Misuse("simple(at=later)", "unknown name `later`"),
        Misuse("bert", "`bert` needs a name or a size", "as in `bert \"minilm\"` or `bert size=tiny`"),
        Misuse("bert \"x\" size=tiny", "`bert` takes a name or a size, not both", "`x` has its own size"),
        Misuse("bert size=huge", "`size` of `bert` wants one of tiny, mini, small, medium, base, large, not \"huge\""),
        Misuse("show", "`show` needs `value`", "what to look at"),
        Misuse("bert \"no-such-model-here\"", "there is no model `no-such-model-here`"),
        Misuse("train (bert size=tiny) on=(load \"harbour.txt\")", "`harbour.txt` has no labels", "`annotate` lets a teacher give it some"),
        Misuse(
            "let n = generate news size=9\ntrain (bert size=tiny) on=(mix n n) batch=4", "a mixture has its own `batch`", "give it to `mix`"),
        Misuse(
            "train (bert size=tiny) on=(generate news size=9) every=5",
            "`every` says how often a checkpoint is written, but no folder is given for it", "add `checkpoint=\"folder\"`"),
        Misuse("train (bert size=tiny) on=(generate news size=9) checkpoint=\"x\" every=0", "`every` of `train` wants a whole number above 0, not 0"),
        Misuse("train (bert size=tiny) on=(generate news size=9) lr_curve=cosinus", "`lr_curve` of `train` wants one of linear, cosine, constant, not \"cosinus\"", "did you mean `cosine`?"),
        Misuse("train (bert size=tiny) on=(generate news size=9) labels_on=last", "`labels_on` of `train` wants one of first, all, not \"last\""),
        Misuse("train (bert size=tiny) on=(generate news size=9) class_weights={O: -1}", "`class_weights` of `train` wants numbers of 0 or more, as in {O: 0.5, MISC: 2}, not a record"),
        Misuse("train (bert size=tiny) on=(generate news size=9) class_weights=2", "`class_weights` of `train` wants a record, not 2"),
        Misuse(
            "train (bert size=tiny) on=(generate news size=9) class_weights={PERS: 2}", "`class_weights` names `PERS`, which is no type learned here",
            "did you mean `PER`?"),
        Misuse("train (bert size=tiny) on=(generate news size=9) long=cut", "`long` of `train` wants one of split, refuse, truncate, not \"cut\""),
        Misuse(
            "train (bert size=tiny) on=(generate news size=9) freeze=3", "`tiny` has 2 layers, 3 are to be frozen",
            "`freeze=2` freezes all but the classifier"),
        Misuse("train (bert size=tiny) on=(generate news size=9) freeze=0", "`freeze` of `train` wants nothing, embeddings or a whole number above 0, not 0"),
        Misuse(
            "train (bert size=tiny) on=(generate news size=9) freeze=embedding",
            "`freeze` of `train` wants nothing, embeddings or a number of layers, not \"embedding\"", "did you mean `embeddings`?"),
        Misuse("train (bert size=tiny) on=(generate news size=9) layer_decay=0", "`layer_decay` of `train` wants a number above 0, up to 1, not 0"),
        Misuse("train (bert size=tiny) on=(generate news size=9) accumulate=0", "`accumulate` of `train` wants a whole number above 0, not 0"),
        Misuse("train (bert size=tiny) on=(generate news size=9) patience=2", "`patience` needs labels to evaluate on", "give some, as in `dev=(load \"dev.conll\")`"),
        Misuse("train (bert size=tiny) on=(generate news size=9) eval_every=2", "`eval_every` needs labels to evaluate on"),
        Misuse("train (bert size=tiny) on=(generate news size=9) dev=(load \"harbour.txt\")", "`harbour.txt` has no labels"),
        Misuse("train (bert size=tiny) on=(generate news size=9) dev=9", "`dev` of `train` wants a dataset, not 9"),
        Misuse(
            "let n = generate news size=9\ntrain (bert size=tiny) on=n dev=(relabel n {PER: \"HUMAN\"})",
            "the model tags LOC MISC ORG PER, `news train` has HUMAN LOC MISC ORG", "`relabel` renames types, as in `relabel data {HUMAN: \"LOC\"}`"),
        Misuse("eval (bert size=tiny) on=(generate news size=9)", "`tiny` cannot tag: it has not been trained for any entity types", "`train` it first"),
        Misuse("tag (bert size=tiny)", "`tag` wants a text or a dataset"),
        Misuse("annotate (load \"harbour.txt\") by=oracle", "`harbour.txt` has no labels, and the noisy oracle errs from gold ones"),
        Misuse("annotate (generate news size=9) by=(recording \"harbour.txt\")", "`Angela` is no JSON value", "not valid JSON"),
        Misuse("write (generate news size=9) \"news.xyz\"", "the extension of `news.xyz` names no format"),
        Misuse("help trian", "there is no command `trian`", "did you mean `train`?"),
        Misuse("mean([])", "`mean` of no numbers is not defined"),
        Misuse("log(0)", "`log` of 0 is not defined"),
        Misuse("agree (generate news size=9) with=(load \"harbour.txt\")", "`harbour.txt` has no labels"),
    ]
}

@MainActor
struct ErrorTests {
    @Test(arguments: Misuse.all)
    func aMistakeIsNamedWithItsPlace(_ misuse: Misuse) async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        do {
            try await scratch.run(misuse.script)
            Issue.record("it went through")
        } catch {
            let finding = try #require((error as? Findings)?.all.first ?? error as? Diagnostic)
            #expect(finding.message == misuse.message)
            #expect(misuse.label.isEmpty || finding.label == misuse.label)
            #expect(finding.place != nil)
        }
    }

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
