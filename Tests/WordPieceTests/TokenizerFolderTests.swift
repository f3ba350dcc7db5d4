import Diagnostics
import Foundation
import Testing

@testable import WordPiece

private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "tokenizer-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: false, encoding: .utf8)
}

private let pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "e\u{301}", "\u{e9}", "\"", "\\", "##ing", "[E1]"]
private let list = pieces.map { $0 + "\n" }.joined()
private let sample = "é e\u{301} \"\\ [E1]ing [MASK] x"

@Suite struct TokenizerFolderTests {
    private func ids(_ folder: String, _ text: String) throws -> [Int32] {
        try WordPieceTokenizer(folder: folder).encode(text).map(\.id)
    }

    @Test(arguments: [[], ["vocab.txt"], ["tokenizer.json"], ["tokenizer_config.json"], ["vocab.txt", "tokenizer_config.json"]])
    func readsBackWhatItWrote(without removed: [String]) throws {
        for rules in [
            CharacterRules(isUncased: false), CharacterRules(isUncased: true),
            CharacterRules(isUncased: true, stripsAccents: false),
            CharacterRules(isUncased: false, stripsAccents: true, separatesIdeographs: false),
        ] {
            try withFolder { folder in
                let tokenizer = try WordPieceTokenizer(vocabulary: pieces, rules: rules, extraTokens: ["[E1]"])
                try tokenizer.write(to: folder)
                for name in removed { try FileManager.default.removeItem(atPath: folder + "/" + name) }
                let copy = try WordPieceTokenizer(folder: folder)
                #expect(copy.vocabulary.map { Array($0.utf8) } == pieces.map { Array($0.utf8) })
                #expect(copy.rules == rules)
                #expect(copy.encode(sample) == tokenizer.encode(sample))
            }
        }
    }

    @Test func takesTheCaseFromTheSettings() throws {
        try withFolder { folder in
            try write(list + "a\nA\n", folder + "/vocab.txt")
            #expect(try ids(folder, "A") == [11])
            try write(#"{"do_lower_case": false}"#, folder + "/tokenizer_config.json")
            #expect(try ids(folder, "A") == [12])
        }
    }

    @Test func takesWindowsLineEndsAndAMissingLastOne() throws {
        try withFolder { folder in
            try write(list.replacingOccurrences(of: "\n", with: "\r\n") + "last", folder + "/vocab.txt")
            #expect(try ids(folder, "last") == [11])
        }
    }

    @Test func addsTokensBeyondTheVocabulary() throws {
        try withFolder { folder in
            try write(list, folder + "/vocab.txt")
            try write(
                #"{"do_lower_case": true, "added_tokens_decoder": {"13": {"content": "<x>", "special": true}}}"#,
                folder + "/tokenizer_config.json")
            #expect(try ids(folder, "<x>") == [13])
            #expect(try WordPieceTokenizer(folder: folder).vocabularyCount == 14)
        }
    }

    private static let broken: [(file: String, text: String, message: String)] = [
        ("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n", "the vocabulary has no `[SEP]`"),
        ("vocab.txt", "", "the vocabulary has no `[PAD]`"),
        ("tokenizer_config.json", #"{"do_lower_case": "yes"}"#, "`do_lower_case` should be true or false"),
        ("tokenizer_config.json", "{", "a name in quotes expected"),
        ("tokenizer.json", "{}", "`model` is missing: `WordPiece` was expected"),
        ("tokenizer.json", #"{"model": {"type": "BPE"}}"#, "`model.type` is `BPE`, where BERT has `WordPiece`"),
        (
            "tokenizer.json", #"{"model": {}, "normalizer": {"type": "NFC"}}"#,
            "`normalizer.type` is `NFC`, where BERT has `BertNormalizer`"
        ),
        (
            "tokenizer.json", #"{"model": {"continuing_subword_prefix": "@@"}, "normalizer": {}, "pre_tokenizer": {}}"#,
            "`model.continuing_subword_prefix` is `@@`, where BERT has `##`"
        ),
        (
            "tokenizer.json",
            #"{"model": {"vocab": {"a": 0}}, "normalizer": {}, "pre_tokenizer": {}, "added_tokens": [{"id": 0, "content": "x"}]}"#,
            "`added_tokens[0].id` is 0, which `a` has"
        ),
        (
            "tokenizer.json", #"{"model": {"vocab": {"a": -1}}, "normalizer": {}, "pre_tokenizer": {}}"#,
            "`model.vocab.a` should be an identifier"
        ),
        (
            "tokenizer.json", #"{"model": {"vocab": {"a": 0, "b": 0}}, "normalizer": {}, "pre_tokenizer": {}}"#,
            "`model.vocab.b` has the identifier 0, as `a` has"
        ),
        (
            "tokenizer.json",
            #"{"model": {"vocab": {}}, "normalizer": {}, "pre_tokenizer": {}, "#
                + #""added_tokens": [{"id": 0, "content": "x", "normalized": true}]}"#,
            "`added_tokens[0].content` is `x`, to be found in lower-cased text or as a word only"
        ),
    ]

    @Test(arguments: broken.indices) func refusesABrokenFolderWithThePlace(_ number: Int) throws {
        let (file, text, message) = Self.broken[number]
        try withFolder { folder in
            if file != "tokenizer.json" { try write(list, folder + "/vocab.txt") }
            try write(text, folder + "/" + file)
            let finding = try #require(throws: Diagnostic.self) { try WordPieceTokenizer(folder: folder) }
            #expect(finding.message == message)
            #expect(finding.place?.file == folder + "/" + file)
        }
    }

    @Test func saysWhatAFolderLacks() throws {
        try withFolder { folder in
            let finding = try #require(throws: Diagnostic.self) { try WordPieceTokenizer(folder: folder) }
            #expect(finding.message == "there is no tokenizer: neither `vocab.txt` nor `tokenizer.json`")
        }
    }
}
