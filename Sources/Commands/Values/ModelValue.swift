import Bert
import Notebook
import Report
import Tagger

/// A model with what it was trained on.
package struct Model: Kind, Codable {
    package let tagging: TaggingModel
    /// How its files were read; nil for one that was made here.
    package let report: LoadReport?
    /// Nil before it is trained here.
    package let training: TrainingFacts?
    /// How its last training went.
    package let learning: TrainingSummary?

    init(_ tagging: TaggingModel, report: LoadReport? = nil, training: TrainingFacts? = nil, learning: TrainingSummary? = nil) {
        self.tagging = tagging
        self.report = report
        self.training = training
        self.learning = learning
    }

    package static let kindName = "model"

    package static let fields: [Field<Model>] = [
        Field("name", "what it is called") { $0.tagging.name },
        Field("types", "the entity types it tags") { $0.tagging.types },
        Field("parameters", "how many weights it has") { $0.tagging.classifier.parameterCount },
        Field("parts", "how many of them are embeddings, encoder and classifier") { $0.tagging.classifier.cost.parts },
        Field("shape", "layers, their units, heads, inner units, and the word pieces that it reads at once") { $0.tagging.classifier.cost.shape },
        Field("memory", ModelCost.memoryMeaning) { $0.tagging.classifier.cost.memory },
        Field("flops", "what a word piece costs forward, attention apart; three times that in training") { $0.tagging.classifier.cost.forwardFlops },
        Field("steps", "optimiser steps of its last training, up to the weights kept", isColumn: true) { $0.training?.steps ?? 0 },
        Field("loss", "the mean loss of the last 50 steps", isColumn: true) { $0.learning?.finalLoss },
        Field("losses", "the loss of each step") { $0.learning?.losses ?? [] },
        Field("source_losses", "the loss of each step by source, the mean over what it has in the batch; none where it has nothing") { $0.sourceLosses },
        Field("curve", "the evaluations on `dev`: step, mean loss since the last one, f1, precision, recall") { Evaluation.table($0.learning?.curve ?? []) },
        Field(
            "watch",
            "of the sentences that `watch` chose, at each evaluation and for each source: sentences, f1 against the labels they are trained on, how many are all right, learned since the evaluation before, forgotten since"
        ) { $0.watchTable },
        Field(
            "forgetting",
            "what became of these by source: ever learned, forgotten at the end, never learned, learned and never forgotten, and how often one was forgotten"
        ) { $0.forgettingTable },
        Field("best", "the evaluation with the highest f1; none without `dev`") { $0.learning?.best?.record },
        Field("partial", "true where its training was interrupted") { $0.tagging.history.isPartial },
        Field("labels", "whose labels it was trained on") { $0.training?.labels },
        Field("simulated", "true where some of them are simulated") { $0.training?.isSimulated ?? false },
        Field("notes", "how it came to be") { $0.notes },
    ]

    /// A row a step, with a column for each source, by role where there are two.
    private var sourceLosses: Table {
        let sources = learning?.sources ?? []
        let roles = (training?.passes ?? []).map { $0.role.isEmpty ? "loss" : $0.role }
        return Table(
            columns: ["step"] + roles,
            rows: (0..<(learning?.steps ?? 0)).map { step in
                [.number(Double(step + 1))] + sources.map { $0.losses[step].map { .number($0) } ?? .none }
            })
    }

    private var notes: [String] {
        var notes: [String] = []
        if let report {
            notes.append("read from \(tagging.history.base), \(report.elementType)")
            if !tagging.hasTrainedHead { notes.append("it has no classifier for entities: training makes one") }
            if !report.unexpected.isEmpty { notes.append("not used: \(report.unexpected.joined(separator: ", "))") }
        } else if training == nil {
            notes.append("random weights, not pretrained")
        } else {
            notes.append("began as \(tagging.history.base)")
        }
        if let learning { notes += learning.notes }
        if tagging.history.isPartial, learning?.isPartial != true { notes.append("a training of it was interrupted") }
        return notes
    }

    package var summary: String {
        let size = "\(tagging.name): BERT with \(grouped(tagging.classifier.parameterCount)) parameters"
        guard let training else {
            return size + (tagging.hasTrainedHead ? ", tags \(tagging.types.joined(separator: " "))" : ", not yet trained to tag")
        }
        let partial = tagging.history.isPartial ? "partly trained (interrupted): " : "trained for "
        let loss = learning?.finalLoss.map { ", loss \(threeDigits($0))" } ?? ""
        return "\(size), \(partial)\(counted(training.steps, "step")) on \(training.labels) labels\(loss)"
    }

    package var blocks: [Block] {
        [.text(([summary] + notes.map { "· \($0)" }).joined(separator: "\n")), .table(tagging.classifier.cost.table)]
    }
}

extension TrainingSummary {
    /// What a reader should know of how it went.
    var notes: [String] {
        var notes = long.notes("drawn sentence", loss: "not learned") + developmentLong.notes("dev sentence", loss: "counted as missed")
        if hasStoppedEarly {
            notes.append("stopped after \(steps) of \(plannedSteps) steps: \(counted(patience ?? 0, "evaluation")) did not raise F1")
        } else if isPartial {
            notes.append("interrupted after \(steps) of \(plannedSteps) steps")
        }
        if patience != nil, let best {
            notes.append("the weights are those of step \(best.step), the best on dev: f1 \(threeDigits(best.f1))")
        } else if isPartial {
            notes.append("the model so far is the value")
        }
        return notes
    }
}

extension Evaluation {
    /// A column each of the curve.
    private static let fields: [(name: String, get: @Sendable (Evaluation) -> Double)] = [
        ("step", { Double($0.step) }), ("loss", { $0.loss }), ("f1", { $0.f1 }), ("precision", { $0.precision }), ("recall", { $0.recall }),
    ]

    var record: Record {
        Record(Self.fields.map { ($0.name, .number($0.get(self))) })
    }

    /// A row each.
    static func table(_ curve: [Evaluation]) -> Table {
        Table(columns: fields.map(\.name), rows: curve.map { evaluation in fields.map { .number($0.get(evaluation)) } })
    }
}
