import Corpus
import Foundation

/// Finds where the tokens of one sentence read like a mention. A place begins and ends at token boundaries.
struct MentionFinder {
    private let tokens: [String]
    private let keys: [[UInt8]]

    init(tokens: [String]) {
        self.tokens = tokens
        keys = tokens.map(normalisedKey)
    }

    /// All places in order, and how far they read like the mention; none if it is nowhere.
    ///
    /// - Parameter marked: the place that the reply itself gives. If it reads like the mention, it is the only one.
    func places(of mention: String, marked: Range<Int>? = nil) -> (fate: Fate, ranges: [Range<Int>]) {
        let words = mention.split(whereSeparator: \.isWhitespace).map(String.init)
        if words.isEmpty { return (.dropped(.empty), []) }
        let key = normalisedKey(mention)
        if let marked {
            if Array(tokens[marked]) == words { return (.exact, [marked]) }
            if !key.isEmpty, keys[marked].joined().elementsEqual(key) { return (.normalised, [marked]) }
        }
        let exact = tokens.indices.filter { tokens[$0...].starts(with: words) }.map { $0..<$0 + words.count }
        if !exact.isEmpty { return (.exact, exact) }
        if key.isEmpty { return (.dropped(.empty), []) }
        let normalised = tokens.indices.compactMap { start in end(of: key, from: start).map { start..<$0 } }
        if !normalised.isEmpty { return (.normalised, normalised) }
        let close = CloseMatch(key)
        let place = close?.bestPlace(in: keys, within: marked) ?? close?.bestPlace(in: keys, within: nil)
        return place.map { (.close, [$0]) } ?? (.dropped(.notFound), [])
    }

    /// The end of the tokens from `start` on that together are the key.
    private func end(of key: [UInt8], from start: Int) -> Int? {
        if keys[start].isEmpty { return nil }
        var rest = key[...]
        for (index, tokenKey) in keys[start...].enumerated() {
            guard rest.starts(with: tokenKey) else { return nil }
            rest = rest.dropFirst(tokenKey.count)
            if rest.isEmpty { return start + index + 1 }
        }
        return nil
    }
}

/// A text without what tokenisers and language models change at will: case, white space, the kinds of quotes and dashes, and
/// Unicode compatibility forms (NFKC).
func normalisedKey(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ isPlain($0) }) { return Array(text.utf8) }
    var key = ""
    for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
        switch scalar {
        case "'", "\"", "`", "´", "‘", "’", "‚", "‛", "“", "”", "„", "‟", "′", "″", "«", "»", "‹", "›":
            // Two in a row are one double quote as the Penn Treebank writes it.
            if key.unicodeScalars.last != "'" { key.unicodeScalars.append("'") }
        case "‐", "‑", "‒", "–", "—", "―", "−":
            key.unicodeScalars.append("-")
        case _ where scalar.properties.isWhitespace || scalar.properties.generalCategory == .format:
            continue
        default:
            key.unicodeScalars.append(scalar)
        }
    }
    return Array(key.utf8)
}

/// Lower-case ASCII letters and digits, which are their own key.
private func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
}
