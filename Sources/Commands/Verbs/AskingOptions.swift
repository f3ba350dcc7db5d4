import Annotator
import Corpus
import Diagnostics
import Notebook

/// How a model behind an endpoint is asked. Other teachers know nothing of it.
struct AskingOptions: OptionGroup {
    var record: OutputPath?
    var samples = 1
    var budget: Double?

    static let options: [Option<AskingOptions>] = [
        Option(
            "record", \.record, "the file in which a model's replies are recorded, and from which they are taken", shown: "replies/MODEL.jsonl",
            changesValue: false),
        Option("samples", \.samples, "how often a model is asked about each sentence; the answers are voted on", .positive),
        Option(
            "budget", \.budget, "the most that the calls may cost, recorded ones among them, in the currency of the model's prices",
            .optional(Rule("a number above 0") { $0 > 0 }), changesValue: false),
    ]
}

extension TeacherChoice {
    /// The teacher, ready to be asked.
    /// - Throws: `Diagnostic` for options that it knows nothing of.
    func asked(_ options: AskingOptions, in context: Context) throws -> any Teacher {
        if let voted = teacher as? VotedTeacher {
            // Of several teachers the options are for those that are asked, where there is one.
            let isAsked = !recordings(nil, in: context.folder).isEmpty
            return VotedTeacher(
                try voted.teachers.map { teacher in
                    let choice = TeacherChoice(teacher: teacher, detail: "")
                    return isAsked && choice.recordings(nil, in: context.folder).isEmpty ? teacher : try choice.asked(options, in: context)
                })
        }
        guard var model = teacher as? LanguageModel else {
            let given = [("record", options.record != nil), ("samples", options.samples != 1), ("budget", options.budget != nil)]
            if let (option, _) = given.first(where: \.1) {
                throw Diagnostic("`\(option)` is for models that are asked over a network, which `\(teacher.name)` is not")
            }
            return teacher
        }
        model.asking = Asking(
            recording: options.record?.path ?? defaultRecording(in: context.folder), samples: options.samples, budget: options.budget,
            allowsNetwork: context.allowsNetwork)
        return model
    }

    /// Beside the script, under the model's name without what no file's name holds.
    private func defaultRecording(in folder: String) -> String {
        let name = teacher.name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
        return "\(folder)/replies/\(String(name)).jsonl"
    }

    /// The recordings that decide what the teacher gives, where it or one of those that vote is asked over a network.
    func recordings(_ path: String?, in folder: String) -> [String] {
        if let voted = teacher as? VotedTeacher {
            return voted.teachers.flatMap { TeacherChoice(teacher: $0, detail: "").recordings(path, in: folder) }
        }
        return teacher is LanguageModel ? [path ?? defaultRecording(in: folder)] : []
    }
}
