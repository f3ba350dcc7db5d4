import Diagnostics
import Foundation

/// A file's bytes without reading them first: pages come in as they are touched.
///
/// The mapping survives that the file is replaced or removed, but not that it is cut in place.
package final class MappedFile {
    package let path: String
    private let bytes: UnsafeRawBufferPointer

    package var count: Int { bytes.count }

    /// Hands out the bytes, which are there until `body` returns and must not be kept.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(bytes) }
    }

    /// - Throws: `Diagnostic` that names the file, where it cannot be read or is a folder.
    package init(reading path: String) throws {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw trouble("read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw trouble("read", path) }
        if status.st_mode & S_IFMT == S_IFDIR { throw trouble("read", path, code: EISDIR) }
        guard status.st_size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let count = Int(status.st_size)
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw trouble("read", path)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }
}
