import Diagnostics
import Foundation
import Store
import Testing

@testable import Bert

struct ConfigTests {
    private static let good = """
        {"vocab_size": 61, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64,
         "max_position_embeddings": 16, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu",
         "model_type": "bert", "transformers_version": "4.8.2", "use_cache": true}
        """

    private func parse<Result>(_ text: String, _ body: (JSONObject) throws -> Result) throws -> Result {
        try Array(text.utf8).withUnsafeBytes { bytes in
            try body(JSONObject(parsing: bytes) { Place(file: "config.json", position: .byte($0)) })
        }
    }

    @Test func sizesAreRead() throws {
        let config = try parse(Self.good) { try BertConfig($0) }
        #expect(config == BertConfig(
            vocabularySize: 61, hiddenSize: 32, layerCount: 2, headCount: 4, intermediateSize: 64, positionCount: 16))
    }

    /// In millions, as google-research/bert lists them, about 1 % above what the shapes give; the pooler, which we have no use
    /// for, is counted.
    @Test(arguments: zip(BertSize.allCases, [4.4, 11.3, 29.1, 41.7, 110.1, 335.1]))
    func namedSizesHaveThePublishedNumberOfParameters(size: BertSize, millions: Double) {
        let config = BertConfig(size, vocabularySize: 30522)
        let (hidden, labels) = (config.hiddenSize, 1)
        let encoder = WeightLayout(config, labelCount: labels).count - labels * (hidden + 1)
        let pooler = hidden * hidden + hidden
        #expect(abs(Double(encoder + pooler) / 1e6 / millions - 1) < 0.015)
        #expect(config.hiddenSize / config.headCount == 64)
    }

    @Test(arguments: [
        ("\"hidden_size\": 32, ", "", "`hidden_size` is missing"),
        ("\"hidden_size\": 32", "\"hidden_size\": null", "`hidden_size` is missing"),
        ("\"hidden_size\": 32", "\"hidden_size\": \"32\"", "`hidden_size` should be a whole number"),
        ("\"hidden_size\": 32", "\"hidden_size\": 32.5", "`hidden_size` should be a whole number"),
        ("\"hidden_size\": 32", "\"hidden_size\": 30", "`hidden_size` is 30, which 4 heads cannot share"),
        ("\"vocab_size\": 61", "\"vocab_size\": -1", "`vocab_size` is -1, where 1 to 16777216 was expected"),
        ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 0", "`num_hidden_layers` is 0, where 1 to 1024 was expected"),
        ("1e-12", "0", "`layer_norm_eps` is 0.0, where a number between 0 and 1 was expected"),
        ("\"gelu\"", "\"relu\"", "`hidden_act` is `relu`, which is not supported"),
        ("\"bert\"", "\"roberta\"", "`model_type` is `roberta`, which is not supported"),
        ("\"use_cache\"", "\"is_decoder\"", "`is_decoder` is true"),
        ("\"4.8.2\"", "\"4\", \"position_embedding_type\": \"key\"", "`position_embedding_type` is `key`, which is not supported"),
    ])
    func whatCannotBeReadIsNamedWithItsPlace(old: String, new: String, message: String) throws {
        let text = Self.good.replacingOccurrences(of: old, with: new)
        let finding = try #require(throws: Diagnostic.self) { try parse(text) { try BertConfig($0) } }
        #expect(finding.message == message)
        #expect(finding.place?.file == "config.json")
    }

    @Test(arguments: [
        (#""0": "O", "2": "B-X""#, "`id2label` has no label for 1"),
        (#""0": "O", "1": 7"#, "`id2label.1` should be text"),
        (#""0": "O", "1": "O""#, "`id2label` holds a label twice"),
    ])
    func labelsMustBeAList(members: String, message: String) throws {
        let text = "{\"id2label\": {\(members)}}"
        let finding = try #require(throws: Diagnostic.self) { try parse(text) { try BertConfig.labels($0) } }
        #expect(finding.message == message)
    }
}
