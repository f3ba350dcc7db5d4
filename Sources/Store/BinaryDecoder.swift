/// Reads what `BinaryEncoder` wrote.
package enum BinaryDecoder {
    /// - Throws: `DamagedValue` where the bytes are not those of such a value; what its own `init(from:)` throws.
    package static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: UnsafeRawBufferPointer, userInfo: [CodingUserInfoKey: Any] = [:]
    ) throws -> Value {
        let input = BinaryInput(bytes: bytes, userInfo: userInfo)
        let value = try input.decode(type)
        guard input.isAtEnd else { throw DamagedValue() }
        return value
    }

    package static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], userInfo: [CodingUserInfoKey: Any] = [:]
    ) throws -> Value {
        try bytes.withUnsafeBytes { try decode(type, from: $0, userInfo: userInfo) }
    }
}

/// Bytes that are no value of the type that was wanted.
package struct DamagedValue: Error {
    package init() {}
}

extension RawBytes {
    package init(from decoder: any Decoder) throws {
        guard let input = (decoder as? ValueDecoder)?.input else { preconditionFailure("raw bytes have a binary form only") }
        try self.init(rawBytes: try input.readBytes())
    }
}

private final class BinaryInput {
    let userInfo: [CodingUserInfoKey: Any]
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var names: [String] = []

    init(bytes: UnsafeRawBufferPointer, userInfo: [CodingUserInfoKey: Any]) {
        self.bytes = bytes
        self.userInfo = userInfo
    }

    var isAtEnd: Bool { position == bytes.count }
    /// Of a value made of others.
    var isAtEndOfValue: Bool { position >= bytes.count || bytes[position] == 0 }

    func readByte() throws -> UInt8 {
        guard position < bytes.count else { throw DamagedValue() }
        defer { position += 1 }
        return bytes[position]
    }

    func expect(_ wanted: UInt8) throws {
        guard try readByte() == wanted else { throw DamagedValue() }
    }

    private func readVarint() throws -> UInt64 {
        var value: UInt64 = 0, shift: UInt64 = 0
        while true {
            let byte = try readByte()
            guard shift < 63 || (shift == 63 && byte <= 1) else { throw DamagedValue() }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// How many things of at least `size` bytes follow.
    private func readCount(size: Int) throws -> Int {
        guard let count = Int(exactly: try readVarint()), count <= (bytes.count - position) / size else { throw DamagedValue() }
        return count
    }

    func readInteger<Number: FixedWidthInteger>() throws -> Number {
        let code = try readVarint()
        let integer = Int64(bitPattern: code >> 1) ^ -Int64(bitPattern: code & 1)
        if Number.self == UInt64.self || Number.self == UInt.self { return Number(truncatingIfNeeded: integer) }
        guard let number = Number(exactly: integer) else { throw DamagedValue() }
        return number
    }

    func readBits<Bits: FixedWidthInteger>(_ type: Bits.Type) throws -> Bits {
        guard bytes.count - position >= MemoryLayout<Bits>.size else { throw DamagedValue() }
        defer { position += MemoryLayout<Bits>.size }
        return Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Bits.self))
    }

    func readFlag() throws -> Bool {
        let byte = try readByte()
        guard byte <= 1 else { throw DamagedValue() }
        return byte == 1
    }

    func readBytes() throws -> UnsafeRawBufferPointer {
        let count = try readCount(size: 1)
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count)])
    }

    func readText() throws -> String {
        guard let text = String(validating: try readBytes(), as: UTF8.self) else { throw DamagedValue() }
        return text
    }

    /// Takes the name of the next property, if it is this one.
    func takeName(_ wanted: String) throws -> Bool {
        let start = position
        let number = try readVarint()
        guard number > 0, number <= names.count + 1 else {
            position = start
            return false
        }
        let isNew = number == names.count + 1
        let name = isNew ? try readText() : names[Int(number) - 1]
        guard name == wanted else {
            position = start
            return false
        }
        if isNew { names.append(name) }
        return true
    }

    func hasName(_ wanted: String) -> Bool {
        let (start, count) = (position, names.count)
        defer {
            position = start
            names.removeLast(names.count - count)
        }
        return (try? takeName(wanted)) == true
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == [String].self {
            let texts = try (0..<readCount(size: 1)).map { _ in try readText() }
            if let value = texts as? Value { return value }
        }
        if type == [Double].self {
            let numbers = try (0..<readCount(size: 8)).map { _ in Double(bitPattern: try readBits(UInt64.self)) }
            if let value = numbers as? Value { return value }
        }
        let value = try Value(from: ValueDecoder(input: self))
        try expect(0)
        return value
    }
}

private struct ValueDecoder: Decoder {
    let input: BinaryInput
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { input.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedDecoder(input: input))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { ElementDecoder(input: input) }
    func singleValueContainer() -> any SingleValueDecodingContainer { ElementDecoder(input: input) }
}

private struct KeyedDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let input: BinaryInput
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { preconditionFailure("the binary form is read in the order of the properties") }

    func contains(_ key: Key) -> Bool { input.hasName(key.stringValue) }
    func decodeNil(forKey key: Key) -> Bool { !contains(key) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try named(key).readFlag() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try named(key).readText() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { Double(bitPattern: try named(key).readBits(UInt64.self)) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { Float(bitPattern: try named(key).readBits(UInt32.self)) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try named(key).readInteger() }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try named(key).readInteger() }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try named(key).readInteger() }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try named(key).readInteger() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try named(key).readInteger() }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try named(key).readInteger() }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try named(key).readInteger() }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try named(key).readInteger() }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try named(key).readInteger() }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try named(key).readInteger() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try named(key).decode(type) }

    private func named(_ key: Key) throws -> BinaryInput {
        guard try input.takeName(key.stringValue) else { throw DamagedValue() }
        return input
    }

    func nestedContainer<NestedKey>(keyedBy type: NestedKey.Type, forKey key: Key) throws -> KeyedDecodingContainer<NestedKey> { throw DamagedValue() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw DamagedValue() }
    func superDecoder() throws -> any Decoder { throw DamagedValue() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw DamagedValue() }
}

private struct ElementDecoder: UnkeyedDecodingContainer, SingleValueDecodingContainer {
    let input: BinaryInput
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { nil }
    var isAtEnd: Bool { input.isAtEndOfValue }

    init(input: BinaryInput) { self.input = input }

    func decodeNil() -> Bool { input.isAtEndOfValue }
    func decode(_ type: Bool.Type) throws -> Bool { try marked().readFlag() }
    func decode(_ type: String.Type) throws -> String { try marked().readText() }
    func decode(_ type: Double.Type) throws -> Double { Double(bitPattern: try marked().readBits(UInt64.self)) }
    func decode(_ type: Float.Type) throws -> Float { Float(bitPattern: try marked().readBits(UInt32.self)) }
    func decode(_ type: Int.Type) throws -> Int { try marked().readInteger() }
    func decode(_ type: Int8.Type) throws -> Int8 { try marked().readInteger() }
    func decode(_ type: Int16.Type) throws -> Int16 { try marked().readInteger() }
    func decode(_ type: Int32.Type) throws -> Int32 { try marked().readInteger() }
    func decode(_ type: Int64.Type) throws -> Int64 { try marked().readInteger() }
    func decode(_ type: UInt.Type) throws -> UInt { try marked().readInteger() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try marked().readInteger() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try marked().readInteger() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try marked().readInteger() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try marked().readInteger() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try marked().decode(type) }

    private func marked() throws -> BinaryInput {
        try input.expect(1)
        return input
    }

    func nestedContainer<NestedKey>(keyedBy type: NestedKey.Type) throws -> KeyedDecodingContainer<NestedKey> { throw DamagedValue() }
    func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw DamagedValue() }
    func superDecoder() throws -> any Decoder { throw DamagedValue() }
}
