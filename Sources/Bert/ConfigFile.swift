import Store

extension BertConfig {
    /// Reads the sizes from a `config.json` of Hugging Face.
    /// - Throws: `Diagnostic` with file and line of the field that is missing, out of range, or asks for another kind of model.
    package init(_ json: JSONObject) throws {
        func size(_ name: String, upTo limit: Int, otherwise: Int? = nil) throws -> Int {
            guard let value = try json.integer(name) ?? otherwise else { throw json.finding(name, "is missing") }
            guard (1...limit).contains(value) else { throw json.finding(name, "is \(value), where 1 to \(limit) was expected") }
            return value
        }
        func only(_ wanted: String, _ name: String) throws {
            guard let found = try json.text(name), found != wanted else { return }
            throw json.finding(name, "is `\(found)`, which is not supported", label: "only `\(wanted)` is")
        }
        try only("bert", "model_type")
        try only("gelu", "hidden_act")
        try only("absolute", "position_embedding_type")
        if try json.flag("is_decoder") == true { throw json.finding("is_decoder", "is true", label: "only encoders are supported") }
        let hidden = try size("hidden_size", upTo: 1 << 16)
        let heads = try size("num_attention_heads", upTo: hidden)
        guard hidden % heads == 0 else { throw json.finding("hidden_size", "is \(hidden), which \(heads) heads cannot share") }
        let epsilon = try json.number("layer_norm_eps") ?? 1e-12
        guard epsilon > 0, epsilon < 1 else {
            throw json.finding("layer_norm_eps", "is \(epsilon), where a number between 0 and 1 was expected")
        }
        self.init(
            vocabularySize: try size("vocab_size", upTo: 1 << 24), hiddenSize: hidden,
            layerCount: try size("num_hidden_layers", upTo: 1 << 10), headCount: heads,
            intermediateSize: try size("intermediate_size", upTo: 1 << 18),
            positionCount: try size("max_position_embeddings", upTo: 1 << 16),
            typeCount: try size("type_vocab_size", upTo: 1 << 10, otherwise: 2), layerNormEpsilon: Float(epsilon))
    }

    /// The labels of a `config.json` in the order of their ids; nil where it has none.
    static func labels(_ json: JSONObject) throws -> [String]? {
        guard let table = try json.object("id2label"), !table.members.isEmpty else { return nil }
        let labels = try table.members.indices.map { id in
            guard let label = try table.text(String(id)) else {
                throw json.finding("id2label", "has no label for \(id)", label: "ids go from 0 without a gap")
            }
            return label
        }
        guard Set(labels).count == labels.count else { throw json.finding("id2label", "holds a label twice") }
        return labels
    }

    /// The `config.json` of a `BertForTokenClassification` with these labels, in the order of their ids.
    func json(labels: [String]) -> String {
        let quoted = labels.map(jsonString)
        func object(_ members: [String]) -> String { "{\n    \(members.joined(separator: ",\n    "))\n  }" }
        let members = [
            #""architectures": ["BertForTokenClassification"]"#,
            #""model_type": "bert""#,
            #""hidden_act": "gelu""#,
            #""position_embedding_type": "absolute""#,
            #""attention_probs_dropout_prob": 0.1"#,
            #""hidden_dropout_prob": 0.1"#,
            #""initializer_range": 0.02"#,
            #""pad_token_id": 0"#,
            #""torch_dtype": "float32""#,
            #""vocab_size": \#(vocabularySize)"#,
            #""hidden_size": \#(hiddenSize)"#,
            #""num_hidden_layers": \#(layerCount)"#,
            #""num_attention_heads": \#(headCount)"#,
            #""intermediate_size": \#(intermediateSize)"#,
            #""max_position_embeddings": \#(positionCount)"#,
            #""type_vocab_size": \#(typeCount)"#,
            #""layer_norm_eps": \#(layerNormEpsilon)"#,
            #""id2label": \#(object(quoted.enumerated().map { "\"\($0)\": \($1)" }))"#,
            #""label2id": \#(object(quoted.enumerated().map { "\($1): \($0)" }))"#,
        ]
        return "{\n  \(members.joined(separator: ",\n  "))\n}\n"
    }
}
