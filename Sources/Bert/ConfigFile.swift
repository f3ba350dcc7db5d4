import Diagnostics
import Foundation

/// `config.json` as Hugging Face writes it, of all models; only what concerns an encoder of the BERT family is looked at.
struct ConfigFile: Decodable {
    let vocab_size: Int
    let hidden_size: Int
    let num_hidden_layers: Int
    let num_attention_heads: Int
    let intermediate_size: Int
    let max_position_embeddings: Int
    let type_vocab_size: Int?
    let layer_norm_eps: Float?
    let hidden_act: String?
    let model_type: String?
    let position_embedding_type: String?
    let is_decoder: Bool?
    let id2label: [String: String]?

    /// - Throws: `Diagnostic` that names the file and the field.
    init(json: Data, file: String) throws {
        do {
            self = try JSONDecoder().decode(ConfigFile.self, from: json)
        } catch let error as DecodingError {
            throw Diagnostic(Self.message(error), at: Place(file: file))
        }
    }

    private static func message(_ error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, _): return "the field `\(key.stringValue)` is missing"
        case .typeMismatch(let type, let context) where !context.codingPath.isEmpty:
            return "the field `\(name(context.codingPath))` should be \(kind(type))"
        case .valueNotFound(let type, let context) where !context.codingPath.isEmpty:
            return "the field `\(name(context.codingPath))` is null, where \(kind(type)) was expected"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "the field `\(name(context.codingPath))` has a value that does not fit"
        default: return "this is not a JSON object"
        }
    }

    private static func kind(_ type: Any.Type) -> String {
        switch type {
        case is Int.Type: "a whole number"
        case is Float.Type: "a number"
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        default: "an object of texts"
        }
    }

    /// The labels of `id2label`, in order; nil where there are none.
    func labels(file: String) throws -> [String]? {
        guard let id2label, !id2label.isEmpty else { return nil }
        let labels = (0..<id2label.count).compactMap { id2label[String($0)] }
        guard labels.count == id2label.count else {
            throw Diagnostic("the ids in `id2label` should be 0 to \(id2label.count - 1), without a gap", at: Place(file: file))
        }
        guard Set(labels).count == labels.count else {
            throw Diagnostic("a label stands twice in `id2label`", at: Place(file: file))
        }
        return labels
    }
}

extension BertConfig {
    /// Reads the sizes from the text of a `config.json`.
    /// - Throws: `Diagnostic` that names the file and the field that is missing, out of range, or asks for another kind of model.
    package init(json: Data, file: String) throws {
        try self.init(ConfigFile(json: json, file: file), file: file)
    }

    init(_ source: ConfigFile, file: String) throws {
        func refuse(_ message: String, _ label: String = "") -> Diagnostic {
            Diagnostic(message, at: Place(file: file), label: label)
        }
        func size(_ name: String, _ value: Int, upTo limit: Int) throws -> Int {
            guard (1...limit).contains(value) else { throw refuse("`\(name)` is \(value), where 1 to \(limit) was expected") }
            return value
        }
        if let type = source.model_type, type != "bert" {
            throw refuse("a model of the type `\(type)` cannot be read", "only `bert` can")
        }
        if let activation = source.hidden_act, activation != "gelu" {
            throw refuse("`hidden_act` is `\(activation)`", "only the exact `gelu` is supported")
        }
        if let kind = source.position_embedding_type, kind != "absolute" {
            throw refuse("`position_embedding_type` is `\(kind)`", "only `absolute` is supported")
        }
        if source.is_decoder == true { throw refuse("`is_decoder` is true", "only encoders are supported") }
        let hidden = try size("hidden_size", source.hidden_size, upTo: 1 << 16)
        let heads = try size("num_attention_heads", source.num_attention_heads, upTo: hidden)
        guard hidden % heads == 0 else {
            throw refuse("`hidden_size` \(hidden) does not divide by `num_attention_heads` \(heads)")
        }
        let epsilon = source.layer_norm_eps ?? 1e-12
        guard epsilon > 0, epsilon < 1 else { throw refuse("`layer_norm_eps` is \(epsilon), where 0 to 1 was expected") }
        self.init(
            vocabularySize: try size("vocab_size", source.vocab_size, upTo: 1 << 24), hiddenSize: hidden,
            layerCount: try size("num_hidden_layers", source.num_hidden_layers, upTo: 1 << 10), headCount: heads,
            intermediateSize: try size("intermediate_size", source.intermediate_size, upTo: 1 << 18),
            positionCount: try size("max_position_embeddings", source.max_position_embeddings, upTo: 1 << 16),
            typeCount: try size("type_vocab_size", source.type_vocab_size ?? 2, upTo: 1 << 10), layerNormEpsilon: epsilon)
    }

    /// The `config.json` of a `BertForTokenClassification` with these labels, in the order of their ids.
    func json(labels: [String]) -> String {
        let quoted = labels.map(Self.quoted)
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

    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\0"..<" ": String(format: "\\u%04x", scalar.value)
            default: String(scalar)
            }
        }.joined() + "\""
    }
}
