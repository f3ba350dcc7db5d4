import Diagnostics
import Notebook
import Tagger

/// Where a training can be stopped and gone on with. The value is the same with or without, so the verb has no effect in the sense
/// of the language: what it writes is read by the same line alone.
struct RestartOptions: OptionGroup {
    var checkpoint: OutputPath?
    var every: Int?

    static let options: [Option<RestartOptions>] = [
        Option(
            "checkpoint", \.checkpoint,
            "a folder, for this training alone, to go on from after Ctrl-C or a crash when the same line is run again", changesValue: false),
        Option(
            "every", \.every, "steps from one checkpoint to the next", shown: "\(CheckpointOptions.usualDistance)",
            .optional(.positive), changesValue: false),
    ]

    func training(_ remark: @escaping @Sendable (String) -> Void) throws -> CheckpointOptions? {
        guard let checkpoint else {
            if every == nil { return nil }
            throw Diagnostic(
                "`every` says how often a checkpoint is written, but no folder is given for it",
                label: "add `checkpoint=\"folder\"`")
        }
        var options = CheckpointOptions(folder: checkpoint.path)
        if let every { options.every = every }
        options.remark = remark
        return options
    }
}
