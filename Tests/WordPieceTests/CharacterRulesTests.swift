import Foundation
import Testing

@testable import WordPiece

@Suite struct CharacterRulesTests {
    /// One hash a block of 1,024 characters: `cased 400 0123456789abcdef`.
    @Test func everyCharacterBecomesWhatTheReferenceMakesOfIt() throws {
        for line in try lines(fixtures.appendingPathComponent("characters.txt")) {
            let fields = line.split(separator: " ")
            let block = try #require(UInt32(fields[1], radix: 16))
            let rules = CharacterRules(isUncased: fields[0] == "uncased")
            let scalars = (max(block, 1)..<block + 0x400).compactMap(Unicode.Scalar.init)
            let hash = fnv1a(scalars.map { described($0, rules) + "\n" }.joined())
            #expect(String(hash, radix: 16) == String(UInt64(fields[2], radix: 16)!, radix: 16), "block \(line)")
        }
    }

    /// The words that a character makes between `a` and `b`.
    private func described(_ scalar: Unicode.Scalar, _ rules: CharacterRules) -> String {
        var words: [[String]] = [["61"]]
        func put(_ folding: Folding) {
            switch folding {
            case .nothing: break
            case .blank: words.append([])
            case .letter(let letter): words[words.count - 1].append(String(letter.value, radix: 16))
            case .lone(let lone): words += [[String(lone.value, radix: 16)], []]
            case .several(let foldings): foldings.forEach(put)
            }
        }
        put(rules.folding(of: scalar))
        words[words.count - 1].append("62")
        return words.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: "|")
    }

    private func fnv1a(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
