import Corpus
import Diagnostics
import Notebook

extension Command {
    static let explain = Command(
        "explain",
        "how a value came to be: the calls that made it, their seeds and files, defaults, formulas, and the phase of the method; of a score, where the F1 was lost",
        effect: .shows, result: .either([Explanation.type, ScoreErrors.type]),
        example: """
            let news = generate news size=40
            let plan = mix (annotate news by=oracle) news schedule=sigmoid(k=8) batch=8 epochs=1
            let story = explain plan
            assert story.calls["call"] == ["generate news size=40", "sigmoid k=8", "oracle", "annotate (1) by=(3)", "mix (4) original=(1) schedule=(2) batch=8 epochs=1"]
            assert story.background["what"] == ["formula", "source", "method", "method"]
            let tagger = train (bert size=tiny) on=plan
            let lost = explain (eval tagger on=news) seen=news
            assert sum(lost.by_error["count"]) == lost.count
            assert sum(lost.by_type["errors"]) == lost.count and sum(lost.by_length["errors"]) == lost.count
            assert lost.by_seen["gold"] == [news.entities, 0, 0]
            assert lost.made.calls["call"][7] == "eval (7) on=(1)"
            """,
        Parameter<Value>("value", "what to explain"),
        Parameter<Dataset?>(
            "seen", "of a score: training data, to tell errors at mentions that were an entity there, with the same or another type, from those at others",
            default: nil, isNamedOnly: true)
    ) { context, value, training in
        let made = Explanation(of: value, by: await context.session.lineage(of: value), in: context.language)
        if case .kind(let score as Score) = value {
            if let training { try requireLabels(training) }
            return ScoreErrors(score, seen: training, made: made).value
        }
        guard training == nil else { throw Diagnostic("`seen` is about the errors of a score, not about \(value.type.description)") }
        return made.value
    }
}
