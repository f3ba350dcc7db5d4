import Numerics
import Random

package struct StepResult: Sendable, Equatable {
    /// The mean over the scored tokens, weighted where they or their classes are.
    package let loss: Double
    /// The part of each sequence of the batch.
    package let sequences: [LossShare]
    /// Of the whole gradient, before clipping.
    package let gradientNorm: Double
    /// Word pieces in the batch, scored or not.
    package let tokens: Int
}

/// What some tokens have in the loss of a batch.
package struct LossShare: Sendable, Equatable {
    /// The sum of their weighted losses.
    package var loss = 0.0
    /// The sum of their weights; 0 where nothing is scored.
    package var weight = 0.0

    package init() {}

    package static func += (a: inout LossShare, b: LossShare) {
        a.loss += b.loss
        a.weight += b.weight
    }
}

/// A model in training: its weights, gradients, moments and the memory of a step, allocated once.
///
/// Losses and weights are the same bits for every number of threads: the batch is always cut into the same two parts, the
/// gradient of each weight is one sum over the whole batch, and dropout goes by element. That holds for one kernel of OpenBLAS:
/// another rounds its sums differently. Owned by one task at a time.
package final class TrainingRun {
    let config: BertConfig
    let labels: [String]
    private let options: OptimizerOptions
    private let stream: RandomStream
    private let workers: Workers
    private let loss: TokenLoss
    let levels: Levels

    private let encoder: Encoder
    let gradient: Parameters
    var optimizer: Optimizer
    private var capacity = Capacity()
    private(set) var memory: (activations: Activations, gradients: ActivationGradients)?
    /// What was last set aside by `keep`.
    package internal(set) var kept: TokenClassifier?

    private static let parts = 2

    /// - Parameters:
    ///   - ownsModel: nobody else has the model, so that its weights need no copy: training moves them.
    ///   - stream: names the dropout masks.
    package init(
        from model: TokenClassifier, ownsModel: Bool = false, options: OptimizerOptions = OptimizerOptions(), threads: Int,
        stream: RandomStream
    ) {
        config = model.config
        labels = model.labels
        self.options = options
        self.stream = stream
        workers = Workers(count: threads)
        loss = TokenLoss(
            options.loss, classWeights: options.classWeights.isEmpty ? [] : model.labels.map { Float(options.classWeights[$0] ?? 1) },
            temperature: options.temperature)
        encoder = Encoder(config: model.config, weights: ownsModel ? model.weights : model.weights.copy())
        gradient = Parameters(model.weights.layout, isSparse: true)
        levels = Levels(layerCount: model.config.layerCount, frozen: options.frozen, decay: options.layerDecay)
        optimizer = Optimizer(options.adamW, layout: model.weights.layout, levels: levels)
    }

    /// One step: forward, loss, backward, clip, AdamW. A batch without a scored token has loss 0 and only decays the weights.
    /// - Throws: `NumericTrouble` where loss or gradient are not finite; the weights stay as before the step.
    package func step(_ batch: PackedBatch, learningRate: Float) throws -> StepResult {
        try step(batch, learningRate: learningRate) {}
    }

    /// - Parameter look: called when the gradient is known and no weight has moved.
    func step(_ batch: PackedBatch, learningRate: Float, beforeUpdate look: () -> Void) throws -> StepResult {
        let (loss, norm, sequences) = backpropagate(batch)
        defer { Embedding.clear(batch.ids, in: gradient[gradient.layout.words]) }
        guard loss.isFinite, norm.isFinite else {
            throw trouble(batch, loss: loss, gradientNorm: norm)
        }
        look()
        optimizer.step(
            encoder.weights, gradient: gradient, ids: batch.ids, norm: norm, learningRate: Double(learningRate), workers: workers)
        return StepResult(loss: loss, sequences: sequences, gradientNorm: norm, tokens: batch.ids.count)
    }

    /// The loss with which the next step would begin, its dropout in. No weight moves.
    package func loss(of batch: PackedBatch) -> Double {
        defer { Embedding.clear(batch.ids, in: gradient[gradient.layout.words]) }
        return backpropagate(batch).loss
    }

    package var stepsDone: Int { optimizer.steps }

    /// All that a step changes and a later one reads, besides the optimiser's progress: dropout goes by stream and step, and a
    /// gradient is made anew in each step. As it stands in memory, which the run owns.
    var state: [(name: String, values: Matrix)] {
        [("weights", encoder.weights.all)] + optimizer.moments
    }

    /// The model as it stands now.
    package func snapshot() -> TokenClassifier {
        let weights = encoder.weights.copy()
        optimizer.settle(weights)
        return TokenClassifier(config: config, labels: labels, weights: weights)
    }

    /// The model as it stands at the end: it takes the weights over, and the run must not be used any more.
    package func finish() -> TokenClassifier {
        optimizer.settle(encoder.weights)
        return TokenClassifier(config: config, labels: labels, weights: encoder.weights)
    }

    /// Sets a snapshot aside: the best so far.
    package func keep(_ snapshot: TokenClassifier) {
        kept = snapshot
    }

    /// Sets the gradient; gives the loss, the norm of the gradient, and what each sequence has in the loss.
    func backpropagate(_ batch: PackedBatch) -> (loss: Double, norm: Double, sequences: [LossShare]) {
        config.check(batch.ids, lengths: batch.lengths)
        optimizer.prepare(batch.ids, weights: encoder.weights)
        let targets = batch.scoredTargets
        let total = self.loss.total(targets)
        var (loss, squares) = (0.0, 0.0)
        var losses: [Double] = []
        for (number, piece) in batch.pieces(options.accumulate).enumerated() {
            let share = backpropagate(piece, number: number, words: batch.ids, total: total)
            loss += share.loss
            squares = share.squares
            losses += share.losses
        }
        return (loss, squares.squareRoot(), shares(of: batch, targets, losses))
    }

    /// - Parameters:
    ///   - targets: of the scored tokens, in order.
    ///   - losses: theirs.
    private func shares(of batch: PackedBatch, _ targets: [TokenTarget], _ losses: [Double]) -> [LossShare] {
        rows(batch).sequences.map { sequence in
            sequence.asked.reduce(into: LossShare()) { share, token in
                share.loss += losses[token]
                share.weight += loss.weight(targets[token])
            }
        }
    }

    /// Sets the gradient, or adds to it from the second piece of a batch on. Gives the piece's share of the loss, the squares
    /// of the gradient so far, and the weighted loss of each scored token, not yet divided.
    /// - Parameters:
    ///   - words: the ids of all pieces.
    ///   - total: what the loss of all pieces is divided by.
    private func backpropagate(
        _ piece: PackedBatch, number: Int, words: [Int32], total: Double
    ) -> (loss: Double, squares: Double, losses: [Double]) {
        let targets = piece.scoredTargets
        let whole = rows(piece)
        let parts = whole.halves
        let (activations, gradients) = room(for: Capacity(whole))
        let dropout = EncoderDropout(
            probability: Float(options.dropout), layerCount: config.layerCount, stream: stream, step: optimizer.steps, piece: number)
        let (encoder, loss, levels) = (encoder, loss, levels)
        let passed = Milestones(count: encoder.milestoneCount, tasks: parts.count)
        let weightTasks = encoder.weightGradientTasks(
            piece, whole, activations, gradients, levels: levels, words: words, adding: number > 0, into: gradient)
        // A part gives the losses of its tokens, a weight's task the squares of its gradient.
        let results = workers.map(tasks: parts.count + weightTasks.count) { task, _ -> [Double] in
            guard task < parts.count else {
                let task = weightTasks[task - parts.count]
                passed.wait(for: task.milestone)
                return [task.run()]
            }
            let part = parts[task]
            encoder.forward(piece.ids, part, activations, dropout: dropout)
            let losses = Profile.measure(.loss) {
                loss.lossesAndGradient(activations.logits.rows(part.asked), targets: targets[part.asked], total: total)
            }
            encoder.backward(part, activations, gradients, dropout: dropout, levels: levels, passed: passed)
            return losses
        }
        let losses = results[..<parts.count]
        let shares = losses.map { total > 0 ? $0.reduce(0, +) / total : 0 }
        return (shares.reduce(0, +), results[parts.count...].reduce(0) { $0 + $1.reduce(0, +) }, losses.flatMap { $0 })
    }

    private func rows(_ piece: PackedBatch) -> PackedRows {
        PackedRows(lengths: piece.lengths, heads: config.headCount, asked: piece.scored)
    }

    /// Where it began: the pieces are run again, and each is looked through before the next.
    private func trouble(_ batch: PackedBatch, loss: Double, gradientNorm: Double) -> NumericTrouble {
        Embedding.clear(batch.ids, in: gradient[gradient.layout.words])
        let total = self.loss.total(batch.scoredTargets)
        var before = 0
        var place: (name: String, sequences: [Int])?
        for (number, piece) in batch.pieces(options.accumulate).enumerated() where place == nil {
            _ = backpropagate(piece, number: number, words: batch.ids, total: total)
            let (whole, (activations, gradients)) = (rows(piece), room(for: Capacity(rows(piece))))
            let search = NumericSearch(batch: whole, activations: activations, gradients: gradients, weightGradients: gradient)
            place = search.first().map { ($0.place, $0.sequences.map { $0 + before }) }
            before += piece.lengths.count
        }
        return NumericTrouble(
            step: stepsDone + 1, loss: loss, gradientNorm: gradientNorm, place: place?.name ?? "the loss",
            sequences: place?.sequences ?? Array(batch.lengths.indices), weights: encoder.weights.firstBrokenTensor)
    }

    /// Allocates at once what the batches of a training need, so that no step has to. Batches that nobody announced may still come.
    package func reserve(_ memory: TrainingMemory) {
        _ = room(for: memory.capacity)
    }

    /// Floats of what a step keeps and makes, apart from the weights and their gradients.
    static func floats(_ config: BertConfig, labelCount: Int, capacity: Capacity) -> Int {
        Activations.floats(config, labelCount: labelCount, capacity: capacity, purpose: .training(parts: parts))
            + ActivationGradients.floats(config, capacity: capacity, parts: parts)
    }

    private func room(for needed: Capacity) -> (Activations, ActivationGradients) {
        if let memory, capacity.holds(needed) { return memory }
        capacity = capacity.union(needed)
        memory = nil  // release before allocating again
        let made = (
            Activations(config, labelCount: labels.count, capacity: capacity, purpose: .training(parts: Self.parts)),
            ActivationGradients(config, capacity: capacity, parts: Self.parts)
        )
        memory = made
        return made
    }
}
