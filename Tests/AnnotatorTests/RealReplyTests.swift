@testable import Annotator
import Corpus
import Diagnostics
import Foundation
import Random
import Testing

/// Real replies, which are not part of the project: the folder is named by NDS_DATA.
private let data = ProcessInfo.processInfo.environment["NDS_DATA"]

private func rows(_ file: String) throws -> [[String: Any]] {
    let text = try String(contentsOfFile: "\(data ?? "")/\(file)", encoding: .utf8)
    return try text.split(separator: "\n").map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
}

private func spans(_ value: Any?) throws -> [Span] {
    try #require(value as? [[Any]]).map { Span(try #require($0[0] as? Int), try #require($0[1] as? Int), try #require($0[2] as? String)) }
}

private func sentence(_ row: [String: Any]) throws -> Sentence {
    let number = row["sentence"] as? Int ?? 0
    return Sentence(tokens: try #require(row["tokens"] as? [String]), origin: Origin(file: "replies", number: number, line: 1))
}

private func annotated(_ outcome: SentenceOutcome) throws -> (spans: [Span], ledger: [LedgerEntry]) {
    guard case .annotated(let spans, let ledger?) = outcome else { throw Diagnostic("unreadable: \(outcome)") }
    return (spans, ledger)
}

@Suite(.enabled(if: data != nil))
struct RealReplyTests {
    /// Entities counted by JSON decoding alone, and by their fates.
    @Test func noEntityOfADictionaryIsLost() throws {
        var decoded = 0
        var fates: [Fate: Int] = [:]
        for row in try rows("wikigold-labels/gpt35-zeroshot.jsonl") {
            let reply = try #require(row["reply"] as? String)
            decoded += try #require(try JSONSerialization.jsonObject(with: Data(reply.utf8)) as? [String: Any]).count
            let read = try annotated(ReplyForm.dictionary.outcome(of: Reply(reply), for: sentence(row)))
            for entry in read.ledger { fates[entry.fate, default: 0] += 1 }
        }
        #expect(fates.values.reduce(0, +) == decoded)
        #expect(decoded == 1194 && fates[.exact] == 1184 && fates[.normalised] == 7 && fates[.close] == 1)
    }

    /// One real reply changed so that its first entity has another fate, for each fate.
    @Test func aChangedReplyGivesEveryFate() throws {
        var seen: Set<Fate> = []
        for row in try rows("wikigold-labels/gpt35-zeroshot.jsonl") {
            let reply = try #require(row["reply"] as? String)
            let named = try ReplyForm.dictionary.entities(in: Reply(reply), of: [], name: "reply").map(\.entity)
            guard let first = named.first, first.mention.count > 7, first.mention.contains(" "), named.count > 2 else { continue }
            let before = try annotated(ReplyForm.dictionary.outcome(of: Reply(reply), for: sentence(row))).ledger
            guard before[0].fate == .exact, before[0].spans.count == 1 else { continue }
            var typo = Array(first.mention)
            typo[2] = typo[2] == "q" ? "z" : "q"
            let word = String(first.mention.prefix { $0 != " " })
            let other: [(mention: String, type: String, added: (String, String)?, fate: Fate)] = [
                (first.mention, first.type, nil, .exact), (first.mention.uppercased(), first.type, nil, .normalised),
                (String(typo), first.type, nil, .close), (" ", first.type, nil, .dropped(.empty)), (first.mention, "", nil, .dropped(.untyped)),
                (first.mention, "Weekday", nil, .dropped(.typeNotAsked)), ("Qwert Yuiop", first.type, nil, .dropped(.notFound)),
                (first.mention, first.type, (word, "Person"), .dropped(.overlaps)),
                (first.mention, first.type, (first.mention.uppercased(), "Person"), .dropped(.duplicate)),
            ]
            for change in other {
                var changed = named
                changed[0] = NamedEntity(change.mention, change.type)
                if let added = change.added { changed.append(NamedEntity(added.0, added.1)) }
                let members = changed.map { "\(quoted($0.mention)): \(quoted($0.type))" }
                let types = ["Person", "Organization", "Location", "Miscellaneous"]
                let text = "{" + members.joined(separator: ", ") + "}"
                let ledger = try annotated(ReplyForm.dictionary.outcome(of: Reply(text), for: sentence(row), types: types)).ledger
                #expect(ledger.count == changed.count)
                let entry = try #require(change.added == nil ? ledger.first : ledger.last)
                if entry.fate == change.fate { seen.insert(entry.fate) }
            }
            if seen.count == Fate.allCases.count { return }
        }
        #expect(Fate.allCases.filter { !seen.contains($0) } == [])
    }

    @Test func markedTextScoresAsItsSourceSays() throws {
        var counts = EntityCountsByHand()
        var marks = 0, entities = 0
        for row in try rows("llm-replies/marked-text.jsonl") {
            let replies = try #require(row["replies"] as? [String: String])
            let gold = try spans(row["gold"])
            // The source scores each type on its own, so that a mention may have two.
            let found = try replies.keys.sorted().flatMap { type in
                marks += replies[type]?.components(separatedBy: "@@").count ?? 1
                marks -= 1
                let reply = Reply(parts: [Reply.Part(type: type, replies[type] ?? "")])
                let read = try annotated(ReplyForm.marked.outcome(of: reply, for: sentence(row)))
                entities += read.ledger.count
                #expect(read.ledger.allSatisfy { $0.fate == .exact || $0.fate == .normalised })
                return read.spans
            }
            counts.add(found, gold: gold)
        }
        #expect(entities == marks)
        #expect(abs(counts.f1 - 85.3) < 0.1, "F1 \(counts.f1)")
    }

    @Test func tagStringsGiveTheLabelsOfTheirSource() throws {
        var differ = 0
        for row in try rows("conll2003-labels/llm-405b.jsonl") {
            let read = try annotated(ReplyForm.tags.outcome(of: Reply(try #require(row["reply"] as? String)), for: sentence(row)))
            if try read.spans != spans(row["llm"]).sorted() { differ += 1 }
            #expect(read.ledger.allSatisfy { $0.fate == .exact })
        }
        #expect(differ == 0)
    }

    /// Each numbered sentence of the completions with the list behind it.
    @Test func listsOfRealCompletionsAreReadWhole() throws {
        var entities = 0, found = 0
        for file in 3...5 {
            let text = try String(contentsOfFile: "\(data ?? "")/llm-replies/chat-completions-\(file).jsonl", encoding: .utf8)
            for line in text.split(separator: "\n") {
                let pair = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [[String: Any]])
                let choice = try #require((pair[1]["choices"] as? [[String: Any]])?.first)
                let content = try #require((choice["message"] as? [String: Any])?["content"] as? String)
                let written = content.matches(of: #/\((person|location|organization)\)/#).count
                let whole = try ReplyForm.list.entities(in: Reply(content), of: [], name: "reply")
                #expect(whole.count == written)
                entities += whole.count
                for block in content.components(separatedBy: "\n\n") where block.contains("Named Entities:") {
                    let words = tokens(block.prefix { $0 != "\n" })
                    let sentence = Sentence(tokens: words, origin: Origin(file: "completion", number: 0, line: 1))
                    found += try annotated(ReplyForm.list.outcome(of: Reply(block), for: sentence)).ledger.count { !$0.spans.isEmpty }
                }
            }
        }
        #expect(entities > 250 && Double(found) > 0.97 * Double(entities), "\(found) of \(entities)")
    }

    @Test func mutatedRealRepliesNeverCrashAReader() throws {
        var stream = RandomStream(seed: 21, key: "real replies")
        let dictionaries = try rows("wikigold-labels/gpt35-zeroshot.jsonl").prefix(100).map { (ReplyForm.dictionary, try sentence($0), $0["reply"] as? String ?? "") }
        let tagged = try rows("conll2003-labels/llm-405b.jsonl").prefix(100).map { (ReplyForm.tags, try sentence($0), $0["reply"] as? String ?? "") }
        let marked = try rows("llm-replies/marked-text.jsonl").map { row in
            (ReplyForm.marked, try sentence(row), (row["replies"] as? [String: String])?["LOC"] ?? "")
        }
        var read = 0, unreadable = 0
        for (written, sentence, text) in dictionaries + tagged + marked {
            for _ in 0..<20 {
                let reply = Reply(mutatedReply(text, &stream))
                for form in [written, stream.pick(ReplyForm.all)] {
                    switch form.outcome(of: reply, for: sentence) {
                    case .annotated(let spans, let ledger?):
                        #expect(ledger.flatMap(\.spans).sorted() == spans)
                        read += 1
                    case .unreadable(_, let problem):
                        #expect(problem.place != nil)
                        unreadable += 1
                    default: #expect(Bool(false), "a reply has an outcome")
                    }
                }
            }
        }
        #expect(read > 500 && unreadable > 500)
    }
}

private func quoted(_ text: String) -> String {
    let bytes = (try? JSONSerialization.data(withJSONObject: [text])) ?? Data()
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
}

/// Words, and the marks at their ends, as CoNLL cuts them.
private func tokens(_ text: Substring) -> [String] {
    text.split(separator: " ").flatMap { word -> [String] in
        let bare = word.prefix { !",.?!".contains($0) || $0 == "." && word.last != "." }
        return [String(bare), String(word.dropFirst(bare.count))].filter { !$0.isEmpty }
    }
}

private struct EntityCountsByHand {
    var right = 0, found = 0, gold = 0

    var f1: Double { 200 * Double(right) / Double(found + gold) }

    mutating func add(_ spans: [Span], gold wanted: [Span]) {
        right += Set(spans).intersection(wanted).count
        found += Set(spans).count
        gold += wanted.count
    }
}
