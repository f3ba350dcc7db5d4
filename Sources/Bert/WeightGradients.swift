import Numerics

/// A task that sets the gradients of some weights, over the whole batch.
struct WeightTask: Sendable {
    /// What it waits for: the point up to which all parts of the batch have gone backward.
    let milestone: Int
    /// Gives the sum of the squares of the gradients that it set.
    let run: @Sendable () -> Double
}

/// The gradients of the weights, made from what the backward passes left: each task writes tensors of its own, so that every sum
/// has one order for any number of threads. The longest wait comes last: a worker that has taken its part backward begins with
/// the classifier while another is still at the first layers.
extension Encoder {
    var classifierMilestone: Int { config.layerCount + 1 }
    func milestone(ofLayer index: Int) -> Int { index + 1 }
    var embeddingMilestone: Int { 0 }
    var milestoneCount: Int { config.layerCount + 2 }

    /// Tasks that set the gradients of all weights that learn but the table of words, to whose rows they add those of `batch`.
    /// - Parameters:
    ///   - adding: whether they add to all gradients: those of an earlier piece of the same batch.
    ///   - words: all words of the batch, other pieces in.
    func weightGradientTasks(
        _ batch: PackedBatch, _ whole: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, levels: Levels,
        words: [Int32], adding: Bool, into weightGradients: Parameters
    ) -> [WeightTask] {
        let target = WeightTarget(gradients: weightGradients, adding: adding)
        let learning = layout.layers.indices.reversed().filter { levels.learns(layer: $0) }
        return classifyTasks(whole, activations, gradients, target)
            + learning.flatMap { layerTasks($0, whole, activations, gradients, target) }
            + (levels.learnsEmbeddings ? embedTasks(batch, whole, gradients, activations, words, target) : [])
    }

    private func classifyTasks(
        _ whole: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, _ target: WeightTarget
    ) -> [WeightTask] {
        let (dLogits, input) = (activations.logits.rows(whole.asked), activations.classifierInput.rows(whole.asked))
        return [target.task(classifierMilestone, layout.classifier, from: dLogits, input: input)]
    }

    private func layerTasks(
        _ index: Int, _ whole: PackedRows, _ activations: Activations, _ gradients: ActivationGradients, _ target: WeightTarget
    ) -> [WeightTask] {
        let slots = layout.layers[index]
        let isLast = index == config.layerCount - 1
        let asking = isLast ? whole.asked : whole.rows
        let a = activations.layers[index].rows(whole.rows, asking: asking)
        let d = gradients.layers[index].rows(whole.rows, asking: asking)
        let input = activations.input(ofLayer: index).rows(whole.rows)
        let dOutput = gradients.output(ofLayer: index).rows(asking)
        let milestone = milestone(ofLayer: index)
        func task(_ slots: WeightLayout.LinearSlots, from dy: Matrix, input x: Matrix) -> WeightTask {
            target.task(milestone, slots, from: dy, input: x)
        }
        let projections =
            d.projections.all.map { [task(slots.queryKeyValue, from: $0, input: input)] }
            ?? [
                task(slots.keyValue, from: d.projections.keyValue, input: input),
                task(slots.query, from: d.projections.query, input: activations.asking.rows(asking)),
            ]
        return [
            task(slots.output, from: d.outputProjection, input: a.inner),
            task(slots.intermediate, from: a.intermediate, input: a.attended),
        ] + projections + [
            task(slots.attentionOutput, from: d.attentionProjection, input: a.context),
            target.task(milestone, slots.outputNorm, from: dOutput, kept: a.outputNorm),
            target.task(milestone, slots.attentionNorm, from: d.attended, kept: a.attentionNorm),
        ]
    }

    private func embedTasks(
        _ batch: PackedBatch, _ whole: PackedRows, _ gradients: ActivationGradients, _ activations: Activations, _ words: [Int32],
        _ target: WeightTarget
    ) -> [WeightTask] {
        let dSum = gradients.embeddingSum.rows(whole.rows)
        let (milestone, weightGradients) = (embeddingMilestone, target.gradients)
        let (dWords, dPositions) = (weightGradients[layout.words], weightGradients[layout.positions])
        let dTypes = weightGradients[layout.types]
        return [
            WeightTask(milestone: milestone) {
                Embedding.add(dSum, ids: batch.ids, to: dWords)
                return Set(words).sorted().reduce(0) { $0 + dWords.rows(Int($1)..<Int($1) + 1).sumOfSquares }
            },
            WeightTask(milestone: milestone) {
                target.clear(dPositions)
                for sequence in whole.sequences { Embedding.add(dSum.rows(sequence.rows), toRowsFrom: 0, of: dPositions) }
                return dPositions.sumOfSquares
            },
            WeightTask(milestone: milestone) {
                target.clear(dTypes.rows(0..<1))
                Embedding.add(dSum, toRow: 0, of: dTypes)
                return dTypes.sumOfSquares
            },
            target.task(
                milestone, layout.embeddingNorm, from: gradients.embeddingNorm.rows(whole.rows),
                kept: activations.embeddingNorm.rows(whole.rows)),
        ]
    }
}

/// The gradients of the weights, and whether something is to be added to what they hold.
private struct WeightTarget: Sendable {
    let gradients: Parameters
    let adding: Bool

    func clear(_ gradient: Matrix) {
        if !adding { gradient.elements.update(repeating: 0) }
    }

    func task(_ milestone: Int, _ slots: WeightLayout.LinearSlots, from dy: Matrix, input x: Matrix) -> WeightTask {
        WeightTask(milestone: milestone) {
            gradients[slots].set(from: dy, input: x, adding: adding)
            return gradients[slots.weight].sumOfSquares + gradients[slots.bias].sumOfSquares
        }
    }

    func task(_ milestone: Int, _ slots: WeightLayout.NormSlots, from dy: Matrix, kept: Norm.Kept) -> WeightTask {
        WeightTask(milestone: milestone) {
            gradients[slots].set(from: dy, kept: kept, adding: adding)
            return gradients[slots.gain].sumOfSquares + gradients[slots.shift].sumOfSquares
        }
    }
}
