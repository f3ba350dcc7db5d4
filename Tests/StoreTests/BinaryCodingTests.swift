import Testing

@testable import Store

@Suite struct BinaryCodingTests {
    enum Colour: String, Codable { case red, blue }

    struct Inner: Codable, Equatable {
        var name: String
        var note: String?
        var range: Range<Int>
    }

    /// Ends with a property that the value inside may lack: its name must not be taken for that one's.
    struct Outer: Codable, Equatable {
        var colour: Colour
        var inner: Inner
        var note: String?
        var numbers: [Double]
        var texts: [String]
        var maybe: [Int?]
        var inners: [Inner]
        var big: UInt64
        var small: Int8
        var float: Float
        var flag: Bool
    }

    static let values = [
        Outer(
            colour: .blue, inner: Inner(name: "ä", note: nil, range: 0..<3), note: "outer", numbers: [0.1, -0, .infinity],
            texts: ["", "Angela Merkel", "日本"], maybe: [1, nil, -3], inners: [], big: .max, small: -128, float: .pi, flag: true),
        Outer(
            colour: .red, inner: Inner(name: "", note: "inner", range: -5..<(-1)), note: nil, numbers: [], texts: [], maybe: [],
            inners: [Inner(name: "a", note: nil, range: 0..<0), Inner(name: "b", note: "c", range: 1..<2)], big: 0, small: 127,
            float: 0, flag: false),
    ]

    @Test("a value comes back as it was", arguments: values)
    func roundTrip(_ value: Outer) throws {
        let bytes = try BinaryEncoder.bytes(of: value)
        #expect(try BinaryDecoder.decode(Outer.self, from: bytes) == value)
        #expect(try BinaryEncoder.bytes(of: value) == bytes)
    }

    @Test("an optional at the top comes back")
    func optional() throws {
        for value in [nil, 0, 7] as [Int?] {
            #expect(try BinaryDecoder.decode(Int?.self, from: BinaryEncoder.bytes(of: value)) == value)
        }
    }

    @Test("bytes cut anywhere are no value, and crash nothing", arguments: values)
    func cut(_ value: Outer) throws {
        let bytes = try BinaryEncoder.bytes(of: value)
        for end in bytes.indices {
            #expect(throws: (any Error).self) { try BinaryDecoder.decode(Outer.self, from: Array(bytes[..<end])) }
        }
    }

    @Test("bytes changed anywhere crash nothing", arguments: values)
    func changed(_ value: Outer) throws {
        let bytes = try BinaryEncoder.bytes(of: value)
        for index in bytes.indices {
            for byte in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
                var bytes = bytes
                bytes[index] = byte
                _ = try? BinaryDecoder.decode(Outer.self, from: bytes)
            }
        }
    }

    @Test("values that differ have other bytes")
    func difference() throws {
        #expect(try BinaryEncoder.bytes(of: Self.values[0]) != BinaryEncoder.bytes(of: Self.values[1]))
        #expect(try BinaryEncoder.bytes(of: ["ab", "c"]) != BinaryEncoder.bytes(of: ["a", "bc"]))
    }
}
