import Notebook
import Testing

@MainActor
struct JSONTests {
    @Test(arguments: [
        ("none", #"{"type":"none"}"#), ("true", #"{"type":"flag","value":true}"#), ("0.5", #"{"type":"number","value":0.5}"#),
        ("5", #"{"type":"number","value":5}"#),
        ("-0.0", #"{"type":"number","value":0}"#), ("1e300", #"{"type":"number","value":1e+300}"#),
        ("0.1 + 0.2", #"{"type":"number","value":0.30000000000000004}"#),
        (#""a/\"b\" \u{e4}\n\u{1}""#, #"{"type":"text","value":"a/\"b\" ä\n\u0001"}"#),
        ("[1, \"a\", none, [true]]", #"{"type":"list","value":[1,"a",null,[true]]}"#),
        ("{b: 1, a: {c: bag(2)}}", #"{"type":"record","value":{"a":{"c":"bag of 2"},"b":1}}"#),
        ("0.5 +- 0.1", #"{"deviation":0.1,"middle":0.5,"type":"tolerance"}"#),
        (
            "palette",
            #"{"columns":["colour","weight"],"rows":[{"colour":"red","weight":1},{"colour":"blue","weight":2.5}],"type":"table"}"#
        ),
        ("for i in 1..2 { bag i }", #"{"columns":["i","size"],"rows":[{"i":1,"size":1},{"i":2,"size":2}],"type":"table"}"#),
        ("bag 5", #"{"halves":[2,1],"name":"bag","size":5,"summary":"bag of 5","type":"bag"}"#),
        ("[0.5 +- 0.1, bag(1)]", #"{"type":"list","value":[{"deviation":0.1,"middle":0.5,"type":"tolerance"},"bag of 1"]}"#),
    ])
    func everyKindOfValueIsOneObjectWithItsType(script: String, expected: String) async throws {
        #expect(try await run(script).last?.value?.json.line == expected)
    }

    @Test func aCellCarriesNumberSourceSecondsAndValue() async throws {
        let cells = try await run("let b = bag 5\nseed 1\nassert b.size == 5")
        #expect(cells[0].json.line.hasPrefix(#"{"cell":1,"name":"b","seconds":"#))
        #expect(cells[0].json.line.contains(#","source":"let b = bag 5","value":{"halves":"#))
        #expect(cells[1].json.line.hasSuffix(#","source":"seed 1","value":null}"#))
        #expect(cells.allSatisfy { !$0.json.line.contains("\n") })
    }

    @Test func whatIsNotFiniteIsNull() {
        #expect(JSON.list([.number(.nan), .number(.infinity), .number(-0.0), .null]).line == "[null,null,0,null]")
    }
}
