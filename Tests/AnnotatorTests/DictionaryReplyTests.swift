@testable import Annotator
import Corpus
import Diagnostics
import Foundation
import Random
import Testing

private func entities(_ reply: String) throws -> [NamedEntity] {
    try ReplyForm.dictionary.entities(in: Reply(reply), of: [], name: "reply").map(\.entity)
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
    ("", "1:1+1 the reply holds no dictionary"),
    ("There are no entities.", "1:1+22 the reply holds no dictionary"),
    (#"{"Paris": "LOC", "An"#, "1:18+1 the text that begins here does not end"),
    (#"{"Paris": "LOC","#, "1:17+1 the reply ends before its answer does"),
    (#"{"Paris": "LOC""#, "1:16+1 the reply ends before its answer does"),
    (#"{"Paris": ["LOC"]}"#, "1:11+1 expected the type of `Paris` in quotes"),
    (#"{"Paris": "LOC"} {"Anna": 3}"#, "1:27+1 expected the type of `Anna` in quotes"),
    (#"{"Paris" is "LOC", Anna: "PER"}"#, "1:2+1 the text that begins here does not end"),
    (#"{"Paris": "LOC", Anna: "PER"}"#, "1:18+1 expected a mention in quotes"),
    (#"{"Paris": LOC "Anna": "PER"}"#, "1:15+1 expected `,` or `}` after the type of `Paris`"),
    (#"{"\u12": "LOC"}"#, "1:5+1 expected four hexadecimal digits after `\\u`"),
])
func aReplyThatIsNoDictionaryIsAnErrorWithItsPlace(reply: String, expected: String) throws {
    let error = try #require(throws: Diagnostic.self) { try entities(reply) }
    guard case .line(let line, let column, let length, _)? = error.place?.position else { return #expect(Bool(false), "no line") }
    #expect("\(line):\(column)+\(length) \(error.message)" == expected)
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
