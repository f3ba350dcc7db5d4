import Annotator
import ChatClient
import Corpus
import Foundation
import Testing

/// Tokens with the probabilities of the model.
private func tokens(_ parts: [(String, Double)]) -> [TokenLogprob] {
    parts.map { TokenLogprob(token: $0.0, logprob: log($0.1)) }
}

private func confidences(_ entities: [NamedEntity], _ parts: [(String, Double)], text: String? = nil) -> [Double?] {
    let text = text ?? parts.map(\.0).joined()
    return withConfidence(entities, in: text, logprobs: tokens(parts)).map { $0.confidence.map { ($0 * 1e9).rounded() / 1e9 } }
}

struct ConfidenceTests {
    @Test func itIsTheGeometricMeanOverMentionAndType() {
        let parts: [(String, Double)] = [
            ("{\"", 0.1), ("Ang", 0.5), ("ela", 0.8), ("\":", 0.1), (" \"", 0.1), ("PER", 0.4), ("\",", 0.1), (" \"Paris\"", 0.9), (": ", 0.1),
            ("\"LOC\"", 0.1), ("}", 0.2),
        ]
        let found = confidences([NamedEntity("Angela", "PER"), NamedEntity("Paris", "LOC")], parts)
        #expect(found == [pow(0.5 * 0.8 * 0.4, 1.0 / 3), pow(0.9 * 0.1, 0.5)].map { ($0 * 1e9).rounded() / 1e9 })
    }

    /// What was thought aloud comes before the answer and does not count; nor do words that are part of longer ones.
    @Test func theLastPlaceCounts() {
        let parts: [(String, Double)] = [
            ("Lee", 0.01), (" may be a PER. ", 0.01), ("{\"", 1), ("Lee", 0.81), ("\": \"", 1), ("PER", 1), ("\", \"", 1), ("Leeds", 0.25), ("\": \"", 1),
            ("LOC", 1), ("\"}", 1),
        ]
        #expect(confidences([NamedEntity("Lee", "PER"), NamedEntity("Leeds", "LOC")], parts) == [0.9, 0.5])
    }

    @Test func repeatsKeepTheirOrder() {
        let parts: [(String, Double)] = [("A", 0.04), (" (", 1), ("X", 1), ("), ", 1), ("A", 0.36), (" (", 1), ("Y", 1), (")", 1)]
        #expect(confidences([NamedEntity("A", "X"), NamedEntity("A", "Y")], parts) == [0.2, 0.6])
    }

    @Test func bytesOfACharacterMayBeTokensOfTheirOwn() {
        let name = Array("Zoë".utf8)
        let pieces = [TokenLogprob(token: "Zo", logprob: log(0.5), bytes: Array(name[..<3])), TokenLogprob(token: "", logprob: log(0.5), bytes: Array(name[3...]))]
        let found = withConfidence([NamedEntity("Zoë", "PER")], in: "Zoë", logprobs: pieces)
        #expect(abs((found[0].confidence ?? 0) - 0.5) < 1e-12)
    }

    @Test func whatIsNotInTheTextGetsNone() {
        let parts: [(String, Double)] = [("Ana", 0.5), (" is here", 1)]
        #expect(confidences([NamedEntity("Bob", "PER"), NamedEntity("Ana", "PER")], parts) == [nil, 0.5])
        #expect(confidences([NamedEntity("Ana", "PER")], parts, text: "Ana is there") == [nil])
        #expect(confidences([NamedEntity("", "")], parts) == [nil])
    }

    /// Real replies, whose tokens come with log-probabilities.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["NDS_DATA"] != nil))
    func everyEntityOfARealReplyGetsOne() throws {
        let folder = ProcessInfo.processInfo.environment["NDS_DATA"] ?? ""
        var all: [Double] = []
        for file in 3...5 {
            let text = try String(contentsOfFile: "\(folder)/llm-replies/chat-completions-\(file).jsonl", encoding: .utf8)
            for line in text.split(separator: "\n") {
                let pair = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [[String: Any]])
                let choice = try #require((pair[1]["choices"] as? [[String: Any]])?.first)
                guard let content = (choice["logprobs"] as? [String: Any])?["content"] as? [[String: Any]] else { continue }
                let tokens = content.map { token in
                    TokenLogprob(
                        token: token["token"] as? String ?? "", logprob: token["logprob"] as? Double ?? 0, bytes: (token["bytes"] as? [Int])?.map(UInt8.init))
                }
                let reply = try #require((choice["message"] as? [String: Any])?["content"] as? String)
                let entities = reply.matches(of: #/\[([^\[\]\n]+?) \((person|location|organization)\)\]/#).map { NamedEntity(String($0.1), String($0.2)) }
                let sure = withConfidence(entities, in: reply, logprobs: tokens)
                #expect(sure.allSatisfy { $0.confidence.map { $0 > 0 && $0 <= 1 } ?? false })
                all += sure.compactMap(\.confidence)
            }
        }
        #expect(all.count > 20)
    }
}
