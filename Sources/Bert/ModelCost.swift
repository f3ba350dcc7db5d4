/// What a model is made of and what it costs, by its sizes alone.
package struct ModelCost: Sendable, Equatable {
    package let config: BertConfig
    /// Weights: tables and norm of the embeddings, layers, classifier.
    package let embeddings: Int
    package let encoder: Int
    package let classifier: Int
    /// Of the matrices that a word piece is multiplied by, in the layers and in the classifier.
    package let encoderMatrices: Int
    package let classifierMatrix: Int
    private let labelCount: Int

    package init(_ config: BertConfig, labelCount: Int) {
        let layout = WeightLayout(config, labelCount: labelCount)
        func count(_ levels: Range<Int>) -> Int { layout.tensors.reduce(0) { $0 + (levels ~= $1.level ? $1.count : 0) } }
        let top = layout.levelCount - 1
        self.config = config
        self.labelCount = labelCount
        (embeddings, encoder, classifier) = (count(0..<1), count(1..<top), count(top..<top + 1))
        encoderMatrices = layout.layers.reduce(0) { sum, layer in
            let matrices = [layer.queryKeyValue, layer.attentionOutput, layer.intermediate, layer.output]
            return sum + matrices.reduce(0) { $0 + $1.weight.count }
        }
        classifierMatrix = layout.classifier.weight.count
    }

    package var parameters: Int { embeddings + encoder + classifier }

    /// Bytes of the weights.
    package var weightBytes: Int { parameters * MemoryLayout<Float>.stride }

    /// Floating-point operations of the matrices for a word piece on its way forward: a multiplication and an addition for each weight
    /// (Kaplan et al. 2020, section 2.1). Embeddings are looked up, which costs none.
    package var forwardFlops: Int { 2 * (encoderMatrices + classifierMatrix) }

    /// Forward and backward: the way back costs twice the way forward, once for the gradient of the input, once for that of the weights
    /// (the same section).
    package var trainingFlops: Int { 3 * forwardFlops }

    /// What attention costs a piece on its way forward on top of that, for each piece of its sequence: in each layer a score and a share
    /// of the sum, 2 · hidden each. Kaplan's 2 · layers · hidden is half of it, since there a token sees only those before it.
    package var attentionFlops: Int { 4 * config.layerCount * config.hiddenSize }

    /// A batch for orientation: so many sentences of `length` word pieces, [CLS] and [SEP] in, the others all scored.
    package func trainingBatch(sentences: Int, length: Int = 20) -> TrainingMemory {
        let targets = (0..<length).map { Int32($0 == 0 || $0 == length - 1 ? -1 : 0) }
        let batch = PackedBatch(
            ids: Array(repeating: 0, count: sentences * length), lengths: Array(repeating: length, count: sentences),
            targets: (0..<sentences).flatMap { _ in targets })
        return TrainingMemory(config, labelCount: labelCount, options: OptimizerOptions(), batches: [batch])
    }

    /// Bytes of weights, gradient and moments where every word occurs: the most that a training takes besides its activations.
    package var trainingBytes: Int { 4 * weightBytes }
}

extension TokenClassifier {
    package var cost: ModelCost { ModelCost(config, labelCount: labels.count) }
}
