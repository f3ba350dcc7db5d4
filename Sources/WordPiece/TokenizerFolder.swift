import Diagnostics
import Foundation
import Store

extension WordPieceTokenizer {
    /// Reads the tokenizer of a Hugging Face model folder: `vocab.txt`, or else the vocabulary in `tokenizer.json`. Settings come
    /// from `tokenizer_config.json`, and from `tokenizer.json` where that says nothing; truncation and padding are not looked at.
    /// - Throws: `Diagnostic` with file and line for files that are missing, broken, or of another kind of tokenizer.
    package init(folder: String) throws {
        let files = TokenizerFiles(folder: folder)
        let config = try files.object("tokenizer_config.json")
        let hasList = files.exists("vocab.txt")
        // The list of pieces is ten times faster to read, and with the settings says it all.
        let readsDescription = try !hasList || config?.flag("do_lower_case") == nil
        let description = readsDescription ? try files.object("tokenizer.json").map(TokenizerDescription.init) : nil
        guard hasList || description != nil else {
            throw Diagnostic("there is no tokenizer: neither `vocab.txt` nor `tokenizer.json`", at: Place(file: folder))
        }

        var vocabulary = try hasList ? files.pieces("vocab.txt") : description?.vocabulary() ?? []
        let names = try SpecialTokens(config: config, map: files.object("special_tokens_map.json"))
        let listed = try description?.addedTokens() ?? files.addedTokens(config: config)
        let extraTokens = try AddedTokenEntry.place(listed, in: &vocabulary, special: names)
        let isUncased = try config?.flag("do_lower_case") ?? description?.flag("lowercase") ?? true
        let rules = CharacterRules(
            isUncased: isUncased,
            stripsAccents: try config?.flag("strip_accents") ?? description?.flag("strip_accents"),
            separatesIdeographs: try config?.flag("tokenize_chinese_chars") ?? description?.flag("handle_chinese_chars") ?? true,
            cleansText: try description?.flag("clean_text") ?? true)
        do {
            try self.init(
                vocabulary: vocabulary, rules: rules, specialTokens: names, extraTokens: extraTokens,
                longestWord: try description?.longestWord() ?? 100)
        } catch let finding as Diagnostic {
            throw finding.located(at: Place(file: files.path(hasList ? "vocab.txt" : "tokenizer.json")))
        }
    }
}

/// The files of a model folder that concern its tokenizer.
private struct TokenizerFiles {
    let folder: String

    func path(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func object(_ name: String) throws -> JSONObject? {
        exists(name) ? try JSONObject(reading: path(name)) : nil
    }

    /// One piece a line; its number is the piece's identifier.
    func pieces(_ name: String) throws -> [String] {
        let file = try MappedFile(reading: path(name))
        return try file.withBytes { bytes in
            var pieces: [String] = []
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
                let isMarked = end > start && bytes[end - 1] == UInt8(ascii: "\r")
                let line = UnsafeRawBufferPointer(rebasing: bytes[start..<(isMarked ? end - 1 : end)])
                guard let piece = String(validating: line, as: UTF8.self) else {
                    throw Diagnostic("not UTF-8", at: Place(file: file.path, line: pieces.count + 1))
                }
                pieces.append(piece)
                start = end + 1
            }
            return pieces
        }
    }

    /// What `tokenizer_config.json` lists, or the older `added_tokens.json`, a plain map of token to identifier.
    func addedTokens(config: JSONObject?) throws -> [AddedTokenEntry] {
        if let decoder = try config?.object("added_tokens_decoder") {
            return try decoder.members.compactMap { member in
                guard let id = Int(member.name) else { throw decoder.finding(member.name, "should be an identifier") }
                return try decoder.object(member.name).map { try AddedTokenEntry($0, id: id) }
            }
        }
        guard let map = try object("added_tokens.json") else { return [] }
        return try map.members.compactMap { member in
            try map.integer(member.name).map { AddedTokenEntry(text: member.name, id: $0, isSupported: false, source: map) }
        }
    }
}

extension SpecialTokens {
    /// Their names as the folder gives them: a text, or an object with `content`.
    fileprivate init(config: JSONObject?, map: JSONObject?) throws {
        func name(_ key: String, _ usual: String) throws -> String {
            for file in [config, map].compactMap(\.self) {
                let name = file.isObject(key) ? try file.object(key)?.text("content") : try file.text(key)
                if let name, !name.isEmpty { return name }
            }
            return usual
        }
        self.init()
        pad = try name("pad_token", pad)
        unknown = try name("unk_token", unknown)
        cls = try name("cls_token", cls)
        sep = try name("sep_token", sep)
        mask = try name("mask_token", mask)
    }
}
