import Corpus
import Diagnostics
import Mixing
import Notebook

/// How long a run is and how many sentences a step sees.
struct RunOptions: OptionGroup {
    var batch = 32
    var epochs: Int?
    var steps: Int?

    static let options: [Option<RunOptions>] = [
        Option("batch", \.batch, "sentences a step", .positive),
        Option("epochs", \.epochs, "passes over as many sentences as the sources have together", shown: "3", .optional(.positive)),
        Option("steps", \.steps, "optimiser steps, instead of epochs", .optional(.positive)),
    ]
}

extension Command {
    static let mix = Command(
        "mix", "blend distilled and original sentences by a schedule: the very batches that training sees", isSeeded: true,
        example: """
            let distilled = generate news size=60
            let original = generate news part=test size=20
            let plan = mix distilled original schedule=simple batch=8 epochs=2
            assert plan.steps == 20
            assert plan.sources["draws"][0] == 120
            """,
        labels: Labels.common("distilled", "original"),
        Parameter<Dataset>("distilled", "sentences labelled by a teacher"),
        Parameter<Dataset>("original", "sentences labelled by people"),
        Parameter<Schedule?>("schedule", "how the share of distilled sentences changes over the run", default: nil, shown: "simple", isNamedOnly: true),
        Parameter(RunOptions.self)
    ) { context, distilled, original, schedule, options in
        let schedule = schedule ?? ScheduleRow.named("simple")?.schedule()
        guard let schedule else { preconditionFailure("the table of schedules has a row `simple`") }
        for dataset in [distilled, original] { try requireLabels(dataset) }
        _ = try Dataset.commonTypes([distilled, original])
        let known = try await schedule.asked(for: {
            try Mixture.progress(
                sentences: distilled.sentences.count + original.sentences.count, batch: options.batch, epochs: options.epochs,
                steps: options.steps)
        })
        let names = distilled.name == original.name ? ["distilled", "original"] : [distilled.name, original.name]
        let mixture = try Mixture(
            distilled: MixtureSource(name: names[0], count: distilled.sentences.count),
            original: MixtureSource(name: names[1], count: original.sentences.count),
            by: known, batch: options.batch, epochs: options.epochs, steps: options.steps, stream: context.stream)
        return MixedData(mixture: mixture, datasets: [distilled, original])
    }
}
