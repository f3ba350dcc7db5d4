import Corpus
import Diagnostics
import Mixing
import Notebook

extension Command {
    static let mix = Command(
        "mix", "blend distilled and original sentences by a schedule, or any sources by weights: the very batches that training sees",
        isSeeded: true,
        example: """
            let distilled = generate news size=60
            let original = generate news part=test size=20
            let plan = mix distilled original schedule=simple batch=8 epochs=2
            assert plan.steps == 20
            assert plan.sources["draws"][0] == 120
            assert plan.stages == [1, 16]
            def fade(t) { 1 - t }
            let three = mix {llm: distilled, news: distilled, gold: original} weights={llm: fade, news: 1, gold: linear(0, 1)} batch=7
            assert three.steps == 60
            assert three.sources["draws"] == [105, 210, 105]
            assert (mix distilled original schedule=gold_dev dev=(generate news size=60) batch=8 epochs=1).sources["draws"] == [0, 20, 60]
            """,
        labels: Labels.mixed,
        Parameter<MixtureInput>("distilled", "sentences labelled by a teacher; or all sources in a record, as in {llm: a, bbc: b, gold: c}"),
        Parameter<Dataset?>("original", "sentences labelled by people; none beside a record of sources", default: nil),
        Parameter(BlendOptions.self), Parameter(RunOptions.self)
    ) { context, distilled, original, blend, options in
        try await MixtureCall(distilled, original, blend, options).mixed(context)
    }
}

/// A call of `mix`, with what was given sorted out.
private struct MixtureCall {
    private let datasets: [Dataset]
    private let sources: [MixtureSource]
    private let dev: Dataset?
    private let schedule: Schedule
    private let weights: [SourceWeight]?
    private let grain: Grain
    private let options: RunOptions

    /// - Throws: `Diagnostic` for sources, schedule and weights that do not go together.
    init(_ distilled: MixtureInput, _ original: Dataset?, _ blend: BlendOptions, _ options: RunOptions) throws {
        switch (distilled, original) {
        case (.dataset(let distilled), let original?):
            datasets = [distilled, original]
            let names = distilled.name == original.name ? ["distilled", "original"] : datasets.map(\.name)
            sources = zip(zip(names, ["distilled", "original"]), datasets).map {
                MixtureSource(name: $0.0, role: $0.1, count: $1.sentences.count)
            }
        case (.named(let named), nil):
            datasets = named.map(\.dataset)
            sources = named.map { MixtureSource(name: $0.name, role: $0.name, count: $0.dataset.sentences.count) }
        case (.dataset, nil): throw Self.missingOriginal
        case (.named, _?): throw Self.tooManySources
        }
        dev = blend.dev
        grain = blend.grain
        self.options = options
        guard let simple = ScheduleRow.named("simple")?.schedule() else {
            preconditionFailure("the table of schedules has a row `simple`")
        }
        schedule = blend.schedule ?? simple
        weights = try blend.weights?.weights(of: sources.map(\.role))
        if weights != nil, blend.schedule != nil {
            throw Diagnostic("`schedule` and `weights` both divide the draws", label: "give one of them")
        }
        if weights != nil, dev != nil {
            throw Diagnostic("`dev` goes with a schedule, not with `weights`", label: "name it among the sources, as in {gold: c, dev: d}")
        }
        if weights == nil, sources.count != 2 {
            throw Diagnostic(
                "a schedule divides two sources, here \(sources.count == 1 ? "is" : "are") \(sources.count)",
                label: "`weights={\(sources.map { "\($0.role): 1" }.joined(separator: ", "))}` divides any number")
        }
        for dataset in datasets + [dev].compactMap(\.self) { try requireLabels(dataset) }
        _ = try Dataset.commonTypes(datasets + [dev].compactMap(\.self))
    }

    static var missingOriginal: Diagnostic {
        Diagnostic("`mix` needs `original`", label: "sentences labelled by people; or all sources in a record, as in {llm: a, gold: b}")
    }

    static var tooManySources: Diagnostic {
        Diagnostic("`mix` takes a record of all sources, or two datasets", label: "name `original` in the record too")
    }

    func mixed(_ context: Context) async throws -> MixedData {
        let sentences = sources.reduce(0) { $0 + $1.count }
        @Sendable func progress() throws -> [Double] {
            try Mixture.progress(sentences: sentences, batch: options.batch, epochs: options.epochs, steps: options.steps)
        }
        if let weights {
            var known: [SourceWeight] = []
            for weight in weights { known.append(try await weight.asked(for: progress)) }
            let mixture = try Mixture(
                sources: sources, weights: known, grain: grain, batch: options.batch, epochs: options.epochs, steps: options.steps,
                stream: context.stream)
            return MixedData(mixture: mixture, datasets: datasets)
        }
        let known = try await schedule.asked(for: progress)
        let mixture = try Mixture(
            distilled: sources[0], original: sources[1],
            dev: dev.map { MixtureSource(name: $0.name, role: "dev", count: $0.sentences.count) }, by: known, grain: grain,
            batch: options.batch, epochs: options.epochs, steps: options.steps, stream: context.stream)
        return MixedData(mixture: mixture, datasets: Array((datasets + [dev].compactMap(\.self)).prefix(mixture.sources.count)))
    }
}

extension Labels {
    /// The widest of the sources' sets; and sources that do not go together are found before the run.
    static var mixed: LabelRule {
        { arguments in
            switch (arguments.type(of: "distilled"), arguments.type(of: "original")) {
            case (Dataset.type?, nil): throw MixtureCall.missingOriginal
            case (.record?, .some): throw MixtureCall.tooManySources
            default: return try Labels.common("distilled", "original", "dev")(arguments)
            }
        }
    }
}
