import Diagnostics

/// Which words of a reply are which tokens of its sentence: a longest common subsequence of their parts, so that prose around the
/// sentence, words that the model changed and another tokenisation do no harm to the rest.
///
/// A part is a run of letters and digits or a single other character, without what models change at will (see `normalisedKey`).
struct WordMatch {
    /// For each part of the reply the token it stands in; nil where it stands in none.
    let tokens: [Int?]
    private let sentence: [WordPart]
    /// The sentence's parts from behind the last one found on, and the reply's.
    private let missing: ArraySlice<WordPart>
    private let rest: ArraySlice<[UInt8]>

    /// - Parameter reply: the parts of the reply's text, without its marks.
    init(_ reply: [[UInt8]], to tokens: [String]) {
        let sentence = tokens.enumerated().flatMap { token, word in parts(of: word).map { WordPart(key: $0, token: token) } }
        let matches = longestCommonSubsequence(reply, sentence.map(\.key))
        self.tokens = matches.map { $0.map { sentence[$0].token } }
        self.sentence = sentence
        let last = matches.lastIndex { $0 != nil }
        rest = reply[(last.map { $0 + 1 } ?? 0)...]
        missing = sentence[(last.flatMap { matches[$0] }.map { $0 + 1 } ?? 0)...]
    }

    /// The tokens that some parts of the reply stand for, from the first to the last.
    func place(of range: Range<Int>) -> Range<Int>? {
        let found = tokens[range].compactMap { $0 }
        guard let first = found.min(), let last = found.max() else { return nil }
        return first..<last + 1
    }

    /// Refuses a reply that says something else than the sentence, and one that ends before the sentence's last word: a model that
    /// marks nothing must still be seen to have read it all.
    func check(_ reply: SourceText) throws(Diagnostic) {
        let found = tokens.count { $0 != nil }
        if found * 2 < sentence.count {
            throw Diagnostic(
                "the reply does not repeat the sentence: \(found) of its \(sentence.count) words and marks are there",
                at: reply.place(0..<reply.utf8.count))
        }
        if let word = missing.first(where: { $0.isWord }), endsWithin(missing.first) {
            throw Diagnostic("the reply ends before `\(String(decoding: word.key, as: UTF8.self))` of its sentence", at: reply.endPlace)
        }
    }

    /// Whether the reply breaks off where this part should stand: behind the one before, or within this one or a mark before it.
    private func endsWithin(_ part: WordPart?) -> Bool {
        guard let last = rest.first, let part else { return true }
        return rest.count == 1 && (part.key.starts(with: last) || !WordPart(key: last, token: 0).isWord)
    }
}

/// Part of a token.
private struct WordPart {
    var key: [UInt8]
    var token: Int

    var isWord: Bool { String(decoding: key, as: UTF8.self).unicodeScalars.first.map(isInWord) ?? false }
}

/// The parts of a text for `WordMatch`.
func parts(of text: String) -> [[UInt8]] {
    text.split(whereSeparator: \.isWhitespace).flatMap { word in
        var parts: [[UInt8]] = []
        var isOpen = false
        for scalar in String(decoding: normalisedKey(String(word)), as: UTF8.self).unicodeScalars {
            if isOpen, isInWord(scalar) {
                parts[parts.count - 1] += Array(String(scalar).utf8)
            } else {
                parts.append(Array(String(scalar).utf8))
            }
            isOpen = isInWord(scalar)
        }
        return parts
    }
}

private func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}

/// For each element of `a` the index of its partner in `b`, or nil; partners keep their order, and of several ways the one whose
/// partners come first is taken. Texts too different and too long to compare (over 4 million pairs) have partners at their ends alone.
private func longestCommonSubsequence(_ a: [[UInt8]], _ b: [[UInt8]]) -> [Int?] {
    var partners: [Int?] = Array(repeating: nil, count: a.count)
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] {
        partners[start] = start
        start += 1
    }
    var tail = 0
    while tail < a.count - start, tail < b.count - start, a[a.count - 1 - tail] == b[b.count - 1 - tail] {
        partners[a.count - 1 - tail] = b.count - 1 - tail
        tail += 1
    }
    let rows = a.count - start - tail, columns = b.count - start - tail
    guard rows > 0, columns > 0, rows * columns <= 4_000_000 else { return partners }
    // longest[i][j]: of what stands from i and j on.
    var longest = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    let width = columns + 1
    for i in stride(from: rows - 1, through: 0, by: -1) {
        for j in stride(from: columns - 1, through: 0, by: -1) {
            longest[i * width + j] = a[start + i] == b[start + j]
                ? longest[(i + 1) * width + j + 1] + 1 : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
        }
    }
    var i = 0, j = 0
    while i < rows, j < columns {
        if a[start + i] == b[start + j] {
            partners[start + i] = start + j
            i += 1
            j += 1
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1
        } else {
            j += 1
        }
    }
    return partners
}
