import Annotator
import Corpus
import Notebook

extension Dataset {
    /// The same sentences as a teacher is about to label them.
    fileprivate func unlabelled(by teacher: any Teacher, types: [String]?) -> Dataset {
        var copy = self
        for index in sentences.indices { copy.sentences[index].spans = [] }
        if let types { copy.types = types.sorted() }
        copy.labelling = teacher.labelling
        copy.labels = LabelSource(name: teacher.name, isSimulated: teacher.isSimulated)
        return copy
    }
}

extension Command {
    static let annotate = Command(
        "annotate", "let a teacher label sentences; sentences without an answer are left out and counted",
        background: [MethodPhase.labels.background],
        example: """
            let gold = generate news size=60
            let labelled = annotate gold by=oracle
            assert labelled.sentences == 60
            assert labelled.simulated
            assert (agree labelled with=gold).f1 < 0.95
            let tagger = train (bert size=tiny) on=gold batch=8 epochs=1
            assert (annotate gold by=tagger).labels == "tiny (stand-in for a language model)"
            """,
        labels: { arguments in
            guard arguments.constant("types") == nil else { return nil }
            return arguments.maker("by") == oracle.name ? arguments["dataset"] : arguments["by"]
        },
        inputs: { context, arguments in
            let choice = arguments.kind("by", TeacherChoice.self)
            return choice?.recordings(arguments.text(of: "record"), in: context.folder) ?? []
        },
        Parameter<Dataset>("dataset", "the sentences; what labels they have does not count, except to a simulated teacher"),
        Parameter<TeacherChoice>(
            "by", "who annotates: a model behind an endpoint, a recording of replies, a trained model, a gazetteer, several teachers that vote, an oracle",
            isNamedOnly: true),
        Parameter<[String]?>("types", "the entity types to ask for", default: nil, shown: "any", isNamedOnly: true),
        Parameter(AskingOptions.self),
        plan: { context, dataset, choice, types, options in
            let teacher = try choice.asked(options, in: context)
            if let tagger = teacher as? TaggerTeacher {
                let tagging = try tagger.model.tagging.plannedTagging(of: dataset.sentences, long: .split, threads: threadCount(nil))
                return PlannedCall(
                    standIn: dataset.unlabelled(by: tagger, types: types ?? tagger.model.tagging.types), work: tagging.work, timed: [tagging.timed])
            }
            let calls = try await teacher.unrecordedCalls(for: dataset, types: types)
            if calls == 0 { return nil }
            return PlannedCall(standIn: dataset.unlabelled(by: choice.teacher, types: types), work: Work(calls: calls))
        }
    ) { context, dataset, choice, types, options in
        for path in Set(choice.recordings(options.record?.path, in: context.folder)).sorted() {
            let shown = path.hasPrefix(context.folder + "/") ? String(path.dropFirst(context.folder.count + 1)) : path
            context.remark("replies are recorded in `\(shown)`, and taken from there")
        }
        let annotation = try await Annotation(of: dataset, by: choice.asked(options, in: context), types: types, progress: context.progress)
        annotation.report.notes.forEach(context.remark)
        return annotation.dataset
    }

    static let recording = Command(
        "recording", "a teacher that gives the replies kept in a JSONL file, each to the sentence whose number or tokens it bears", effect: .reads,
        example: """
            let news = load "harbour.txt"
            let labelled = annotate news by=(recording "replies.jsonl")
            assert news.sentences == 3 and labelled.sentences == 2
            assert labelled.entities == 3
            assert not labelled.simulated
            """,
        Parameter<InputPath>("path", "rows with `sentence`, the number of a sentence in its file from 0, or its `tokens`, and `reply`"),
        .replyForm("reply", "how the replies name entities", default: .dictionary),
        Parameter<RepeatedMentions?>(
            "repeats", "which occurrences of a mention its label is for: every one, or one a naming, in order", default: nil,
            shown: "as the form has it", isNamedOnly: true)
    ) { _, path, form, repeats in
        let teacher = try Recording(path: path.path, form: form, repeats: repeats?.rule)
        return TeacherChoice(teacher: teacher, detail: "recorded replies")
    }
}

/// Which occurrences of a mention a reply labels.
enum RepeatedMentions: String, Choice {
    case every, first

    var rule: RepeatRule {
        switch self {
        case .every: .everyOccurrence
        case .first: .inOrder
        }
    }
}
