import Corpus
import Diagnostics

/// Finds the one place that reads nearly like a mention: the fewest edits of its normalised characters (one changed, added, left out,
/// or two neighbours swapped), at most `Fate.CloseLimit` of them, and no second place that is as near.
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
                let edits = editDistance(mention, text)
                guard edits <= best.edits else { continue }
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
}

private func scalars(_ key: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: key, as: UTF8.self).unicodeScalars)
}
