import Bert
import Corpus
import Diagnostics

extension TrainingRun {
    /// A step on a batch made of these examples.
    /// - Throws: `Diagnostic` that says which of them it is about, where loss or gradient are not finite.
    func step(
        _ packed: BatchPacker.Packed, of batch: [TrainingExample], sources: [String], learningRate: Float
    ) throws -> StepResult {
        try located(in: packed, of: batch, sources: sources) { try step(packed.batch, learningRate: learningRate) }
    }

    /// The same, looked at.
    func inspectedStep(
        _ packed: BatchPacker.Packed, of batch: [TrainingExample], sources: [String], learningRate: Float
    ) throws -> InspectedStep {
        try located(in: packed, of: batch, sources: sources) { try inspectedStep(packed.batch, learningRate: learningRate) }
    }

    private func located<Result>(
        in packed: BatchPacker.Packed, of batch: [TrainingExample], sources: [String], _ step: () throws -> Result
    ) throws -> Result {
        do {
            return try step()
        } catch let trouble as NumericTrouble {
            throw Diagnostic(trouble, in: packed, of: batch, sources: sources)
        }
    }
}

extension Diagnostic {
    /// What a reader needs to find the cause: the step, the first sentence concerned, and the place in the network.
    /// - Parameters:
    ///   - packed: the batch of the step, made of these examples.
    ///   - sources: the names of what the examples come from.
    fileprivate init(_ trouble: NumericTrouble, in packed: BatchPacker.Packed, of batch: [TrainingExample], sources: [String]) {
        let numbers = Set(trouble.sequences.map { packed.sentences[$0] }).sorted()
        var notes = ["it began in \(trouble.place)"]
        var place: Place?
        if let first = numbers.first {
            let sentence = batch[first].sentence
            place = Place(file: sentence.origin.file, line: sentence.origin.line, length: sentence.text.count, excerpt: sentence.text)
            let others = numbers.count == 1 ? "and in no other" : "and in \(numbers.count - 1) more"
            notes.append("in this sentence of `\(sources[batch[first].source])`, \(others) of the \(batch.count) of the batch")
        }
        if let weights = trouble.weights { notes.append("`\(weights)` held values that are not finite before this step") }
        notes.append("a smaller learning rate or a longer warm-up usually helps")
        let (loss, norm) = (text(trouble.loss), text(trouble.gradientNorm))
        self.init(
            "training diverged in step \(trouble.step): the loss is \(loss), the norm of the gradient \(norm)", at: place, notes: notes)
    }
}

/// Without the sign that a NaN may have.
private func text(_ value: Double) -> String {
    value.isNaN ? "nan" : "\(value)"
}
