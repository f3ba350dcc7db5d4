import Corpus
import Notebook
import Report
import Tagger

/// A model with what it was trained on.
package struct Model: Kind {
    package let tagging: TaggingModel
    /// Nil before it is trained here.
    package let training: TrainingFacts?
    /// The loss of each step of its last training.
    package let losses: [Double]

    package static let kindName = "model"

    package static let fields: [Field<Model>] = [
        Field("name", "what it is called") { $0.tagging.name },
        Field("types", "the entity types it tags") { $0.tagging.types },
        Field("parameters", "how many weights it has") { $0.tagging.classifier.parameterCount },
        Field("steps", "optimiser steps it was trained for", isColumn: true) { $0.training?.steps ?? 0 },
        Field("loss", "the mean loss of the last 50 steps", isColumn: true) { $0.finalLoss },
        Field("losses", "the loss of each step") { $0.losses },
        Field("partial", "true where its training was interrupted") { $0.tagging.isPartial },
        Field("labels", "whose labels it was trained on") { $0.training?.labels },
        Field("simulated", "true where some of them are simulated") { $0.training?.isSimulated ?? false },
        Field("notes", "how it came to be") { $0.tagging.notes },
    ]

    private var finalLoss: Double? {
        let recent = losses.suffix(50)
        return recent.isEmpty ? nil : recent.reduce(0, +) / Double(recent.count)
    }

    package var summary: String {
        let size = "\(tagging.name): BERT with \(grouped(tagging.classifier.parameterCount)) parameters"
        guard let training else {
            return size + (tagging.hasTrainedHead ? ", tags \(tagging.types.joined(separator: " "))" : ", not yet trained to tag")
        }
        let partial = tagging.isPartial ? "partly trained (interrupted): " : "trained for "
        let loss = finalLoss.map { ", loss \(threeDigits($0))" } ?? ""
        return "\(size), \(partial)\(counted(training.steps, "step")) on labels by \(training.labels)\(loss)"
    }

    package var blocks: [Block] {
        [.text(([summary] + tagging.notes.map { "· \($0)" }).joined(separator: "\n"))]
    }
}
