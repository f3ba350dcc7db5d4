import Diagnostics
import Store

/// A `tokenizer.json`, checked to describe BERT's kind of tokenizer.
struct TokenizerDescription {
    /// Identifiers beyond this are taken for a broken file; the largest vocabularies have half as many.
    static let largestVocabulary = 1 << 20

    private let file: JSONObject
    private let model: JSONObject
    private let normalizer: JSONObject

    /// - Throws: `Diagnostic` with the place of what another kind of tokenizer, or a broken file, has there.
    init(_ file: JSONObject) throws {
        func part(_ name: String, type: String) throws -> JSONObject {
            guard let object = try file.object(name) else { throw file.finding(name, "is missing: `\(type)` was expected") }
            let found = try object.text("type") ?? type
            guard found == type else { throw object.finding("type", "is `\(found)`, where BERT has `\(type)`") }
            return object
        }
        self.file = file
        model = try part("model", type: "WordPiece")
        normalizer = try part("normalizer", type: "BertNormalizer")
        _ = try part("pre_tokenizer", type: "BertPreTokenizer")
        let prefix = try model.text("continuing_subword_prefix") ?? WordPieceTokenizer.continuationPrefix
        guard prefix == WordPieceTokenizer.continuationPrefix else {
            throw model.finding("continuing_subword_prefix", "is `\(prefix)`, where BERT has `##`")
        }
    }

    /// A setting of the normaliser.
    func flag(_ name: String) throws -> Bool? { try normalizer.flag(name) }

    func longestWord() throws -> Int? { try model.integer("max_input_chars_per_word") }

    /// Pieces by identifier, empty where an identifier is not used.
    func vocabulary() throws -> [String] {
        guard let vocabulary = try model.object("vocab") else { throw model.finding("vocab", "is missing") }
        var pieces = [String](repeating: "", count: vocabulary.members.count)
        for (name, value) in vocabulary.members {
            guard let id = value.integer, 0..<Self.largestVocabulary ~= id else {
                throw vocabulary.finding(name, "should be an identifier")
            }
            if id >= pieces.count { pieces += [String](repeating: "", count: id + 1 - pieces.count) }
            guard pieces[id].isEmpty else { throw vocabulary.finding(name, "has the identifier \(id), as `\(pieces[id])` has") }
            pieces[id] = name
        }
        return pieces
    }

    func addedTokens() throws -> [AddedTokenEntry] {
        try file.objects("added_tokens")?.map { try AddedTokenEntry($0, id: $0.integer("id")) } ?? []
    }
}

/// A token that some file lists besides the vocabulary.
struct AddedTokenEntry {
    var text: String
    var id: Int
    /// False where it is to be found in prepared text, or only as a whole word: `AddedTokens` finds neither.
    var isSupported: Bool
    /// The object that lists it, for findings.
    var source: JSONObject

    init(text: String, id: Int, isSupported: Bool, source: JSONObject) {
        self.text = text
        self.id = id
        self.isSupported = isSupported
        self.source = source
    }

    /// `lstrip` and `rstrip` do not matter here: blanks around a token leave no piece in any case.
    init(_ object: JSONObject, id: Int?) throws {
        guard let text = try object.text("content") else { throw object.finding("content", "is missing") }
        guard let id, 0..<TokenizerDescription.largestVocabulary ~= id else {
            throw object.finding("id", "should be an identifier")
        }
        let isNormalized = try object.flag("normalized") ?? false
        let isWord = try object.flag("single_word") ?? false
        self.init(text: text, id: id, isSupported: !isNormalized && !isWord, source: object)
    }

    /// Gives every token its place in the vocabulary, which may grow, and returns those that are not BERT's special ones.
    static func place(_ tokens: [AddedTokenEntry], in vocabulary: inout [String], special: SpecialTokens) throws -> [String] {
        var extra: [String] = []
        for token in tokens where !token.text.isEmpty {
            if !vocabulary.contains(token.text) {
                if token.id >= vocabulary.count {
                    vocabulary += [String](repeating: "", count: token.id + 1 - vocabulary.count)
                }
                guard vocabulary[token.id].isEmpty else {
                    throw token.source.finding("id", "is \(token.id), which `\(vocabulary[token.id])` has")
                }
                vocabulary[token.id] = token.text
            }
            if special.all.contains(token.text) { continue }
            guard token.isSupported else {
                throw token.source.finding("content", "is `\(token.text)`, to be found in lower-cased text or as a word only")
            }
            extra.append(token.text)
        }
        return extra
    }
}
