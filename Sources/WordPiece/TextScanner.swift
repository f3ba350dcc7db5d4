/// Goes through a text once, prepares its characters, and cuts each word into the longest pieces of the vocabulary from left to
/// right. A word that cannot be cut, or has more characters than the model takes, is one [UNK].
struct TextScanner {
    private let tokenizer: WordPieceTokenizer
    private(set) var pieces: [Piece] = []
    /// The word so far, prepared, in UTF-8, and for each of its bytes the number of the character that it came from.
    private var word: [UInt8] = []
    private var sources: [Int32] = []
    private var position: Int32 = 0

    init(_ tokenizer: WordPieceTokenizer) {
        self.tokenizer = tokenizer
    }

    /// Appends the pieces of a text; offsets count its Unicode scalars from 0.
    mutating func scan(_ text: UnsafeBufferPointer<UInt8>) {
        position = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if tokenizer.addedTokens.mayStart(with: byte), let token = tokenizer.addedTokens.match(text, at: index) {
                endWord()
                pieces.append(Piece(id: token.id, start: position, end: position + Int32(token.scalarCount)))
                index += token.utf8.count
                position += Int32(token.scalarCount)
                continue
            }
            if byte < 0x80 {
                index += 1
                append(tokenizer.foldings[Int(byte)])
            } else {
                let scalar = decodedScalar(text, at: &index)
                let value = Int(scalar.value)
                append(value < tokenizer.foldings.count ? tokenizer.foldings[value] : tokenizer.rules.folding(of: scalar))
            }
            position += 1
        }
        endWord()
    }

    /// Appends [UNK] for a word that left no piece.
    mutating func appendUnknown() {
        pieces.append(Piece(id: Int32(tokenizer.unknownID), start: 0, end: 0))
    }

    private mutating func append(_ folding: Folding) {
        switch folding {
        case .nothing: break
        case .blank: endWord()
        case .letter(let scalar): append(scalar)
        case .lone(let scalar):
            endWord()
            append(scalar)
            endWord()
        case .several(let foldings):
            for folding in foldings { append(folding) }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            word.append(UInt8(truncatingIfNeeded: scalar.value))
            sources.append(position)
        } else {
            for byte in UTF8.encode(scalar)! {
                word.append(byte)
                sources.append(position)
            }
        }
    }

    private mutating func endWord() {
        if word.isEmpty { return }
        let firstPiece = pieces.count
        var start = 0
        while start < word.count, !isTooLong, let match = tokenizer.trie.longestMatch(in: word, from: start) {
            pieces.append(Piece(id: match.id, start: sources[start], end: sources[match.end - 1] + 1))
            start = match.end
        }
        if start < word.count {
            pieces.removeSubrange(firstPiece...)
            pieces.append(Piece(id: Int32(tokenizer.unknownID), start: sources[0], end: sources[word.count - 1] + 1))
        }
        word.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
    }

    private var isTooLong: Bool {
        let limit = tokenizer.longestWord
        return word.count > limit && word.count(where: { $0 & 0xc0 != 0x80 }) > limit
    }
}

/// Decodes a character of two to four bytes from valid UTF-8.
private func decodedScalar(_ text: UnsafeBufferPointer<UInt8>, at index: inout Int) -> Unicode.Scalar {
    let lead = UInt32(text[index])
    let count = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    var value = lead & (0x7f >> UInt32(count))
    for offset in 1..<count { value = value << 6 | UInt32(text[index + offset]) & 0x3f }
    index += count
    return Unicode.Scalar(value) ?? "\u{fffd}"
}
