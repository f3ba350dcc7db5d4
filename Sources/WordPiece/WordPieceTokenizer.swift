import Diagnostics

/// A piece of a text: its identifier in the vocabulary, and where it stands in the text.
package struct Piece: Sendable, Hashable {
    package var id: Int32
    package var start: Int32
    package var end: Int32

    /// In Unicode scalars of the text, as Hugging Face tokenizers count.
    package var offsets: Range<Int> { Int(start)..<Int(end) }
}

/// The pieces of a sentence that was cut into words already.
package struct EncodedWords: Sendable, Hashable {
    /// Without [CLS] and [SEP].
    package var ids: [Int32]
    /// For each word the range of its pieces in `ids`; never empty.
    package var words: [Range<Int>]
}

/// BERT's tokenizer: basic tokenization (Devlin and others 2019), then greedy longest-match-first word pieces. Gives the pieces
/// that Hugging Face tokenizers give.
package struct WordPieceTokenizer: Sendable, Codable {
    package static let continuationPrefix = "##"

    /// The text of each piece by its identifier; empty where the identifier is unused.
    package let vocabulary: [String]
    package let rules: CharacterRules
    package let specialTokens: SpecialTokens
    /// Words of more characters are [UNK].
    package let longestWord: Int
    package let clsID: Int
    package let sepID: Int
    package let padID: Int
    package let unknownID: Int

    /// Tokens beyond the five special ones that are taken from the text as it stands.
    let extraTokens: [String]
    let trie: PieceTrie
    let addedTokens: AddedTokens
    /// What the first characters of Unicode become, from ASCII to Cyrillic; the rest is worked out when it is met.
    let foldings: [Folding]

    /// - Parameters:
    ///   - vocabulary: pieces by identifier; those that continue a word begin with "##". Of equal ones the last counts.
    ///   - extraTokens: entries of the vocabulary that, like the special ones, are taken from the text as they stand.
    /// - Throws: `Diagnostic` if the vocabulary lacks a special token.
    package init(
        vocabulary: [String], rules: CharacterRules, specialTokens: SpecialTokens = SpecialTokens(), extraTokens: [String] = [],
        longestWord: Int = 100
    ) throws {
        self.vocabulary = vocabulary
        self.rules = rules
        self.specialTokens = specialTokens
        self.extraTokens = extraTokens
        self.longestWord = longestWord
        var wanted = specialTokens.all + extraTokens
        if !vocabulary.contains(specialTokens.mask) { wanted.removeAll { $0 == specialTokens.mask } }
        let ids = try wanted.map { token in
            guard let id = vocabulary.lastIndex(of: token) else {
                throw Diagnostic("the vocabulary has no `\(token)`")
            }
            return (text: token, id: id)
        }
        func id(of token: String) -> Int { ids.first { $0.text == token }!.id }
        (clsID, sepID) = (id(of: specialTokens.cls), id(of: specialTokens.sep))
        (padID, unknownID) = (id(of: specialTokens.pad), id(of: specialTokens.unknown))
        trie = PieceTrie(vocabulary, prefix: Self.continuationPrefix)
        addedTokens = AddedTokens(ids)
        foldings = (0..<0x530).map { rules.folding(of: Unicode.Scalar($0)!) }
    }

    private enum CodingKeys: CodingKey { case vocabulary, rules, specialTokens, extraTokens, longestWord }

    /// What it was made from.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(vocabulary, forKey: .vocabulary)
        try container.encode(rules, forKey: .rules)
        try container.encode(specialTokens, forKey: .specialTokens)
        try container.encode(extraTokens, forKey: .extraTokens)
        try container.encode(longestWord, forKey: .longestWord)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            vocabulary: container.decode([String].self, forKey: .vocabulary), rules: container.decode(CharacterRules.self, forKey: .rules),
            specialTokens: container.decode(SpecialTokens.self, forKey: .specialTokens),
            extraTokens: container.decode([String].self, forKey: .extraTokens), longestWord: container.decode(Int.self, forKey: .longestWord))
    }

    package var vocabularyCount: Int { vocabulary.count }

    /// The pieces of a text, without [CLS] and [SEP].
    package func encode(_ text: String) -> [Piece] {
        var scanner = TextScanner(self)
        var text = text
        text.withUTF8 { scanner.scan($0) }
        return scanner.pieces
    }

    /// The pieces of a sentence's words. A word that leaves none (control characters alone) is [UNK], so that each has a piece
    /// to carry its label.
    package func encode(words: [String]) -> EncodedWords {
        var scanner = TextScanner(self)
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(words.count)
        for var word in words {
            let start = scanner.pieces.count
            word.withUTF8 { scanner.scan($0) }
            if scanner.pieces.count == start { scanner.appendUnknown() }
            ranges.append(start..<scanner.pieces.count)
        }
        return EncodedWords(ids: scanner.pieces.map(\.id), words: ranges)
    }
}

/// The names of BERT's special tokens.
package struct SpecialTokens: Sendable, Equatable, Codable {
    package var pad = "[PAD]"
    package var unknown = "[UNK]"
    package var cls = "[CLS]"
    package var sep = "[SEP]"
    /// The only one that a vocabulary may lack.
    package var mask = "[MASK]"

    package init() {}

    package var all: [String] { [pad, unknown, cls, sep, mask] }
}
