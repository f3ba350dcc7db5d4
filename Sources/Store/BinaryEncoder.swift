/// Codable values as compact bytes: the same bytes for the same value, in the order in which its properties are declared.
///
/// A property is written as the number of its name (a name is spelt where it is met first) and its value; zero ends a value that is
/// made of others. Whole numbers are zigzag varints, texts UTF-8 after their length, floats little-endian.
///
/// Dictionaries and sets have no order of their own and cannot be encoded; nor can containers within containers, which enumerations
/// with payloads ask for: both are mistakes of ours.
package enum BinaryEncoder {
    /// Streams the bytes in pieces of some 64 KiB.
    package static func encode(
        _ value: some Encodable, userInfo: [CodingUserInfoKey: Any] = [:], into sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try withoutActuallyEscaping(sink) { sink in
            let output = BinaryOutput(userInfo: userInfo, sink: sink)
            try output.encode(value)
            try output.flush()
        }
    }

    package static func bytes(of value: some Encodable, userInfo: [CodingUserInfoKey: Any] = [:]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try encode(value, userInfo: userInfo) { bytes.append(contentsOf: $0) }
        return bytes
    }
}

/// Memory that is written and read as it lies: weights.
package protocol RawBytes: Codable {
    func withRawBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows
    init(rawBytes: UnsafeRawBufferPointer) throws
}

extension RawBytes {
    package func encode(to encoder: any Encoder) throws {
        guard let output = (encoder as? ValueEncoder)?.output else { preconditionFailure("raw bytes have a binary form only") }
        try withRawBytes { try output.write($0) }
    }
}

/// Numbers and structs of numbers, as they lie.
package struct RawArray<Element: BitwiseCopyable>: RawBytes {
    package let elements: [Element]

    package init(_ elements: [Element]) {
        self.elements = elements
    }

    package init(rawBytes: UnsafeRawBufferPointer) throws {
        let size = MemoryLayout<Element>.stride
        guard rawBytes.count % size == 0 else { throw DamagedValue() }
        elements = stride(from: 0, to: rawBytes.count, by: size).map { rawBytes.loadUnaligned(fromByteOffset: $0, as: Element.self) }
    }

    package func withRawBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        try elements.withUnsafeBytes(body)
    }
}

private final class BinaryOutput {
    let userInfo: [CodingUserInfoKey: Any]
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var buffer: [UInt8] = []
    private var names: [String: UInt64] = [:]
    private static let capacity = 1 << 16

    init(userInfo: [CodingUserInfoKey: Any], sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.userInfo = userInfo
        self.sink = sink
        buffer.reserveCapacity(2 * Self.capacity)
    }

    func flush() throws {
        try buffer.withUnsafeBytes(sink)
        buffer.removeAll(keepingCapacity: true)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        write(varint: UInt64(bytes.count))
        try flush()
        try sink(bytes)
    }

    func write(byte: UInt8) throws {
        buffer.append(byte)
        if buffer.count >= Self.capacity { try flush() }
    }

    func write(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        buffer.append(UInt8(truncatingIfNeeded: rest))
    }

    func write(integer: Int64) {
        write(varint: UInt64(bitPattern: (integer << 1) ^ (integer >> 63)))
    }

    func write<Bits: FixedWidthInteger>(bits: Bits) {
        withUnsafeBytes(of: bits.littleEndian) { buffer.append(contentsOf: $0) }
    }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            write(varint: UInt64(bytes.count))
            buffer.append(contentsOf: bytes)
        }
    }

    func write(name: String) throws {
        if buffer.count >= Self.capacity { try flush() }
        if let number = names[name] { return write(varint: number) }
        let number = UInt64(names.count + 1)
        names[name] = number
        write(varint: number)
        write(name)
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        if Value.self == [String].self, let texts = value as? [String] {
            write(varint: UInt64(texts.count))
            texts.forEach { write($0) }
        } else if Value.self == [Double].self, let numbers = value as? [Double] {
            write(varint: UInt64(numbers.count))
            for number in numbers { write(bits: number.bitPattern) }
        } else {
            precondition(!(Value.self is any Unordered.Type), "\(Value.self) has no order")
            try value.encode(to: ValueEncoder(output: self))
            try write(byte: 0)
        }
    }
}

private protocol Unordered {}
extension Dictionary: Unordered {}
extension Set: Unordered {}

private struct ValueEncoder: Encoder {
    let output: BinaryOutput
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { output.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(KeyedEncoder(output: output))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { ElementEncoder(output: output) }
    func singleValueContainer() -> any SingleValueEncodingContainer { ElementEncoder(output: output) }
}

private struct KeyedEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: BinaryOutput
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {}
    func encode(_ value: Bool, forKey key: Key) throws { try named(key) { try $0.write(byte: value ? 1 : 0) } }
    func encode(_ value: String, forKey key: Key) throws { try named(key) { $0.write(value) } }
    func encode(_ value: Double, forKey key: Key) throws { try named(key) { $0.write(bits: value.bitPattern) } }
    func encode(_ value: Float, forKey key: Key) throws { try named(key) { $0.write(bits: value.bitPattern) } }
    func encode(_ value: Int, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int8, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int16, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int32, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: Int64, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt8, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt16, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt32, forKey key: Key) throws { try integer(value, key) }
    func encode(_ value: UInt64, forKey key: Key) throws { try integer(value, key) }
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try named(key) { try $0.encode(value) } }

    private func named(_ key: Key, _ write: (BinaryOutput) throws -> Void) throws {
        try output.write(name: key.stringValue)
        try write(output)
    }

    private func integer(_ value: some FixedWidthInteger, _ key: Key) throws {
        try named(key) { $0.write(integer: Int64(truncatingIfNeeded: value)) }
    }

    func nestedContainer<NestedKey>(keyedBy: NestedKey.Type, forKey key: Key) -> KeyedEncodingContainer<NestedKey> { unsupported() }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { unsupported() }
    func superEncoder() -> any Encoder { unsupported() }
    func superEncoder(forKey key: Key) -> any Encoder { unsupported() }
}

/// The elements of a list, or the only one of a single value: each after a byte that is not zero.
private struct ElementEncoder: UnkeyedEncodingContainer, SingleValueEncodingContainer {
    let output: BinaryOutput
    var codingPath: [any CodingKey] { [] }
    var count: Int { 0 }

    func encodeNil() {}
    func encode(_ value: Bool) throws { try marked { try $0.write(byte: value ? 1 : 0) } }
    func encode(_ value: String) throws { try marked { $0.write(value) } }
    func encode(_ value: Double) throws { try marked { $0.write(bits: value.bitPattern) } }
    func encode(_ value: Float) throws { try marked { $0.write(bits: value.bitPattern) } }
    func encode(_ value: Int) throws { try integer(value) }
    func encode(_ value: Int8) throws { try integer(value) }
    func encode(_ value: Int16) throws { try integer(value) }
    func encode(_ value: Int32) throws { try integer(value) }
    func encode(_ value: Int64) throws { try integer(value) }
    func encode(_ value: UInt) throws { try integer(value) }
    func encode(_ value: UInt8) throws { try integer(value) }
    func encode(_ value: UInt16) throws { try integer(value) }
    func encode(_ value: UInt32) throws { try integer(value) }
    func encode(_ value: UInt64) throws { try integer(value) }
    func encode<Value: Encodable>(_ value: Value) throws { try marked { try $0.encode(value) } }

    private func marked(_ write: (BinaryOutput) throws -> Void) throws {
        try output.write(byte: 1)
        try write(output)
    }

    private func integer(_ value: some FixedWidthInteger) throws {
        try marked { $0.write(integer: Int64(truncatingIfNeeded: value)) }
    }

    func nestedContainer<NestedKey>(keyedBy: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> { unsupported() }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { unsupported() }
    func superEncoder() -> any Encoder { unsupported() }
}

private func unsupported() -> Never {
    preconditionFailure("the binary form knows no containers within containers: encode a value of its own instead")
}
