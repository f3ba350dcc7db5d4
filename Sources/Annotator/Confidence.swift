import ChatClient
import Corpus
import Foundation

/// The entities with how sure the model was when it wrote them: the exponential of the mean log-probability of the tokens that spell
/// the mention and, behind it, the type; that is, the geometric mean of their probabilities.
///
/// Mentions are looked for from the end of the text backwards, since an answer comes after whatever was thought aloud. An entity whose
/// mention does not stand in the text as it is, and any where the tokens do not spell the text, gets no confidence.
///
/// - Parameters:
///   - entities: in the order of the text.
///   - logprobs: of the text's tokens, in order.
package func withConfidence(_ entities: [NamedEntity], in text: String, logprobs: [TokenLogprob]) -> [NamedEntity] {
    let bytes = Array(text.utf8)
    guard let tokens = TokenPlaces(logprobs, spelling: bytes) else { return entities }
    var sure = entities
    var end = bytes.count
    for index in entities.indices.reversed() {
        guard let mention = bytes.last(Array(entities[index].mention.utf8), before: end) else { continue }
        let type = bytes[mention.upperBound..<end].first(Array(entities[index].type.utf8))
        let numbers = tokens.logprobs(in: mention) + (type.map(tokens.logprobs) ?? [])
        sure[index].confidence = exp(numbers.reduce(0, +) / Double(numbers.count))
        end = mention.lowerBound
    }
    return sure
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// The first place of some words.
    fileprivate func first(_ words: [UInt8]) -> Range<Int>? {
        guard !words.isEmpty, count >= words.count else { return nil }
        return (startIndex...endIndex - words.count).first { isWord(words, at: $0) }.map { $0..<$0 + words.count }
    }

    /// The last place of some words that ends no later than at `end`.
    fileprivate func last(_ words: [UInt8], before end: Int) -> Range<Int>? {
        guard !words.isEmpty, end - startIndex >= words.count else { return nil }
        return (startIndex...end - words.count).last { isWord(words, at: $0) }.map { $0..<$0 + words.count }
    }

    /// Words stand there and are no part of longer ones.
    private func isWord(_ words: [UInt8], at start: Int) -> Bool {
        guard self[start..<start + words.count].elementsEqual(words) else { return false }
        let end = start + words.count
        return (start == startIndex || !continues(self[start - 1], words[0])) && (end == endIndex || !continues(words[words.count - 1], self[end]))
    }

    private func continues(_ first: UInt8, _ second: UInt8) -> Bool {
        [first, second].allSatisfy { byte in (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf) || byte >= 0x80 }
    }
}
