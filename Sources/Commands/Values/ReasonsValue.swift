import Corpus
import Notebook
import Report
import Tagger

/// How a model comes to the tags of a sentence.
package struct Reasons: Kind, Codable {
    let model: String
    /// The model's classes, in the order of the logits.
    let classes: [String]
    let sentence: Sentence
    let reading: SentenceReading
    /// The class that each word should have by the labels of the dataset; nil where there are none.
    let wanted: [String?]?
    /// Whose labels the model was trained on, and whose are wanted.
    let labels: [String?]
    let isSimulated: Bool
    let notes: [String]

    /// - Parameter number: of the sentence among those of the input, from 0.
    init(_ reading: SentenceReading, of sentence: Sentence, from input: Dataset, number: Int, by model: Model) {
        self.model = model.tagging.name
        classes = model.tagging.classifier.labels
        self.sentence = sentence
        self.reading = reading
        wanted = input.labels == nil ? nil : model.tagging.labelling.classes(of: sentence)
        labels = [model.training?.labels, input.labels?.name]
        isSimulated = model.training?.isSimulated == true || input.labels?.isSimulated == true
        var notes: [String] = []
        if input.sentences.count > 1 {
            notes.append("sentence \(grouped(number)) of `\(input.name)`, which has \(grouped(input.sentences.count)): `sentence=` takes another, from 0")
        }
        notes += reading.words.indices.filter { reading.words[$0].tag != model.tagging.classifier.labels[reading.words[$0].label] }.map { word in
            let read = reading.words[word]
            return "`\(sentence.tokens[word])` has the label \(model.tagging.classifier.labels[read.label]), which cannot stand there: it is read as \(read.tag)"
        }
        let unread = sentence.tokens.count - reading.words.count
        if unread > 0 { notes.append("longer than the model reads at once: \(counted(unread, "word")) not read") }
        self.notes = notes
    }

    package static let kindName = "reading"

    package static let fields: [Field<Reasons>] = [
        Field("words", "each word: its pieces, the label taken and its probability, the one next to it and how far behind that is, the tag that the sentence as a whole makes of it, and what the dataset says") { $0.words },
        Field("scores", "the probability of each label for each word: softmax of the logits") { $0.table { $0.probabilities } },
        Field("logits", "what the classifier gives each label for each word") { $0.table { $0.logits } },
        Field("pieces", "the word pieces that the model reads, in order; a word has the label of its first") { $0.pieces },
        Field("margin", "of the word that it is least sure of", isColumn: true) { $0.leastSure.first.map { $0.margin } },
        Field("least_sure", "the words from the least sure on") { $0.leastSure.map { $0.word } },
        Field("repaired", "how many words have a tag that is not the label taken, since labels broke the scheme") { $0.repaired },
        Field("simulated", "true where simulated labels were trained on") { $0.isSimulated },
        Field("notes", "what else a reader should know") { $0.notes },
    ]

    /// One a word that was read.
    private struct Choice {
        var number: Int
        var word: String
        var pieces: String
        var label: String
        var probability: Double
        var runnerUp: String?
        /// From the probability of the label taken to the next one.
        var margin: Double
        var tag: String
    }

    private var choices: [Choice] {
        reading.words.enumerated().map { number, word in
            let best = Double(word.probabilities[word.label]), next = word.ranking.first { $0 != word.label }
            return Choice(
                number: number, word: sentence.tokens[number], pieces: word.pieces.map(\.text).joined(separator: " "), label: classes[word.label],
                probability: best, runnerUp: next.map { classes[$0] }, margin: best - (next.map { Double(word.probabilities[$0]) } ?? 0),
                tag: word.tag)
        }
    }

    private var leastSure: [Choice] { choices.sorted { ($0.margin, $0.number) < ($1.margin, $1.number) } }

    private var repaired: Int { choices.count { $0.tag != $0.label } }

    private var words: Table {
        Table(
            columns: ["number", "word", "pieces", "label", "probability", "runner_up", "margin", "tag"] + (wanted == nil ? [] : ["wanted"]),
            rows: choices.map { choice in
                [
                    .number(Double(choice.number)), .text(choice.word), .text(choice.pieces), .text(choice.label), .number(choice.probability),
                    choice.runnerUp.map { .text($0) } ?? .none, .number(choice.margin), .text(choice.tag),
                ] + (wanted.map { [$0[choice.number].map { .text($0) } ?? .none] } ?? [])
            })
    }

    private func table(_ values: (WordReading) -> [Float]) -> Table {
        Table(
            columns: ["number", "word"] + classes,
            rows: reading.words.enumerated().map { number, word in
                [.number(Double(number)), .text(sentence.tokens[number])] + values(word).map { .number(Double($0)) }
            })
    }

    private var pieces: Table {
        let rows = reading.words.enumerated().flatMap { number, word in word.pieces.map { (number, $0) } }
        return Table(
            columns: ["number", "word", "piece", "id"],
            rows: rows.map { number, piece in
                [.number(Double(number)), .text(sentence.tokens[number]), .text(piece.text), .number(Double(piece.id))]
            })
    }

    package var summary: String {
        let remark = labelRemark(isSimulated: isSimulated, names: labels)
        let text = "\(model) on \(counted(sentence.tokens.count, "word"))"
        guard let least = leastSure.first else { return text + remark }
        let next = least.runnerUp.map { " before \($0) \(threeDigits(least.probability - least.margin))" } ?? ""
        return "\(text), least sure of `\(least.word)`: \(least.label) \(threeDigits(least.probability))\(next)\(remark)"
    }

    package var blocks: [Block] {
        let sure = choices.count > Self.listed ? Array(leastSure.prefix(Self.listed)).sorted { $0.number < $1.number } : choices
        return [.text(([summary] + notes.map { "· \($0)" }).joined(separator: "\n")), .tagged([tagged]), .table(shown(sure))]
            + (leastSure.isEmpty ? [] : [.table(rivals)])
    }

    /// What is tagged, held against the labels of the dataset where there are some.
    private var tagged: TaggedText {
        if wanted != nil { return sentence.tagged(predicted: reading.spans) }
        var own = sentence
        own.spans = reading.spans
        return own.tagged
    }

    private func shown(_ choices: [Choice]) -> TextTable {
        let isCut = choices.count < reading.words.count
        let names = ["word", "pieces", "label"]
        return TextTable(
            title: isCut ? "the \(choices.count) least sure of \(counted(reading.words.count, "word"))" : "",
            columns: names.map { TextTable.Column($0) } + [TextTable.Column("probability", .right), TextTable.Column("next label"), TextTable.Column("behind by", .right)]
                + (wanted == nil ? [] : [TextTable.Column("wanted")]),
            rows: choices.map { choice in
                [
                    choice.word, choice.pieces, choice.tag == choice.label ? choice.label : "\(choice.label), read as \(choice.tag)",
                    threeDigits(choice.probability), choice.runnerUp ?? "–", threeDigits(choice.margin),
                ] + (wanted.map { [$0[choice.number] ?? "–"] } ?? [])
            })
    }

    /// All labels of the least sure words, a column a word; those that score nothing anywhere are left out.
    private var rivals: TextTable {
        let words = leastSure.prefix(Self.compared).map(\.number)
        let shown = classes.indices.filter { label in words.contains { reading.words[$0].probabilities[label] >= 0.0005 } }
        return TextTable(
            title: "what the labels score for the words that it is least sure of",
            columns: [TextTable.Column("label")] + words.map { .init(sentence.tokens[$0], .right) },
            rows: shown.map { label in [classes[label]] + words.map { threeDigits(Double(reading.words[$0].probabilities[label])) } })
    }

    /// Words whose choice is shown, and those of which all labels are; the fields hold all.
    private static let listed = 30
    private static let compared = 4
}
