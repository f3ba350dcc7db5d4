import Notebook

extension Command {
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
