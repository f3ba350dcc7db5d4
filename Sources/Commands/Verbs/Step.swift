import Corpus
import Diagnostics
import Mixing
import Notebook
import Random
import Report
import Tagger

extension Command {
    static let step = Command(
        "step", "one optimiser step, looked at: batch, tags, loss, gradient and learning rate; it is the first step of a `train` with the same options, and leaves the model as it was",
        isSeeded: true,
        example: """
            let news = generate news size=40
            let m = bert size=tiny
            let first = step m on=news batch=8 lr=1e-3
            assert (distance first.model (train m on=news batch=8 lr=1e-3 steps=1)).distance == 0
            assert first.loss == (train m on=news batch=8 lr=1e-3 steps=1).losses[0]
            assert first.loss_after < first.loss
            let squares = for row in first.layers { {square: row.gradient_norm ^ 2} }
            assert sqrt(sum(squares.square)) == first.gradient_norm +- 0.0001
            assert first.layers["layer"] == ["embeddings", "layer 1", "layer 2", "classifier"]
            assert first.layers["largest_change"][1] == (distance first.model m).layers["largest"][1]
            let plan = mix (generate news part=test size=40) news schedule=linear batch=8 steps=10
            let fifth = step m on=plan step=5
            assert fifth.dataset.sentences == (peek plan step=5).dataset.sentences and fifth.learning_rate < 0.0001
            """,
        Parameter<Model>("model", "where the step starts; it stays as it is"),
        Parameter<TrainingData>("on", "a mixture, or a dataset", isNamedOnly: true),
        Parameter<Int>("step", "which batch it learns from, from 1: of a mixture the step of that number, with its learning rate; of a dataset in the order of `train`", default: 1, .positive, isNamedOnly: true),
        Parameter<Int?>("batch", "sentences of the step, for a dataset", default: nil, shown: "\(RunOptions().batch)", .optional(.positive), isNamedOnly: true),
        Parameter(StepOptions.self), Parameter(TrustOptions.self), .long
    ) { context, model, data, number, batch, options, trust, long in
        // The numbers that `train` draws.
        let stream = RandomStream(seed: context.seed, key: Command.train.name)
        var order = OrderOptions()
        order.batch = batch
        if case .dataset(let dataset) = data {
            order.steps = number
            try requireStep(number, of: dataset, batch: batch ?? RunOptions().batch)
        }
        let call = try TrainingCall(model, data, order, options, TrainOptions(), trust, long, stream: stream)
        let taken = try await call.step(number, of: data, context.progress)
        return try TakenStep(taken, number: number, of: call)
    }

    private static func requireStep(_ number: Int, of dataset: Dataset, batch: Int) throws {
        let count = max(1, (dataset.sentences.count + batch - 1) / batch)
        guard number <= count else {
            throw Diagnostic("a pass over `\(dataset.name)` has no step \(grouped(number))", label: "steps go from 1 to \(grouped(count))")
        }
    }
}

extension TrainingCall {
    /// - Parameter number: from 1.
    fileprivate func step(_ number: Int, of data: TrainingData, _ progress: @escaping ProgressSink) async throws -> SingleStep {
        let mixture = mixed.mixture
        try mixture.requireStep(number)
        // A step on a dataset is a training of its own.
        let isAlone = if case .dataset = data { true } else { false }
        let rate = isAlone
            ? training.learningRate(step: 0, of: 1) : training.learningRate(step: number - 1, of: mixture.stepCount, stages: mixture.stageStarts)
        return try await model.step(
            on: taughtBatches(progress)[number - 1], learningRate: rate, types: types, sources: sources, options: training, stream: stream)
    }
}

extension Mixture {
    /// - Parameter number: from 1.
    /// - Throws: `Diagnostic` where there are fewer steps.
    func requireStep(_ number: Int) throws {
        guard number <= stepCount else {
            throw Diagnostic("the mixture has no step \(grouped(number))", label: "steps go from 1 to \(grouped(stepCount))")
        }
    }
}
