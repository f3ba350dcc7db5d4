import Numerics
import Random

/// The dropout of one training step, site by site. Masks depend on the stream, the step, the site and an element's place in the
/// packed batch, or in the piece of it that is run at once, on nothing else.
struct EncoderDropout: Sendable {
    struct Layer: Sendable {
        let probabilities: Dropout
        let attentionProjection: Dropout
        let outputProjection: Dropout

        static let none = Layer(probabilities: .none, attentionProjection: .none, outputProjection: .none)
    }

    let embedded: Dropout
    let layers: [Layer]
    let classifierInput: Dropout

    /// - Parameter piece: the number of the piece of a batch that is run in several; each has masks of its own.
    init(probability: Float, layerCount: Int, stream: RandomStream, step: Int, piece: Int = 0) {
        let step = stream.substream(step)
        let stream = piece == 0 ? step : step.substream(piece)
        func site(_ name: String) -> Dropout { Dropout(probability: probability, stream: stream.substream(name)) }
        embedded = site("embedded")
        layers = (0..<layerCount).map { layer in
            Layer(
                probabilities: site("layer \(layer) probabilities"), attentionProjection: site("layer \(layer) attention"),
                outputProjection: site("layer \(layer) output"))
        }
        classifierInput = site("classifier")
    }
}
