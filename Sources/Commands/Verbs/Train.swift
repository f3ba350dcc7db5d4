import Corpus
import Diagnostics
import Foundation
import Notebook
import Tagger

/// What `train` learns from: a mixture, or one dataset.
enum TrainingData: Argument {
    case mixture(MixedData)
    case dataset(Dataset)

    static var type: ValueType { .either([MixedData.type, Dataset.type]) }

    init(_ value: Value) throws(Mismatch) {
        switch value {
        case .kind(let mixture as MixedData): self = .mixture(mixture)
        case .kind(let dataset as Dataset): self = .dataset(dataset)
        default: throw Mismatch(expected: "a mixture or a dataset")
        }
    }
}

extension Command {
    static let train = Command(
        "train", "fine-tune a copy of a model; Ctrl-C stops after the current step and keeps the model so far", isSeeded: true,
        example: """
            let news = generate news size=40
            let tagger = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3
            assert tagger.steps == 10
            assert tagger.types == ["LOC", "MISC", "ORG", "PER"]
            assert mean([tagger.losses[8], tagger.losses[9]]) < tagger.losses[0]
            let careful = train (bert size=tiny) on=news batch=8 steps=2 lr_curve=cosine labels_on=all class_weights={O: 0.5, MISC: 2}
            assert not (careful.losses[0] == tagger.losses[0])
            let quick = train tagger on=news batch=8 steps=2 freeze=1 layer_decay=0.9 accumulate=2
            assert quick.types == tagger.types
            let best = train (bert size=tiny) on=news batch=8 steps=6 dev=(generate news part=test size=20) eval_every=2 patience=2
            assert best.curve["step"] == [2, 4, 6]
            assert best.steps == best.best.step
            let watched = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3 watch=10
            assert watched.losses == tagger.losses
            assert watched.watch["step"] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
            assert watched.forgetting["never_learned"][0] + watched.forgetting["ever_learned"][0] == 10
            let twice = mix news news schedule=original_twice batch=8 steps=8
            assert (train (bert size=tiny) on=twice lr_restart=stage).losses != (train (bert size=tiny) on=twice).losses
            let safe = train (bert size=tiny) on=news batch=8 epochs=2 lr=1e-3 checkpoint="run" every=4
            assert safe.losses == tagger.losses
            let mixed = mix (annotate news by=(gazetteer news)) (generate news part=test size=40) schedule=union batch=8 steps=2
            let trusting = train (bert size=tiny) on=mixed
            let doubting = train (bert size=tiny) on=mixed loss=gce(q=0.5) source_weights={distilled: 0.5} mask_o=distilled
            assert doubting.source_losses["distilled"][0] < trusting.source_losses["distilled"][0]
            let taught = train (bert size=tiny) on=mixed soft=tagger temperature=2
            assert taught.source_losses["original"][0] == trusting.source_losses["original"][0]
            assert not (taught.source_losses["distilled"][0] == trusting.source_losses["distilled"][0])
            """,
        labels: Labels.of("on"),
        Parameter<Model>("model", "where training starts; it stays as it is"),
        Parameter<TrainingData>("on", "a mixture, or a dataset", isNamedOnly: true),
        Parameter(OrderOptions.self), Parameter(StepOptions.self), Parameter(TrainOptions.self), Parameter(TrustOptions.self), .long, Parameter(RestartOptions.self),
        plan: { context, model, data, order, step, options, trust, long, _ in
            try TrainingCall(model, data, order, step, options, trust, long, stream: context.stream).planned()
        }
    ) { context, model, data, order, step, options, trust, long, restart in
        let call = try TrainingCall(model, data, order, step, options, trust, long, stream: context.stream)
        let (trained, summary) = try await model.tagging.train(
            on: call.taughtBatches(context.progress), types: call.types, sources: call.sources, stages: call.mixed.mixture.stageStarts,
            options: call.training, stream: context.stream, development: options.dev?.sentences, watched: call.watched,
            checkpoint: restart.training(context.remark), progress: context.progress)
        for note in summary.notes { context.remark(note) }
        return call.value(trained, summary)
    }
}

func requireLabels(_ dataset: Dataset) throws {
    guard dataset.labels != nil else { throw Diagnostic("`\(dataset.name)` has no labels", label: "`annotate` lets a teacher give it some") }
}

/// All cores unless said otherwise.
func threadCount(_ given: Int?) -> Int {
    given ?? ProcessInfo.processInfo.activeProcessorCount
}
