import Diagnostics
import Foundation

/// An open file that bytes are streamed into, through a buffer. Valid only within the closure that received it.
package final class FileWriter {
    private let descriptor: Int32
    /// The file that messages name: the one that is asked for, not the temporary one beside it.
    private let path: String
    private var buffer: [UInt8] = []
    private static let capacity = 1 << 16

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
        buffer.reserveCapacity(Self.capacity)
    }

    package func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        if buffer.count + bytes.count > Self.capacity { try flush() }
        if bytes.count < Self.capacity {
            buffer.append(contentsOf: bytes)
        } else {
            try writeAll(bytes, to: descriptor, path: path)
        }
    }

    func flush() throws {
        try buffer.withUnsafeBytes { try writeAll($0, to: descriptor, path: path) }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Writes every byte, in one system call where the system lets it.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if errno != EINTR {
            throw trouble("write", path)
        }
    }
}
