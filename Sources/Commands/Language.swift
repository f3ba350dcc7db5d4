import Corpus
import Mixing
import Notebook

extension Language {
    /// The table of contents: every command and every kind of value. A new one is a file and a row here.
    package static let nds = Language(
        commands: [
            .load, .generate, .sample, .split, .concat, .without, .relabel, .overlap, .describe, .write,
            .recording, .oracle, .annotate, .agree,
            .mix,
        ] + Command.schedules + [
            .bert, .train, .tag, .eval, .export,
            .help,
        ],
        kinds: [
            Dataset.self, Schedule.self, MixedData.self, HelpPage.self,
        ])
}
