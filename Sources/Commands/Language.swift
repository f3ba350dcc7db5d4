import Corpus
import Mixing
import Notebook
import Numerics

extension Language {
    /// The language of nds.
    package static let nds = Language(commands: contents.flatMap { $0 }, kinds: allKinds, version: "0.1", engine: matrixKernelName())

    /// The table of contents: every command. A new one is a file and a row here.
    private static let contents: [[Command]] = [
        [.load, .generate, .write, .sample, .split, .concat, .without, .relabel, .overlap, .describe],
        [.recording, .oracle, .annotate, .agree],
        [.mix], Command.schedules,
        [.bert, .train, .tag, .eval, .export],
        Command.figures,
        [.show, .history, .plan, .save, .help],
    ]

    /// Every kind of value. A new one is a file and a row here.
    static let allKinds: [any Kind.Type] = [
        Dataset.self, Description.self, ReportCard.self, TeacherChoice.self, Schedule.self, MixedData.self, Model.self, Score.self,
        Plan.self, CellList.self, HelpPage.self,
    ]
}
