import Numerics

/// How a model is trained, step by step; the learning rate comes with each step.
package struct OptimizerOptions: Sendable, Equatable {
    /// The share of hidden states, attention probabilities and classifier inputs that is dropped.
    package var dropout: Double
    /// Applied to every parameter that learns, decoupled from the gradient.
    package var weightDecay: Double
    /// The largest norm of the whole gradient.
    package var clip: Double
    package var beta1: Double
    package var beta2: Double
    package var epsilon: Double
    package var loss = Loss.crossEntropy
    /// Of the tokens whose target is a distribution.
    package var temperature = 1.0
    /// What a token weighs in the loss, by the name of its class; 1 where none is given.
    package var classWeights: [String: Double] = [:]
    package var frozen = Frozen.nothing
    /// The learning rate of a layer as a share of that of the layer above; the classifier has the whole.
    package var layerDecay = 1.0
    /// A batch is run in so many pieces, whose gradients add up before the one step: the same gradient, but for rounding, with the
    /// memory of the largest piece. Dropout numbers elements by their place in the piece, and each piece has masks of its own.
    package var accumulate = 1

    package init(
        dropout: Double = 0.1, weightDecay: Double = 0.01, clip: Double = 1, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-8
    ) {
        self.dropout = dropout
        self.weightDecay = weightDecay
        self.clip = clip
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    var adamW: AdamW { AdamW(weightDecay: weightDecay, clip: clip, beta1: beta1, beta2: beta2, epsilon: epsilon) }
}
