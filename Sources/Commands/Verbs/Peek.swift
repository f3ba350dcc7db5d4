import Notebook

extension Command {
    static let plot = Command(
        "plot", "the share of each source over a mixture's steps, wanted and realised",
        example: """
            let plan = mix (generate news size=40) (generate news part=test size=40) schedule=linear batch=8 epochs=1
            let shares = plot plan bins=2
            assert shares.sources == ["news train", "news test"]
            assert shares.points["last"] == [5, 5, 10, 10]
            assert shares.points["wanted"][0] == 0.75 +- 0.001
            assert shares.points["realised"][2] == 0.25 +- 0.02
            """,
        Parameter<MixedData>("mixture", "what to look at"),
        Parameter<Int>("bins", "how many stretches of steps the run is cut into, unless it has fewer steps", default: 20, .positive, isNamedOnly: true)
    ) { _, mixture, bins in
        SharePlot(mixture, most: bins)
    }

    static let peek = Command(
        "peek", "the very sentences of one step of a mixture: source, place and labels",
        example: """
            let plan = mix (generate news size=20) (generate news part=test size=20) schedule=simple batch=8 epochs=1
            let batch = peek plan step=3
            assert batch.sources == ["news train", "news train", "news train", "news train", "news test", "news test", "news test", "news test"]
            assert batch.dataset.sentences == 8
            write batch.dataset "step.jsonl"
            assert overlap((load "step.jsonl"), batch.dataset) == 8
            """,
        labels: Labels.of("mixture"),
        Parameter<MixedData>("mixture", "what to look into"),
        Parameter<Int>("step", "which step, from 1", .positive, isNamedOnly: true)
    ) { _, data, step in
        try data.mixture.requireStep(step)
        return try PeekedBatch(data, step: step)
    }
}
