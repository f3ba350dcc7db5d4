import Numerics

/// A step of a training, with what it did to the weights.
package struct InspectedStep: Sendable {
    package let result: StepResult
    /// What the gradient was multiplied by so that its norm did not exceed `clip`, 0…1.
    package let clipping: Double
    /// From below.
    package let levels: [LevelStep]
}

/// What a step did to one level of a model.
package struct LevelStep: Sendable, Equatable, Codable {
    /// "embeddings", "layer 1" from below, "classifier".
    package let name: String
    /// How many weights the level has.
    package let weights: Int
    /// The L2 norm of its part of the gradient, before clipping; 0 where nothing learns.
    package let gradientNorm: Double
    package let learningRate: Double
    /// The largest change of a weight, max |after - before|.
    package let largestChange: Double
    /// The tensor that this weight is in.
    package let tensor: String
}

extension TrainingRun {
    /// The same step as `step` makes, to the bit. It takes two copies of the weights.
    /// - Throws: as `step`.
    package func inspectedStep(_ batch: PackedBatch, learningRate: Float) throws -> InspectedStep {
        let before = snapshot().weights
        var norms: [Double] = []
        let result = try step(batch, learningRate: learningRate) { norms = gradientNorms(words: batch.ids) }
        let after = snapshot().weights
        let layout = after.layout
        let levels = (0..<layout.levelCount).map { level in
            let (change, tensor) = layout.tensors.filter { $0.level == level }.reduce((-1.0, "")) { largest, tensor in
                let change = zip(before[tensor], after[tensor]).reduce(0) { max($0, abs(Double($1.1) - Double($1.0))) }
                return change > largest.0 ? (change, tensor.name) : largest
            }
            return LevelStep(
                name: layout.levelNames[level], weights: layout.range(ofLevel: level).count, gradientNorm: norms[level],
                learningRate: Double(learningRate) * self.levels.rates[level], largestChange: change, tensor: tensor)
        }
        return InspectedStep(result: result, clipping: optimizer.clipping(norm: result.gradientNorm), levels: levels)
    }

    /// The norm of the gradient as it stands, by level. Of the table of words only the rows of a batch have one.
    private func gradientNorms(words ids: [Int32]) -> [Double] {
        let layout = gradient.layout
        return (0..<layout.levelCount).map { level in
            guard level >= levels.lowest else { return 0 }
            let others = layout.range(ofLevel: level).clamped(to: layout.words.count..<layout.count)
            let rows = level == 0 ? Set(ids).sorted().map(Int.init) : []
            let squares = rows.reduce(gradient[flat: others].sumOfSquares) { $0 + gradient[layout.words].rows($1..<$1 + 1).sumOfSquares }
            return squares.squareRoot()
        }
    }
}
