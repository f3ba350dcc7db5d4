import Notebook
import Testing

@testable import Commands

/// Training on labels that may be wrong, as scripts ask for it.
@MainActor
struct LabelTrustTests {
    private func holds(_ script: String) async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let made = """
            let gold = generate news size=40
            let names = sample gold 20
            let vote = annotate gold by=(voted [(gazetteer names), oracle, (gazetteer gold)])
            let sources = mix vote (generate news part=test size=20) schedule=union batch=12 steps=3
            let plain = train (bert size=tiny) on=sources
            """
        try await scratch.run(made + "\n" + script)
    }

    @Test func aSourceIsCalledByItsRoleOrItsName() async throws {
        try await holds(
            """
            let a = train (bert size=tiny) on=sources source_weights={distilled: 0.25}
            let b = train (bert size=tiny) on=sources source_weights={"news train": 0.25}
            let c = train (bert size=tiny) on=sources source_weights={original: 4}
            assert a.losses == b.losses and not (a.losses == plain.losses)
            for i in 0..2 { assert abs(a.losses[i] - c.losses[i]) < 0.0001; {i: i} }
            """)
    }

    @Test func theLossOfEachStepIsThatOfItsSources() async throws {
        try await holds(
            """
            assert plain.source_losses["step"] == [1, 2, 3]
            for i in 0..2 {
                let both = [plain.source_losses["distilled"][i], plain.source_losses["original"][i]]
                assert plain.losses[i] >= min(both) and plain.losses[i] <= max(both)
                {i: i}
            }
            let alone = train (bert size=tiny) on=gold batch=8 steps=2
            assert abs(alone.source_losses["loss"][1] - alone.losses[1]) < 0.000001
            let without = train (bert size=tiny) on=sources source_weights={distilled: 0}
            assert without.source_losses["distilled"] == [none, none, none]
            """)
    }

    @Test func votesWeighSentencesAndSoftenLabels() async throws {
        try await holds(
            """
            let weighed = train (bert size=tiny) on=sources sentence_weights=votes
            let soft = train (bert size=tiny) on=sources soft=votes
            assert not (weighed.losses == plain.losses) and not (soft.losses == plain.losses)
            assert soft.source_losses["original"][0] == plain.source_losses["original"][0]
            assert not (soft.source_losses["distilled"][0] == plain.source_losses["distilled"][0])
            let masked = train (bert size=tiny) on=sources mask_o=["distilled", "original"]
            let entities = train (bert size=tiny) on=sources class_weights={O: 0}
            assert abs(masked.losses[0] - entities.losses[0]) < 0.2 and abs(masked.losses[0] - plain.losses[0]) > 0
            """)
    }

    @Test func whatASimulatedTeacherSoftensIsSimulated() async throws {
        let scratch = try ScratchSession()
        defer { scratch.remove() }
        let value = try await scratch.run(
            """
            let gold = generate news size=20
            let teacher = train (bert size=tiny) on=(annotate gold by=oracle) batch=8 steps=2
            train (bert size=tiny) on=(mix (tag teacher on=gold) (generate news part=test size=9) steps=2) soft=teacher
            """)
        guard case .kind(let kind)? = value, let model = kind as? Model else { throw Mismatch(expected: "a model") }
        #expect(model.training?.isSimulated == true)
        #expect(model.summary.contains("soft labels by tiny (stand-in for a language model)"))
    }

    @Test func everyLossTrains() async throws {
        for loss in ["cross_entropy", "smoothed(0.2)", "smoothed", "gce(q=0.5)", "gce"] {
            try await holds("""
                let learned = (train (bert size=tiny) on=gold batch=8 steps=20 lr=1e-3 loss=\(loss)).losses
                assert (learned[18] + learned[19]) / 2 < learned[0]
                """)
        }
    }
}
