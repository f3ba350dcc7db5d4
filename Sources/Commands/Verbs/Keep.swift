import Corpus
import Diagnostics
import Notebook

extension Command {
    static let keep = Command(
        "keep", "only the sentences that a teacher is sure of, by votes or confidence; those without entities are left out and counted",
        example: """
            let news = generate news size=60
            let tagger = train (bert size=tiny) on=news batch=8 epochs=1
            let given = annotate news by=tagger
            let sure = keep given confidence=30%
            assert sure.sentences <= given.sentences
            let all = (agree given with=news).coverage[0]
            assert (keep given confidence=all.at_least).sentences == all.sentences
            """,
        labels: Labels.of("dataset"),
        Parameter<Dataset>("dataset", "a teacher's labels"),
        Parameter<Double?>("votes", "how many votes every entity has at least", default: nil, .optional(.notNegative), isNamedOnly: true),
        Parameter<Double?>("mean", "how many votes the entities of a sentence have at least on average", default: nil, .optional(.notNegative), isNamedOnly: true),
        Parameter<Double?>("confidence", "how sure the teacher is at least of every entity, 0 to 1: a trained model by the mean probability of its words' tags", default: nil, .optional(.share), isNamedOnly: true)
    ) { _, dataset, votes, mean, confidence in
        let given = [(Selection.Measure.votes, votes), (.mean, mean), (.confidence, confidence)]
        let selections = given.compactMap { measure, least in least.map { Selection(measure, atLeast: $0) } }
        if selections.isEmpty { throw Diagnostic("`keep` wants a threshold", label: "as in `keep labelled votes=4`, `mean=4` or `confidence=90%`") }
        return try dataset.keeping(selections)
    }
}
