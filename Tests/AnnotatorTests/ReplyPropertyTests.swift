@testable import Annotator
import Corpus
import Diagnostics
import Foundation
import Random
import Testing

private let types = ["PER", "LOC", "creative work", "a-b"]
private let awkward = [
    "Paris", "'s", "\"", "``", "''", "U.S.", "(", ")", "[", "]", "{", "}", "<", ">", "&", "&amp;", "<b>", "O", "B-PER", "/", "|", "\\", "#", "@",
    "zürich", "İstanbul", "日本", "😀", "cafe\u{301}", "1,000", "-", "–", ",", ":", "null", "(PER)", "</PER>", "a/O", "Baldur's", "=", "*",
]

private func randomSpans(_ count: Int, _ stream: inout RandomStream) -> [Span] {
    var spans: [Span] = []
    var position = stream.int(below: 3)
    while position < count {
        let end = min(count, position + 1 + stream.int(below: 3))
        spans.append(Span(position, end, stream.pick(types)))
        position = end + stream.int(below: 3)
    }
    return spans
}

/// What a form's own text is read as.
private func readBack(_ spans: [Span], of tokens: [String], in form: ReplyForm) -> [Span]? {
    let sentence = Sentence(tokens: tokens, origin: Origin(file: "made", number: 0, line: 1))
    guard case .annotated(let read, let ledger?) = form.outcome(of: Reply(form.text(spans, of: tokens)), for: sentence, types: types) else {
        return nil
    }
    #expect(ledger.allSatisfy { $0.fate == .exact })
    return read
}

/// Forms with places tell repeated mentions apart; the others are given words that stand once.
@Test(arguments: ReplyForm.all.map(\.name))
func whatAFormWritesItReadsBack(name: String) throws {
    let form = try #require(ReplyForm.all.first { $0.name == name })
    let tellsPlaces = ["marked", "tags", "xml"].contains(name)
    var stream = RandomStream(seed: 11, key: "forms")
    for _ in 0..<1500 {
        let count = 1 + stream.int(below: 12)
        let tokens = (0..<count).map { number in stream.pick(awkward) + (tellsPlaces ? "" : "\(number)") }
        let spans = randomSpans(count, &stream)
        let back = readBack(spans, of: tokens, in: form)
        #expect(back == spans, "\(form.text(spans, of: tokens))")
    }
}

@Test func aDictionaryThatLabelsEveryOccurrenceIsReadBack() {
    var stream = RandomStream(seed: 12, key: "forms")
    let names = ["Paris", "Rome", "Anna", "Bob"]
    for _ in 0..<500 {
        let tokens = (0..<10).map { _ in stream.pick(names + [",", "met"]) }
        let labels = Dictionary(uniqueKeysWithValues: names.map { ($0, stream.pick(types + [""])) })
        let spans = tokens.enumerated().compactMap { index, token in
            labels[token].flatMap { $0.isEmpty ? nil : Span(index, index + 1, $0) }
        }
        #expect(readBack(spans, of: tokens, in: .dictionary) == spans)
    }
}

private let tokens = "Anna O'Neill met Bob in Paris , then Bob left Paris for New York City Hall .".split(separator: " ").map(String.init)
private let spans = [Span(0, 2, "PER"), Span(3, 4, "PER"), Span(5, 6, "LOC"), Span(8, 9, "PER"), Span(10, 11, "LOC"), Span(12, 16, "LOC")]

/// Replies as models send them, in every form.
private let replies: [(form: ReplyForm, text: String)] = ReplyForm.all.map { ($0, $0.text(spans, of: tokens)) } + [
    (.dictionary, "Here you are: {'Anna O'Neill': 'PER', \"caf\\u00e9\": null, 'Paris': LOC,}"),
    (.list, "```json\n[{\"text\": \"Anna O'Neill\", \"label\": \"PER\"}, ['Bob', 'PER'], (\"Paris\", \"LOC\")]\n```"),
    (.list, "Named Entities: [Anna O'Neill (PER), Bob (PER), New York City Hall (LOC)]"),
    (.marked, "@@Anna O'Neill##(PER) met Bob in Paris, then Bob left @@Paris|LOC## for @@New York City Hall|LOC##."),
    (.tags, tokens.map { "\($0)\tO" }.joined(separator: "\n")),
    (.cot, "1. Anna is a person.\n2. {draft}\nResult: [{\"mention\": \"Anna O'Neill\", \"type\": \"PER\"}]\n"),
    (.xml, "<p><span class=\"PER\">Anna O&apos;Neill</span> met Bob in Paris, then Bob left <LOC>Paris</LOC> for New York City Hall.</p>"),
]

func mutatedReply(_ text: String, _ stream: inout RandomStream) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...stream.int(below: 4) where !bytes.isEmpty {
        let place = stream.int(below: bytes.count)
        let end = min(bytes.count, place + 1 + stream.int(below: 12))
        switch stream.int(below: 5) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(stream.pick(Array("{}[]()<>/&;\":,'\\u@#| \nOB-".utf8)), at: place)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: stream.int(below: bytes.count + 1))
        case 3: bytes[place] = UInt8(stream.int(below: 256))
        default: bytes.removeSubrange(place...)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

@Test func noReplyCrashesItsReaderAndNoEntityIsLost() {
    var stream = RandomStream(seed: 13, key: "forms")
    let sentence = Sentence(tokens: tokens, origin: Origin(file: "made", number: 0, line: 1))
    var read = 0, refused = 0
    for _ in 0..<1500 {
        for (written, text) in replies {
            let reply = Reply(mutatedReply(text, &stream))
            // Another form's reply must be survived as well.
            for form in [written, stream.pick(ReplyForm.all)] {
                switch form.outcome(of: reply, for: sentence, types: ["PER", "LOC"]) {
                case .annotated(let spans, let ledger?):
                    read += 1
                    #expect(spans == ledger.flatMap(\.spans).sorted())
                    #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.end <= $1.start })
                    let named = try? form.entities(in: reply, of: tokens, name: "reply").map(\.entity)
                    #expect(named == ledger.map(\.entity))
                case .unreadable(let text, let problem):
                    refused += 1
                    #expect(text == reply.text && problem.place != nil && !problem.message.isEmpty)
                case .annotated, .unanswered, .refused: #expect(Bool(false), "a reply has an outcome")
                }
            }
        }
    }
    #expect(read > 1000 && refused > 1000)
}

/// Whatever strict JSON reads, the tolerant readers read alike.
@Test func mutatedRepliesThatJSONReadsAreReadAlike() throws {
    var stream = RandomStream(seed: 14, key: "forms")
    var compared = 0
    let dictionary = ReplyForm.dictionary.text(spans, of: tokens), list = ReplyForm.list.text(spans, of: tokens)
    for _ in 0..<6000 {
        let text = mutatedReply(dictionary, &stream)
        if let json = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) {
            let read = try ReplyForm.dictionary.entities(in: Reply(text), of: tokens, name: "reply").map(\.entity)
            // Strict JSON keeps one of two equal keys.
            #expect(Set(read.map(\.mention)) == Set(json.keys), "\(text)")
            compared += 1
        }
        let other = mutatedReply(list, &stream)
        if let json = try? JSONDecoder().decode([[String: String]].self, from: Data(other.utf8)),
            json.allSatisfy({ Set($0.keys) == ["mention", "type"] })
        {
            let read = try ReplyForm.list.entities(in: Reply(other), of: tokens, name: "reply").map(\.entity)
            #expect(read == json.map { NamedEntity($0["mention"] ?? "", $0["type"] ?? "") }, "\(other)")
            compared += 1
        }
    }
    #expect(compared > 100)
}

/// A reply that is cut anywhere is an error, or the part cut off named nothing.
@Test func aReplyThatIsCutIsNeverTakenAsComplete() throws {
    for (form, text) in replies {
        let whole = try form.entities(in: Reply(text), of: tokens, name: "reply").map(\.entity)
        for length in 0..<text.unicodeScalars.count {
            let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
            if let read = try? form.entities(in: Reply(cut), of: tokens, name: "reply").map(\.entity) {
                #expect(read == whole, "\(form.name): \(cut)")
            }
        }
    }
}
