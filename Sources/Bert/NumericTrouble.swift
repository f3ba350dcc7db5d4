import Numerics

/// A step whose loss or gradient is not finite, and where that began. The weights are as before the step.
package struct NumericTrouble: Error, Sendable, Equatable {
    /// Counted from 1.
    package let step: Int
    package let loss: Double
    package let gradientNorm: Double
    /// The first thing in the order of computation that holds a value which is not finite: "the output of `bert.encoder.layer.3`".
    package let place: String
    /// The sequences of the batch that it is there in, by their numbers in the batch. All where it is in a sum over them.
    package let sequences: [Int]
    /// A tensor of weights that was not finite before the step, if one was.
    package let weights: String?
}

/// Looks through what a step left in memory, in the order in which it was computed: activations forward, their gradients backward,
/// the gradients of the weights.
struct NumericSearch {
    let batch: PackedRows
    let activations: Activations
    let gradients: ActivationGradients
    let weightGradients: Parameters

    /// A matrix to look at, and which of its elements belong to a sequence.
    private struct Site {
        let name: String
        let matrix: Matrix
        var part: (Matrix, PackedRows.Sequence) -> Matrix = { $0.rows($1.rows) }
    }

    /// The first place, and the sequences that it is there in; all for a gradient that is a sum over them.
    func first() -> (place: String, sequences: [Int])? {
        for site in forwardSites + backwardSites {
            let found = batch.sequences.indices.filter { !site.part(site.matrix, batch.sequences[$0]).isFinite }
            if !found.isEmpty { return (site.name, found) }
        }
        return weightGradients.firstBrokenTensor.map { ("the gradient of `\($0)`", Array(batch.sequences.indices)) }
    }

    /// Logits are no longer there: their gradient is, which is finite where they are.
    private var forwardSites: [Site] {
        [Site(name: "the embeddings", matrix: activations.embedded)]
            + activations.layers.enumerated().flatMap { index, layer in
                let name = Self.name(ofLayer: index)
                return projections(layer.projections, "queries, keys and values of \(name)") + [
                    Site(name: "the attention probabilities of \(name)", matrix: layer.probabilities) { matrix, sequence in
                        probabilities(of: sequence, inLayer: index, matrix)
                    },
                    asking("the output of the attention of \(name)", layer.attended, inLayer: index),
                    asking("the inner units of \(name)", layer.inner, inLayer: index),
                    asking("the output of \(name)", layer.output, inLayer: index),
                ]
            } + [Site(name: "the logits", matrix: activations.logits, part: Self.asked)]
    }

    private var backwardSites: [Site] {
        [Site(name: "the gradient of the classifier's input", matrix: gradients.output, part: Self.asked)]
            + gradients.layers.enumerated().reversed().flatMap { index, layer in
                let name = "within \(Self.name(ofLayer: index))"
                return [
                    asking("the gradient of the output projection \(name)", layer.outputProjection, inLayer: index),
                    asking("the gradient of the inner units \(name)", activations.layers[index].intermediate, inLayer: index),
                    asking("the gradient of the attention's output \(name)", layer.attended, inLayer: index),
                    asking("the gradient of the attention's projection \(name)", layer.attentionProjection, inLayer: index),
                ] + projections(layer.projections, "the gradient of queries, keys and values \(name)")
                    + [Site(name: "the gradient of the input \(name)", matrix: layer.input)]
            } + [Site(name: "the gradient of the embeddings", matrix: gradients.embeddingSum)]
    }

    @Sendable private static func asked(_ matrix: Matrix, _ sequence: PackedRows.Sequence) -> Matrix { matrix.rows(sequence.asked) }

    /// Something of a layer that has a row for each token that asks.
    private func asking(_ name: String, _ matrix: Matrix, inLayer index: Int) -> Site {
        isLast(index) ? Site(name: name, matrix: matrix, part: Self.asked) : Site(name: name, matrix: matrix)
    }

    private func projections(_ projections: Projections, _ name: String) -> [Site] {
        if let all = projections.all { return [Site(name: name, matrix: all)] }
        return [Site(name: name, matrix: projections.keyValue), Site(name: name, matrix: projections.query, part: Self.asked)]
    }

    private func probabilities(of sequence: PackedRows.Sequence, inLayer index: Int, _ all: Matrix) -> Matrix {
        let length = sequence.rows.count
        let asking = isLast(index) ? sequence.asked.count : length
        let start = sequence.probabilities.lowerBound
        return all.elements(start..<start + sequence.probabilities.count / length * asking, asRowsOf: length)
    }

    private func isLast(_ index: Int) -> Bool { index == activations.layers.count - 1 }

    /// As checkpoints name it.
    private static func name(ofLayer index: Int) -> String { "`bert.encoder.layer.\(index)`" }
}

extension Matrix {
    fileprivate var isFinite: Bool { (0..<rows).allSatisfy { row($0).allSatisfy(\.isFinite) } }
}

extension Parameters {
    /// The name of the first tensor with a value that is not finite.
    var firstBrokenTensor: String? {
        layout.tensors.first { !self[$0].allSatisfy(\.isFinite) }?.name
    }
}
