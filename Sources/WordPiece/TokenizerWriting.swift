import Foundation
import Store

extension WordPieceTokenizer {
    /// Writes `vocab.txt`, `tokenizer.json`, `tokenizer_config.json` and `special_tokens_map.json` into a folder that is there,
    /// so that transformers' `AutoTokenizer` and `init(folder:)` make the same tokenizer again.
    /// - Parameter longestInput: how many pieces the model takes, `model_max_length`.
    /// - Throws: `Diagnostic` that names the file.
    package func write(to folder: String, longestInput: Int = 512) throws {
        func write(_ text: String, _ name: String) throws {
            try AtomicFile.write(text, to: (folder as NSString).appendingPathComponent(name))
        }
        try write(vocabulary.map { $0 + "\n" }.joined(), "vocab.txt")
        try write(description, "tokenizer.json")
        try write(config(longestInput: longestInput), "tokenizer_config.json")
        try write("{\n  \(specialNames.joined(separator: ",\n  "))\n}\n", "special_tokens_map.json")
    }

    /// The same for tokenizers that cut every text alike.
    package var checksum: String {
        var checksum = Checksum()
        checksum.update(description)
        return checksum.text
    }

    /// The special tokens that the vocabulary has, then the extra ones, by identifier.
    private var addedEntries: [(text: String, id: Int, isSpecial: Bool)] {
        let special = specialTokens.all.map { ($0, true) }, extra = extraTokens.map { ($0, false) }
        return (special + extra).compactMap { text, isSpecial in
            vocabulary.lastIndex(of: text).map { (text: text, id: $0, isSpecial: isSpecial) }
        }.sorted { $0.id < $1.id }
    }

    private var specialNames: [String] {
        let names = [
            ("pad_token", specialTokens.pad), ("unk_token", specialTokens.unknown), ("cls_token", specialTokens.cls),
            ("sep_token", specialTokens.sep), ("mask_token", specialTokens.mask),
        ]
        return names.filter { vocabulary.contains($0.1) }.map { "\(jsonString($0.0)): \(jsonString($0.1))" }
    }

    /// Null stands for 'as the case': accents go where letters are lowered.
    private var accentSetting: String {
        rules.stripsAccents == rules.isUncased ? "null" : "\(rules.stripsAccents)"
    }

    private func flags(of isSpecial: Bool) -> String {
        #""lstrip": false, "normalized": false, "rstrip": false, "single_word": false, "special": \#(isSpecial)"#
    }

    private func config(longestInput: Int) -> String {
        let added = addedEntries.map { #"    "\#($0.id)": {"content": \#(jsonString($0.text)), \#(flags(of: $0.isSpecial))}"# }
        return """
            {
              "added_tokens_decoder": {
            \(added.joined(separator: ",\n"))
              },
              "do_lower_case": \(rules.isUncased),
              "model_max_length": \(longestInput),
              "strip_accents": \(accentSetting),
              "tokenize_chinese_chars": \(rules.separatesIdeographs),
              "tokenizer_class": "BertTokenizer",
              \(specialNames.joined(separator: ",\n  "))
            }

            """
    }

    private var description: String {
        let (cls, sep) = (jsonString(specialTokens.cls), jsonString(specialTokens.sep))
        func token(_ name: String, type: Int) -> String { #"{"SpecialToken": {"id": \#(name), "type_id": \#(type)}}"# }
        func sequence(_ name: String, type: Int) -> String { #"{"Sequence": {"id": "\#(name)", "type_id": \#(type)}}"# }
        let single = [token(cls, type: 0), sequence("A", type: 0), token(sep, type: 0)]
        let pair = single + [sequence("B", type: 1), token(sep, type: 1)]
        let added = addedEntries.map { token in
            #"    {"id": \#(token.id), "content": \#(jsonString(token.text)), \#(flags(of: token.isSpecial))}"#
        }
        return """
            {
              "version": "1.0",
              "truncation": null,
              "padding": null,
              "added_tokens": [
            \(added.joined(separator: ",\n"))
              ],
              "normalizer": {
                "type": "BertNormalizer", "clean_text": \(rules.cleansText), "handle_chinese_chars": \(rules.separatesIdeographs),
                "strip_accents": \(accentSetting), "lowercase": \(rules.isUncased)
              },
              "pre_tokenizer": {"type": "BertPreTokenizer"},
              "post_processor": {
                "type": "TemplateProcessing",
                "single": [\(single.joined(separator: ", "))],
                "pair": [\(pair.joined(separator: ", "))],
                "special_tokens": {
                  \(cls): {"id": \(cls), "ids": [\(clsID)], "tokens": [\(cls)]},
                  \(sep): {"id": \(sep), "ids": [\(sepID)], "tokens": [\(sep)]}
                }
              },
              "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
              "model": {
                "type": "WordPiece", "unk_token": \(jsonString(specialTokens.unknown)), "continuing_subword_prefix": "##",
                "max_input_chars_per_word": \(longestWord),
                "vocab": {
            \(vocabularyMembers)
                }
              }
            }

            """
    }

    /// Only the last of equal pieces, and no unused identifier.
    private var vocabularyMembers: String {
        var last: [[UInt8]: Int] = [:]
        for (id, piece) in vocabulary.enumerated() { last[Array(piece.utf8)] = id }
        return vocabulary.enumerated().filter { !$1.isEmpty && last[Array($1.utf8)] == $0 }
            .map { "      \(jsonString($1)): \($0)" }.joined(separator: ",\n")
    }
}
