import Diagnostics
import Foundation
import Testing

@testable import Store

private func object(_ json: String) throws -> JSONObject {
    try Array(json.utf8).withUnsafeBytes { try JSONObject(parsing: $0) { Place(file: "x.json", position: .byte($0)) } }
}

private func message(_ body: () throws -> Void) throws -> String {
    try #require(throws: Diagnostic.self) { try body() }.message
}

@Suite struct JSONObjectTests {
    @Test func readsMembersByTypeAndInOrder() throws {
        let json = try object(
            #" { "b" : [1, -2,30] , "a":{"text":"\"\\\/\n\u00e9\ud83d\ude00 é","none":null,"#
                + #" "half":-0.5e+1,"yes":true}, "n":[],"o":{} } "#)
        #expect(json.members.map(\.name) == ["b", "a", "n", "o"])
        #expect(try json.integers("b") == [1, -2, 30])
        #expect(try json.integers("n") == [])
        let inner = try #require(try json.object("a"))
        #expect(try inner.text("text") == "\"\\/\né😀 é")
        #expect(try inner.text("none") == nil)
        #expect(try inner.text("absent") == nil)
        #expect(try inner.number("half") == -5)
        #expect(try inner.flag("yes") == true)
    }

    @Test func keepsNamesThatUnicodeHoldsEquivalentApart() throws {
        let json = try object("{\"\u{e9}\":1,\"e\u{301}\":2}")
        #expect(try json.integer("\u{e9}") == 1)
        #expect(try json.integer("e\u{301}") == 2)
    }

    @Test func namesThePathOfAMemberOfAnotherType() throws {
        let json = try object(#"{"model":{"vocab":3,"list":[{"id":"x"}],"size":1.5}}"#)
        let model = try #require(try json.object("model"))
        #expect(try message { _ = try model.object("vocab") } == "`model.vocab` should be an object")
        #expect(try message { _ = try model.integer("size") } == "`model.size` should be a whole number")
        #expect(try message { _ = try model.objects("list")?[0].integer("id") } == "`model.list[0].id` should be a whole number")
    }

    @Test(arguments: [
        "", "{", "}", "[1]", "{} {}", "{'a':1}", "{a:1}", #"{"a":}"#, #"{"a":1,}"#, #"{"a":[1,]}"#, 
        #"{"a":01}"#, #"{"a":+1}"#, #"{"a":.5}"#,
        #"{"a":1.}"#, #"{"a":--1}"#, #"{"a":nan}"#, #"{"a":True}"#, #"{"a":0x1}"#, 
        #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, #"{"a":"\ud800x"}"#,
        "{\"a\":\"\u{1}\"}", #"{"a":"b}"#, #"{"a":1,"a":2}"#,
    ]) func refusesWhatIsNotJSON(_ json: String) {
        #expect(throws: Diagnostic.self) { try object(json) }
    }

    @Test func showsTheLineOfAFile() throws {
        try withScratchFolder { folder in
            let path = folder + "/config.json"
            try AtomicFile.write("{\n  \"hidden_size\": \"large\"\n}\n", to: path)
            let finding = try #require(throws: Diagnostic.self) { try JSONObject(reading: path).integer("hidden_size") }
            #expect(finding.place == Place(file: path, line: 2, column: 18, excerpt: "  \"hidden_size\": \"large\""))
        }
    }

    @Test func writesTextThatReadsBack() throws {
        let text = "\"\\/\n\t\u{1}é😀"
        #expect(try object("{\"a\":\(jsonString(text))}").text("a") == text)
    }
}
