import Diagnostics
import Foundation
import Synchronization

/// What calls gave, kept from run to run, one file a call under the digest of all that decides its value.
///
/// A file is there whole or not at all, whoever is killed when, and however many processes read and write. Whatever is wrong with
/// one (a disk that lost its end in a power cut) makes it a call that was never stored. Above the limit those go first that were
/// not used for longest.
package final class CallStore: Sendable {
    package let folder: String
    /// Bytes.
    package let limit: Int
    private let isCold: Bool
    /// Bytes of all files, nil before anything was written here.
    private let total = Mutex<Int?>(nil)

    /// - Parameters:
    ///   - folder: made when the first call is stored.
    ///   - isCold: what is there is not handed out, only added to, so that every call is made.
    package init(folder: String, limit: Int, isCold: Bool = false) {
        self.folder = folder
        self.limit = limit
        self.isCold = isCold
    }

    private func path(of key: Digest) -> String {
        "\(folder)/\(key.text.prefix(2))/\(key.text.dropFirst(2))"
    }

    /// What is known of a call; nil where it was never stored. It counts as used now.
    package func call(_ key: Digest) -> StoredCall? {
        guard !isCold else { return nil }
        let path = path(of: key)
        let call = try? MappedFile(reading: path).withBytes { try StoredFile($0).call }
        if call != nil { utimensat(AT_FDCWD, path, nil, 0) }
        return call
    }

    /// Hands out the bytes of a call's value; nil where they are not kept.
    package func value<Result>(_ key: Digest, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result? {
        guard let file = try? MappedFile(reading: path(of: key)) else { return nil }
        return try file.withBytes { bytes in
            guard let stored = try? StoredFile(bytes), let value = stored.value else { return nil }
            return try body(value)
        }
    }

    /// Keeps a call, in place of what was known of it.
    /// - Parameter value: streams the value's bytes, as many as `call.value` says; not called where that is nil.
    /// - Throws: `Diagnostic` that names the file, for a full disk and the like.
    package func keep(_ call: StoredCall, as key: Digest, value: (FileWriter) throws -> Void) throws {
        var call = call
        if let bytes = call.value?.bytes, bytes > limit { call.value = nil }
        let path = path(of: key)
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let head = try StoredFile.head(of: call)
        try makeRoom(for: head.utf8.count + (call.value?.bytes ?? 0))
        try AtomicFile.write(to: path, survivesPowerCut: false) { writer in
            try writer.write(head)
            if call.value != nil { try value(writer) }
        }
    }

    /// Removes calls that were last used before a time, or all of them.
    /// - Returns: how many, and their bytes.
    package func clear(before time: Date = .distantFuture) -> (calls: Int, bytes: Int) {
        let old = files.filter { $0.used < time }
        for file in old { unlink(file.path) }
        total.withLock { $0 = nil }
        return (old.count { !$0.isRemains }, old.reduce(0) { $0 + $1.bytes })
    }

    package struct Usage: Sendable {
        package var calls: Int
        package var bytes: Int
        /// When the call was last used that goes first, and the one that goes last.
        package var oldest: Date?
        package var newest: Date?
    }

    package var usage: Usage {
        let files = files
        let calls = files.filter { !$0.isRemains }
        return Usage(
            calls: calls.count, bytes: files.reduce(0) { $0 + $1.bytes }, oldest: calls.map(\.used).min(),
            newest: calls.map(\.used).max())
    }

    private struct File {
        var path: String
        var bytes: Int
        var used: Date
        /// A writer was killed in the middle of it.
        var isRemains: Bool
    }

    private var files: [File] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.compactMap { name in
            var status = stat()
            let path = "\(folder)/\(name)"
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            let used = Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9)
            return File(path: path, bytes: Int(status.st_size), used: used, isRemains: (name as NSString).lastPathComponent.hasPrefix("."))
        }
    }

    /// Oldest out, down to nine tenths of the limit, so that not every call has to tidy up.
    private func makeRoom(for bytes: Int) throws {
        let isFull = total.withLock { total -> Bool in
            if let known = total { total = known + bytes } else { total = self.files.reduce(bytes) { $0 + $1.bytes } }
            return total.map { $0 > limit } ?? false
        }
        guard isFull else { return }
        let files = files.sorted { ($0.used, $0.path) < ($1.used, $1.path) }
        var left = files.reduce(bytes) { $0 + $1.bytes }
        let anHourAgo = Date(timeIntervalSinceNow: -3600)
        for file in files where left > limit / 10 * 9 && (!file.isRemains || file.used < anHourAgo) {
            unlink(file.path)
            left -= file.bytes
        }
        total.withLock { [left] in $0 = left }
    }
}

/// What is known of a call that ran.
package struct StoredCall: Codable, Sendable, Equatable {
    package struct Value: Codable, Sendable, Equatable {
        package var bytes: Int
        package var checksum: String

        package init(bytes: Int, checksum: String) {
            self.bytes = bytes
            self.checksum = checksum
        }
    }

    package var command: String
    /// Of the value with the absolute paths in it, and with file names alone.
    package var digest: Digest
    package var portable: Digest
    /// What kind of value it is.
    package var type: String
    package var summary: String
    /// What the reader was told beside the value.
    package var remarks: [String]
    /// How long it took.
    package var seconds: Double
    /// Nil where the value is too large to be kept.
    package var value: Value?

    package init(
        command: String, digest: Digest, portable: Digest, type: String, summary: String, remarks: [String], seconds: Double, value: Value?
    ) {
        self.command = command
        self.digest = digest
        self.portable = portable
        self.type = type
        self.summary = summary
        self.remarks = remarks
        self.seconds = seconds
        self.value = value
    }
}

/// A line with the format, one with what is known of the call, then the bytes of its value.
private struct StoredFile {
    let call: StoredCall
    private let rest: UnsafeRawBufferPointer
    private static let format = "nds call 1\n"

    /// - Throws: where it is no such file; the value is looked at only when it is asked for.
    init(_ bytes: UnsafeRawBufferPointer) throws {
        let format = Array(Self.format.utf8)
        guard bytes.starts(with: format), let end = bytes[format.count...].firstIndex(of: UInt8(ascii: "\n")) else { throw DamagedValue() }
        call = try JSONDecoder().decode(StoredCall.self, from: Data(bytes[format.count..<end]))
        rest = UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...])
    }

    /// Nil where it is not kept or damaged.
    var value: UnsafeRawBufferPointer? {
        guard let value = call.value, rest.count == value.bytes else { return nil }
        var checksum = Checksum()
        checksum.update(rest)
        return checksum.text == value.checksum ? rest : nil
    }

    static func head(of call: StoredCall) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return format + String(decoding: try encoder.encode(call), as: UTF8.self) + "\n"
    }
}
