@testable import Annotator
import Corpus
import Diagnostics
import Foundation
import Random
import Testing

private func entities(_ reply: String) throws -> [NamedEntity] {
    try ReplyForm.dictionary.entities(SourceText(name: "reply", text: reply))
}

private let parisAndAnna = [NamedEntity("Paris", "LOC"), NamedEntity("Anna", "PER")]

@Test(arguments: [
    #"{"Paris": "LOC", "Anna": "PER"}"#,
    #"{'Paris': 'LOC', 'Anna': 'PER'}"#,
    #"{"Paris": "LOC", "Anna": "PER",}"#,
    "```json\n{\n  \"Paris\": \"LOC\",\n  \"Anna\": \"PER\"\n}\n```",
    #"Sure! Here {as asked} it is: {"Paris" : "LOC" ,"Anna":"PER"}. Anything {else}?"#,
    #"{"Paris": LOC, 'Anna': "PER"}"#,
    "Places: {\"Paris\": \"LOC\"}\nPersons: {\"Anna\": \"PER\"}",
])
func whatModelsReallyWriteIsRead(reply: String) throws {
    #expect(try entities(reply) == parisAndAnna)
}

@Test func emptyDictionariesAndRepeatedKeysAreKept() throws {
    #expect(try entities("{ }") == [])
    #expect(try entities(#"{"Paris": "LOC", "Paris": "PER"}"#) == [NamedEntity("Paris", "LOC"), NamedEntity("Paris", "PER")])
    #expect(try entities(#"{"Paris": null, "": "PER"}"#) == [NamedEntity("Paris", ""), NamedEntity("", "PER")])
}

@Test func quotesInsideAMentionBelongToIt() throws {
    #expect(try entities("{'Baldur's Gate': 'MISC', 'O'Brien': 'PER'}").map(\.mention) == ["Baldur's Gate", "O'Brien"])
    #expect(try entities(#"{"The "Best" Band": "ORG"}"#).map(\.mention) == [#"The "Best" Band"#])
    #expect(try entities(#"{"a \"b\"": "X"}"#).map(\.mention) == [#"a "b""#])
}

@Test func escapesMeanWhatJSONMeans() throws {
    #expect(try entities(#"{"caf\u00e9 \ud83d\ude00 \n\t\\\/": "X"}"#).map(\.mention) == ["café 😀 \n\t\\/"])
    #expect(try entities(#"{"\ud83d": "X"}"#).map(\.mention) == ["\u{fffd}"])
    #expect(try entities(#"{"\ud83d\u0041": "X"}"#).map(\.mention) == ["\u{fffd}A"])
}

@Test(arguments: [
    ("", "the reply holds no dictionary", 1),
    ("There are no entities.", "the reply holds no dictionary", 1),
    (#"{"Paris": "LOC", "An"#, "the text that begins here does not end", 18),
    (#"{"Paris": "LOC","#, "the reply ends within a dictionary", 17),
    (#"{"Paris": "LOC""#, "the reply ends within a dictionary", 16),
    (#"{"Paris": ["LOC"]}"#, "expected the type of `Paris` in quotes", 11),
    (#"{"Paris": "LOC"} {"Anna": 3}"#, "expected the type of `Anna` in quotes", 27),
    (#"{"Paris" is "LOC", Anna: "PER"}"#, "the text that begins here does not end", 2),
    (#"{"Paris": "LOC", Anna: "PER"}"#, "expected a mention in quotes", 18),
    (#"{"Paris": LOC "Anna": "PER"}"#, "expected `,` or `}` after the type of `Paris`", 15),
    (#"{"\u12": "LOC"}"#, "expected four hexadecimal digits after `\\u`", 5),
])
func aReplyThatIsNoDictionaryIsAnErrorWithItsPlace(reply: String, message: String, column: Int) throws {
    let error = #expect(throws: Diagnostic.self) { try entities(reply) }
    #expect(error?.message == message)
    #expect(error?.place?.description == "reply:1:\(column)")
}

@Test func dictionariesThatJSONEncodesAreReadBack() throws {
    var stream = RandomStream(seed: 3, key: "replies")
    let pieces = ["Paris", " ", "\"", "'", "\\", ":", ",", "{", "}", "é", "\n", "😀", "O'Brien", "/", "\u{1}", "LOC"]
    for _ in 0..<500 {
        let written = (0..<stream.int(below: 4)).map { number in
            let rest = (0..<stream.int(below: 6)).map { _ in stream.pick(pieces) }
            return NamedEntity("\(number)" + rest.joined(), stream.pick(["LOC", "a b"]))
        }
        // Foundation's encoder keeps the keys apart and sorts them; the numbers in front keep our order.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(Dictionary(uniqueKeysWithValues: written.map { ($0.mention, $0.type) }))
        #expect(try entities(String(decoding: json, as: UTF8.self)) == written)
    }
}

@Test func brokenRepliesNeverCrashTheReader() {
    var stream = RandomStream(seed: 5, key: "replies")
    let whole = Array(#"Here: {"Paris": "LOC", 'O\'Brien': "PER", "caf\u00e9": null,} and {"Anna": "PER"}"#.utf8)
    for _ in 0..<5000 {
        var bytes = whole
        for _ in 0...stream.int(below: 4) {
            let place = stream.int(below: bytes.count)
            switch stream.int(below: 3) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(stream.pick(Array(#"{}":,'\u"#.utf8)), at: place)
            default: bytes.removeSubrange(place...)
            }
            if bytes.isEmpty { break }
        }
        _ = try? entities(String(decoding: bytes, as: UTF8.self))
    }
}
