/// The sizes that BERT is published in: base and large by Devlin et al. 2019, the smaller ones by Turc et al. 2019 (table 1).
///
/// Heads are 64 wide and the inner layer is four times as wide as the model in all of them.
package enum BertSize: String, CaseIterable, Sendable {
    case tiny, mini, small, medium, base, large

    package var shape: (layers: Int, hidden: Int) {
        switch self {
        case .tiny: (2, 128)
        case .mini: (4, 256)
        case .small: (4, 512)
        case .medium: (8, 512)
        case .base: (12, 768)
        case .large: (24, 1024)
        }
    }
}

extension BertConfig {
    package init(_ size: BertSize, vocabularySize: Int) {
        let (layers, hidden) = size.shape
        self.init(
            vocabularySize: vocabularySize, hiddenSize: hidden, layerCount: layers, headCount: hidden / 64, intermediateSize: 4 * hidden)
    }

    /// BERT-tiny.
    package static func tiny(vocabularySize: Int) -> BertConfig { BertConfig(.tiny, vocabularySize: vocabularySize) }
}
