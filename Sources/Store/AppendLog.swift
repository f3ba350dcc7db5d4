import Diagnostics
import Foundation
import Synchronization

/// A file of JSON values, one a line, that only ever grows: journals, recordings.
///
/// What is appended at once is one write to the end of the file, under a lock, so that several threads and processes may append. A line that a
/// crash tore off is not seen by `lines(of:)` and is cut away when the log is next opened.
package final class AppendLog: Sendable {
    package let path: String
    private let descriptor: Int32
    private let turn = Mutex(())

    /// Opens the log, and makes an empty one where there is none.
    /// - Throws: `Diagnostic` that names the file.
    package init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw trouble("write", path) }
        try locked { try mendTail() }
    }

    // Also where `init` throws: by then everything is set, and a second close would be of another's file.
    deinit { close(descriptor) }

    /// Appends one line. After a failure (a full disk) the file ends where it ended before.
    /// - Parameter line: JSON without its line end.
    package func append(_ line: String) throws { try append([line]) }

    /// Appends lines, with no other writer's between them. After a failure the file ends where it ended before.
    package func append(_ lines: [String]) throws {
        precondition(!lines.contains { $0.utf8.contains(UInt8(ascii: "\n")) }, "a log line holds no line end")
        try locked {
            let end = lseek(descriptor, 0, SEEK_END)
            do {
                try Array(lines.map { $0 + "\n" }.joined().utf8).withUnsafeBytes { try writeAll($0, to: descriptor, path: path) }
            } catch {
                ftruncate(descriptor, end)
                throw error
            }
        }
    }

    /// Returns when every line appended so far would survive a power cut.
    package func synchronize() throws {
        guard fsync(descriptor) == 0 else { throw trouble("write", path) }
    }

    /// The whole lines of a log, in order, without their ends. The last line may lack its end if it is a whole JSON value.
    /// - Throws: `Diagnostic` that names the file; bytes that are not UTF-8 are replaced by U+FFFD.
    package static func lines(of path: String) throws -> [String] {
        try MappedFile(reading: path).withBytes { bytes in
            var lines: [String] = []
            var rest = bytes[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                lines.append(String(decoding: rest[..<end], as: UTF8.self))
                rest = rest[(end + 1)...]
            }
            if isWhole(rest) { lines.append(String(decoding: rest, as: UTF8.self)) }
            return lines
        }
    }

    /// Ends a last line that is whole, as an editor may leave it, and cuts a torn one.
    private func mendTail() throws {
        let tail = try MappedFile(reading: path).withBytes { bytes -> (start: Int, isWhole: Bool)? in
            guard let last = bytes.last, last != UInt8(ascii: "\n") else { return nil }
            let start = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            return (start, isWhole(bytes[start...]))
        }
        guard let tail else { return }
        if tail.isWhole {
            try [UInt8(ascii: "\n")].withUnsafeBytes { try writeAll($0, to: descriptor, path: path) }
        } else if ftruncate(descriptor, off_t(tail.start)) != 0 {
            throw trouble("write", path)
        }
    }

    /// Runs under the lock among threads (`Mutex`) and among processes (`flock`).
    private func locked(_ body: () throws -> Void) throws {
        try turn.withLock { _ in
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            defer { flock(descriptor, LOCK_UN) }
            try body()
        }
    }
}

private func isWhole(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    var parser = JSONParser(UnsafeRawBufferPointer(rebasing: line)) { Place(file: "", position: .byte($0)) }
    return (try? parser.parse()) != nil
}
