import Foundation
import Store
import Synchronization

/// The digests of files that calls read. A file that has not changed since it was last looked at is not read again.
final class InputDigests: Sendable {
    private struct State: Hashable {
        var path: String
        var size: Int64
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int
    }

    private let known = Mutex<[State: Digest]>([:])

    /// The files that a path stands for, in order of their names: itself, or all within a folder.
    /// - Throws: `Diagnostic` for one that cannot be read. One that is not there is no input: the call itself says that it is missing.
    func inputs(at path: String) throws -> [CallRecord.Input] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
        guard isFolder.boolValue else { return [.init(path: path, digest: try digest(of: path))] }
        let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
        return try names.map { "\(path)/\($0)" }.filter(isFile).map { .init(path: $0, digest: try digest(of: $0)) }
    }

    private func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private func digest(of path: String) throws -> Digest {
        var status = stat()
        guard stat(path, &status) == 0 else { return try Digest(ofFile: path) }
        let state = State(
            path: path, size: Int64(status.st_size), inode: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
        if let digest = known.withLock({ $0[state] }) { return digest }
        let digest = try Digest(ofFile: path)
        known.withLock { $0[state] = digest }
        return digest
    }
}
