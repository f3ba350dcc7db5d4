import Diagnostics
import Foundation
import Testing

@testable import Bert

struct ConfigTests {
    private let good = """
        {"vocab_size": 61, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64,
         "max_position_embeddings": 16, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu", "model_type": "bert",
         "transformers_version": "4.8.2", "use_cache": true}
        """

    private func read(_ text: String) throws -> BertConfig { try BertConfig(json: Data(text.utf8), file: "config.json") }

    @Test func sizesAreRead() throws {
        #expect(try read(good) == BertConfig(
            vocabularySize: 61, hiddenSize: 32, layerCount: 2, headCount: 4, intermediateSize: 64, positionCount: 16))
    }

    @Test func tinyIsBertTiny() {
        let tiny = BertConfig.tiny(vocabularySize: 100)
        #expect(tiny.layerCount == 2 && tiny.hiddenSize == 128 && tiny.headCount == 2 && tiny.intermediateSize == 512)
    }

    @Test(arguments: [
        ("\"hidden_size\": 32, ", "", "the field `hidden_size` is missing"),
        ("\"hidden_size\": 32", "\"hidden_size\": \"32\"", "the field `hidden_size` should be a number"),
        ("\"hidden_size\": 32", "\"hidden_size\": 32.5", "`hidden_size` is 32.5, where a whole number from 1 to 65536 was expected"),
        ("\"hidden_size\": 32", "\"hidden_size\": null", "the field `hidden_size` is null, where a number was expected"),
        ("\"hidden_size\": 32", "\"hidden_size\": 30", "`hidden_size` 30 does not divide by `num_attention_heads` 4"),
        ("\"vocab_size\": 61", "\"vocab_size\": -1", "`vocab_size` is -1, where a whole number from 1 to 16777216 was expected"),
        ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 0", "`num_hidden_layers` is 0, where a whole number from 1 to 1024 was expected"),
        ("1e-12", "0", "`layer_norm_eps` is 0.0, where 0 to 1 was expected"),
        ("\"gelu\"", "\"relu\"", "`hidden_act` is `relu`"),
        ("\"bert\"", "\"roberta\"", "a model of the type `roberta` cannot be read"),
        ("\"use_cache\"", "\"is_decoder\"", "`is_decoder` is true"),
        ("\"4.8.2\"", "\"4\", \"position_embedding_type\": \"relative_key\"", "`position_embedding_type` is `relative_key`"),
        ("}", "", "this is not a JSON object"),
    ])
    func whatCannotBeReadIsNamed(old: String, new: String, message: String) throws {
        let finding = try #require(throws: Diagnostic.self) { try read(good.replacingOccurrences(of: old, with: new)) }
        #expect(finding.message == message)
        #expect(finding.place == Place(file: "config.json"))
    }

    @Test(arguments: [
        (#""0": "O", "2": "B-X""#, "the ids in `id2label` should be 0 to 1, without a gap"),
        (#""0": "O", "1": "O""#, "a label stands twice in `id2label`"),
    ])
    func labelsMustBeAList(members: String, message: String) throws {
        let text = good.replacingOccurrences(of: "\"use_cache\": true", with: "\"id2label\": {\(members)}")
        let finding = try #require(throws: Diagnostic.self) {
            try ConfigFile(json: Data(text.utf8), file: "config.json").labels(file: "config.json")
        }
        #expect(finding.message == message)
    }
}
