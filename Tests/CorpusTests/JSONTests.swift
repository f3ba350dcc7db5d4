import Testing

@testable import Corpus

private func parse(_ text: String) throws -> JSON {
    let bytes = Array(text.utf8)
    return try JSON(parsing: bytes, in: 0..<bytes.count)
}

@Test func valuesAreReadWithTheirPlaces() throws {
    let json = try parse(#" {"a": [1, -2.5e1, true, null], "b": "x", "b": "y", "big": 12345678901234567890} "#)
    let list = try #require(json["a"]?.array)
    #expect(list.map(\.integer) == [1, -25, nil, nil])
    #expect(list.map(\.kind) == ["a number", "a number", "true or false", "null"])
    #expect(list[1].range == 11..<17)
    #expect(json["b"]?.string == "y")
    #expect(json["big"]?.integer == nil)
    #expect(json["c"] == nil)
}

@Test(arguments: [
    (#""a\"\\\/\n\té""#, "a\"\\/\n\té"),
    (#""\u00e9\ud83d\ude00!""#, "é😀!"),
    (#""""#, ""),
])
func escapesAreUndone(text: String, expected: String) throws {
    #expect(try parse(text).string == expected)
}

@Test(arguments: ["", "plain", "tab\t\"quoted\" \\ back\nline", "\u{0}\u{1f}\u{7f}", "Zürich 😀 \u{2028}"])
func quotedTextIsReadBack(text: String) throws {
    #expect(try parse(JSON.quoted(text)).string == text)
}

@Test(arguments: [
    ("", 0, "a value is missing"),
    ("{\"a\": }", 6, "a value is expected"),
    ("{\"a\" 1}", 5, "`:` is expected"),
    ("{a: 1}", 1, "a field name in quotes is expected"),
    ("[1 2]", 3, "`,` or `]` is expected"),
    ("[1,]", 3, "a value is expected"),
    ("{\"a\": 1", 7, "`,` or `}` is expected"),
    ("\"abc", 0, "the text does not end"),
    ("\"abc\\", 4, "the text does not end"),
    ("\"a\nb\"", 2, "a control character stands in a text"),
    (#""\ud83d""#, 1, "half a surrogate pair"),
    (#""\ud83d\u0041""#, 1, "half a surrogate pair"),
    (#""\u12""#, 1, "`\\u` needs four hexadecimal digits"),
    (#""\x""#, 1, "unknown escape"),
    ("01", 0, "a number begins with a needless 0"),
    ("-", 1, "a digit is expected"),
    ("1.e5", 2, "a digit is expected"),
    ("1e999", 0, "a number is too large"),
    ("nul", 0, "a value is expected"),
    ("{} x", 3, "the value ends here, but the text goes on"),
])
func whatIsNotJSONIsRefusedWithItsPlace(text: String, offset: Int, message: String) {
    #expect(throws: JSONFault(offset: offset, message: message)) { try parse(text) }
}

@Test func deepNestingIsRefusedBeforeTheStackEnds() {
    #expect(throws: JSONFault.self) { try parse(String(repeating: "[", count: 100_000)) }
}
