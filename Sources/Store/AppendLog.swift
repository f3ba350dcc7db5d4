import Diagnostics
import Foundation
import Synchronization

/// A file of JSON values, one a line, that only ever grows: journals, recordings.
///
/// What is appended at once is one write to the end of the file, under a lock, so that several threads and processes may append. A line
/// that a killed writer tore off is not seen by `lines(of:)` and is cut away before anything is written behind it. The log may be put
/// in order (`rewrite`) while others have it open: they go on with the new file.
package final class AppendLog: Sendable {
    package let path: String
    private let file: Mutex<OpenFile>

    /// Opens the log, and makes an empty one where there is none.
    /// - Throws: `Diagnostic` that names the file.
    package init(path: String) throws {
        self.path = path
        let file = try OpenFile(path)
        self.file = Mutex(file)
        try file.whileLocked { try mendTail(of: $0, path) }
    }

    /// Appends one line. After a failure (a full disk) the file ends where it ended before.
    /// - Parameter line: JSON without its line end.
    package func append(_ line: String) throws { try append([line]) }

    /// Appends lines, with no other writer's between them. After a failure the file ends where it ended before.
    package func append(_ lines: [String]) throws {
        precondition(!lines.contains { $0.utf8.contains(UInt8(ascii: "\n")) }, "a log line holds no line end")
        try withFile { descriptor in
            try mendTail(of: descriptor, path)
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
        let descriptor = file.withLock { $0 }
        guard fsync(descriptor.number) == 0 else { throw trouble("write", path) }
    }

    /// Runs under the lock among threads (`Mutex`) and among processes (`flock`), on the file that has the log's name now.
    private func withFile(_ body: (Int32) throws -> Void) throws {
        try file.withLock { file in
            while true {
                let isDone = try file.whileLocked { descriptor in
                    guard isSameFile(descriptor, path) else { return false }
                    try body(descriptor)
                    return true
                }
                if isDone { return }
                file = try OpenFile(path)
            }
        }
    }

    /// Puts other lines in the place of all that a log holds, whole or not at all, while no one else writes.
    ///
    /// - Parameter lines: makes the new lines of the old ones.
    /// - Throws: `Diagnostic` that names the file, and what the closure throws.
    package static func rewrite(_ path: String, lines: ([String]) throws -> [String]) throws {
        while true {
            let file = try OpenFile(path)
            let isDone = try file.whileLocked { descriptor in
                guard isSameFile(descriptor, path) else { return false }
                let new = try lines(Self.lines(of: path))
                try AtomicFile.write(to: path) { writer in
                    for line in new { try writer.write(line + "\n") }
                }
                return true
            }
            if isDone { return }
        }
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
}

/// A file open for appending, until nobody has it any more.
private final class OpenFile: Sendable {
    let number: Int32

    init(_ path: String) throws {
        number = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard number >= 0 else { throw trouble("write", path) }
    }

    // Also where `init` throws: by then everything is set.
    deinit { if number >= 0 { close(number) } }

    func whileLocked<Result>(_ body: (Int32) throws -> Result) throws -> Result {
        while flock(number, LOCK_EX) != 0, errno == EINTR {}
        defer { flock(number, LOCK_UN) }
        return try body(number)
    }
}

private func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var mine = stat(), named = stat()
    return fstat(descriptor, &mine) == 0 && stat(path, &named) == 0 && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
}

/// Ends a last line that is whole, as an editor may leave it, and cuts a torn one.
private func mendTail(of descriptor: Int32, _ path: String) throws {
    var last: UInt8 = 0
    let end = lseek(descriptor, 0, SEEK_END)
    guard end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") else { return }
    let tail = try MappedFile(reading: path).withBytes { bytes in
        let start = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return (start: start, isWhole: isWhole(bytes[start...]))
    }
    if tail.isWhole {
        try [UInt8(ascii: "\n")].withUnsafeBytes { try writeAll($0, to: descriptor, path: path) }
    } else if ftruncate(descriptor, off_t(tail.start)) != 0 {
        throw trouble("write", path)
    }
}

private func isWhole(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    var parser = JSONParser(UnsafeRawBufferPointer(rebasing: line)) { Place(file: "", position: .byte($0)) }
    return (try? parser.parse()) != nil
}
