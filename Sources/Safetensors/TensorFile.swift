import Diagnostics
import Store

/// A safetensors file, opened: eight bytes that give the header's length, a JSON header, then the tensors' bytes, little-endian
/// and without gaps (github.com/huggingface/safetensors). Nothing of a file is believed before it is checked.
package final class TensorFile {
    package struct Entry: Sendable {
        package var name: String
        package var type: ElementType
        package var shape: [Int]
        /// Where its bytes stand in the file.
        var range: Range<Int>
    }

    /// In the order of their bytes.
    package let entries: [Entry]
    /// Free text that the writer left, such as `["format": "pt"]`.
    package let metadata: [String: String]
    package var path: String { file.path }
    private let file: MappedFile
    private let indices: [String: Int]

    /// Opens a file and checks all of its header.
    /// - Throws: `Diagnostic` with the file and the byte offset of what is wrong.
    package init(reading path: String) throws {
        file = try MappedFile(reading: path)
        let range = try Self.headerRange(of: file)
        let header = try JSONObject(parsing: UnsafeRawBufferPointer(rebasing: file.bytes[range])) { offset in
            Place(file: path, position: .byte(range.lowerBound + offset))
        }
        metadata = try header.object("__metadata__").map { object in
            Dictionary(try object.members.map { ($0.name, try object.text($0.name) ?? "") }) { first, _ in first }
        } ?? [:]
        entries = try TensorLayout(file: file, dataStart: range.upperBound).entries(of: header)
        indices = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// In the order of their bytes.
    package var names: [String] { entries.map(\.name) }

    package subscript(name: String) -> Entry? { indices[name].map { entries[$0] } }

    package func shape(of name: String) -> [Int]? { self[name]?.shape }

    /// The bytes of a tensor, which stay as long as this object does.
    /// - Precondition: the file has the tensor.
    package func bytes(of name: String) -> UnsafeRawBufferPointer {
        guard let entry = self[name] else { preconditionFailure("no tensor `\(name)`: ask `names` first") }
        return UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
    }

    /// Copies a tensor's elements, row-major, converting F16 and BF16.
    /// - Precondition: the file has the tensor, and the destination holds exactly as many elements.
    /// - Throws: `Diagnostic` if the elements are of another type than F32, F16 or BF16.
    package func copy(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) throws {
        guard let entry = self[name] else { preconditionFailure("no tensor `\(name)`: ask `names` first") }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.range])
        precondition(destination.count * entry.type.byteCount == bytes.count, "the destination does not fit `\(name)`")
        switch entry.type {
        case .f32:
            UnsafeMutableRawBufferPointer(destination).copyMemory(from: bytes)
        case .f16:
            for i in destination.indices {
                destination[i] = Float(Float16(bitPattern: bytes.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)))
            }
        case .bf16:
            for i in destination.indices {
                let upperHalf = bytes.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)
                destination[i] = Float(bitPattern: UInt32(upperHalf) << 16)
            }
        default:
            throw Diagnostic(
                "the tensor `\(name)` holds \(entry.type.rawValue), where F32, F16 or BF16 was expected",
                at: Place(file: path, position: .byte(entry.range.lowerBound)))
        }
    }

    /// Where the header stands. The reference reader refuses headers of more than 100 MB too.
    private static func headerRange(of file: MappedFile) throws -> Range<Int> {
        func finding(_ message: String) -> Diagnostic {
            Diagnostic(message, at: Place(file: file.path, position: .byte(0)), label: invalid)
        }
        guard file.bytes.count >= 8 else {
            throw finding("the file ends within its first 8 bytes, which give the length of the header")
        }
        let length = UInt64(littleEndian: file.bytes.loadUnaligned(as: UInt64.self))
        let rest = file.bytes.count - 8
        guard length <= rest else {
            throw finding("the header should be \(length) bytes long, but only \(rest) bytes follow")
        }
        guard length <= 100_000_000 else { throw finding("the header is \(length) bytes long, where 100 MB is the limit") }
        return 8..<8 + Int(length)
    }
}
