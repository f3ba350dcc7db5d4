/// The sizes of a BERT encoder (Devlin et al. 2019), under the meanings that `config.json` of Hugging Face gives them.
package struct BertConfig: Sendable, Equatable, Codable {
    package var vocabularySize: Int
    package var hiddenSize: Int
    package var layerCount: Int
    package var headCount: Int
    package var intermediateSize: Int
    /// The longest sequence, [CLS] and [SEP] in.
    package var positionCount: Int
    package var typeCount: Int
    package var layerNormEpsilon: Float

    package init(
        vocabularySize: Int, hiddenSize: Int, layerCount: Int, headCount: Int, intermediateSize: Int, positionCount: Int = 512,
        typeCount: Int = 2, layerNormEpsilon: Float = 1e-12
    ) {
        precondition(hiddenSize % headCount == 0, "the heads share the hidden size evenly")
        self.vocabularySize = vocabularySize
        self.hiddenSize = hiddenSize
        self.layerCount = layerCount
        self.headCount = headCount
        self.intermediateSize = intermediateSize
        self.positionCount = positionCount
        self.typeCount = typeCount
        self.layerNormEpsilon = layerNormEpsilon
    }
}
