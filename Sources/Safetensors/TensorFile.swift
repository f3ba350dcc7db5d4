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
        let header = try file.withBytes { bytes in
            try JSONObject(parsing: UnsafeRawBufferPointer(rebasing: bytes[range])) { offset in
                Place(file: path, position: .byte(range.lowerBound + offset))
            }
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

    /// Hands out the bytes of all tensors in their order, which are there until `body` returns and must not be kept.
    package func withTensors<Result>(
        _ body: (_ tensors: [(name: String, bytes: UnsafeRawBufferPointer)]) throws -> Result
    ) rethrows -> Result {
        try file.withBytes { bytes in
            try body(entries.map { ($0.name, UnsafeRawBufferPointer(rebasing: bytes[$0.range])) })
        }
    }

    /// - Precondition: the file has the tensor.
    /// - Throws: `Diagnostic` if its elements are of another type than F32, F16 or BF16, which `copy` takes.
    package func checkIsFloat(_ name: String) throws {
        let entry = entry(name)
        switch entry.type {
        case .f32, .f16, .bf16: break
        default:
            throw Diagnostic(
                "the tensor `\(name)` holds \(entry.type.rawValue), where F32, F16 or BF16 was expected",
                at: Place(file: path, position: .byte(entry.range.lowerBound)))
        }
    }

    /// Copies elements of a tensor, row-major, converting F16 and BF16. Several threads may do so at once.
    /// - Parameter first: the element that comes first; as many follow as the destination holds.
    /// - Precondition: the file has the tensor, so many elements are in it, and they are floats: `checkIsFloat`.
    package func copy(_ name: String, from first: Int = 0, into destination: UnsafeMutableBufferPointer<Float>) {
        let entry = entry(name)
        let start = entry.range.lowerBound + first * entry.type.byteCount
        let end = start + destination.count * entry.type.byteCount
        precondition(first >= 0 && end <= entry.range.upperBound, "`\(name)` does not fill the destination")
        file.withBytes { file in
            let bytes = UnsafeRawBufferPointer(rebasing: file[start..<end])
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
            default: preconditionFailure("`\(name)` holds no floats: ask `checkIsFloat` first")
            }
        }
    }

    private func entry(_ name: String) -> Entry {
        guard let entry = self[name] else { preconditionFailure("no tensor `\(name)`: ask `names` first") }
        return entry
    }

    /// Where the header stands. The reference reader refuses headers of more than 100 MB too.
    private static func headerRange(of file: MappedFile) throws -> Range<Int> {
        func finding(_ message: String) -> Diagnostic {
            Diagnostic(message, at: Place(file: file.path, position: .byte(0)), label: invalid)
        }
        guard file.count >= 8 else {
            throw finding("the file ends within its first 8 bytes, which give the length of the header")
        }
        let length = UInt64(littleEndian: file.withBytes { $0.loadUnaligned(as: UInt64.self) })
        let rest = file.count - 8
        guard length <= rest else {
            throw finding("the header should be \(length) bytes long, but only \(rest) bytes follow")
        }
        guard length <= 100_000_000 else { throw finding("the header is \(length) bytes long, where 100 MB is the limit") }
        return 8..<8 + Int(length)
    }
}
