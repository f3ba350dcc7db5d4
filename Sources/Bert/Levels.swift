import Foundation

/// How deep a weight lies, from below: level 0 are the embeddings, level l + 1 is layer l, the last level is the classifier. Weights
/// of a level learn at one rate or not at all.
struct Levels: Sendable {
    /// The factor of the learning rate, a level each; 0 where nothing learns.
    let rates: [Double]
    /// The lowest level that learns. A backward pass need not go below it.
    let lowest: Int

    /// - Parameters:
    ///   - decay: from one level to the one below: layer l of L has lr · d^(L - l), the embeddings have lr · d^(L + 1) (Clark et al.
    ///     2020, ELECTRA; Bao et al. 2022, BEiT).
    init(layerCount: Int, frozen: Frozen, decay: Double) {
        let top = layerCount + 1
        lowest = min(frozen.levels, top)
        rates = (0...top).map { [lowest] level in level < lowest ? 0 : pow(decay, Double(top - level)) }
    }

    var learnsEmbeddings: Bool { lowest == 0 }

    static func level(ofLayer index: Int) -> Int { index + 1 }

    func learns(layer index: Int) -> Bool { Self.level(ofLayer: index) >= lowest }

    /// Whether something below this layer learns and needs the gradient of its input.
    func learnsBelow(layer index: Int) -> Bool { Self.level(ofLayer: index) > lowest }
}

/// Which weights stay as they are, to the bit: no gradient is computed for them, and they do not decay.
package enum Frozen: Sendable, Equatable {
    case nothing
    case embeddings
    /// The embeddings and the first so many layers; with all of them only the classifier learns.
    case layers(Int)

    fileprivate var levels: Int {
        switch self {
        case .nothing: 0
        case .embeddings: 1
        case .layers(let count): count + 1
        }
    }
}
