import Random

extension TokenClassifier {
    /// The same encoder under a new classifier for other labels, started from the stream.
    package func withHead(labels: [String], stream: RandomStream) -> TokenClassifier {
        precondition(!labels.isEmpty)
        let renewed = Parameters(WeightLayout(config, labelCount: labels.count))
        for (tensor, own) in zip(renewed.layout.tensors, weights.layout.tensors) {
            if tensor.shape == own.shape, !tensor.name.hasPrefix("classifier.") {
                _ = renewed[tensor].update(fromContentsOf: weights[own])
            } else {
                renewed.start(tensor, stream: stream)
            }
        }
        return TokenClassifier(config: config, labels: labels, weights: renewed)
    }
}
