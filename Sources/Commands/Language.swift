import Annotator
import Corpus
import Mixing
import Notebook
import Numerics

extension Language {
    /// The language of nds.
    package static let nds = Language(contents, kinds: allKinds, version: "0.1", engine: matrixKernelName())

    /// The table of contents: every command. A new one is a file and a row here.
    private static let contents = [
        Section("data", [.load, .generate, .write, .sample, .split, .concat, .without, .relabel, .overlap, .describe]),
        Section("teachers", [.llm, .recording, .oracle, .gazetteer, .voted, .estimate, .annotate, .agree, .diff, .keep, .profile]),
        Section("prompts", Command.prompts + [.prompt]), Section("examples for prompts", Command.exampleStrategies),
        Section("mixing", [.mix]), Section("schedules", Command.schedules),
        Section("losses", Command.losses),
        Section("models", [.bert, .train, .tag, .eval, .distance, .export]),
        Section("comparing", [.compare, .repairs, .inherit, .curve]),
        Section("figures", Command.figures + [.sort, .tally]),
        Section("looking, and the notebook", [.show, .plot, .peek, .why, .step, .explain, .pause, .history, .plan, .save, .report, .help]),
    ]

    /// Every kind of value. A new one is a file and a row here.
    static let allKinds: [any Kind.Type] = [
        Dataset.self, Ledger.self, Description.self, ReportCard.self, MeasuredNoise.self, TeacherChoice.self, Prompt.self, ExampleChoice.self, CostEstimate.self,
        Schedule.self, MixedData.self, Breakdown.self, Plot.self, PeekedBatch.self, Loss.self, Model.self, Score.self, Distance.self, Reasons.self, TakenStep.self, ScoreErrors.self,
        Comparison.self, Repairs.self, Inheritance.self, SizeCurves.self,
        SentencePage.self, Explanation.self, Plan.self, CellList.self, HelpPage.self,
    ]
}
