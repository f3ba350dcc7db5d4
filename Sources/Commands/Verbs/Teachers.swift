import Annotator
import Corpus
import Diagnostics
import Notebook
import Report

extension Command {
    static let oracle = Command(
        "oracle", "a simulated teacher: gold labels with the errors that language models make, or with those of a measured profile", isSeeded: true,
        example: """
            let news = generate news size=40
            assert (oracle).simulated
            assert (annotate news by=oracle).labels == (oracle).name
            let exact = profile news with=news
            assert (agree (annotate news by=(oracle profile=exact)) with=news).f1 == 1
            """,
        Parameter<MeasuredNoise?>("profile", "the errors to make", default: nil, shown: "those of language models, in rounded figures", isNamedOnly: true)
    ) { context, measured in
        guard let measured else {
            return TeacherChoice(teacher: NoisyOracle(stream: context.stream), detail: "errs from the gold labels by a profile of real language models")
        }
        return TeacherChoice(
            teacher: NoisyOracle(profile: measured.profile, stream: context.stream), detail: "errs from the gold labels as \(measured.source) did")
    }

    static let profile = Command(
        "profile", "measure how labels err against gold, for an `oracle` that errs alike",
        example: """
            let news = generate news size=300
            let given = annotate news by=oracle
            let errors = profile given with=news
            assert errors.rows.missed[1] > errors.rows.missed[3]
            let again = annotate news by=(oracle profile=errors)
            assert again.simulated
            assert (agree again with=news).f1 == (agree given with=news).f1 +- 0.06
            """,
        labels: { arguments in
            _ = try Labels.common("dataset", "with")(arguments)
            return nil
        },
        Parameter<Dataset>("dataset", "the labels to measure"),
        Parameter<Dataset>("with", "the gold labels of the same sentences; it may hold more", isNamedOnly: true)
    ) { _, judged, gold in
        let profile = try NoiseProfile(of: judged, gold: gold)
        return MeasuredNoise(profile: profile, source: judged.labels?.name ?? judged.name)
    }

    static let gazetteer = Command(
        "gazetteer", "a teacher that labels known names wherever they stand, the longest first, each with its most frequent type", effect: .reads,
        example: """
            let news = generate news size=60
            let known = annotate news by=(gazetteer news)
            assert (agree known with=news).recall > 0.9
            assert (annotate (generate news part=test size=60) by=(gazetteer news)).entities < known.entities
            """,
        Parameter<Dataset?>("dataset", "where the names stand with their labels", default: nil),
        Parameter<InputPath?>("file", "a file of names instead: lines of a name, a tab and a type", default: nil, isNamedOnly: true)
    ) { _, dataset, file in
        guard (dataset == nil) != (file == nil) else {
            throw Diagnostic("`gazetteer` wants a dataset or a file", label: "as in `gazetteer human` or `gazetteer file=\"names.tsv\"`")
        }
        let teacher = try file.map { try Gazetteer(path: $0.path) } ?? dataset.map { try Gazetteer(from: $0) }
        guard let teacher else { preconditionFailure("one of them is given") }
        return TeacherChoice(teacher: teacher, detail: "\(counted(teacher.count, "name")), the longest first, each with its most frequent type")
    }

    static let voted = Command(
        "voted", "several teachers as one: an entity counts if more than half of them name its words, its type is the one that most of these give",
        example: """
            let news = generate news size=60
            let names = gazetteer news
            let given = annotate news by=(voted [names, oracle, names])
            assert (agree given with=news).f1 == (agree (annotate news by=names) with=news).f1
            assert given.simulated
            assert (keep given votes=3).sentences < (keep given votes=2).sentences
            """,
        Parameter<[TeacherChoice]>("teachers", "who votes; of types with equally many votes the one that the first of them gives counts", Rule("a list of at least 2 teachers") { $0.count > 1 })
    ) { _, choices in
        let teacher = VotedTeacher(choices.map(\.teacher))
        return TeacherChoice(teacher: teacher, detail: "\(counted(choices.count, "teacher")), one vote each")
    }
}
