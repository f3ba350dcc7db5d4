import Diagnostics
import Foundation
import Synchronization

/// Files that are there whole or not at all: written beside their place, flushed to disk, then renamed into it.
package enum AtomicFile {
    /// Streams a file into place. If the closure throws, whatever stood at `path` stays as it was.
    ///
    /// A symbolic link is followed; a device or a pipe, which cannot be renamed over, is written to directly.
    /// - Parameter survivesPowerCut: false does without waiting for the disk: after a power cut the file may be empty or damaged.
    /// - Throws: `Diagnostic` that names the file, for a missing folder, a full disk, a folder in the way;
    ///   what the closure throws.
    package static func write(to path: String, survivesPowerCut: Bool = true, _ body: (FileWriter) throws -> Void) throws {
        let target = resolved(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        let kind = exists ? status.st_mode & S_IFMT : S_IFREG
        if kind == S_IFDIR { throw trouble("write", path, code: EISDIR) }
        if kind != S_IFREG { return try stream(into: target, path: path, flags: O_WRONLY, isFlushed: survivesPowerCut, body) }

        let temporary = temporarySibling(of: target)
        do {
            let mode = exists ? status.st_mode & 0o777 : nil
            try stream(into: temporary, path: path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode, isFlushed: survivesPowerCut, body)
            guard rename(temporary, target) == 0 else { throw trouble("write", path) }
            if survivesPowerCut { synchronize(folderOf: target) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    package static func write(_ text: String, to path: String) throws {
        try write(to: path) { try $0.write(text) }
    }

    /// Removes what writers of this file left behind when they were killed. The caller knows that nobody is writing it.
    package static func removeRemains(of path: String) {
        let folder = (path as NSString).deletingLastPathComponent
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        for name in entries where isTemporarySibling(name, of: path) {
            unlink((folder as NSString).appendingPathComponent(name))
        }
    }

    private static func stream(
        into file: String, path: String, flags: Int32, mode: mode_t? = nil, isFlushed: Bool, _ body: (FileWriter) throws -> Void
    ) throws {
        let descriptor = open(file, flags | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw trouble("write", path) }
        defer { close(descriptor) }
        if let mode { fchmod(descriptor, mode) }
        let writer = FileWriter(descriptor: descriptor, path: path)
        try body(writer)
        try writer.flush()
        // Pipes and terminals cannot be synchronised and say EINVAL or ENOTSUP.
        guard !isFlushed || fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw trouble("write", path) }
    }
}

/// The file that a path means once symbolic links are followed; the path itself where nothing is there yet.
func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
}

/// A new name survives a power cut once its folder is on the disk. Some disks cannot do that, and the file is there all the same.
private func synchronize(folderOf path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}

private let temporaryCount = Atomic(0)

/// A name in the same folder, hence on the same disk, that no other thread or process uses.
func temporarySibling(of path: String) -> String {
    let number = temporaryCount.wrappingAdd(1, ordering: .relaxed).newValue
    let path = path as NSString
    let name = ".\(path.lastPathComponent).\(getpid())-\(number).tmp"
    return (path.deletingLastPathComponent as NSString).appendingPathComponent(name)
}

private func isTemporarySibling(_ name: String, of path: String) -> Bool {
    let start = ".\((path as NSString).lastPathComponent)."
    return name.hasPrefix(start) && name.dropFirst(start.count).wholeMatch(of: /[0-9]+-[0-9]+\.tmp/) != nil
}
