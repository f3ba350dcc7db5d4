import Bert
import Corpus
import Mixing
import Notebook
import Report
import Tagger

/// One optimiser step, with all that went into it and came of it.
package struct TakenStep: Kind, Codable {
    package let model: Model
    let batch: PeekedBatch
    /// One a word that is learned from, in the order of the batch.
    let words: [Word]
    /// What the model tagged before the step, one list a sentence.
    let predicted: [[Span]]
    let loss: Double
    let lossAfter: Double
    let learningRate: Double
    let gradientNorm: Double
    let clipping: Double
    let levels: [LevelStep]
    let notes: [String]

    struct Word: Codable {
        /// Of the batch, from 0.
        var sentence: Int
        var word: String
        /// The class by the labels of the batch; nil where there is none.
        var wanted: String?
        var predicted: String
        /// What the model gave the wanted class before the step; nil where it has no such class.
        var probability: Double?
    }

    /// - Parameter number: of the step, from 1.
    init(_ taken: SingleStep, number: Int, of call: TrainingCall) throws {
        batch = try PeekedBatch(call.mixed, step: number)
        let draws = call.mixed.mixture.batches[number - 1]
        let drawn = call.mixed.datasets.indices.map { source in draws.count { $0.source == source } }
        model = Model(
            taken.model, training: TrainingFacts(call.mixed, steps: 1, drawn: drawn, chosenBy: nil, teacher: call.teacher), learning: taken.summary)
        predicted = taken.readings.map(\.spans)
        words = zip(batch.dataset.sentences, taken.readings).enumerated().flatMap { index, both in
            let (sentence, reading) = both
            return zip(reading.words.indices, call.training.labelling.classes(of: sentence)).map { place, wanted in
                let word = reading.words[place]
                let probability = wanted.flatMap(taken.labels.firstIndex).map { Double(word.probabilities[$0]) }
                return Word(sentence: index, word: sentence.tokens[place], wanted: wanted, predicted: word.tag, probability: probability)
            }
        }
        (loss, lossAfter) = (taken.summary.losses[0], taken.lossAfter)
        (learningRate, gradientNorm, clipping, levels) = (taken.learningRate, taken.gradientNorm, taken.clipping, taken.levels)
        var notes = taken.summary.notes
        if taken.learningRate == 0 {
            let highest = call.training.firstFullStep(of: call.mixed.mixture.stepCount)
            notes.append("the learning rate is 0 at the first step of the warm-up: no weight moves; `step=\(highest)` has all of it, `warmup=0` has no warm-up")
        } else if number > 1 {
            notes.append("the weights are those of \(call.model.name), and AdamW begins with this step")
        }
        self.notes = notes
    }

    package static let kindName = "step"

    package static let fields: [Field<TakenStep>] = [
        Field("model", "after the step") { $0.model },
        Field("step", "which batch of the mixture or dataset it learned from, from 1") { $0.batch.step },
        Field("loss", "before the step, with dropout: what `train` reports", isColumn: true) { $0.loss },
        Field("loss_after", "of the same batch with the same dropout on the new weights", isColumn: true) { $0.lossAfter },
        Field("learning_rate", "of the step; layers may have a share of it", isColumn: true) { $0.learningRate },
        Field("gradient_norm", "the L2 norm of the whole gradient before clipping", isColumn: true) { $0.gradientNorm },
        Field("clipping", "what the gradient was multiplied by so that its norm is at most `clip`: 1 where it was") { $0.clipping },
        Field("layers", "from below: weights, norm of the gradient before clipping, learning rate, the largest change of a weight and the tensor it is in") { $0.layers },
        Field("words", "each word of the batch: its sentence, source, the tag it should have, the one predicted before the step, and the probability of the former then") { $0.wordTable },
        Field("sources", "the source of each sentence, in their order") { $0.batch.sources },
        Field("dataset", "the sentences of the batch as a dataset") { $0.batch.dataset },
        Field("predicted", "the same as the model tagged them before the step: `diff` shows where they differ") { $0.predictedDataset },
        Field("labels", "whose labels the batch has") { $0.model.training?.labels },
        Field("simulated", "true where some of them are simulated") { $0.isSimulated },
        Field("notes", "what else a reader should know") { $0.notes },
    ]

    private var isSimulated: Bool { model.training?.isSimulated ?? false }

    private var layers: Table {
        Table(
            columns: ["layer", "weights", "gradient_norm", "learning_rate", "largest_change", "tensor"],
            rows: levels.map { level in
                [
                    .text(level.name), .number(Double(level.weights)), .number(level.gradientNorm), .number(level.learningRate),
                    .number(level.largestChange), .text(level.tensor),
                ]
            })
    }

    private var wordTable: Table {
        Table(
            columns: ["sentence", "source", "word", "wanted", "predicted", "probability"],
            rows: words.map { word in
                [
                    .number(Double(word.sentence)), .text(batch.sources[word.sentence]), .text(word.word), word.wanted.map { .text($0) } ?? .none,
                    .text(word.predicted), word.probability.map { .number($0) } ?? .none,
                ]
            })
    }

    private var predictedDataset: Dataset {
        var dataset = batch.dataset
        for (index, spans) in predicted.enumerated() {
            dataset.sentences[index].spans = spans
            dataset.sentences[index].ledger = nil
        }
        dataset.types = Set(dataset.types + predicted.joined().map(\.type)).sorted()
        dataset.labels = LabelSource(name: "\(model.tagging.name) before the step", isSimulated: isSimulated)
        return dataset
    }

    package var summary: String {
        let remark = labelRemark(isSimulated: isSimulated, names: [model.training?.labels])
        return "step \(grouped(batch.step)) on \(counted(batch.sources.count, "sentence")): loss \(threeDigits(loss)), after it \(threeDigits(lossAfter)); "
            + "gradient norm \(threeDigits(gradientNorm)), learning rate \(Value.number(learningRate).summary)\(remark)"
    }

    package var blocks: [Block] {
        let scored = words.filter { $0.wanted != nil }
        let right = scored.count { $0.wanted == $0.predicted }
        let facts = [
            summary, batch.summary,
            clipping < 1 ? "the gradient is multiplied by \(threeDigits(clipping)), which clips its norm" : "the gradient is not clipped",
            "before the step \(grouped(right)) of \(counted(scored.count, "word")) have the tag that they should; the sentences show what was tagged, against the labels of the batch",
        ]
        let shown = zip(batch.shown, zip(batch.dataset.sentences, predicted)).prefix(Self.listed).map { shown, both in
            both.0.tagged(predicted: both.1).captioned(shown.caption)
        }
        let more = batch.sources.count - Self.listed
        return [.text((facts + notes.map { "· \($0)" }).joined(separator: "\n")), .table(shownLayers), .tagged(shown)]
            + (more > 0 ? [.text("… and \(counted(more, "more sentence"))")] : [])
    }

    private var shownLayers: TextTable {
        TextTable(
            columns: [TextTable.Column("layer")] + ["weights", "gradient norm", "learning rate", "largest change"].map { TextTable.Column($0, .right) } + [TextTable.Column("in tensor")],
            rows: levels.map { level in
                [
                    level.name, grouped(level.weights), threeDigits(level.gradientNorm), Value.number(level.learningRate).summary,
                    Value.number(level.largestChange).summary, level.largestChange > 0 ? level.tensor : "–",
                ]
            })
    }

    /// How many sentences are shown.
    private static let listed = 4
}

extension TrainingOptions {
    /// The first step, from 1, of a training of so many that has the highest learning rate.
    fileprivate func firstFullStep(of count: Int) -> Int {
        (0..<count).first { learningRate(step: $0, of: count) == learningRate }.map { $0 + 1 } ?? count
    }
}
