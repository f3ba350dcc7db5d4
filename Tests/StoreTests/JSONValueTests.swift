import Diagnostics
import Testing

@testable import Store

/// Offsets are shown as the byte of the file `x`, and length as the culprit's.
private func parse(_ text: String, in part: Range<Int>? = nil) throws -> JSONValue {
    let bytes = Array(text.utf8)
    return try JSONValue(parsing: bytes, in: part ?? 0..<bytes.count) { Place(file: "x", position: .byte($0.lowerBound)) }
}

@Test func valuesAreReadWithTheirPlaces() throws {
    let json = try parse(#" {"a": [1, -2.5e1, true, null, 1.5], "b": "x", "big": 12345678901234567890, "huge": 1e999} "#)
    let list = try #require(json["a"]?.list)
    #expect(list.map(\.integer) == [1, -25, nil, nil, nil])
    #expect(list.map(\.number) == [1, -25, nil, nil, 1.5])
    #expect(list.map(\.kind) == ["a number", "a number", "true or false", "null", "a number"])
    #expect(list[1].range == 11..<17)
    #expect(json["b"]?.text == "x")
    #expect(json["big"]?.integer == nil)
    #expect(json["huge"]?.number == nil)
    #expect(json["c"] == nil)
    #expect(list[0]["a"] == nil)
}

@Test func aPartOfTheBytesIsReadAlone() throws {
    #expect(try parse("x[1]2", in: 1..<4).list?.map(\.range) == [2..<3])
    #expect(throws: Diagnostic.self) { try parse("[1]", in: 0..<2) }
    #expect(throws: Diagnostic.self) { try parse(#""a""#, in: 0..<2) }
    #expect(throws: Diagnostic.self) { try parse(#""\u0041""#, in: 0..<6) }
}

@Test(arguments: [
    (#""a\"\\\/\n\té""#, "a\"\\/\n\té"),
    (#""\u00e9\ud83d\ude00!""#, "é😀!"),
    (#""\u00E9\b\f\r""#, "é\u{8}\u{c}\r"),
    (#""""#, ""),
])
func escapesAreUndone(text: String, expected: String) throws {
    #expect(try parse(text).text == expected)
}

@Test(arguments: ["", "plain", "tab\t\"quoted\" \\ back\nline", "\u{0}\u{1f}\u{7f}", "Zürich 😀 \u{2028}"])
func quotedTextIsReadBack(text: String) throws {
    #expect(try parse(jsonString(text)).text == text)
}

@Test(arguments: [
    ("", 0, "the end came too early"),
    ("[1,", 3, "the end came too early"),
    ("{\"a\": }", 6, "a value expected"),
    ("{\"a\" 1}", 5, "`:` expected"),
    ("{a: 1}", 1, "a name in quotes expected"),
    ("{\"a\": 1, \"b\": 2, \"a\": 3}", 17, "`a` stands twice"),
    ("[1 2]", 3, "`,` or `]` expected"),
    ("[1,]", 3, "a value expected"),
    ("{\"a\": 1", 7, "`,` or `}` expected"),
    ("\"abc", 0, "quotes without their end"),
    ("\"abc\\", 4, "quotes without their end"),
    ("\"a\nb\"", 2, "a control character within quotes"),
    (#""\ud83d""#, 1, "half a surrogate pair"),
    (#""\ude00\ud83d""#, 1, "half a surrogate pair"),
    (#""\ud83d\u0041""#, 1, "half a surrogate pair"),
    (#""\u12""#, 1, "`\\u` needs four hexadecimal digits"),
    (#""\x""#, 1, "an unknown escape"),
    ("01", 0, "`01` is no JSON value"),
    ("-", 0, "`-` is no JSON value"),
    ("1.e5", 0, "`1.e5` is no JSON value"),
    ("nul", 0, "`nul` is no JSON value"),
    ("{} x", 3, "more after the end of the JSON value"),
])
func whatIsNotJSONIsRefusedWithItsPlace(text: String, offset: Int, message: String) throws {
    let finding = try #require(throws: Diagnostic.self) { try parse(text) }
    #expect(finding.message == message)
    #expect(finding.place == Place(file: "x", position: .byte(offset)))
}

@Test func aNameThatStandsTwiceIsFoundInALargeObjectToo() throws {
    let names = (0..<40).map { "\"n\($0)\": 1" } + ["\"n\(3)\": 2"]
    let finding = try #require(throws: Diagnostic.self) { try parse("{\(names.joined(separator: ", "))}") }
    #expect(finding.message == "`n3` stands twice")
    #expect(try parse("{\(names.dropLast().joined(separator: ", "))}").members?.count == 40)
}

@Test func textThatIsNoUTF8IsRefused() {
    let bytes: [UInt8] = Array("\"a".utf8) + [0xff] + Array("\"".utf8)
    #expect(throws: Diagnostic("not UTF-8", at: Place(file: "x"), label: "not valid JSON")) {
        try JSONValue(parsing: bytes, in: 0..<bytes.count) { _ in Place(file: "x") }
    }
}

@Test func deepNestingIsRefusedBeforeTheStackEnds() {
    let finding = #expect(throws: Diagnostic.self) { try parse(String(repeating: "[", count: 100_000)) }
    #expect(finding?.message == "nested deeper than 200 levels")
}
