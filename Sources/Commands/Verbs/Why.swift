import Corpus
import Notebook
import Report
import Tagger

extension Command {
    static let why = Command(
        "why", "why a model tags a sentence as it does: its word pieces, what each label scores for each word, and where it is least sure",
        example: """
            let news = generate news size=40
            let tagger = train (bert size=tiny) on=news batch=8 epochs=1
            let reasons = why tagger "Angela Merkel flew to Paris."
            assert reasons.words["word"] == ["Angela", "Merkel", "flew", "to", "Paris", "."]
            let sums = for row in reasons.scores { {all: sum([row["O"], row["B-LOC"], row["I-LOC"], row["B-MISC"], row["I-MISC"], row["B-ORG"], row["I-ORG"], row["B-PER"], row["I-PER"]])} }
            assert min(sums.all) == 1 +- 0.00001 and max(sums.all) == 1 +- 0.00001
            assert reasons.margin == min(reasons.words["margin"])
            let known = why tagger on=(load "harbour.txt") sentence=0
            assert known.scores["O"][0] == (why tagger "Angela Merkel flew to Paris .").scores["O"][0]
            """,
        Parameter<Model>("model", "a trained model"),
        Parameter<String?>("text", "the sentence", default: nil),
        Parameter<Dataset?>("on", "a dataset to take a sentence from instead, whose labels are shown beside the model's", default: nil, isNamedOnly: true),
        Parameter<Int>("sentence", "which sentence of it, or of a text of several, from 0", default: 0, .notNegative, isNamedOnly: true)
    ) { _, model, text, dataset, number in
        let input = try taggingInput(text, dataset, of: "why")
        let sentence = try input.sentence(number)
        if input.labels != nil { try requireLabelling(input, as: model.tagging.labelling) }
        let reading = try model.tagging.readings(of: [sentence])[0]
        return Reasons(reading, of: sentence, from: input, number: number, by: model)
    }
}
