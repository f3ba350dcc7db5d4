import Corpus

/// Finds the one place that reads nearly like a mention: the fewest edits (letters changed, added, left out; Levenshtein 1966) of its
/// normalised characters, at most `Fate.CloseLimit` of them, and no second place that is as near.
struct CloseMatch {
    private let mention: [Unicode.Scalar]
    private let limit: Int

    /// Nil for a mention that is too short.
    init?(_ key: [UInt8]) {
        mention = scalars(key)
        guard let limit = Fate.CloseLimit.edits(characters: mention.count) else { return nil }
        self.limit = limit
    }

    /// - Parameter range: the tokens to look at; nil is all of them.
    func bestPlace(in keys: [[UInt8]], within range: Range<Int>?) -> Range<Int>? {
        let range = range ?? keys.indices
        let tokens = keys.map(scalars)
        var best: (edits: Int, places: [Range<Int>]) = (limit, [])
        for start in range where !tokens[start].isEmpty {
            var text: [Unicode.Scalar] = []
            for end in start..<range.upperBound {
                text += tokens[end]
                if text.count > mention.count + limit { break }
                guard text.count >= mention.count - limit, isWhole(text), !tokens[end].isEmpty else { continue }
                guard let edits = edits(to: text, atMost: best.edits) else { continue }
                if edits < best.edits || best.places.isEmpty { best = (edits, []) }
                best.places.append(start..<end + 1)
            }
        }
        return best.places.count == 1 ? best.places[0] : nil
    }

    /// A comma beside a name is no part of it unless the mention has it too.
    private func isWhole(_ text: [Unicode.Scalar]) -> Bool {
        isMark(text[0]) == isMark(mention[0]) && isMark(text[text.count - 1]) == isMark(mention[mention.count - 1])
    }

    private func isMark(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
    }

    /// Nil if there are more.
    private func edits(to text: [Unicode.Scalar], atMost limit: Int) -> Int? {
        var row = Array(0...text.count)
        for (i, character) in mention.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in text.indices {
                let changed = diagonal + (character == text[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(changed, diagonal + 1, row[j] + 1)
            }
            if row.allSatisfy({ $0 > limit }) { return nil }
        }
        return row[text.count] <= limit ? row[text.count] : nil
    }
}

private func scalars(_ key: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: key, as: UTF8.self).unicodeScalars)
}
